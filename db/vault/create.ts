// Makes a new vault with its first clinic in it, whole or not at all. Knows how a vault begins, not what a clinic needs.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { assert, Refused } from '../../domain/failure.ts';
import { auditHead } from '../audit.ts';
import { migrate } from '../migrate.ts';
import { openDatabase } from '../open-database.ts';
import { assembleVault } from './assemble.ts';
import { hasVault } from './damage.ts';
import { renameDurably, syncFolder } from './durable-file.ts';
import {
  keysOf,
  type StretchCost,
  unprintable,
  usualCost,
  type VaultKeyring,
  zeroKeyring,
  zeroKeys,
} from './key-derivation.ts';
import {
  emailTag,
  goodKeyFiles,
  type KeyFileBody,
  newEmailSalt,
  readKeyFiles,
  writeKeyFiles,
} from './key-file.ts';
import { makeSlot } from './keyslots.ts';
import { type FolderLock, lockFolder } from './lock-file.ts';
import { openMark } from './mark-file.ts';
import { setFact } from './meta-facts.ts';
import { checkNewPassword } from './new-password.ts';
import { filesOfVault, type VaultPaths, vaultPaths } from './paths.ts';
import { newRecoveryCode, parseRecoveryCode } from './recovery-code.ts';
import { storageFailure } from './storage-failure.ts';
import type { Vault } from './vault.ts';

export type CreateVaultInput = {
  dataDir: string;
  clinicId: string;
  admin: { userId: string; email: string; password: string };
  /** For the ids of the vault and of this PC. */
  newId: () => string;
  /** Writes the clinic, its admin and whatever else belongs to the beginning. When it throws, no vault is left behind. */
  fillClinic: (vault: Vault) => void;
  /** Words the password may not consist of (names), besides the e-mail. */
  passwordMustNotBe?: readonly string[];
  cost?: StretchCost;
  /** One that was shown and confirmed before anything is made; by default a new one. */
  recoveryCode?: string;
};
export type CreatedVault = {
  vault: Vault;
  /** Shown once, kept nowhere. */
  recoveryCode: string;
};

const UNFINISHED = 'vault.unfinished';
const FIRST_EPOCH = 1;
/** Record numbers made on this PC start with it; the centre gives later PCs their own. */
const FIRST_DEVICE_PREFIX = 'A';

/**
 * Refused `weak_password`, `vault_exists`, `vault_in_use`, `folder_read_only`, `disk_full`. Built beside its place and renamed into it,
 * so that a kill at any moment leaves no clinic or a whole one; leftovers, whose recovery code nobody has seen, go at the next start.
 */
export async function createVault(input: CreateVaultInput): Promise<CreatedVault> {
  await checkNewPassword(input.admin.password, [input.admin.email, ...(input.passwordMustNotBe ?? [])]);
  const paths = vaultPaths(input.dataDir);
  let lock: FolderLock | undefined;
  try {
    refuseExisting(paths);
    mkdirSync(paths.root, { recursive: true });
    lock = lockFolder(paths.lock, paths.root);
    refuseExisting(paths);
    return await build(input, paths, lock);
  } catch (error) {
    lock?.release();
    throw storageFailure(error, paths.root);
  }
}

function refuseExisting(paths: VaultPaths): void {
  const taken = hasVault(paths.root) || (existsSync(paths.folder) && readdirSync(paths.folder).length > 0);
  if (taken) throw new Refused({ code: 'vault_exists', path: paths.root });
}

async function build(input: CreateVaultInput, paths: VaultPaths, lock: FolderLock): Promise<CreatedVault> {
  const folder = join(paths.root, UNFINISHED);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { mode: 0o700 });
  const unfinished = { ...paths, ...filesOfVault(folder) };
  const recoveryCode = input.recoveryCode ?? newRecoveryCode();
  const beginning = { vaultId: input.newId(), vaultKey: randomBytes(32), recoveryCode };
  try {
    await writeFirstFiles(input, beginning, unfinished);
    fillAndClose(openNew(beginning, unfinished, { release: () => undefined }), input.fillClinic);
    // Closed before the rename: open files cannot be moved on Windows.
    syncFolder(folder);
    if (existsSync(paths.folder)) rmdirSync(paths.folder);
    renameDurably(folder, paths.folder);
    return { vault: openNew(beginning, paths, lock), recoveryCode };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  } finally {
    beginning.vaultKey.fill(0);
  }
}

async function writeFirstFiles(input: CreateVaultInput, beginning: Beginning, at: VaultPaths): Promise<void> {
  const body = await firstKeyFile(input, beginning);
  const keyring = keyringOf(beginning);
  const keys = keysOf(keyring, beginning.vaultId);
  try {
    writeFirstRows(openDatabase(at.database, keys.database), input, beginning);
    writeKeyFiles(at.keyFiles, body, keys.header);
  } finally {
    zeroKeys(keys);
    zeroKeyring(keyring);
  }
}

function writeFirstRows(sqlite: Database, input: CreateVaultInput, { vaultId }: Beginning): void {
  try {
    migrate(sqlite);
    setFact(sqlite, 'vaultId', vaultId);
    setFact(sqlite, 'clinicId', input.clinicId);
    setFact(sqlite, 'keysEpoch', FIRST_EPOCH);
    sqlite
      .prepare(
        'INSERT INTO device (id, prefix, nextDeviceSeq, nextRecordNumber, nextReceiptNumber) VALUES (?, ?, 1, 1, 1)',
      )
      .run(input.newId(), FIRST_DEVICE_PREFIX);
  } finally {
    sqlite.close();
  }
}

function openNew(beginning: Beginning, paths: VaultPaths, lock: FolderLock): Vault {
  const keyring = keyringOf(beginning);
  const keys = keysOf(keyring, beginning.vaultId);
  const keyFile = goodKeyFiles(readKeyFiles(paths.keyFiles))[0];
  assert(keyFile, 'the key file was just written');
  const sqlite = openDatabase(paths.database, keys.database, { existing: true });
  const mark = openMark(paths.mark, keys.mark, { vaultId: beginning.vaultId, head: auditHead({ sqlite }) });
  return assembleVault(sqlite, keys, { paths, keyring, lock, mark, keyFile });
}

function fillAndClose(vault: Vault, fillClinic: CreateVaultInput['fillClinic']): void {
  try {
    fillClinic(vault);
  } finally {
    vault.close();
  }
}

const keyringOf = ({ vaultKey }: Beginning): VaultKeyring =>
  unprintable({ vaultKey: Buffer.from(vaultKey), generation: 1, retired: new Map() });

type Beginning = { vaultId: string; vaultKey: Buffer; recoveryCode: string };

async function firstKeyFile(
  input: CreateVaultInput,
  { vaultId, vaultKey, recoveryCode }: Beginning,
): Promise<KeyFileBody> {
  const home = { vaultId, generation: 1 };
  const digits = parseRecoveryCode(recoveryCode);
  assert(digits, 'the recovery code was made by newRecoveryCode');
  const cost = input.cost ?? usualCost;
  const emailSalt = newEmailSalt();
  const { userId, email, password } = input.admin;
  const admin = { type: 'staff' as const, userId, emailTag: emailTag(emailSalt, email) };
  const recovery = { type: 'recovery' as const, userId: null, emailTag: null };
  const slots = [
    await makeSlot(home, vaultKey, { owner: admin, secret: password, cost }),
    await makeSlot(home, vaultKey, { owner: recovery, secret: digits, cost }),
  ];
  return {
    format: 'clinic-desk-keys',
    version: 1,
    ...home,
    epoch: FIRST_EPOCH,
    emailSalt,
    slots,
    retired: [],
  };
}
