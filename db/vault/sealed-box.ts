// AES-256-GCM and X25519 as the key file uses them: 32 bytes in, a box out. Knows no passwords and no files.
import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  randomBytes,
} from 'node:crypto';
import { assert } from '../../domain/failure.ts';

const IV_BYTES = 12;
const TAG_BYTES = 16;
/** Length of a box that holds 32 bytes. */
export const BOX_BYTES = IV_BYTES + 32 + TAG_BYTES;

/** iv ‖ ciphertext ‖ tag. `bound` is what the box may not be moved away from. */
export function sealBox(key: Buffer, content: Buffer, bound: string): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(bound, 'utf8'));
  return Buffer.concat([iv, cipher.update(content), cipher.final(), cipher.getAuthTag()]);
}

/** Undefined when the key does not fit, or the box or what it is bound to was changed. */
export function openBox(key: Buffer, box: Buffer, bound: string): Buffer | undefined {
  if (box.length !== BOX_BYTES) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', key, box.subarray(0, IV_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(Buffer.from(bound, 'utf8')).setAuthTag(box.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(box.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]);
  } catch {
    return undefined;
  }
}

// RFC 8410: what stands before the 32 raw bytes in the DER forms, so that a private key never becomes a string.
const PRIVATE_PREFIX = Buffer.from('302e020100300506032b656e04220420', 'hex');
const PUBLIC_PREFIX = Buffer.from('302a300506032b656e032100', 'hex');

export type KeyPair = { publicKey: Buffer; privateKey: Buffer };

export function newKeyPair(): KeyPair {
  const { publicKey, privateKey } = generateKeyPairSync('x25519', {
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'der' },
  });
  const raw = Buffer.from(privateKey.subarray(-32));
  privateKey.fill(0);
  return { publicKey: Buffer.from(publicKey.subarray(-32)), privateKey: raw };
}

export type SealedToPublicKey = { ephemeralPublicKey: Buffer; box: Buffer };

/** Only the holder of the private key opens it; sealing needs nobody's password. */
export function sealTo(publicKey: Buffer, content: Buffer, bound: string): SealedToPublicKey {
  const ephemeral = newKeyPair();
  const key = agree(ephemeral.privateKey, publicKey, Buffer.concat([ephemeral.publicKey, publicKey]));
  ephemeral.privateKey.fill(0);
  assert(key, 'our own public keys are valid');
  const box = sealBox(key, content, bound);
  key.fill(0);
  return { ephemeralPublicKey: ephemeral.publicKey, box };
}

export function openSealedTo(pair: KeyPair, sealed: SealedToPublicKey, bound: string): Buffer | undefined {
  const salt = Buffer.concat([sealed.ephemeralPublicKey, pair.publicKey]);
  const key = agree(pair.privateKey, sealed.ephemeralPublicKey, salt);
  if (!key) return undefined;
  const content = openBox(key, sealed.box, bound);
  key.fill(0);
  return content;
}

/** The public half, to see whether a stored one still belongs to its private key. */
export function publicKeyOf(privateKey: Buffer): Buffer {
  const der = Buffer.concat([PRIVATE_PREFIX, privateKey]);
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  der.fill(0);
  return Buffer.from(createPublicKey(key).export({ type: 'spki', format: 'der' }).subarray(-32));
}

function agree(privateKey: Buffer, publicKey: Buffer, salt: Buffer): Buffer | undefined {
  const der = Buffer.concat([PRIVATE_PREFIX, privateKey]);
  try {
    const shared = diffieHellman({
      privateKey: createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }),
      publicKey: createPublicKey({
        key: Buffer.concat([PUBLIC_PREFIX, publicKey]),
        format: 'der',
        type: 'spki',
      }),
    });
    const key = Buffer.from(hkdfSync('sha256', shared, salt, 'clinic-desk 1 keyslot', 32));
    shared.fill(0);
    return key;
  } catch {
    // A point of low order, from a changed file.
    return undefined;
  } finally {
    der.fill(0);
  }
}
