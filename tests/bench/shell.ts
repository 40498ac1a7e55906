// The app's window and an empty one in the same shell, for figures of the whole: started, looked at, closed.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron } from '@playwright/test';
import { findBrowser } from '../../scripts/browser.mjs';
import { createDemo } from '../../db/demo/create-demo.ts';
import { launchClinicDesk } from '../support/launch.ts';

const root = resolve(import.meta.dirname, '../..');

/** Milliseconds from the start of the process to a window that can be used, and the memory of all its processes then. */
export type Started = { readyMs: number; memoryMb: number };

let demoFolder: string | undefined;
export async function demoClinicFolder(): Promise<string> {
  if (!demoFolder) {
    demoFolder = mkdtempSync(join(tmpdir(), 'clinic-desk-bench-demo-'));
    const { vault } = await createDemo({ dataDir: demoFolder, locale: 'vi', nowMs: Date.now() });
    vault.close();
  }
  return demoFolder;
}
export const removeDemoClinic = (): void => {
  if (demoFolder) rmSync(demoFolder, { recursive: true, force: true });
};

/** The app on the demo clinic, usable when somebody can type into the sign-in. */
export async function startClinicDesk(): Promise<Started> {
  buildIfMissing();
  const dataDir = await demoClinicFolder();
  const start = performance.now();
  const desk = await launchClinicDesk({ dataDir });
  const { app, window } = desk;
  await window.locator('input').first().waitFor();
  const started = { readyMs: performance.now() - start, memoryMb: memoryOfTree(app.process().pid ?? 0) };
  await desk.close();
  return started;
}

/** A page with nothing on it, in the same shell and with the same launcher. */
export async function startEmptyPage(): Promise<Started> {
  const browser = findBrowser();
  const start = performance.now();
  const app = await _electron.launch({
    args: [join(import.meta.dirname, 'empty-shell/main.mjs')],
    cwd: root,
    env: { ...(process.env as Record<string, string>), ...(browser && { CHROMIUM: browser }) },
  });
  const window = await app.firstWindow();
  await window.locator('input').waitFor();
  const started = { readyMs: performance.now() - start, memoryMb: memoryOfTree(app.process().pid ?? 0) };
  await app.close();
  return started;
}

function buildIfMissing(): void {
  if (existsSync(join(root, process.env.CLINIC_DESK_OUT ?? 'out', 'main/main.js'))) return;
  execFileSync(process.execPath, [join(root, 'node_modules/electron-vite/bin/electron-vite.js'), 'build'], {
    cwd: root,
    stdio: 'ignore',
  });
}

/** Resident memory of a process and all its children. Shared pages count for each, as the task manager shows them. */
function memoryOfTree(pid: number): number {
  const rows = execFileSync('ps', ['-eo', 'pid=,ppid=,rss='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number) as [number, number, number]);
  const inTree = new Set([pid]);
  for (let grown = true; grown; ) {
    const before = inTree.size;
    for (const [child, parent] of rows) if (inTree.has(parent)) inTree.add(child);
    grown = inTree.size > before;
  }
  return rows.reduce((sum, [id, , rss]) => (inTree.has(id) ? sum + rss / 1024 : sum), 0);
}
