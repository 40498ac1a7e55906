// Shows that the clinic's data is not locked into this program: how any SQLCipher 4 tool opens the file, and whether a key is the right one.
import { createHash } from 'node:crypto';
import type { Vault } from '../db/vault/vault.ts';
import { vaultPaths } from '../db/vault/paths.ts';

/** The key itself only with `reveal`. The check is a hash of the key under its own name: it proves a key, and gives none away. */
export function printKeyCheck(
  vault: Vault,
  { reveal, say }: { reveal: boolean; say: (text: string) => void },
): void {
  const { database } = vaultPaths(vault.dataDir);
  const check = createHash('sha256')
    .update('clinic-desk key check\n')
    .update(vault.keys.database)
    .digest('hex')
    .slice(0, 16);
  say(`File: ${database} (with its -wal, if there is one; close Clinic Desk first)`);
  say(
    'Format: SQLCipher 4 with its defaults: AES-256-CBC, HMAC-SHA512, pages of 4096 bytes, raw key, no KDF.',
  );
  say('Open it in SQLCipher, or in DB Browser for SQLite (SQLCipher), with the 64 hex digits of the key:');
  say(`  PRAGMA key = "x'<64 hex digits>'";`);
  say('  PRAGMA cipher_compatibility = 4;');
  say("  SELECT value FROM meta WHERE key = 'vaultId';");
  say(`  which answers: ${vault.vaultId}`);
  say(
    `Key check: ${check} (first 16 hex digits of SHA-256 of "clinic-desk key check\\n" and the 32 key bytes)`,
  );
  if (!reveal) {
    say('The key is not shown. --reveal prints it.');
    return;
  }
  say('');
  say(
    'WARNING: whoever has this key reads every patient, without a password, until the vault key is rotated.',
  );
  say(`  ${vault.keys.database.toString('hex')}`);
}
