// Files on their way into a chart: two at a time, part by part, each with its progress and its own end. It lives outside the pages, so that
// going to another page stops nothing; what is in it belongs to one person.
import { PART_BYTES, type DocumentType } from '../../domain/documents.ts';
import { failureIn, type WentWrong } from '../app/failure-text.ts';
import type { Client } from './read-document.ts';

export type UploadItem = {
  id: string;
  patientId: string;
  fileName: string;
  sizeBytes: number;
  sentBytes: number;
  state: 'waiting' | 'sending' | 'sealing' | 'failed';
  failure: WentWrong | null;
};
export type Destination = { patientId: string; appointmentId: string | null; documentType: DocumentType };
type Task = { item: UploadItem; file: File; destination: Destination; stop: AbortController };

const AT_ONCE = 2;

export class UploadQueue {
  readonly #client: Client;
  readonly #onAdded: (patientId: string) => void;
  readonly #tasks = new Map<string, Task>();
  readonly #watchers = new Set<() => void>();
  #items: readonly UploadItem[] = [];
  #running = 0;

  constructor(client: Client, onAdded: (patientId: string) => void) {
    this.#client = client;
    this.#onAdded = onAdded;
  }

  /** Changes as a whole whenever something in it does. */
  get items(): readonly UploadItem[] {
    return this.#items;
  }
  readonly watch = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => void this.#watchers.delete(watcher);
  };

  add(files: readonly File[], destination: Destination): void {
    for (const file of files) {
      const item: UploadItem = {
        id: crypto.randomUUID(),
        patientId: destination.patientId,
        fileName: file.name,
        sizeBytes: file.size,
        sentBytes: 0,
        state: 'waiting',
        failure: null,
      };
      this.#tasks.set(item.id, { item, file, destination, stop: new AbortController() });
    }
    this.#tell();
    this.#goOn();
  }

  /** Cancels what is under way; takes a refused file off the list. */
  remove(id: string): void {
    this.#tasks.get(id)?.stop.abort();
    this.#tasks.delete(id);
    this.#tell();
  }

  #goOn(): void {
    while (this.#running < AT_ONCE) {
      const next = [...this.#tasks.values()].find(({ item }) => item.state === 'waiting');
      if (!next) return;
      this.#running += 1;
      this.#change(next, { state: 'sending' });
      void this.#bring(next).finally(() => {
        this.#running -= 1;
        this.#goOn();
      });
    }
  }

  async #bring(task: Task): Promise<void> {
    const { documents } = this.#client;
    const { file, destination, stop } = task;
    const { documentType, ...where } = destination;
    let uploadId: string | null = null;
    try {
      ({ uploadId } = await documents.begin.mutate({ ...where, fileName: file.name, sizeBytes: file.size }));
      for (let at = 0; at < file.size; at += PART_BYTES) {
        const part = new Uint8Array(await file.slice(at, at + PART_BYTES).arrayBuffer());
        stop.signal.throwIfAborted();
        await documents.part.mutate({ uploadId, bytes: part });
        this.#change(task, { sentBytes: Math.min(at + PART_BYTES, file.size) });
      }
      stop.signal.throwIfAborted();
      this.#change(task, { state: 'sealing' });
      await documents.finish.mutate({ uploadId, documentType });
      this.#tasks.delete(task.item.id);
      this.#tell();
      this.#onAdded(destination.patientId);
    } catch (error) {
      if (uploadId !== null && stop.signal.aborted)
        await documents.cancel.mutate({ uploadId }).catch(() => {});
      this.#change(task, { state: 'failed', failure: await whyFailed(error, file) });
    }
  }

  #change(task: Task, changed: Partial<UploadItem>): void {
    task.item = { ...task.item, ...changed };
    this.#tell();
  }

  #tell(): void {
    this.#items = [...this.#tasks.values()].map(({ item }) => item);
    for (const watcher of this.#watchers) watcher();
  }
}

/**
 * A folder that was dropped, or a stick that was pulled out, cannot be read: the page's own words for it are no refusal of ours. Whether the
 * desk was locked between two parts or within one, the file is gone: both are said in the same words.
 */
async function whyFailed(error: unknown, file: File): Promise<WentWrong> {
  const isReadable = await file
    .slice(0, 1)
    .arrayBuffer()
    .then(() => true)
    .catch(() => false);
  if (!isReadable) return { code: 'document_unreadable' };
  const failure = failureIn(error);
  return failure.code === 'locked' ? { code: 'upload_gone' } : failure;
}
