// All keys of the server come from one root key, so that instances that share it need no other secret.
import { createPrivateKey, createPublicKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export type ServerKeys = {
  /** Ed25519: access and refresh tokens. `kid` names the pair in a token's head. */
  tokens: { kid: string; privateKey: KeyObject; publicKey: KeyObject };
  /** 32 bytes each: the chain of the audit trail, one-time codes as they are stored, messages on their way. */
  audit: Buffer;
  codes: Buffer;
  outbox: Buffer;
  /** Keys of single files as rows keep them, addresses of files, secrets of shares. */
  files: Buffer;
  addresses: Buffer;
  shares: Buffer;
};

/** From the environment, else from `root.key` in the data folder, which is made at the first start. */
export function rootKey(given: string | undefined, dataFolder: string): Buffer {
  if (given !== undefined) return Buffer.from(given, 'base64');
  const file = join(dataFolder, 'root.key');
  if (!existsSync(file)) {
    mkdirSync(dataFolder, { recursive: true });
    writeFileSync(file, randomBytes(32).toString('base64'), { mode: 0o600, flag: 'wx' });
  }
  return Buffer.from(readFileSync(file, 'utf8').trim(), 'base64');
}

export function serverKeys(root: Buffer): ServerKeys {
  const derive = (purpose: string) =>
    Buffer.from(hkdfSync('sha256', root, Buffer.alloc(0), `clinic-desk centre ${purpose}`, 32));
  // RFC 8410: an Ed25519 private key in PKCS #8 is this head and the 32 bytes of the seed.
  const pkcs8Head = Buffer.from('302e020100300506032b657004220420', 'hex');
  const privateKey = createPrivateKey({
    key: Buffer.concat([pkcs8Head, derive('tokens')]),
    format: 'der',
    type: 'pkcs8',
  });
  return {
    tokens: { kid: 'tokens-1', privateKey, publicKey: createPublicKey(privateKey) },
    audit: derive('audit'),
    codes: derive('one-time codes'),
    outbox: derive('outbox'),
    files: derive('files'),
    addresses: derive('addresses'),
    shares: derive('shares'),
  };
}
