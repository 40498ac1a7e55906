// From what a person types to the keyring: finds the slot, charges the try, opens it, proves the key file. Never touches the database.
import { foldEmail, normalizePassword } from '../../domain/accounts.ts';
import { Refused } from '../../domain/failure.ts';
import { chargeTry, clearTries, machineUptimeMs, type TriedDoor, type Uptime } from './backoff.ts';
import { VaultDamaged } from './damage.ts';
import {
  deriveKey,
  PASSWORD_MAX_LENGTH,
  stretch,
  unprintable,
  type VaultKeyring,
  zeroKeyring,
} from './key-derivation.ts';
import {
  emailTag,
  goodKeyFiles,
  isAuthentic,
  isSameKeyFile,
  type KeyFile,
  type KeyFileBody,
  readKeyFiles,
} from './key-file.ts';
import { type Keyslot, openSlot } from './keyslots.ts';
import { type VaultPaths, vaultPaths } from './paths.ts';
import { parseRecoveryCode } from './recovery-code.ts';
import { openBox, sealBox } from './sealed-box.ts';

export type Credentials =
  | { email: string; password: string }
  | { userId: string; password: string }
  | { recoveryCode: string };

export type Unlocked = {
  keyring: VaultKeyring;
  /** The newest key file that is proven. */
  keyFile: KeyFile;
  /** Whose slot it was; null for the recovery code. */
  userId: string | null;
};

/** `keyFiles`: other copies than the vault's own, for a restore beside a lost vault. */
export type KeyPlace = { dataDir: string; keyFiles?: readonly string[] };

/** Refused `wrong_password`, `wrong_recovery_code`, `too_many_tries`; `vault_damaged {key_file}` when the secret is right and the file is not. */
export async function unlock(
  { dataDir, keyFiles }: KeyPlace,
  credentials: Credentials,
  uptimeMs: Uptime,
): Promise<Unlocked> {
  const paths = vaultPaths(dataDir);
  const files = goodKeyFiles(readKeyFiles(keyFiles ?? paths.keyFiles));
  if (files.length === 0) throw new VaultDamaged({ what: 'key_file' }, dataDir);
  const secret = secretOf(credentials);
  // A slip of the pen in the code is no guess: its check character says so without a try.
  if (secret === undefined && 'recoveryCode' in credentials) throw wrong(credentials);
  const doors = doorsOf(files, credentials);
  chargeTry(paths.tries, doors, uptimeMs);
  if (secret === undefined) throw wrong(credentials);
  const opened = await openAnySlot(files, credentials, secret);
  if (!opened) throw wrong(credentials);
  clearTries(paths.tries, opened.slot.userId ? [...doors, `pin:${opened.slot.userId}`] : doors);
  return prove(dataDir, files, { opened, credentials });
}

/** Checks a password without opening anything: the screen lock, and "your password again" before something grave. */
export async function checkPassword(
  dataDir: string,
  credentials: Exclude<Credentials, { recoveryCode: string }>,
  uptimeMs: Uptime = machineUptimeMs,
): Promise<{ userId: string }> {
  const { keyring, userId } = await unlock({ dataDir }, credentials, uptimeMs);
  zeroKeyring(keyring);
  if (userId === null) throw new Refused({ code: 'wrong_password' });
  return { userId };
}

const wrong = (credentials: Credentials): Refused =>
  new Refused({ code: 'recoveryCode' in credentials ? 'wrong_recovery_code' : 'wrong_password' });

/** What the slot is sealed under; undefined when it cannot be right whatever the slot. */
function secretOf(credentials: Credentials): string | undefined {
  if ('recoveryCode' in credentials) return parseRecoveryCode(credentials.recoveryCode);
  if (credentials.password.length > PASSWORD_MAX_LENGTH) return undefined;
  return normalizePassword(credentials.password);
}

function doorsOf(files: readonly KeyFile[], credentials: Credentials): TriedDoor[] {
  if ('recoveryCode' in credentials) return ['recovery'];
  const slot = files.flatMap(({ body }) => findSlot(body, credentials) ?? [])[0];
  if (slot?.userId) return [`user:${slot.userId}`, 'everyone'];
  // Somebody unknown is slowed as somebody known is: the waits tell nobody who works here.
  const salt = files[0]?.body.emailSalt ?? '';
  const name =
    'email' in credentials ? emailTag(salt, foldEmail(credentials.email)) : credentials.userId.slice(0, 64);
  return [`unknown:${name}`, 'everyone'];
}

function findSlot(body: KeyFileBody, credentials: Credentials): Keyslot | undefined {
  if ('recoveryCode' in credentials) return body.slots.find(({ type }) => type === 'recovery');
  const staff = body.slots.filter(({ type }) => type === 'staff');
  if ('userId' in credentials) return staff.find(({ userId }) => userId === credentials.userId);
  const tag = emailTag(body.emailSalt, credentials.email);
  return staff.find((slot) => slot.emailTag === tag);
}

type Opened = { body: KeyFileBody; slot: Keyslot; vaultKey: Buffer };

async function openAnySlot(
  files: readonly KeyFile[],
  credentials: Credentials,
  secret: string,
): Promise<Opened | undefined> {
  let looked = false;
  for (const { body } of files) {
    const slot = findSlot(body, credentials);
    if (!slot) continue;
    looked = true;
    const vaultKey = await openSlot(slot, body, secret);
    if (vaultKey) return { body, slot, vaultKey };
  }
  // As long as for somebody known: the time tells nobody who works here.
  const anySlot = files[0]?.body.slots[0];
  if (!looked && anySlot) (await stretch(secret, Buffer.alloc(16, 1), anySlot.cost)).fill(0);
  return undefined;
}

/**
 * The newest authentic file counts, and the slot must be in it: a copy left behind by a cut write must not let in somebody whose
 * slot was just removed.
 */
function prove(
  dataDir: string,
  files: readonly KeyFile[],
  found: { opened: Opened; credentials: Credentials },
): Unlocked {
  const { body, slot, vaultKey } = found.opened;
  const keyring = keyringOf(body, vaultKey);
  if (!keyring) throw new VaultDamaged({ what: 'key_file' }, dataDir);
  try {
    const keyFile = newestAuthentic(files, body.vaultId, keyring);
    if (!keyFile) throw new VaultDamaged({ what: 'key_file' }, dataDir);
    if (!holdsSlot(keyFile, slot)) throw wrong(found.credentials);
    // A newer copy under a vault key this slot cannot give: either the slot was removed with that rotation, or the copy is forged.
    const newer = files.find(
      (file) => file.body.epoch > keyFile.body.epoch && file.body.generation > keyring.generation,
    );
    if (newer && !holdsSlot(newer, slot)) throw wrong(found.credentials);
    if (newer) throw new VaultDamaged({ what: 'key_file' }, dataDir);
    return { keyring, keyFile, userId: slot.userId };
  } catch (error) {
    zeroKeyring(keyring);
    throw error;
  }
}

/**
 * Signed with the vault key in use and no earlier one: who left with an earlier key could else put a slot of their own into the file,
 * and the next rotation would seal the new key to it.
 */
function newestAuthentic(
  files: readonly KeyFile[],
  vaultId: string,
  { vaultKey, generation }: VaultKeyring,
): KeyFile | undefined {
  const headerKey = deriveKey(vaultKey, vaultId, 'header');
  try {
    return files.find(
      (file) =>
        file.body.vaultId === vaultId && file.body.generation === generation && isAuthentic(file, headerKey),
    );
  } finally {
    headerKey.fill(0);
  }
}

const holdsSlot = (file: KeyFile, { slotId }: Keyslot): boolean =>
  file.body.slots.some((slot) => slot.slotId === slotId);

function keyringOf(body: KeyFileBody, vaultKey: Buffer): VaultKeyring | undefined {
  const retired = new Map<number, Buffer>();
  for (const { generation, box } of body.retired) {
    const key = openBox(vaultKey, Buffer.from(box, 'base64'), boundToGeneration(body.vaultId, generation));
    if (!key) return undefined;
    retired.set(generation, key);
  }
  return unprintable({ vaultKey, generation: body.generation, retired });
}

/** The earlier vault keys as the key file keeps them. */
export const sealRetired = (keyring: VaultKeyring, vaultId: string): KeyFileBody['retired'] =>
  [...keyring.retired].map(([generation, key]) => ({
    generation,
    box: sealBox(keyring.vaultKey, key, boundToGeneration(vaultId, generation)).toString('base64'),
  }));

const boundToGeneration = (vaultId: string, generation: number): string =>
  JSON.stringify(['retired vault key', 1, vaultId, generation]);

/** Whether the copies on disk are all this file. */
export function copiesAgree(paths: VaultPaths, keyFile: KeyFile): boolean {
  return readKeyFiles(paths.keyFiles).every(
    (copy) => copy.state === 'good' && isSameKeyFile(copy.file, keyFile),
  );
}
