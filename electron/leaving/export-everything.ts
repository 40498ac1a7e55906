// Everything of a clinic into one zip, from one snapshot: each table as lines of JSON, the documents, and in plain words what is what.
import type { Database } from 'better-sqlite3';
import { auditRows, countRows, inSnapshot, rowsOfTable } from '../../db/leaving.ts';
import { schemaVersionOf } from '../../db/migrate.ts';
import { openDatabase } from '../../db/open-database.ts';
import type { Row } from '../../db/synced-rows.ts';
import { clinicRow } from '../../domain/clinic-setup.ts';
import { healthDocumentRow } from '../../domain/documents.ts';
import { assert } from '../../domain/failure.ts';
import {
  AUDIT_PATH,
  EXPORT_FORMAT,
  exportedDocumentPath,
  type ExportManifest,
  type LeavingProgress,
  MANIFEST_PATH,
  README_PATH,
  SCHEMA_PATH,
  schemaOfTables,
  tableNames,
  tablePath,
} from '../../domain/leaving.ts';
import { readmeText } from './readme.ts';
import { openDocument } from './stored-documents.ts';
import { type Packed, writeZip, type ZipFile } from './zip-file.ts';

export type ExportEverything = {
  database: string;
  key: Uint8Array;
  documents: string;
  target: string;
  passphrase: string | null;
  nowMs: number;
};
type Tell = (progress: LeavingProgress) => void;

/** Answers what lies in it. The connection is its own and only reads. */
export async function exportEverything(wish: ExportEverything, tell: Tell): Promise<ExportManifest> {
  const sqlite = openDatabase(wish.database, Buffer.from(wish.key), {
    existing: true,
    readonly: true,
    headerSeen: true,
  });
  try {
    return await inSnapshot(sqlite, async () => {
      let manifest: ExportManifest | undefined;
      await writeZip(wish.target, wish.passphrase, async (zip) => {
        manifest = await fillIn(zip, { sqlite, wish, tell });
      });
      assert(manifest, 'a finished export has its manifest');
      return manifest;
    });
  } finally {
    sqlite.close();
  }
}

type Work = { sqlite: Database; wish: ExportEverything; tell: Tell };

async function fillIn(zip: ZipFile, { sqlite, wish, tell }: Work): Promise<ExportManifest> {
  const [clinic] = [...rowsOfTable({ sqlite }, 'clinics')].map((row) => clinicRow.parse(row));
  assert(clinic, 'a clinic has its row');
  const counts = tableNames.map((name) => countRows({ sqlite }, name));
  const total = counts.reduce((sum, count) => sum + count, 0) + countRows({ sqlite }, 'healthDocuments');
  let done = 0;
  const step = () => {
    done += 1;
    if (done % 200 === 0 || done === total) tell({ done, total });
  };
  const others = [
    { path: README_PATH, ...(await zip.add(README_PATH, [readmeText(clinic.name)])) },
    { path: SCHEMA_PATH, ...(await zip.add(SCHEMA_PATH, [JSON.stringify(schemaOfTables(), null, 1)])) },
    { path: AUDIT_PATH, ...(await zip.add(AUDIT_PATH, linesOf(auditRows({ sqlite })))) },
  ];
  const tables: ExportManifest['tables'] = [];
  for (const [at, name] of tableNames.entries()) {
    const packed = await zip.add(tablePath(name), linesOf(rowsOfTable({ sqlite }, name), step));
    tables.push({ name, path: tablePath(name), rows: counts[at] ?? 0, ...packed });
  }
  const documents = await addDocuments(zip, { sqlite, wish, step });
  const manifest: ExportManifest = {
    format: EXPORT_FORMAT,
    schemaVersion: schemaVersionOf(sqlite),
    clinicId: clinic.id,
    clinicName: clinic.name,
    exportedAtMs: wish.nowMs,
    tables,
    ...documents,
    others,
  };
  await zip.add(MANIFEST_PATH, [JSON.stringify(manifest, null, 1)]);
  return manifest;
}

type Documents = { sqlite: Database; wish: ExportEverything; step: () => void };

async function addDocuments(zip: ZipFile, { sqlite, wish, step }: Documents) {
  const documents: ({ id: string; path: string } & Packed)[] = [];
  const missingDocuments: string[] = [];
  for (const row of rowsOfTable({ sqlite }, 'healthDocuments')) {
    const document = healthDocumentRow.parse(row);
    const path = exportedDocumentPath(document.id, document.fileType === 'jpeg' ? 'jpg' : document.fileType);
    const bytes = await openDocument(wish.documents, document);
    // Erased on purpose: there is nothing to miss.
    if (bytes)
      documents.push({ id: document.id, path, ...(await zip.add(path, [bytes], { isPacked: true })) });
    else if (document.fileIdentity !== null) missingDocuments.push(document.id);
    step();
  }
  return { documents, missingDocuments };
}

function* linesOf(rows: Iterable<Row>, step: () => void = () => {}): Generator<string> {
  for (const row of rows) {
    yield `${JSON.stringify(row)}\n`;
    step();
  }
}
