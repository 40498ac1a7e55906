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

export type ChartOpened = { openMs: number; staticMs: number };
const opened = new Map<number, Promise<ChartOpened>>();

/** Medians of opening the chart and of its finished HTML in the same window. */
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
    const [opens, statics]: [number[], number[]] = [[], []];
    for (let round = 0; round < ROUNDS; round++) {
      await window.evaluate(() => (location.hash = '#/consultations'));
      await window.getByRole('row', { name: /Trần Văn Bình/ }).waitFor();
      await window.waitForTimeout(REST_MS);
      opens.push(await openChart(window));
      await window.waitForTimeout(REST_MS);
      statics.push(await renderedStatically(window));
    }
    return { openMs: median(opens.slice(WARM_UP)), staticMs: median(statics.slice(WARM_UP)) };
  } finally {
    await desk.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/**
 * From the step to the page until the frame after everything is on it: the patient's allergies, the fields of today, the timeline and the
 * trends. It begins just after a frame.
 */
const openChart = (window: Page): Promise<number> =>
  window.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const all = [
          '[data-allergies]',
          '[data-path=blood_pressure]',
          '[data-timeline-entry]',
          '[data-trend]',
        ];
        let start = 0;
        const look = () => {
          if (!all.every((part) => document.querySelector(part))) return void setTimeout(look);
          requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start)));
        };
        requestAnimationFrame(() =>
          setTimeout(() => {
            start = performance.now();
            location.hash = '#/consultations/appointment-9';
            look();
          }),
        );
      }),
  );

/** The same page as finished HTML in the same place: what the window needs to lay it out and paint it, whoever made it. */
const renderedStatically = (window: Page): Promise<number> =>
  window.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const page = document.querySelector<HTMLElement>('main > div');
        const holder = page?.parentElement;
        if (!page || !holder) throw new Error('there is a consultation on the screen');
        const copy = document.createElement('div');
        copy.style.blockSize = '100%';
        const html = page.outerHTML;
        page.style.display = 'none';
        holder.append(copy);
        requestAnimationFrame(() =>
          setTimeout(() => {
            const start = performance.now();
            copy.innerHTML = html;
            requestAnimationFrame(() =>
              setTimeout(() => {
                const spent = performance.now() - start;
                copy.remove();
                page.style.display = '';
                resolve(spent);
              }),
            );
          }),
        );
      }),
  );
