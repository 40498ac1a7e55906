// Documents: bringing 200 of 5 MB in, opening one, and the list of a patient with ten thousand.
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { documentsFolder, sealedFile } from '../../db/document-files.ts';
import { documentsOfPatient } from '../../db/documents.ts';
import { fill, write } from '../../db/write.ts';
import { type HealthDocument, PART_BYTES } from '../../domain/documents.ts';
import { addDocument } from '../../electron/documents/add-document.ts';
import { DocumentDesk } from '../../electron/documents/document-desk.ts';
import { aDocument, aPatient } from '../support/builders.ts';
import { type Bytes, aPdf, joined } from '../support/document-files.ts';
import { openTestVault, type TestVault } from '../support/test-vault.ts';
import { fillMorning } from '../support/visits.ts';
import type { Bench } from './bench.ts';
import { BENCH_NOW_MS } from './clinics.ts';
import { beside, inRounds, median, timeOfAsync } from './measure.ts';

const DOCUMENTS = 200;
const BYTES = 5 * 1024 * 1024;

/** A scan as copiers make them: one picture of noise on a page, every file another one. */
function aScan(): Bytes {
  const head = `<< /Subtype /Image /Filter /DCTDecode /Length ${BYTES} >>\nstream\n`;
  return aPdf({ objects: [joined(head, randomBytes(BYTES), '\nendstream')] });
}

async function bring(vault: TestVault, desk: DocumentDesk, bytes: Bytes): Promise<HealthDocument> {
  const by = { vault, userId: 'user-an' };
  const where = { patientId: 'patient-binh', appointmentId: null, fileName: 'scan.pdf' };
  const upload = desk.begin({ ...by, ...where, sizeBytes: bytes.length });
  for (let at = 0; at < bytes.length; at += PART_BYTES)
    await desk.take(by, { uploadId: upload.id, bytes: bytes.slice(at, at + PART_BYTES) });
  return addDocument(desk, upload, {
    documentType: 'SCAN',
    commit: (work) => write(vault, { userId: by.userId, kind: 'documents.add', nowMs: BENCH_NOW_MS }, work),
  });
}

async function sealBare(bytes: Bytes): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(await identityToRecipient(await generateX25519Identity()));
  return encrypter.encrypt(bytes);
}

/**
 * Looked at, hashed, sealed in the worker, written durably and committed: against the least that keeps an encrypted file, which is the
 * library's encryption of the same bytes and their writing with one fsync.
 */
export const documentsAdded: Bench = {
  id: 'documents-added',
  what: 'a document of 5 MB added (200 of them) / encrypted by the bare library and written with fsync',
  async run() {
    using vault = openTestVault();
    fillMorning(vault);
    const desk = new DocumentDesk();
    const path = join(vault.dataDir, 'bare.age');
    const [ours, theirs]: [number[], number[]] = [[], []];
    for (let made = 0; made < DOCUMENTS; made++) {
      const bytes = aScan();
      ours.push(await timeOfAsync(() => bring(vault, desk, bytes)));
      theirs.push(await timeOfAsync(async () => writeSynced(path, await sealBare(bytes))));
    }
    desk.forgetAll();
    return beside(this.id, 'consultation', {
      value: median(ours),
      against: median(theirs),
      unit: 'ms',
      bar: 2.5,
    });
  },
};

function writeSynced(path: string, bytes: Uint8Array): void {
  writeFileSync(path, bytes, { flush: true });
}

/** `peer` opens the same document in another way. */
async function openBeside(peer: 'library' | 'plain-file'): Promise<{ ours: number; theirs: number }> {
  using vault = openTestVault();
  fillMorning(vault);
  const desk = new DocumentDesk();
  const bytes = aScan();
  const { storedName, fileIdentity, contentHash } = await bring(vault, desk, bytes);
  const path = sealedFile(documentsFolder(vault.dataDir), storedName);
  const plain = join(vault.dataDir, 'plain.pdf');
  writeFileSync(plain, bytes);
  const task = { task: 'open', path, fileIdentity: fileIdentity ?? '', contentHash } as const;
  const openBare = async () => {
    const decrypter = new Decrypter();
    decrypter.addIdentity(task.fileIdentity);
    await decrypter.decrypt(readFileSync(path));
  };
  const openOther = peer === 'library' ? openBare : async () => readFileSync(plain);
  const [ours, theirs]: [number[], number[]] = [[], []];
  for (let round = 0; round < 15; round++) {
    ours.push(await timeOfAsync(() => desk.sealing.ask(task)));
    theirs.push(await timeOfAsync(openOther));
  }
  desk.forgetAll();
  return { ours: median(ours), theirs: median(theirs) };
}

export const documentOpened: Bench = {
  id: 'document-opened',
  what: 'a document of 5 MB opened in the worker / the bare library decrypting it',
  async run() {
    const { ours, theirs } = await openBeside('library');
    return beside(this.id, 'consultation', { value: ours, against: theirs, unit: 'ms', bar: 1.5 });
  },
};

/** What sealing costs: ChaCha20-Poly1305 in JavaScript against reading from the page cache. */
export const documentBesidePlain: Bench = {
  id: 'document-beside-plain',
  what: 'a sealed document of 5 MB opened / the plain file read',
  async run() {
    const { ours, theirs } = await openBeside('plain-file');
    return beside(this.id, 'consultation', { value: ours, against: theirs, unit: 'ms', bar: 60 });
  },
};

export const documentListGrowth: Bench = {
  id: 'document-list-growth',
  what: 'the first page of 10,000 documents / of 100',
  run() {
    using vault = openTestVault();
    fillMorning(vault);
    fill(vault, { userId: null, kind: 'bench.documents', nowMs: BENCH_NOW_MS }, (tx) => {
      tx.insert('patients', aPatient({ id: 'patient-many', recordNumber: 'A-000009' }));
      for (let i = 0; i < 10_100; i++)
        tx.insert(
          'healthDocuments',
          aDocument({
            id: `document-${i}`,
            storedName: String(i).padStart(32, '0'),
            patientId: i < 100 ? 'patient-binh' : 'patient-many',
          }),
        );
    });
    const page = (patientId: string) => () =>
      documentsOfPatient(
        vault,
        { patientId, text: '', documentType: null, isArchived: false },
        { after: null, limit: 100 },
      );
    const { ours, theirs } = inRounds(
      { ours: page('patient-many'), theirs: page('patient-binh') },
      { rounds: 9, calls: 20 },
    );
    return beside(this.id, 'consultation', { value: ours, against: theirs, unit: 'ms', bar: 2 });
  },
};
