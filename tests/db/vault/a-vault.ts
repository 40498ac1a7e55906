// A real vault on disk for tests of db/vault: made by createVault with cheap Argon2, closed, with one clinic, one admin and some patients.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createVault } from '../../../db/vault/create.ts';
import type { StretchCost } from '../../../db/vault/key-derivation.ts';
import { type OpenVaultInput, openVault } from '../../../db/vault/open.ts';
import { vaultPaths } from '../../../db/vault/paths.ts';
import type { Vault } from '../../../db/vault/vault.ts';
import { fill, write } from '../../../db/write.ts';
import { aUser } from '../../support/builders.ts';
import { type Failure, Refused } from '../../../domain/failure.ts';

/** The least the parser lets through; the real cost is tested once, in keys.test.ts. */
export const CHEAP: StretchCost = { memoryKiB: 19 * 1024, passes: 1, lanes: 1 };
export const NOW_MS = Date.parse('2026-11-22T02:00:00Z');
export const ADMIN = { userId: 'user-admin', email: 'linh@hoasen.example', password: 'Morning-tea-42-river' };
/** Words that must never be readable in any file. */
export const MARKER = 'Zebrafish-Marker';
export const MARKER_IN_VIETNAMESE = 'Nguyễn Thị Ngựavằn';

export type VaultFolder = ReturnType<typeof vaultPaths> & {
  dataDir: string;
  recoveryCode: string;
  [Symbol.dispose](): void;
};

let template: Promise<{ dataDir: string; recoveryCode: string }> | undefined;

/** A closed vault in a folder of its own. The first of a file is made, the others are copies of it. */
export async function aVault(): Promise<VaultFolder> {
  template ??= makeVault();
  const made = await template;
  const dataDir = mkdtempSync(join(tmpdir(), 'clinic-desk-vault-'));
  cpSync(made.dataDir, dataDir, { recursive: true });
  return folder(dataDir, made.recoveryCode);
}

/** Another vault altogether: other keys, other ids. */
export async function anotherVault(): Promise<VaultFolder> {
  const made = await makeVault();
  return folder(made.dataDir, made.recoveryCode);
}

const folder = (dataDir: string, recoveryCode: string): VaultFolder => ({
  ...vaultPaths(dataDir),
  dataDir,
  recoveryCode,
  [Symbol.dispose]: () => rmSync(dataDir, { recursive: true, force: true }),
});

async function makeVault(): Promise<{ dataDir: string; recoveryCode: string }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'clinic-desk-vault-'));
  process.once('exit', () => rmSync(dataDir, { recursive: true, force: true }));
  const { vault, recoveryCode } = await createVault({
    dataDir,
    clinicId: 'clinic-test',
    admin: ADMIN,
    newId: crypto.randomUUID.bind(crypto),
    fillClinic: (unfinished) => {
      fill(unfinished, { userId: null, kind: 'test.fill', nowMs: NOW_MS }, (tx) =>
        tx.insert(
          'users',
          aUser({ id: ADMIN.userId, email: ADMIN.email, fullName: 'Trần Lan', role: 'admin' }),
        ),
      );
      for (const name of [MARKER, MARKER_IN_VIETNAMESE, 'Trần Văn Bình']) registerPatient(unfinished, name);
    },
    cost: CHEAP,
  });
  vault.close();
  return { dataDir, recoveryCode };
}

/** Opens as the admin unless said otherwise. */
export async function open(at: { dataDir: string }, how: Partial<OpenVaultInput> = {}): Promise<Vault> {
  const { vault } = await openVault({ dataDir: at.dataDir, credentials: ADMIN, nowMs: NOW_MS, ...how });
  return vault;
}

let patients = 0;

/** One acknowledged change; returns its place in the audit chain. */
export function registerPatient(vault: Vault, fullName: string): number {
  patients += 1;
  const id = `patient-${process.pid}-${patients}`;
  write(vault, { userId: ADMIN.userId, kind: 'patients.register', nowMs: NOW_MS }, (tx) =>
    tx.insert('patients', {
      id,
      patientUuid: id,
      recordNumber: `A-${process.pid}-${patients}`,
      fullName,
      searchName: fullName.toLowerCase(),
      notes: fullName,
    }),
  );
  return headSeq(vault);
}

export const headSeq = (vault: Vault): number =>
  vault.sqlite.prepare('SELECT max(seq) FROM auditLog').pluck().get() as number;

export const patientCount = (vault: Vault): number =>
  vault.sqlite.prepare('SELECT count(*) FROM patients').pluck().get() as number;

/** What it is refused with; a bug is rethrown. */
export async function refusalOf(work: () => unknown): Promise<Failure | 'not refused'> {
  try {
    await work();
    return 'not refused';
  } catch (error) {
    if (error instanceof Refused) return error.failure;
    throw error;
  }
}
