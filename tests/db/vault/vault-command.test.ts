// `npm run vault` as somebody at a terminal uses it: what it says, and what it exits with.
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { backUpNow } from '../../../db/vault/backup.ts';
import { addStaffSlot } from '../../../db/vault/staff-slots.ts';
import { fill } from '../../../db/write.ts';
import { aUser } from '../../support/builders.ts';
import { ADMIN, aVault, NOW_MS, open, registerPatient, type VaultFolder } from './a-vault.ts';

const script = join(import.meta.dirname, '..', '..', '..', 'scripts', 'vault.ts');

type Said = { code: number | null; out: string; error: string };

function vaultCommand(args: readonly string[], password = ADMIN.password): Said {
  const env = { ...process.env, CLINIC_DESK_PASSWORD: password, CLINIC_DESK_DATA: '' };
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    env,
    encoding: 'utf8',
    input: '',
  });
  return { code: status, out: stdout, error: stderr };
}
const as = (at: VaultFolder, command: string, ...more: string[]) =>
  vaultCommand([command, '--data', at.dataDir, '--email', ADMIN.email, ...more]);

describe('npm run vault', () => {
  test('says how it is used', () => {
    for (const args of [[], ['verify'], ['nonsense', '--data', '.'], ['verify', '--data', '.', '--wrong']]) {
      expect(vaultCommand(args).code).toBe(3);
    }
  });

  test('verify: all is well; a changed page; what can be seen without a password', async () => {
    using at = await aVault();
    expect(as(at, 'verify')).toMatchObject({ code: 0, out: expect.stringContaining('All is well.') });
    expect(vaultCommand(['verify', '--data', at.dataDir])).toMatchObject({
      code: 0,
      out: expect.stringContaining('encrypted'),
    });
    const bytes = readFileSync(at.database);
    bytes[4096 * 30 + 9] = (bytes[4096 * 30 + 9] ?? 0) ^ 2;
    writeFileSync(at.database, bytes);
    expect(as(at, 'verify')).toMatchObject({
      code: 1,
      out: expect.stringContaining('FAULT: pages changed: 31'),
    });
    rmSync(at.keyFiles[0]);
    expect(vaultCommand(['verify', '--data', at.dataDir])).toMatchObject({
      code: 1,
      out: expect.stringContaining('missing'),
    });
  });

  test('verify: a wrong password is no damage, and a clinic that is open is left alone', async () => {
    using at = await aVault();
    const wrong = vaultCommand(
      ['verify', '--data', at.dataDir, '--email', ADMIN.email],
      'Evening-tea-42-river',
    );
    expect(wrong).toMatchObject({ code: 2, error: expect.stringContaining('Wrong e-mail or password') });
    const vault = await open(at);
    expect(as(at, 'verify')).toMatchObject({
      code: 2,
      error: expect.stringContaining('open in another program'),
    });
    vault.close();
  });

  test('rotate: the file has another key, the same password opens it, and the history goes on', async () => {
    using at = await aVault();
    const before = readFileSync(at.database);
    expect(as(at, 'rotate')).toMatchObject({ code: 0, out: expect.stringContaining('new key') });
    expect(readFileSync(at.database).equals(before)).toBe(false);
    expect(as(at, 'verify')).toMatchObject({ code: 0, out: expect.stringContaining('All is well.') });
  });

  test('backup and restore: what was lost is said with numbers, and the damaged files are kept', async () => {
    using at = await aVault();
    expect(as(at, 'backup')).toMatchObject({
      code: 0,
      out: expect.stringContaining('Backup made and verified'),
    });
    const vault = await open(at);
    for (let i = 0; i < 3; i++) registerPatient(vault, `after the backup ${i}`);
    vault.close();
    writeFileSync(at.database, Buffer.alloc(20_000, 7));
    expect(as(at, 'verify').code).toBe(1);
    const restored = as(at, 'restore');
    expect(restored.code).toBe(0);
    expect(restored.out).toContain('NOT recovered: 3 changes, 6 to 8.');
    expect(restored.out).toContain('are kept in');
    expect(as(at, 'verify').code).toBe(0);
  });

  test('restore: with the recovery code, and never from a damaged backup', async () => {
    using at = await aVault();
    const vault = await open(at);
    const backup = await backUpNow(vault, { kind: 'manual', nowMs: NOW_MS, userId: null });
    vault.close();
    const args = ['restore', '--data', at.dataDir, '--recovery-code', '--from', backup.path];
    expect(vaultCommand(args, at.recoveryCode)).toMatchObject({
      code: 0,
      out: expect.stringContaining('Nothing was lost'),
    });
    writeFileSync(backup.path, readFileSync(backup.path).fill(0, 8192, 8200));
    expect(vaultCommand(args, at.recoveryCode)).toMatchObject({
      code: 1,
      error: expect.stringContaining('DAMAGED backup'),
    });
  });

  test('export-key-check: the recipe and a check, the key itself only when asked to reveal it', async () => {
    using at = await aVault();
    const vault = await open(at);
    const key = vault.keys.database.toString('hex');
    vault.close();
    const check = as(at, 'export-key-check');
    expect(check.code).toBe(0);
    expect(check.out).toContain('PRAGMA cipher_compatibility = 4;');
    expect(check.out).not.toContain(key);
    const revealed = as(at, 'export-key-check', '--reveal');
    expect(revealed.out).toContain('WARNING');
    expect(revealed.out).toContain(key);
  });

  test('reveal and rotate are for admins: a receptionist with a password of her own is refused', async () => {
    using at = await aVault();
    const vault = await open(at);
    const desk = { userId: 'user-hoa', email: 'hoa@clinic.example', password: 'Quiet-lotus-pond-58' };
    await addStaffSlot(vault, desk);
    fill(vault, { userId: null, kind: 'test.fill', nowMs: NOW_MS }, (tx) =>
      tx.insert('users', aUser({ id: desk.userId, email: desk.email, role: 'receptionist' })),
    );
    vault.close();
    for (const command of [['rotate'], ['export-key-check', '--reveal']]) {
      const said = vaultCommand([...command, '--data', at.dataDir, '--email', desk.email], desk.password);
      expect(said).toMatchObject({ code: 2, error: expect.stringContaining('Only an admin') });
    }
  });

  test('the password can come on standard input, and is never echoed', async () => {
    using at = await aVault();
    const args = [script, 'verify', '--data', at.dataDir, '--email', ADMIN.email, '--password-stdin'];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, {
      encoding: 'utf8',
      input: `${ADMIN.password}\n`,
    });
    expect(status).toBe(0);
    expect(stdout + stderr).not.toContain(ADMIN.password);
  });
});
