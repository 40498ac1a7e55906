// Clinic PCs that may speak with the centre: an admin has a code made, the new PC brings it back with the public half of its key, and from then
// on it proves itself by that key. Revoked, it is a stranger at its next request.
import { createHmac, createPublicKey, type KeyObject, randomInt } from 'node:crypto';
import { and, asc, eq, gt, isNull } from 'drizzle-orm';
import { jwtVerify } from 'jose';
import type { ServerKeys } from '../keys.ts';
import { devices } from '../schema/accounts.ts';
import type { Reader, Tx } from '../transaction.ts';

export const CODE_MINUTES = 15;
/** How old a proof may be. */
const PROOF_SECONDS = 60;
/** Crockford's: no letter that is taken for a digit. Ten of them are 50 bits, for a quarter of an hour. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_LENGTH = 10;

export type Device = typeof devices.$inferSelect;

/** The code is shown once, as `ABCDE-12345`; kept is its MAC. */
export async function admitDevice(
  { codes }: ServerKeys,
  tx: Tx,
  { name, byUserId }: { name: string; byUserId: string },
): Promise<{ id: string; code: string; expiresAtMs: number }> {
  const { db, clinicId, nowMs } = tx;
  const id = tx.newId();
  const letters = Array.from({ length: CODE_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  const expiresAtMs = nowMs + CODE_MINUTES * 60_000;
  tx.about({ entity: 'devices', entityId: id, patientId: null });
  await db.insert(devices).values({
    clinicId,
    id,
    name,
    enrolmentCodeMac: macOf(codes, letters),
    enrolmentExpiresAtMs: expiresAtMs,
    createdAtMs: nowMs,
    createdById: byUserId,
  });
  return { id, code: `${letters.slice(0, 5)}-${letters.slice(5)}`, expiresAtMs };
}

/** The device whose code it is, now with its key; undefined when the code is wrong, used, too old or its device revoked. */
export async function enrolDevice(
  { codes }: ServerKeys,
  tx: Tx,
  { code, publicKey }: { code: string; publicKey: string },
): Promise<Device | undefined> {
  const { db, clinicId, nowMs } = tx;
  const letters = code.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  const [device] = await db
    .update(devices)
    .set({ publicKey, enrolmentCodeMac: null, enrolledAtMs: nowMs })
    .where(
      and(
        eq(devices.clinicId, clinicId),
        eq(devices.enrolmentCodeMac, macOf(codes, letters)),
        gt(devices.enrolmentExpiresAtMs, nowMs),
        isNull(devices.revokedAtMs),
      ),
    )
    .returning();
  tx.about({ entity: 'devices', entityId: device?.id ?? null, patientId: null });
  return device;
}

export const devicesOf = ({ db, clinicId }: Reader): Promise<Device[]> =>
  db
    .select()
    .from(devices)
    .where(eq(devices.clinicId, clinicId))
    .orderBy(asc(devices.createdAtMs), asc(devices.id));

export async function standingDevice({ db, clinicId }: Reader, id: string): Promise<Device | undefined> {
  const [found] = await db
    .select()
    .from(devices)
    .where(and(eq(devices.clinicId, clinicId), eq(devices.id, id), isNull(devices.revokedAtMs)));
  return found;
}

/** False when there is no such device. Revoking twice changes nothing. */
export async function revokeDevice(
  tx: Tx,
  { id, byUserId }: { id: string; byUserId: string },
): Promise<boolean> {
  const { db, clinicId, nowMs } = tx;
  tx.about({ entity: 'devices', entityId: id, patientId: null });
  const ofDevice = and(eq(devices.clinicId, clinicId), eq(devices.id, id));
  await db
    .update(devices)
    .set({ revokedAtMs: nowMs, revokedById: byUserId, enrolmentCodeMac: null })
    .where(and(ofDevice, isNull(devices.revokedAtMs)));
  return (await db.select({ id: devices.id }).from(devices).where(ofDevice)).length > 0;
}

/** 32 bytes of an Ed25519 public key in base64url; undefined when they are none. */
export function deviceKey(publicKey: string): KeyObject | undefined {
  try {
    return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });
  } catch {
    return undefined;
  }
}

/**
 * Whether the proof is a JWT that this device signed for this clinic within the last minute. It may be shown again within that minute: what it
 * opens is the device's own door.
 */
export async function isProofOf(
  device: Device,
  { proof, clinicId, nowMs }: { proof: string; clinicId: string; nowMs: number },
): Promise<boolean> {
  const key = device.publicKey === null ? undefined : deviceKey(device.publicKey);
  if (!key) return false;
  try {
    await jwtVerify(proof, key, {
      algorithms: ['EdDSA'],
      audience: clinicId,
      subject: device.id,
      requiredClaims: ['iat', 'exp'],
      maxTokenAge: PROOF_SECONDS,
      currentDate: new Date(nowMs),
    });
    return true;
  } catch {
    return false;
  }
}

const macOf = (key: Buffer, letters: string): string =>
  createHmac('sha256', key).update(`device:${letters}`).digest('hex');
