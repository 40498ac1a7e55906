// One slot of the key file: how a person's secret opens the vault key. Never which person may do what, never where the file is.
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { stretch, stretchCost, type StretchCost } from './key-derivation.ts';
import { BOX_BYTES, newKeyPair, openBox, openSealedTo, publicKeyOf, sealBox, sealTo } from './sealed-box.ts';

/** Exactly so many bytes, in the one base 64 spelling of them. */
const bytes = (length: number) =>
  z.string().refine((text) => {
    const decoded = Buffer.from(text, 'base64');
    return decoded.length === length && decoded.toString('base64') === text;
  });

export const keyslot = z.strictObject({
  slotId: z.string().min(1).max(64),
  type: z.enum(['staff', 'recovery']),
  /** Null for the recovery slot. */
  userId: z.string().min(1).max(64).nullable(),
  /** Finds the slot of a typed e-mail; see `emailTag` of key-file.ts. Null for the recovery slot. */
  emailTag: bytes(16).nullable(),
  cost: stretchCost,
  salt: bytes(16),
  publicKey: bytes(32),
  /** The private key under Argon2id of the secret. */
  sealedPrivateKey: bytes(BOX_BYTES),
  /** The vault key under the public key: sealing a new one asks nobody for a password. */
  sealedVaultKey: z.strictObject({ ephemeralPublicKey: bytes(32), box: bytes(BOX_BYTES) }),
});
export type Keyslot = z.infer<typeof keyslot>;

/** What all slots of one key file share. */
export type SlotHome = { vaultId: string; generation: number };
export type SlotOwner =
  | { type: 'staff'; userId: string; emailTag: string }
  | { type: 'recovery'; userId: null; emailTag: null };

export type NewSlot = { owner: SlotOwner; secret: string; cost: StretchCost };

export async function makeSlot(
  home: SlotHome,
  vaultKey: Buffer,
  { owner, secret, cost }: NewSlot,
): Promise<Keyslot> {
  const pair = newKeyPair();
  const salt = randomBytes(16);
  const slotId = randomBytes(12).toString('hex');
  const fixed = {
    ...owner,
    slotId,
    cost,
    salt: salt.toString('base64'),
    publicKey: pair.publicKey.toString('base64'),
  };
  const stretched = await stretch(secret, salt, cost);
  const box = sealBox(stretched, pair.privateKey, boundToPassword(home, fixed));
  stretched.fill(0);
  pair.privateKey.fill(0);
  return sealVaultKeyInto({ ...fixed, sealedPrivateKey: box.toString('base64') }, home, vaultKey);
}

/** The same slot holding another vault key (rotation), or the first. */
export function sealVaultKeyInto(
  slot: Omit<Keyslot, 'sealedVaultKey'>,
  home: SlotHome,
  vaultKey: Buffer,
): Keyslot {
  const sealed = sealTo(Buffer.from(slot.publicKey, 'base64'), vaultKey, boundToSlot(home, slot));
  return {
    ...slot,
    sealedVaultKey: {
      ephemeralPublicKey: sealed.ephemeralPublicKey.toString('base64'),
      box: sealed.box.toString('base64'),
    },
  };
}

/** The vault key; undefined when the secret is wrong or anything the slot is bound to was changed. */
export async function openSlot(slot: Keyslot, home: SlotHome, secret: string): Promise<Buffer | undefined> {
  const stretched = await stretch(secret, Buffer.from(slot.salt, 'base64'), slot.cost);
  const privateKey = openBox(
    stretched,
    Buffer.from(slot.sealedPrivateKey, 'base64'),
    boundToPassword(home, slot),
  );
  stretched.fill(0);
  if (!privateKey) return undefined;
  const sealed = {
    ephemeralPublicKey: Buffer.from(slot.sealedVaultKey.ephemeralPublicKey, 'base64'),
    box: Buffer.from(slot.sealedVaultKey.box, 'base64'),
  };
  const vaultKey = openSealedTo(
    { privateKey, publicKey: publicKeyOf(privateKey) },
    sealed,
    boundToSlot(home, slot),
  );
  privateKey.fill(0);
  return vaultKey;
}

type Bound = Pick<Keyslot, 'slotId' | 'type' | 'userId' | 'cost' | 'salt' | 'publicKey'>;

/** A slot cannot be given to another person or vault, nor its cost lowered: the box would not open. */
const boundToPassword = (
  { vaultId }: SlotHome,
  { slotId, type, userId, cost, salt, publicKey }: Bound,
): string =>
  JSON.stringify([
    'slot',
    1,
    vaultId,
    slotId,
    userId,
    type,
    salt,
    cost.memoryKiB,
    cost.passes,
    cost.lanes,
    publicKey,
  ]);

const boundToSlot = ({ vaultId, generation }: SlotHome, { slotId, type, userId }: Bound): string =>
  JSON.stringify(['vault key', 1, vaultId, generation, slotId, userId, type]);
