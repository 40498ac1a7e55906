/** Knows how the stand-in's processes begin and end: one instance per folder, nothing left behind; never the clinic. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { standInDist } from '../../scripts/electron-binary.mjs';
import { environment, fixture, openFixture } from './fixture-app.ts';

const launcher = join(standInDist, 'electron');

/** Every process whose command line names the profile of this main process. */
function chromiumsOf(pid: number): number[] {
  const mark = `electron-stand-in-${pid}`;
  return readdirSync('/proc')
    .map(Number)
    .filter((candidate) => Number.isInteger(candidate) && commandLine(candidate).includes(mark));
}

function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

function pidOf({ pid }: { pid?: number | undefined }): number {
  expect(pid).toBeTypeOf('number');
  return pid ?? 0;
}

test('a main process killed outright leaves no Chromium, and the next start removes its profile', async () => {
  const first = await openFixture();
  const pid = pidOf(first.app.process());
  expect(chromiumsOf(pid).length).toBeGreaterThan(0);
  const ended = once(first.app.process(), 'exit');
  process.kill(pid, 'SIGKILL');
  await ended;
  await expect.poll(() => chromiumsOf(pid), { timeout: 10_000 }).toEqual([]);

  const second = await openFixture();
  expect(existsSync(join(tmpdir(), `electron-stand-in-${pid}`))).toBe(false);
  await second.close();
});

test('an app that closes leaves neither Chromium nor a profile', async () => {
  const { app, close } = await openFixture();
  const pid = pidOf(app.process());
  await close();
  await expect.poll(() => chromiumsOf(pid), { timeout: 10_000 }).toEqual([]);
  await expect
    .poll(() => existsSync(join(tmpdir(), `electron-stand-in-${pid}`)), { timeout: 10_000 })
    .toBe(false);
});

test('a second start on the same folder ends at once and tells the first what it was given', async () => {
  const first = await openFixture();
  const second = spawnSync(launcher, [fixture, 'shlink:/abc'], {
    env: environment(first.folder),
    timeout: 30_000,
  });
  expect(second.status).toBe(0);
  await expect.poll(first.log).toContain('second instance: shlink:/abc');
  await first.close();
});

test('the folder is free again once its holder was killed outright', async () => {
  const first = await openFixture();
  process.kill(pidOf(first.app.process()), 'SIGKILL');
  const second = spawn(launcher, [fixture], { env: environment(first.folder), stdio: 'ignore' });
  await expect.poll(() => chromiumsOf(pidOf(second)).length, { timeout: 20_000 }).toBeGreaterThan(0);
  const ended = once(second, 'exit');
  second.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
});
