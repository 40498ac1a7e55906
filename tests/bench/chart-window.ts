// The consultation page in its real window over a chart of so many visits: opened by its doctor again and again, timed inside the page.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { wallClock } from '../../domain/civil-date.ts';
import { makeMorningOnDisk, people } from '../support/clinic-on-disk.ts';
import { atDesk, signIn } from '../support/first-run-steps.ts';
import { launchClinicDesk } from '../support/launch.ts';
import { fillLongChart } from '../support/long-chart.ts';
import { median } from './measure.ts';

const ROUNDS = 11;
/** The first rounds warm the code. */
const WARM_UP = 3;
const REST_MS = 500;

export type ChartOpened = {
  /** To the patient's allergies, the fields of today and the timeline: what a doctor reads and writes first. */
  firstPaintMs: number;
  /** To the trends as well. */
  everythingMs: number;
};
const opened = new Map<number, Promise<ChartOpened>>();

/** Medians of opening the chart. */
export function openCharts(visits: number): Promise<ChartOpened> {
  const known = opened.get(visits) ?? measure(visits);
  opened.set(visits, known);
  return known;
}

async function measure(visits: number): Promise<ChartOpened> {
  process.stderr.write(`  making a chart of ${visits} visits …\n`);
  const dataDir = mkdtempSync(join(tmpdir(), 'clinic-desk-bench-chart-'));
  const { date: today } = wallClock(Date.now(), 'Asia/Ho_Chi_Minh');
  await makeMorningOnDisk({
    dataDir,
    appointment: { status: 'confirmed' },
    patient: { allergies: 'Penicillin' },
    alsoFill: (tx) => fillLongChart(tx, { visits, today }),
  });
  const desk = await launchClinicDesk({ dataDir });
  try {
    const { window } = desk;
    await signIn(window, people.an);
    await atDesk(window).waitFor();
    const opens: ChartOpened[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      await window.evaluate(() => (location.hash = '#/consultations'));
      await window.getByRole('row', { name: /Trần Văn Bình/ }).waitFor();
      await window.waitForTimeout(REST_MS);
      opens.push(await openChart(window));
    }
    const warm = opens.slice(WARM_UP);
    return {
      firstPaintMs: median(warm.map(({ firstPaintMs }) => firstPaintMs)),
      everythingMs: median(warm.map(({ everythingMs }) => everythingMs)),
    };
  } finally {
    await desk.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** From the step to the page until the frame after each part is on it. It begins just after a frame. */
const openChart = (window: Page): Promise<ChartOpened> =>
  window.evaluate(
    () =>
      new Promise<ChartOpened>((resolve) => {
        const first = ['[data-allergies]', '[data-path=blood_pressure]', '[data-timeline-entry]'];
        const areThere = (parts: string[]) => parts.every((part) => document.querySelector(part));
        /** After the frame in which the parts are painted. */
        const painted = (parts: string[], then: () => void) => {
          if (!areThere(parts)) return void setTimeout(() => painted(parts, then));
          requestAnimationFrame(() => setTimeout(then));
        };
        requestAnimationFrame(() =>
          setTimeout(() => {
            const start = performance.now();
            location.hash = '#/consultations/appointment-9';
            painted(first, () => {
              const firstPaintMs = performance.now() - start;
              painted(['[data-trend]'], () =>
                resolve({ firstPaintMs, everythingMs: performance.now() - start }),
              );
            });
          }),
        );
      }),
  );
