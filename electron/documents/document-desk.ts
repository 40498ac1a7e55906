// What is going on with documents at the desk now: files coming in, files being read, the camera. All of it in memory, for the person who
// is there, and gone when they leave.
import { randomBytes, randomUUID } from 'node:crypto';
import type { Vault } from '../../db/vault/vault.ts';
import { refuseTooBig } from '../../domain/document-content.ts';
import { PART_BYTES, PENDING_LIMIT_BYTES } from '../../domain/documents.ts';
import { Refused } from '../../domain/failure.ts';
import { Sealing } from './sealing.ts';

export type Upload = {
  id: string;
  vault: Vault;
  userId: string;
  patientId: string;
  appointmentId: string | null;
  fileName: string;
  sizeBytes: number;
  receivedBytes: number;
};
type Whose = { vault: Vault; userId: string };
type Reading = Whose & { bytes: Uint8Array };

/** A viewer reads one; thumbnails one after the other. What was left lying is dropped for the next. */
const OPEN_READINGS = 4;

export class DocumentDesk {
  readonly sealing = new Sealing();
  readonly #uploads = new Map<string, Upload>();
  readonly #readings = new Map<string, Reading>();
  #cameras = 0;
  #leaving: AbortSignal | null = null;

  /** From now on everything here is gone when the person at the desk leaves it. */
  attend(leaving: AbortSignal): void {
    if (leaving === this.#leaving) return;
    this.#leaving = leaving;
    leaving.addEventListener('abort', () => this.forgetAll(), { once: true });
  }

  /** Refuses with `document_empty`, `document_too_big`, and `busy` when more is coming in than should lie in memory. */
  begin(upload: Omit<Upload, 'id' | 'receivedBytes'>): Upload {
    if (upload.sizeBytes === 0) throw new Refused({ code: 'document_empty' });
    refuseTooBig(upload.sizeBytes);
    const pendingBytes = [...this.#uploads.values()].reduce((total, { sizeBytes }) => total + sizeBytes, 0);
    if (pendingBytes + upload.sizeBytes > PENDING_LIMIT_BYTES) throw new Refused({ code: 'busy' });
    const begun = { ...upload, id: randomUUID(), receivedBytes: 0 };
    this.#uploads.set(begun.id, begun);
    return begun;
  }

  /** The size that was announced is a promise: more than that is not taken, however it is cut up. */
  async take(whose: Whose, { uploadId, bytes }: { uploadId: string; bytes: Uint8Array }): Promise<void> {
    const upload = this.uploadOf(whose, uploadId);
    if (upload.receivedBytes + bytes.length > upload.sizeBytes) {
      this.drop(upload.id);
      throw new Refused({ code: 'document_too_big', limitBytes: upload.sizeBytes });
    }
    upload.receivedBytes += bytes.length;
    // Its own memory: a view would take along what stands behind it.
    await this.sealing.ask({ task: 'take', uploadId, bytes: Uint8Array.from(bytes) });
  }

  /** An upload in the name of this person. Anything else is `upload_gone`: nobody learns what others bring in. */
  uploadOf({ vault, userId }: Whose, uploadId: string): Upload {
    const upload = this.#uploads.get(uploadId);
    if (!upload || upload.vault !== vault || upload.userId !== userId)
      throw new Refused({ code: 'upload_gone' });
    return upload;
  }

  drop(uploadId: string): void {
    if (this.#uploads.delete(uploadId)) void this.sealing.ask({ task: 'drop', uploadId }).catch(() => {});
  }

  /** Keeps opened bytes to be fetched in parts. */
  keepReading(whose: Whose, bytes: Uint8Array): { readingId: string; parts: number } {
    for (const [id] of [...this.#readings].slice(0, Math.max(0, this.#readings.size - OPEN_READINGS + 1)))
      this.closeReading(id);
    const readingId = randomUUID();
    this.#readings.set(readingId, { ...whose, bytes });
    return { readingId, parts: Math.ceil(bytes.length / PART_BYTES) };
  }

  partOf({ vault, userId }: Whose, { readingId, part }: { readingId: string; part: number }): Uint8Array {
    const reading = this.#readings.get(readingId);
    if (!reading || reading.vault !== vault || reading.userId !== userId)
      throw new Refused({ code: 'upload_gone' });
    const from = part * PART_BYTES;
    // A copy: a view would send the whole behind it.
    const bytes = reading.bytes.slice(from, from + PART_BYTES);
    if (from + PART_BYTES >= reading.bytes.length) this.closeReading(readingId);
    return bytes;
  }

  closeReading(readingId: string): void {
    this.#readings.get(readingId)?.bytes.fill(0);
    this.#readings.delete(readingId);
  }

  /** Whether a person has the document camera open now: asked by the browser session before it lends the camera. */
  get isCameraOpen(): boolean {
    return this.#cameras > 0;
  }
  openCamera(): () => void {
    this.#cameras += 1;
    return () => void (this.#cameras -= 1);
  }

  /** The person leaves the desk: whatever has not become a document is gone. */
  forgetAll(): void {
    this.#uploads.clear();
    for (const id of this.#readings.keys()) this.closeReading(id);
    this.sealing.end();
  }
}

/** 128 bits: nobody guesses it, and no two files ever share it. */
export const newStoredName = (): string => randomBytes(16).toString('hex');
