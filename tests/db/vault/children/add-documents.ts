// Adds documents without end and says each once it is acknowledged. Lives until it is killed.
import { randomBytes } from 'node:crypto';
import { write } from '../../../../db/write.ts';
import { addDocument } from '../../../../electron/documents/add-document.ts';
import { DocumentDesk } from '../../../../electron/documents/document-desk.ts';
import { aPdf } from '../../../support/document-files.ts';
import { openFromArguments, say } from './speak.ts';

const { vault, userId } = await openFromArguments();
const desk = new DocumentDesk();
const patientId = String(vault.sqlite.prepare('SELECT id FROM patients').pluck().get());
const by = { vault, userId: userId ?? '' };
say('open');
for (;;) {
  // Noise, so that every file is another one; small, so that most of the time goes into the disk, where a kill is to fall.
  const bytes = aPdf({ objects: [`(${randomBytes(2_000).toString('hex')})`] });
  const upload = desk.begin({
    ...by,
    patientId,
    appointmentId: null,
    fileName: 'a.pdf',
    sizeBytes: bytes.length,
  });
  await desk.take(by, { uploadId: upload.id, bytes });
  const { id } = await addDocument(desk, upload, {
    documentType: 'SCAN',
    commit: (work) => write(vault, { userId, kind: 'documents.add', nowMs: Date.now() }, work),
  });
  say(id);
}
