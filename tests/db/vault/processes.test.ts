// Other processes, full disks and kills: nothing acknowledged is lost, and nobody opens the same clinic twice.
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { verifyAuditChain } from '../../../db/audit.ts';
import { schemaVersionOf, schemaVersionOfApp } from '../../../db/migrate.ts';
import { hasVault } from '../../../db/vault/damage.ts';
import { listBackups } from '../../../db/vault/backup-files.ts';
import { backupsFolder } from '../../../db/vault/paths.ts';
import {
  aVault,
  headSeq,
  open,
  patientCount,
  refusalOf,
  registerPatient,
  type VaultFolder,
} from './a-vault.ts';
import { anOlderVault } from './an-older-vault.ts';
import { bundledChild, childSource, inOwnMounts, kill9, startChild } from './run-child.ts';

const newFolder = () => mkdtempSync(join(tmpdir(), 'clinic-desk-new-'));

/** From its first word to an open vault: the time in which a kill meets a migration. */
async function timeToOpen(script: string, { dataDir }: { dataDir: string }): Promise<number> {
  const copy = `${dataDir}-timed`;
  cpSync(dataDir, copy, { recursive: true });
  const child = startChild(script, [copy]);
  await child.saidAtLeast(1);
  const startedAtMs = performance.now();
  await child.saidAtLeast(2);
  const tookMs = performance.now() - startedAtMs;
  await child.ended;
  rmSync(copy, { recursive: true });
  return tookMs;
}

const waitMs = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const randomMs = (most: number) => waitMs(Math.random() * most);

describe('one owner', () => {
  test('second-process-open: the second is told the clinic is in use; after a kill -9 of the first it opens at once', async () => {
    using at = await aVault();
    const first = startChild(childSource('hold'), [at.dataDir]);
    await first.saidAtLeast(1);
    expect(first.lines).toEqual(['open']);
    expect(await refusalOf(() => open(at))).toEqual({ code: 'vault_in_use' });
    const second = startChild(childSource('hold'), [at.dataDir]);
    await second.ended;
    expect(second.lines).toEqual(['vault_in_use']);
    await kill9(first);
    const vault = await open(at);
    expect(await refusalOf(() => open(at))).toEqual({ code: 'vault_in_use' });
    vault.close();
    (await open(at)).close();
  });

  test('readonly-folder: is said as what it is', async () => {
    using at = await aVault();
    const prepare = `mount --bind "${at.dataDir}" "${at.dataDir}" && mount -o remount,ro,bind "${at.dataDir}"`;
    expect(inOwnMounts(prepare, 'hold', [at.dataDir])).toEqual(['folder_read_only']);
  });
});

describe('full disks', () => {
  test('disk-full-commit, disk-full-backup: refused as a full disk, nothing acknowledged lost, nothing half written left', async () => {
    using at = await aVault();
    const disk = mkdtempSync(join(tmpdir(), 'clinic-desk-disk-'));
    const prepare = `mount -t tmpfs -o size=8m tmpfs "${disk}" && cp -a "${at.dataDir}/." "${disk}/"`;
    const said = inOwnMounts(prepare, 'fill-disk', [disk]);
    rmSync(disk, { recursive: true });
    process.stdout.write(`disk-full: ${said.join(' | ')}\n`);
    const [commit, kept, after, backup, left, backupAfter] = said;
    expect(commit).toBe('disk_full');
    const [acknowledged, inVault] = kept?.match(/\d+/g)?.map(Number) ?? [];
    expect(acknowledged).toBeGreaterThan(20);
    expect(inVault).toBe(acknowledged);
    expect(after).toBe('after making room 1 more');
    expect(backup).toBe('disk_full');
    expect(left).toBe('left behind: ');
    expect(backupAfter).toBe('not refused');
  });
});

describe('kills', () => {
  test('kill9-commit-loop: 200 kills in the middle of work lose no acknowledged change', {
    timeout: 180_000,
  }, async () => {
    const script = await bundledChild('commit-loop');
    const lanes = [await aVault(), await aVault()];
    let kills = 0;
    let acknowledged = 0;
    let lost = 0;
    const lane = async (at: VaultFolder) => {
      while (kills < 200) {
        kills += 1;
        const child = startChild(script, [at.dataDir]);
        await child.saidAtLeast(1);
        await randomMs(40);
        await kill9(child);
        const last = Number(child.lines.at(-1));
        acknowledged += child.lines.length;
        const vault = await open(at);
        lost += Math.max(0, last - headSeq(vault));
        if (kills % 20 === 0) expect(verifyAuditChain(vault).ok).toBe(true);
        vault.close();
      }
    };
    await Promise.all(lanes.map(lane));
    for (const at of lanes) {
      const vault = await open(at);
      expect(verifyAuditChain(vault)).toMatchObject({ ok: true });
      expect(vault.sqlite.pragma('integrity_check', { simple: true })).toBe('ok');
      // The first change is the clinic's admin; each one since is a patient.
      expect(patientCount(vault)).toBe(headSeq(vault) - 1);
      vault.close();
      at[Symbol.dispose]();
    }
    process.stdout.write(
      `kill9-commit-loop: ${kills} kills, ${acknowledged} acknowledged changes, ${lost} lost\n`,
    );
    expect(kills).toBeGreaterThanOrEqual(200);
    expect(lost).toBe(0);
  });

  test('rekey-kill: a rotation killed at any moment leaves the old vault or the new one, whole', {
    timeout: 120_000,
  }, async () => {
    using at = await aVault();
    const script = await bundledChild('rotate-loop');
    const before = await open(at);
    for (let i = 0; i < 20; i++) registerPatient(before, `patient ${i}`);
    const patients = patientCount(before);
    before.close();
    let midway = 0;
    for (let i = 0; i < 15; i++) {
      const child = startChild(script, [at.dataDir]);
      await child.saidAtLeast(1);
      await randomMs(900);
      await kill9(child);
      if (readdirSync(at.folder).includes('clinic.db.next')) midway += 1;
      const vault = await open(at);
      expect(headSeq(vault)).toBeGreaterThanOrEqual(Number(child.lines.at(-1)));
      expect(patientCount(vault)).toBe(patients);
      expect(verifyAuditChain(vault).ok).toBe(true);
      vault.close();
      expect(readdirSync(at.folder)).not.toContain('clinic.db.next');
    }
    (await open(at, { credentials: { recoveryCode: at.recoveryCode } })).close();
    process.stdout.write(
      `rekey-kill: 15 kills, ${midway} of them with a rekeyed copy lying there, 0 vaults lost\n`,
    );
  });

  test('a clinic whose making is killed is there whole or not at all, and can be made again', async () => {
    const script = await bundledChild('create-once');
    const found = { whole: 0, none: 0 };
    const [usualMs, timed] = [await timeToOpen(script, { dataDir: newFolder() }), newFolder()];
    for (let i = 0; i < 10; i++) {
      const dataDir = i === 0 ? timed : newFolder();
      const child = startChild(script, [dataDir]);
      await child.saidAtLeast(1);
      await randomMs(usualMs * 1.05);
      await kill9(child);
      found[hasVault(dataDir) ? 'whole' : 'none'] += 1;
      if (!hasVault(dataDir)) await startChild(script, [dataDir]).ended;
      const vault = await open({ dataDir });
      expect(patientCount(vault)).toBe(1);
      vault.close();
      expect(readdirSync(dataDir)).not.toContain('vault.unfinished');
      rmSync(dataDir, { recursive: true });
    }
    process.stdout.write(
      `creation killed 10 times: ${found.whole} clinics whole, ${found.none} not there, 0 half made\n`,
    );
  });

  test('migration-kill: killed at any moment the vault has the old schema or the new one, and a backup from before', {
    timeout: 120_000,
  }, async () => {
    using older = await anOlderVault();
    const script = await bundledChild('open-once');
    const found = { old: 0, new: 0 };
    const usualMs = await timeToOpen(script, older);
    for (let i = 0; i < 12; i++) {
      const dataDir = `${older.dataDir}-${i}`;
      cpSync(older.dataDir, dataDir, { recursive: true });
      const child = startChild(script, [dataDir]);
      await child.saidAtLeast(1);
      // The first half is the backup before the migration.
      await waitMs(usualMs * (0.5 + Math.random() * 0.55));
      await kill9(child);
      const schema = older.schemaVersionIn(dataDir);
      expect([older.schemaVersion, schemaVersionOfApp]).toContain(schema);
      found[schema === schemaVersionOfApp ? 'new' : 'old'] += 1;
      const vault = await open({ dataDir });
      expect(schemaVersionOf(vault.sqlite)).toBe(schemaVersionOfApp);
      expect(vault.sqlite.pragma('integrity_check', { simple: true })).toBe('ok');
      vault.close();
      expect(listBackups(backupsFolder(dataDir))[0]?.kind).toBe('before-migration');
      rmSync(dataDir, { recursive: true });
    }
    process.stdout.write(
      `migration-kill: 12 kills, old schema ${found.old}, new ${found.new}, 0 vaults lost\n`,
    );
  });
});
