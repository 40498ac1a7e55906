// The front desk in its real window over a clinic with many stored visits: opened once a size, days switched by key, timed inside the page.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { dayOfClinic } from '../../db/appointment-views.ts';
import { createDemo } from '../../db/demo/create-demo.ts';
import type { Vault } from '../../db/vault/vault.ts';
import { seedPatients, seedSetUp, seedVisits } from '../../db/demo/seed.ts';
import { addDays, wallClock } from '../../domain/civil-date.ts';
import { launchClinicDesk } from '../support/launch.ts';
import { signInAs } from '../support/screens.ts';
import { repeatThePast } from './clinics.ts';
import { median, timeOf } from './measure.ts';

const PATIENTS = 20_000;
const TIME_ZONE = 'Asia/Ho_Chi_Minh';
/** Days around today that are looked at, three apart: none is beside another, so none is read ahead before it is asked for. */
export const LOOKED_AT = [-16, -13, -10, -7, -4, 3, 6, 9, 12];

/** The three months of the demo clinic: as busy a day as 20 doctors have, whatever is stored before. */
const DEMO_VISITS = 12_000;
/** The days around today as they are, and nothing else. */
const keepNearest = ({ sqlite }: Vault, { visits, today }: { visits: number; today: string }) =>
  sqlite
    .prepare(
      `DELETE FROM appointments WHERE id NOT IN
        (SELECT id FROM appointments ORDER BY abs(julianday(appointmentDate) - julianday(?)), id LIMIT ?)`,
    )
    .run(today, visits);

export type StoredVisits = 5_000 | 500_000;
type Clinic = { dataDir: string; bareQueryMs: number };
const made = new Map<StoredVisits, Promise<Clinic>>();

/** A clinic of 20 doctors with that many visits, and how long its day takes to read with nothing around it. */
function clinicWith(visits: StoredVisits): Promise<Clinic> {
  const known = made.get(visits) ?? makeClinic(visits);
  made.set(visits, known);
  return known;
}

async function makeClinic(visits: StoredVisits): Promise<Clinic> {
  process.stderr.write(`  making a clinic with ${visits} visits …\n`);
  const dataDir = mkdtempSync(join(tmpdir(), 'clinic-desk-bench-desk-'));
  const nowMs = Date.now();
  const today = wallClock(nowMs, TIME_ZONE).date;
  const { vault } = await createDemo({
    dataDir,
    locale: 'en',
    nowMs,
    fillWith: async (fresh) => {
      const seed = { today, nowMs };
      seedSetUp(fresh, seed);
      seedPatients(fresh, PATIENTS, seed);
      seedVisits(fresh, DEMO_VISITS, seed);
      if (visits < DEMO_VISITS) keepNearest(fresh, { visits, today });
      else repeatThePast(fresh, { visits, today });
    },
  });
  const times = LOOKED_AT.map((days) => timeOf(() => dayOfClinic(vault, addDays(today, days))));
  vault.close();
  return { dataDir, bareQueryMs: median(times) };
}

export async function removeDeskClinics(): Promise<void> {
  for (const clinic of made.values()) rmSync((await clinic).dataDir, { recursive: true, force: true });
}

/** Does `work` at the desk of reception, with the keyboard on the grid. */
export async function atTheWindow<Figure>(
  visits: StoredVisits,
  work: (window: Page, bareQueryMs: number) => Promise<Figure>,
): Promise<Figure> {
  const { dataDir, bareQueryMs } = await clinicWith(visits);
  const desk = await launchClinicDesk({ dataDir });
  try {
    await signInAs(desk.window, 'reception');
    await desk.window.locator('[role="gridcell"]').first().waitFor();
    await desk.window.waitForTimeout(1_500);
    return await work(desk.window, bareQueryMs);
  } finally {
    await desk.close();
  }
}

/**
 * From the key to the first frame after the other days are drawn; milliseconds. It begins where `renderedStatically` does, just after a
 * frame. The key goes to what has the keyboard.
 */
export const switchedByKey = (window: Page, key: string): Promise<number> =>
  window.evaluate(
    (pressed) =>
      new Promise<number>((resolve) => {
        const shown = () => document.querySelector<HTMLElement>('[role="grid"]')?.dataset['date'];
        const before = shown();
        let start = 0;
        const look = () => {
          if (shown() === before || document.querySelector('[data-waiting]')) return void setTimeout(look);
          requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start)));
        };
        requestAnimationFrame(() =>
          setTimeout(() => {
            start = performance.now();
            const target = document.activeElement ?? document.body;
            target.dispatchEvent(new KeyboardEvent('keydown', { key: pressed, bubbles: true }));
            look();
          }),
        );
      }),
    key,
  );

/** From the last digit to Enter, as a quick hand does it. The desk reads the day in that time. */
const BETWEEN_KEYS_MS = 100;
/** Types a date into the bar's field and leaves the Enter to be timed. */
export async function typeDate(window: Page, date: string): Promise<void> {
  await window.keyboard.press('d');
  await window.keyboard.press('Control+a');
  await window.keyboard.type(`${date.slice(8)}/${date.slice(5, 7)}/${date.slice(0, 4)}`);
  await window.waitForTimeout(BETWEEN_KEYS_MS);
}

/** The same cells as finished HTML into the same place: what the window needs to lay out and paint them, whoever made them. */
export const renderedStatically = (window: Page): Promise<number> =>
  window.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const grid = document.querySelector<HTMLElement>('[role="grid"]');
        const holder = grid?.parentElement;
        if (!grid || !holder) throw new Error('there is a grid on the screen');
        const copy = document.createElement('div');
        copy.style.blockSize = '100%';
        const html = grid.outerHTML;
        grid.style.display = 'none';
        holder.append(copy);
        requestAnimationFrame(() =>
          setTimeout(() => {
            const start = performance.now();
            copy.innerHTML = html;
            requestAnimationFrame(() =>
              setTimeout(() => {
                const spent = performance.now() - start;
                copy.remove();
                grid.style.display = '';
                resolve(spent);
              }),
            );
          }),
        );
      }),
  );
