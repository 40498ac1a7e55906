// One patient's file into one zip: a page to read, tables for a spreadsheet, FHIR for another system, the documents themselves.
import { binaryOf } from '../../domain/fhir-orders.ts';
import { bundleFrame, entryOf, resourcesOf } from '../../domain/fhir-bundle.ts';
import type { LeavingProgress } from '../../domain/leaving.ts';
import { documentPath, type PatientFile } from '../../domain/patient-file.ts';
import { patientPage } from './patient-page.ts';
import { patientTables } from './patient-tables.ts';
import { openDocument } from './stored-documents.ts';
import { writeZip } from './zip-file.ts';

export type ExportPatient = {
  file: PatientFile;
  /** Where the sealed documents lie. */
  documents: string;
  target: string;
  passphrase: string | null;
};

/** A document whose file is gone stands in the page as missing; nothing else waits for it. */
export async function exportPatient(
  { file, documents, target, passphrase }: ExportPatient,
  tell: (progress: LeavingProgress) => void,
): Promise<{ missingDocuments: number }> {
  const total = file.documents.length + 1;
  const missing = new Set<string>();
  await writeZip(target, passphrase, async (zip) => {
    for (const [at, document] of file.documents.entries()) {
      tell({ done: at, total });
      const bytes = await openDocument(documents, document);
      if (bytes) await zip.add(documentPath(document, at), [bytes], { isPacked: true });
      else missing.add(document.id);
    }
    await zip.add('index.html', [patientPage(file, missing)]);
    for (const { path, content } of patientTables(file)) await zip.add(path, [content]);
    await zip.add('fhir/bundle.json', bundleText(file, documents, missing));
    tell({ done: total, total });
  });
  return { missingDocuments: missing.size };
}

/** Piece by piece: with its documents a bundle may be larger than the longest string there is. */
async function* bundleText(
  file: PatientFile,
  folder: string,
  missing: ReadonlySet<string>,
): AsyncGenerator<string> {
  const { head, foot } = bundleFrame(file);
  yield head;
  let comma = '';
  for (const resource of resourcesOf(file)) {
    yield comma + JSON.stringify(entryOf(resource));
    comma = ',\n';
  }
  for (const document of file.documents.filter(({ id }) => !missing.has(id))) {
    const bytes = await openDocument(folder, document);
    if (bytes)
      yield comma + JSON.stringify(entryOf(binaryOf(document, Buffer.from(bytes).toString('base64'))));
  }
  yield foot;
}
