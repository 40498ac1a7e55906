// The export of a whole clinic: what lies in it, what each file must be, why one is not taken in. Pure: it knows no zip and no database.
import { z } from 'zod';
import { rowId } from './row.ts';
import { syncedRows, type SyncedTableName } from './synced.ts';

export const EXPORT_FORMAT = 'clinic-desk-export';

/** Typed twice by whoever exports; whether it is strong enough is asked of the same judge as passwords. */
export const exportPassphrase = z.string().min(1, 'validation.required').max(256, 'validation.tooLong');

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const packed = { sizeBytes: z.number().int().min(0), sha256: hash };
export const exportManifest = z.object({
  format: z.literal(EXPORT_FORMAT),
  /** How many migrations the database had seen. */
  schemaVersion: z.number().int().min(1),
  clinicId: rowId,
  clinicName: z.string().max(500),
  exportedAtMs: z.number().int(),
  tables: z.array(
    z.object({
      name: z.string().max(64),
      path: z.string().max(200),
      rows: z.number().int().min(0),
      ...packed,
    }),
  ),
  documents: z.array(z.object({ id: rowId, path: z.string().max(200), ...packed })),
  /** Documents whose file could not be opened here: the row comes, the file does not. */
  missingDocuments: z.array(rowId),
  /** To be read by people; nothing of it is taken in. */
  others: z.array(z.object({ path: z.string().max(200), ...packed })),
});
export type ExportManifest = z.infer<typeof exportManifest>;

export const MANIFEST_PATH = 'manifest.json';
export const README_PATH = 'README.txt';
export const SCHEMA_PATH = 'schema.json';
export const AUDIT_PATH = 'audit.ndjson';
export const tablePath = (name: SyncedTableName): string => `tables/${name}.ndjson`;
export const exportedDocumentPath = (id: string, extension: string): string =>
  `documents/${id.replace(/[^A-Za-z0-9-]/g, '_')}.${extension}`;

/** `null` when the name may stand in an export; nothing is ever written under a name from inside the file, and a hostile one is still refused. */
export function refusalOfPath(path: string): 'unsafe_path' | 'unknown_file' | 'unknown_table' | null {
  const parts = path.split('/');
  const isUnsafe =
    path === '' ||
    /[\\:\p{Cc}]/u.test(path) ||
    path.startsWith('/') ||
    parts.some((part) => part === '..' || part === '.' || part === '');
  if (isUnsafe) return 'unsafe_path';
  if ([MANIFEST_PATH, README_PATH, SCHEMA_PATH, AUDIT_PATH].includes(path)) return null;
  const [, table] = /^tables\/([A-Za-z]+)\.ndjson$/.exec(path) ?? [];
  if (table !== undefined) return isTable(table) ? null : 'unknown_table';
  return /^documents\/[A-Za-z0-9_-]+\.(pdf|jpg|png)$/.test(path) ? null : 'unknown_file';
}

export const isTable = (name: string): name is SyncedTableName => Object.hasOwn(syncedRows, name);
export const tableNames = Object.keys(syncedRows).filter(isTable);

/** The columns of every table in words a machine understands (JSON Schema). */
export const schemaOfTables = (): object =>
  Object.fromEntries(
    tableNames.map((name) => [
      name,
      z.toJSONSchema(syncedRows[name], { unrepresentable: 'any', io: 'input' }),
    ]),
  );

/** What a person sees before anything is brought in. */
export type ExportSummary = {
  clinicId: string;
  clinicName: string;
  exportedAtMs: number;
  patients: number;
  visits: number;
  documents: number;
  missingDocuments: number;
  admins: { userId: string; fullName: string; email: string }[];
};

export type LeavingProgress = { done: number; total: number };
