// A clinic made anew from an export: looked through first, then built in a folder of its own, whole or not at all.
import { mkdirSync, rmSync } from 'node:fs';
import { v7 as uuidv7 } from 'uuid';
import { continueNumbers } from '../../db/leaving.ts';
import type { Row } from '../../db/synced-rows.ts';
import { createVault } from '../../db/vault/create.ts';
import type { StretchCost } from '../../db/vault/key-derivation.ts';
import type { Vault } from '../../db/vault/vault.ts';
import { bringIn } from '../../db/write.ts';
import { type User, userRow } from '../../domain/accounts.ts';
import type { ExportSummary, LeavingProgress } from '../../domain/leaving.ts';
import type { SyncedTableName } from '../../domain/synced.ts';
import { readExport, refused } from './read-export.ts';
import { documentsFolder } from '../../db/document-files.ts';
import { sealDocument } from './stored-documents.ts';

type Tell = (progress: LeavingProgress) => void;
export type Source = { source: string; passphrase: string | null };
export type ImportClinic = Source & {
  /** A folder of its own: nothing lies there yet, and nothing of it is used before everything is in. */
  dataDir: string;
  /** As they were seen when the export was looked through; it must still say the same. */
  clinic: Pick<ExportSummary, 'clinicId' | 'clinicName'>;
  admin: ExportSummary['admins'][number] & { password: string };
  recoveryCode: string;
  nowMs: number;
  cost?: StretchCost;
};

/** Everything is read and checked; nothing is made. */
export async function inspectExport({ source, passphrase }: Source, tell: Tell): Promise<ExportSummary> {
  const admins: User[] = [];
  const manifest = await readExport(source, passphrase, {
    tell,
    row: (table, row) => {
      if (table === 'users' && isAdmin(userRow.parse(row))) admins.push(userRow.parse(row));
    },
  });
  if (admins.length === 0) throw refused('no_admin');
  const rowsOf = (name: SyncedTableName) => manifest.tables.find((table) => table.name === name)?.rows ?? 0;
  return {
    clinicId: manifest.clinicId,
    clinicName: manifest.clinicName,
    exportedAtMs: manifest.exportedAtMs,
    patients: rowsOf('patients'),
    visits: rowsOf('appointments'),
    documents: manifest.documents.length,
    missingDocuments: manifest.missingDocuments.length,
    admins: admins.map(({ id, fullName, email }) => ({ userId: id, fullName, email })),
  };
}

const isAdmin = ({ role, isActive }: User): boolean => role === 'admin' && isActive;

/** Rows of one write: a few milliseconds each, and a crash in between leaves a folder nobody uses. */
const BATCH = 500;

/** Leaves a closed vault in `dataDir`. Whatever goes wrong, the folder is gone. */
export async function importClinic(wish: ImportClinic, tell: Tell): Promise<void> {
  rmSync(wish.dataDir, { recursive: true, force: true });
  mkdirSync(wish.dataDir, { recursive: true, mode: 0o700 });
  let vault: Vault | undefined;
  try {
    vault = await emptyVault(wish);
    await fillVault(vault, wish, tell);
    vault.close();
  } catch (error) {
    vault?.close();
    rmSync(wish.dataDir, { recursive: true, force: true });
    throw error;
  }
}

async function emptyVault(wish: ImportClinic): Promise<Vault> {
  const { userId, email, fullName, password } = wish.admin;
  const { vault } = await createVault({
    dataDir: wish.dataDir,
    clinicId: wish.clinic.clinicId,
    admin: { userId, email, password },
    newId: uuidv7,
    recoveryCode: wish.recoveryCode,
    passwordMustNotBe: [fullName, wish.clinic.clinicName],
    fillClinic: () => {},
    ...(wish.cost && { cost: wish.cost }),
  });
  return vault;
}

async function fillVault(vault: Vault, wish: ImportClinic, tell: Tell): Promise<void> {
  const context = { userId: wish.admin.userId, kind: 'leaving.bringIn', nowMs: wish.nowMs };
  let batch: { table: SyncedTableName; row: Row }[] = [];
  const flush = () => {
    if (batch.length === 0) return;
    try {
      bringIn(vault, context, batch);
    } catch (error) {
      // Two rows of one id, two visits in one slot: rows that fit one by one and not together.
      if (isConstraint(error)) throw refused('bad_row', batch[0]?.table);
      throw error;
    }
    batch = [];
  };
  const folder = documentsFolder(wish.dataDir);
  let hasAdmin = false;
  const isWished = ({ id, email }: User) => id === wish.admin.userId && email === wish.admin.email;
  await readExport(wish.source, wish.passphrase, {
    tell,
    manifest: ({ clinicId }) => {
      if (clinicId !== wish.clinic.clinicId) throw refused('not_an_export');
    },
    row: (table, row) => {
      if (table === 'users') hasAdmin ||= isWished(userRow.parse(row)) && isAdmin(userRow.parse(row));
      if (batch.push({ table, row }) >= BATCH) flush();
    },
    document: async (row, bytes) => {
      flush();
      await sealDocument(folder, row, bytes);
    },
  });
  flush();
  // Who signs in first must be an admin of that clinic: the people come with it.
  if (!hasAdmin) throw refused('no_admin');
  continueNumbers(vault);
}

const isConstraint = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_CONSTRAINT');
