// The clinic's data is not locked into this program: SQLCipher of another maker opens the file with the raw key.
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { backUpNow } from '../../../db/vault/backup.ts';
import { aVault, MARKER, MARKER_IN_VIETNAMESE, NOW_MS, open } from './a-vault.ts';
import { childSource } from './run-child.ts';

test('an independent reader opens the vault and a backup of it, and reads the patients', async () => {
  using at = await aVault();
  const vault = await open(at);
  const backup = await backUpNow(vault, { kind: 'manual', nowMs: NOW_MS, userId: null });
  const key = vault.keys.database.toString('hex');
  const { vaultId } = vault;
  vault.close();
  for (const path of [at.database, backup.path]) {
    const copy = join(at.dataDir, 'for-the-reader.db');
    copyFileSync(path, copy);
    const read = JSON.parse(
      execFileSync(process.execPath, [childSource('read-with-sqlcipher'), copy, key], { encoding: 'utf8' }),
    );
    expect(read).toEqual({
      vaultId,
      patients: [MARKER, MARKER_IN_VIETNAMESE, 'Trần Văn Bình'].toSorted(),
      fault: null,
    });
  }
  const wrong = spawnSync(
    process.execPath,
    [childSource('read-with-sqlcipher'), at.database, 'ab'.repeat(32)],
    { encoding: 'utf8' },
  );
  expect(wrong.status).not.toBe(0);
});
