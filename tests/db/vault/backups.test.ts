// Backups, restores and drills: what is called a backup can be restored, what is damaged is kept, what is lost is said.
import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { auditHead, verifyAuditChain } from '../../../db/audit.ts';
import { backUpNow, lastProvenBackup } from '../../../db/vault/backup.ts';
import {
  type BackupFile,
  type BackupKind,
  listBackups,
  manifestPathOf,
  readManifest,
} from '../../../db/vault/backup-files.ts';
import { backupsDue, backupsToDrop, isDrillDue } from '../../../db/vault/backup-schedule.ts';
import { backupsFolder } from '../../../db/vault/paths.ts';
import { restoreBackup } from '../../../db/vault/restore.ts';
import { lastDrillAtMs, runRestoreDrill } from '../../../db/vault/restore-drill.ts';
import { rotateVaultKey } from '../../../db/vault/rotate.ts';
import { removeStaffSlot } from '../../../db/vault/staff-slots.ts';
import type { Vault } from '../../../db/vault/vault.ts';
import {
  ADMIN,
  anotherVault,
  aVault,
  headSeq,
  NOW_MS,
  open,
  patientCount,
  refusalOf,
  registerPatient,
  type VaultFolder,
} from './a-vault.ts';

const backUp = (vault: Vault, kind: BackupKind = 'manual', nowMs = NOW_MS) =>
  backUpNow(vault, { kind, nowMs, userId: ADMIN.userId });
const restore = (at: VaultFolder, backup: BackupFile, nowMs = NOW_MS) =>
  restoreBackup({ dataDir: at.dataDir, backupPath: backup.path, credentials: ADMIN, nowMs });

async function aVaultWithBackup(): Promise<{ at: VaultFolder; backup: BackupFile }> {
  const at = await aVault();
  const vault = await open(at);
  const backup = await backUp(vault);
  vault.close();
  return { at, backup };
}

describe('a backup', () => {
  test('is proven, small, listed newest first, and goes on while people write', async () => {
    using at = await aVault();
    const vault = await open(at);
    const first = await backUp(vault, 'manual', NOW_MS);
    const running = backUp(vault, 'hours', NOW_MS + 1);
    for (let i = 0; i < 30; i++) registerPatient(vault, `written meanwhile ${i}`);
    const second = await running;
    expect(listBackups(backupsFolder(at.dataDir))).toEqual([second, first]);
    expect(lastProvenBackup(vault)).toEqual(second);
    expect(second.auditSeq).toBeGreaterThanOrEqual(first.auditSeq);
    expect(second.auditSeq).toBeLessThanOrEqual(headSeq(vault));
    expect(readdirSync(backupsFolder(at.dataDir)).some((name) => name.includes('writing'))).toBe(false);
    vault.close();
  });

  test('two wished for at once are made one after the other', async () => {
    using at = await aVault();
    const vault = await open(at);
    await Promise.all([
      backUp(vault, 'manual', NOW_MS),
      backUp(vault, 'monthly', NOW_MS + 1),
      backUp(vault, 'hours', NOW_MS + 2),
    ]);
    expect(listBackups(backupsFolder(at.dataDir))).toHaveLength(3);
    vault.close();
  });

  test('leftovers of a killed backup are no backup and go with the next', async () => {
    using at = await aVault();
    const folder = backupsFolder(at.dataDir);
    const vault = await open(at);
    const good = await backUp(vault);
    writeFileSync(join(folder, '2026-11-22T000000.000Z-close.db.writing'), 'half');
    copyFileSync(good.path, join(folder, 'no-manifest.db'));
    expect(listBackups(folder)).toEqual([good]);
    await backUp(vault, 'hours', NOW_MS + 1);
    expect(readdirSync(folder).filter((name) => name.endsWith('writing'))).toEqual([]);
    vault.close();
  });

  test('whoever was removed since cannot open the local backups either', async () => {
    using at = await aVault();
    const vault = await open(at);
    const backup = await backUp(vault);
    const before = readFileSync(join(dirname(backup.path), 'vault.keys'));
    removeStaffSlot(vault, 'user-nobody');
    expect(readFileSync(join(dirname(backup.path), 'vault.keys')).equals(before)).toBe(true);
    removeStaffSlot(vault, ADMIN.userId);
    expect(readFileSync(join(dirname(backup.path), 'vault.keys'), 'utf8')).not.toContain(ADMIN.userId);
    vault.close();
  });
});

describe('a restore', () => {
  test('backup-tampered: a changed file or manifest is refused and the vault is not touched', async () => {
    const { at, backup } = await aVaultWithBackup();
    using other = await anotherVault();
    const whole = {
      file: readFileSync(backup.path),
      manifest: readFileSync(manifestPathOf(backup.path), 'utf8'),
    };
    const database = readFileSync(at.database);
    const flipped = Buffer.from(whole.file);
    flipped[flipped.length - 900] = (flipped[flipped.length - 900] ?? 0) ^ 1;
    const spoil: Record<string, () => void> = {
      'a bit of the file': () => writeFileSync(backup.path, flipped),
      'a page less': () => truncateSync(backup.path, whole.file.length - 4096),
      "another clinic's database": () => copyFileSync(other.database, backup.path),
      'the vault of today under the name of the backup': () => copyFileSync(at.database, backup.path),
      'a rewritten manifest': () =>
        writeFileSync(manifestPathOf(backup.path), whole.manifest.replace('"patients": 3', '"patients": 2')),
      'another time in the manifest': () =>
        writeFileSync(
          manifestPathOf(backup.path),
          whole.manifest.replace(String(NOW_MS), String(NOW_MS + 1)),
        ),
      'no manifest': () => rmSync(manifestPathOf(backup.path)),
    };
    for (const [what, spoilIt] of Object.entries(spoil)) {
      writeFileSync(backup.path, whole.file);
      writeFileSync(manifestPathOf(backup.path), whole.manifest);
      spoilIt();
      expect(await refusalOf(() => restore(at, backup)), what).toMatchObject({
        code: 'backup_damaged',
        path: backup.path,
      });
      expect(readFileSync(at.database).equals(database), what).toBe(true);
      expect(existsSync(at.restoringDatabase), what).toBe(false);
    }
    expect(existsSync(join(at.dataDir, 'damaged'))).toBe(false);
    at[Symbol.dispose]();
  });

  test('brings a damaged vault back, keeps every damaged file, and names what is lost', async () => {
    const { at, backup } = await aVaultWithBackup();
    const vault = await open(at);
    const firstLost = headSeq(vault) + 1;
    for (let i = 0; i < 4; i++) registerPatient(vault, `after the backup ${i}`);
    vault.close();
    const damaged = readFileSync(at.database);
    damaged.fill(0x55, 4096 * 40, 4096 * 60);
    writeFileSync(at.database, damaged);
    const restored = await restore(at, backup);
    const { report } = restored;
    expect(report.loss).toMatchObject({ lostChanges: 4, keptThroughSeq: firstLost - 1 });
    expect(patientCount(restored.vault)).toBe(3);
    expect(verifyAuditChain(restored.vault)).toMatchObject({ ok: true });
    expect(restored.vault.sqlite.prepare('SELECT action FROM auditLog ORDER BY seq DESC').pluck().get()).toBe(
      'vault.restore',
    );
    const kept = report.damagedFolder ?? '';
    expect(readdirSync(kept).toSorted()).toEqual(expect.arrayContaining(['clinic.db', 'vault.mark']));
    expect(readFileSync(join(kept, 'clinic.db')).equals(damaged)).toBe(true);
    restored.vault.close();
    expect(await refusalOf(async () => (await open(at)).close())).toBe('not refused');
    at[Symbol.dispose]();
  });

  test('names each lost change while the damaged file can still be read', async () => {
    const { at, backup } = await aVaultWithBackup();
    const vault = await open(at);
    for (let i = 0; i < 3; i++) registerPatient(vault, `after the backup ${i}`);
    vault.close();
    const restored = await restore(at, backup);
    expect(restored.report.loss.entries.map(({ action, entity }) => `${action} ${entity}`)).toEqual(
      Array(3).fill('patients.register patients'),
    );
    restored.vault.close();
    at[Symbol.dispose]();
  });

  test('stale-wal-after-restore: a WAL left behind is not played onto the restored database', async () => {
    const { at, backup } = await aVaultWithBackup();
    const vault = await open(at);
    for (let i = 0; i < 5; i++) registerPatient(vault, `in the WAL ${i}`);
    const wal = readFileSync(at.wal);
    const shm = readFileSync(at.shm);
    vault.close();
    writeFileSync(at.wal, wal);
    writeFileSync(at.shm, shm);
    writeFileSync(at.database, 'a database no more'.padEnd(8192, '.'));
    const restored = await restore(at, backup);
    expect(patientCount(restored.vault)).toBe(3);
    expect(restored.vault.sqlite.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(readdirSync(restored.report.damagedFolder ?? '')).toEqual(
      expect.arrayContaining(['clinic.db', 'clinic.db-wal', 'clinic.db-shm', 'vault.mark']),
    );
    restored.vault.close();
    at[Symbol.dispose]();
  });

  test('works on another PC from the backup folder alone', async () => {
    const { at, backup } = await aVaultWithBackup();
    using fresh = await aVault();
    rmSync(fresh.folder, { recursive: true });
    const restored = await restoreBackup({
      dataDir: fresh.dataDir,
      backupPath: backup.path,
      credentials: { recoveryCode: at.recoveryCode },
      nowMs: NOW_MS,
    });
    expect(restored.report).toMatchObject({ loss: { keptThroughSeq: backup.auditSeq, entries: [] } });
    expect(restored.report.loss.lostChanges).toBeUndefined();
    expect(restored.report.damagedFolder).toBeUndefined();
    restored.vault.close();
    (await open(fresh)).close();
    at[Symbol.dispose]();
  });

  test('of a backup from before a rotation comes back under the key in use', async () => {
    using at = await aVault();
    let vault = await open(at);
    const old = await backUp(vault);
    vault = await rotateVaultKey(vault, { nowMs: NOW_MS + 1, userId: ADMIN.userId });
    vault = await rotateVaultKey(vault, { nowMs: NOW_MS + 2, userId: ADMIN.userId });
    vault.close();
    expect(readManifest(old.path)?.generation).toBe(1);
    const restored = await restore(at, old, NOW_MS + 3);
    expect(auditHead(restored.vault).seq).toBe(old.auditSeq + 1);
    expect(verifyAuditChain(restored.vault).ok).toBe(true);
    restored.vault.close();
    (await open(at)).close();
  });

  test('with a wrong password touches nothing', async () => {
    const { at, backup } = await aVaultWithBackup();
    const database = readFileSync(at.database);
    const credentials = { ...ADMIN, password: 'Evening-tea-42-river' };
    expect(
      await refusalOf(() =>
        restoreBackup({ dataDir: at.dataDir, backupPath: backup.path, credentials, nowMs: NOW_MS }),
      ),
    ).toEqual({ code: 'wrong_password' });
    expect(readFileSync(at.database).equals(database)).toBe(true);
    at[Symbol.dispose]();
  });
});

describe('the drill', () => {
  test('restores the newest backup in a folder of its own and notes when', async () => {
    using at = await aVault();
    const vault = await open(at);
    expect(await refusalOf(() => runRestoreDrill(vault, { nowMs: NOW_MS, userId: null }))).toEqual({
      code: 'not_found',
      subject: 'backup',
    });
    const backup = await backUp(vault);
    expect(isDrillDue(NOW_MS, lastDrillAtMs(vault))).toBe(true);
    expect(await runRestoreDrill(vault, { nowMs: NOW_MS, userId: null })).toEqual({ backup, faults: [] });
    expect(isDrillDue(NOW_MS, lastDrillAtMs(vault))).toBe(false);
    expect(isDrillDue(NOW_MS + 31 * 86_400_000, lastDrillAtMs(vault))).toBe(true);
    expect(readdirSync(at.dataDir)).not.toContain('drill');
    vault.close();
  });

  test('backup-tampered: finds a backup that went bad on the shelf', async () => {
    using at = await aVault();
    const vault = await open(at);
    const backup = await backUp(vault);
    const bytes = readFileSync(backup.path);
    bytes[4096 * 10 + 5] = (bytes[4096 * 10 + 5] ?? 0) ^ 0x10;
    writeFileSync(backup.path, bytes);
    const { faults } = await runRestoreDrill(vault, { nowMs: NOW_MS, userId: null });
    expect(faults[0]).toBe('pages changed: 11');
    expect(lastDrillAtMs(vault)).toBe(0);
    vault.close();
  });
});

describe('the schedule', () => {
  const HOUR_MS = 3_600_000;
  const DAY_MS = 24 * HOUR_MS;
  const made = (kind: BackupKind, atMs: number): BackupFile => ({
    path: `${kind}-${atMs}.db`,
    kind,
    atMs,
    sizeBytes: 1,
    auditSeq: 1,
  });
  const monthly = made('monthly', NOW_MS);

  test.each([
    ['nothing for the first four hours of use', 3.9, [monthly], undefined, []],
    ['one after four hours of use', 4, [monthly], undefined, ['hours here']],
    [
      'four hours from the last, not from the opening',
      6,
      [monthly, made('hours', NOW_MS + 4 * HOUR_MS)],
      undefined,
      [],
    ],
    ['the monthly one when there is none', 0, [], undefined, ['monthly here']],
    [
      'daily and monthly to a second place that is new',
      0,
      [monthly],
      [],
      ['daily secondPlace', 'monthly secondPlace'],
    ],
    [
      'daily again after a day',
      24,
      [made('hours', NOW_MS + 23 * HOUR_MS), monthly],
      [made('daily', NOW_MS), made('monthly', NOW_MS)],
      ['daily secondPlace'],
    ],
    ['again when the clock was set back below the last one', -48, [monthly], undefined, ['monthly here']],
  ] as const)('asks for %s', (_title, hours, here, secondPlace, expected) => {
    const view = {
      nowMs: NOW_MS + hours * HOUR_MS,
      openedAtMs: NOW_MS,
      here,
      ...(secondPlace && { secondPlace }),
    };
    expect(backupsDue(view).map(({ kind, place }) => `${kind} ${place}`)).toEqual(expected);
  });

  test('keeps 7 of the last days, 30 daily, 12 monthly, 5 from before something grave', () => {
    const days = (kind: BackupKind, count: number) =>
      Array.from({ length: count }, (_, i) => made(kind, NOW_MS - i * DAY_MS));
    const all = [
      ...days('close', 5),
      ...days('hours', 5),
      ...days('daily', 40),
      ...days('monthly', 20),
      ...days('before-migration', 4),
      ...days('before-rotation', 4),
    ];
    const kept = all.filter((backup) => !backupsToDrop(all).includes(backup));
    const count = (...kinds: BackupKind[]) => kept.filter(({ kind }) => kinds.includes(kind)).length;
    expect([
      count('close', 'hours'),
      count('daily'),
      count('monthly'),
      count('before-migration', 'before-rotation'),
    ]).toEqual([7, 30, 12, 5]);
    expect(kept).toContain(all[0]);
  });

  test('drops what it no longer keeps when a new one is made', async () => {
    using at = await aVault();
    const vault = await open(at);
    for (let i = 0; i < 9; i++) await backUp(vault, 'close', NOW_MS + i);
    const left = listBackups(backupsFolder(at.dataDir));
    expect(left.map(({ atMs }) => atMs - NOW_MS)).toEqual([8, 7, 6, 5, 4, 3, 2]);
    expect(readdirSync(backupsFolder(at.dataDir)).filter((name) => name.endsWith('.json'))).toHaveLength(7);
    expect(basename(left[0]?.path ?? '')).toBe('2026-11-22T020000.008Z-close.db');
    vault.close();
  });
});
