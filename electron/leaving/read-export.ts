// Reads the export of a clinic and believes nothing in it: names, sizes, hashes, counts and every single row are checked on the way.
import { createHash } from 'node:crypto';
import { schemaVersionOfApp } from '../../db/migrate.ts';
import type { Row } from '../../db/synced-rows.ts';
import { healthDocumentRow } from '../../domain/documents.ts';
import { Refused } from '../../domain/failure.ts';
import {
  type ExportManifest,
  exportManifest,
  isTable,
  type LeavingProgress,
  MANIFEST_PATH,
  refusalOfPath,
  tableNames,
  tablePath,
} from '../../domain/leaving.ts';
import type { ImportRefusal } from '../../domain/leaving-refusals.ts';
import type { FileDocument } from '../../domain/patient-file.ts';
import { syncedRows, type SyncedTableName } from '../../domain/synced.ts';
import { readZip, type ZipEntry } from './zip-file.ts';

/** Who takes what is read. Whatever a taker throws ends the reading. */
export type Takers = {
  manifest?: (manifest: ExportManifest) => void | Promise<void>;
  row?: (table: SyncedTableName, row: Row) => void | Promise<void>;
  document?: (row: FileDocument, bytes: Uint8Array) => void | Promise<void>;
  tell?: (progress: LeavingProgress) => void;
};

const MANIFEST_LIMIT_BYTES = 64 * 1024 * 1024;
const LINE_LIMIT_CHARS = 8 * 1024 * 1024;
const FILES_LIMIT = 1_000_000;

export const refused = (reason: ImportRefusal, detail = '') =>
  new Refused({ code: 'import_refused', reason, detail: detail.slice(0, 200) });

/** Refuses with `import_refused`. When it returns, everything was there, whole, and fits this version of the app. */
export async function readExport(
  path: string,
  passphrase: string | null,
  takers: Takers,
): Promise<ExportManifest> {
  return readZip(path, passphrase, async (entries) => {
    const files = filesByPath(entries);
    const first = files.get(MANIFEST_PATH);
    if (!first) throw refused('not_an_export');
    if (first.isEncrypted && passphrase === null) throw refused('passphrase_needed');
    const manifest = manifestOf(await textOf(first));
    refuseOtherFiles(files, manifest);
    await takers.manifest?.(manifest);
    await readAll({ files, manifest, takers });
    return manifest;
  });
}

function filesByPath(entries: readonly ZipEntry[]): Map<string, ZipEntry> {
  if (entries.length > FILES_LIMIT) throw refused('not_an_export');
  const files = new Map<string, ZipEntry>();
  for (const entry of entries) {
    const refusal = refusalOfPath(entry.path);
    if (refusal !== null) throw refused(refusal, entry.path);
    // Two files of one name: which one was meant, the file itself does not know.
    if (files.has(entry.path) || entry.isFolder) throw refused('unknown_file', entry.path);
    files.set(entry.path, entry);
  }
  return files;
}

async function textOf(entry: ZipEntry): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of entry.read(MANIFEST_LIMIT_BYTES)) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function manifestOf(text: string): ExportManifest {
  const read = exportManifest.safeParse(jsonOf(text));
  if (!read.success) throw refused('not_an_export');
  if (read.data.schemaVersion > schemaVersionOfApp) throw refused('newer_schema');
  return read.data;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Exactly what the manifest names is there, no more and no less; a table this version knows may only be missing in an older export. */
function refuseOtherFiles(files: ReadonlyMap<string, ZipEntry>, manifest: ExportManifest): void {
  const named = [...manifest.tables, ...manifest.documents, ...manifest.others].map(({ path }) => path);
  for (const path of named) if (!files.has(path)) throw refused('missing_file', path);
  const expected = new Set([...named, MANIFEST_PATH]);
  for (const path of files.keys()) if (!expected.has(path)) throw refused('unknown_file', path);
  for (const { name, path } of manifest.tables)
    if (!isTable(name) || path !== tablePath(name)) throw refused('unknown_table', name);
  const isOld = manifest.schemaVersion < schemaVersionOfApp;
  const tables = new Set(manifest.tables.map(({ name }) => name));
  for (const name of tableNames)
    if (!isOld && !tables.has(name)) throw refused('missing_file', tablePath(name));
}

type Reading = { files: ReadonlyMap<string, ZipEntry>; manifest: ExportManifest; takers: Takers };

async function readAll({ files, manifest, takers }: Reading): Promise<void> {
  const total = manifest.tables.reduce((sum, { rows }) => sum + rows, 0) + manifest.documents.length;
  let done = 0;
  const step = () => {
    done += 1;
    if (done % 200 === 0 || done === total) takers.tell?.({ done, total });
  };
  const documents = new Map<string, FileDocument>();
  for (const table of manifest.tables) {
    const { name, path, rows } = table;
    const entry = files.get(path);
    if (!entry || !isTable(name)) throw refused('unknown_table', name);
    let count = 0;
    for await (const line of linesOf(checkedBytes(entry, table), path)) {
      const row = rowOf(name, line, manifest);
      if (name === 'healthDocuments') documents.set(String(row.id), healthDocumentRow.parse(row));
      await takers.row?.(name, row);
      count += 1;
      step();
    }
    if (count !== rows) throw refused('damaged', path);
  }
  await readDocuments({ files, manifest, takers }, documents, step);
  for (const { path, ...packed } of manifest.others) await readThrough(files.get(path), packed);
}

async function readDocuments(
  { files, manifest, takers }: Reading,
  rows: ReadonlyMap<string, FileDocument>,
  step: () => void,
): Promise<void> {
  const came = new Set(manifest.missingDocuments);
  for (const { id, path, ...packed } of manifest.documents) {
    const row = rows.get(id);
    const entry = files.get(path);
    if (!row || !entry || row.fileIdentity === null || came.has(id)) throw refused('unknown_file', path);
    came.add(id);
    const chunks: Uint8Array[] = [];
    for await (const chunk of checkedBytes(entry, packed)) chunks.push(chunk);
    await takers.document?.(row, Buffer.concat(chunks));
    step();
  }
  for (const row of rows.values())
    if (row.fileIdentity !== null && !came.has(row.id)) throw refused('missing_file', row.id);
}

/** Nothing of it is taken in, and a damaged copy is still found out. */
async function readThrough(entry: ZipEntry | undefined, packed: { sizeBytes: number; sha256: string }) {
  if (!entry) return;
  const bytes = checkedBytes(entry, packed);
  while (!(await bytes.next()).done);
}

/** The bytes as they come; the last one is only given when size and hash are those of the manifest. */
async function* checkedBytes(
  entry: ZipEntry,
  { sizeBytes, sha256 }: { sizeBytes: number; sha256: string },
): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  let total = 0;
  for await (const chunk of entry.read(sizeBytes)) {
    total += chunk.length;
    hash.update(chunk);
    yield chunk;
  }
  if (total !== sizeBytes || hash.digest('hex') !== sha256) throw refused('damaged', entry.path);
}

async function* linesOf(bytes: AsyncIterable<Uint8Array>, path: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  const decode = (chunk?: Uint8Array): string => {
    try {
      return decoder.decode(chunk, { stream: chunk !== undefined });
    } catch {
      throw refused('damaged', path);
    }
  };
  for await (const chunk of bytes) {
    const lines = (rest + decode(chunk)).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > LINE_LIMIT_CHARS) throw refused('bad_row', path);
    yield* lines;
  }
  rest += decode();
  if (rest !== '') yield rest;
}

function rowOf(name: SyncedTableName, line: string, { clinicId, schemaVersion }: ExportManifest): Row {
  const schema = syncedRows[name];
  const isOld = schemaVersion < schemaVersionOfApp;
  const typed = jsonOf(line);
  // A column that came later is empty in an older export.
  const later = isOld ? Object.fromEntries(Object.keys(schema.shape).map((key) => [key, null])) : {};
  const whole: unknown = typeof typed === 'object' && typed !== null ? { ...later, ...typed } : typed;
  const read = schema.strict().safeParse(whole);
  if (!read.success || read.data.clinicId !== clinicId)
    throw refused(isOld ? 'older_schema' : 'bad_row', tablePath(name));
  // As it was written, not as zod lays it out anew: text that holds JSON keeps the order of its keys.
  return whole as Row;
}
