// powercut-replay: the power fails hundreds of times while reception works, and no acknowledged change is lost. Needs Linux and a C compiler.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { verifyAuditChain } from '../../../db/audit.ts';
import { VaultDamaged } from '../../../db/vault/damage.ts';
import { vaultPaths } from '../../../db/vault/paths.ts';
import type { Vault } from '../../../db/vault/vault.ts';
import { aVault, headSeq, open, type VaultFolder } from './a-vault.ts';
import { bundledChild, startChild } from './run-child.ts';
import { type DiskEvent, ReplayedDisk, readRecord, seededRandom } from './power-cuts.ts';

const COMMITS = 250;
/** The run is recorded on a real disk; where a cut is opened again is no matter, and in memory it does not wait for one. */
const scratch = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

type Counts = { cuts: number; lost: number; refused: number };

/** A real run on the real disk, each write and sync of it in order. */
async function recordedRun(
  at: VaultFolder,
  synchronous: 'FULL' | 'NORMAL',
): Promise<{ events: DiskEvent[]; before: string }> {
  const work = mkdtempSync(join(tmpdir(), 'clinic-desk-record-'));
  const recorder = join(work, 'disk-recorder.so');
  const source = join(import.meta.dirname, 'children', 'disk-recorder.c');
  execFileSync('cc', ['-shared', '-fPIC', '-O1', '-o', recorder, source, '-ldl', '-lpthread']);
  const before = join(work, 'before');
  cpSync(at.dataDir, before, { recursive: true });
  const record = join(work, 'record');
  const args = [
    at.dataDir,
    '--commits',
    String(COMMITS),
    '--acks',
    join(at.folder, 'acks'),
    '--synchronous',
    synchronous,
  ];
  const env = { LD_PRELOAD: recorder, RECORD_BELOW: at.folder, RECORD_TO: record };
  const child = startChild(await bundledChild('commit-loop'), args, env);
  await child.ended;
  expect(child.process.exitCode).toBe(0);
  // The disk before the run is what the replay starts from; its files are told apart by their numbers then.
  return { events: readRecord(record), before };
}

async function replay(at: VaultFolder, synchronous: 'FULL' | 'NORMAL', cuts: number): Promise<Counts> {
  const random = seededRandom(20_261_122);
  const disk = new ReplayedDisk(at.folder);
  const { events, before } = await recordedRun(at, synchronous);
  const isAck = ({ kind, bytes }: DiskEvent) =>
    kind === 'written' && bytes.length < 10 && /^\d+\n$/.test(bytes.toString('latin1'));
  const first = events.findIndex(isAck);
  const moments = [
    ...anywhere(events, first, { cuts, random }),
    ...insideCheckpoints(events, { cuts: cuts / 5, random }),
  ].toSorted((a, b) => a - b);
  const counts: Counts = { cuts: 0, lost: 0, refused: 0 };
  let acknowledged = 0;
  for (const [i, event] of events.entries()) {
    disk.apply(event);
    if (isAck(event)) acknowledged = Number(event.bytes.toString());
    for (; moments[counts.cuts] === i + 1; counts.cuts++)
      await cut(disk, { before, acknowledged, random, counts });
  }
  rmSync(join(before, '..'), { recursive: true });
  return counts;
}

type Draw = { cuts: number; random: () => number };

const anywhere = (events: readonly DiskEvent[], first: number, { cuts, random }: Draw): number[] =>
  Array.from({ length: cuts }, () => first + 1 + Math.floor(random() * (events.length - first)));

/** While pages go from the WAL into the database: rare, and the one moment when the database itself can be torn. */
function insideCheckpoints(events: readonly DiskEvent[], { cuts, random }: Draw): number[] {
  const database = events.find(
    ({ kind, bytes }) => kind === 'opened' && bytes.toString().endsWith('/clinic.db'),
  )?.file;
  const writes = events.flatMap(({ kind, file }, i) =>
    kind === 'written' && file === database ? [i + 1] : [],
  );
  expect(writes.length).toBeGreaterThan(50);
  return Array.from({ length: cuts }, () => writes[Math.floor(random() * writes.length)] ?? 0);
}

type Cut = { before: string; acknowledged: number; random: () => number; counts: Counts };

/** Opens what a cut leaves as a clinic would the next morning. */
async function cut(disk: ReplayedDisk, { before, acknowledged, random, counts }: Cut): Promise<void> {
  const after = { dataDir: mkdtempSync(join(scratch, 'clinic-desk-after-')) };
  cpSync(before, after.dataDir, { recursive: true });
  for (const path of [vaultPaths(after.dataDir).wal, vaultPaths(after.dataDir).shm])
    if (existsSync(path)) rmSync(path);
  disk.cutInto(vaultPaths(after.dataDir).folder, random);
  try {
    const kept = await keptAfter(after, counts);
    if (kept < acknowledged) counts.lost += 1;
  } finally {
    rmSync(after.dataDir, { recursive: true });
  }
}

/** How far the history goes on the next morning. What is refused is counted, and gone on without. */
async function keptAfter(at: { dataDir: string }, counts: Counts): Promise<number> {
  let opened: Vault;
  let noted = 0;
  try {
    opened = await open(at);
  } catch (error) {
    if (!(error instanceof VaultDamaged)) throw error;
    counts.refused += 1;
    // Damaged beyond going on: all is lost, and said.
    if (error.failure.code !== 'vault_damaged' || error.failure.what !== 'changes_missing') return 0;
    opened = await open(at, { goOnWithout: 'missing_changes' });
    noted = 1;
  }
  const kept = headSeq(opened) - noted;
  expect(verifyAuditChain(opened).ok).toBe(true);
  opened.close();
  return kept;
}

test('powercut-replay: 300 power cuts anywhere and 60 inside checkpoints lose no acknowledged change, and none looks like damage', {
  timeout: 180_000,
}, async () => {
  using at = await aVault();
  const counts = await replay(at, 'FULL', 300);
  process.stdout.write(
    `powercut-replay: ${counts.cuts} cuts in ${COMMITS} commits, ${counts.lost} lost, ${counts.refused} refused as damage\n`,
  );
  expect(counts).toMatchObject({ cuts: 360, lost: 0, refused: 0 });
});

test('powercut-replay: the same check finds the changes that synchronous=NORMAL loses', {
  timeout: 120_000,
}, async () => {
  using at = await aVault();
  const counts = await replay(at, 'NORMAL', 60);
  process.stdout.write(
    `powercut-replay with NORMAL: ${counts.cuts} cuts, ${counts.lost} lost, ${counts.refused} refused, as the mark told\n`,
  );
  expect(counts.lost).toBeGreaterThan(10);
});
