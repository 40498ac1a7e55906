// A chart of 1,000 visits: from the step to the page to its first paint and to everything painted; what the main process answers beside the bare queries it asks; and
// how both grow from 10 visits.
import { chartOf } from '../../db/consultation-reads.ts';
import { prepared } from '../../db/prepared.ts';
import { timelineQueries } from '../../db/timeline.ts';
import { fill } from '../../db/write.ts';
import { appRouter } from '../../electron/api/router.ts';
import { createCallerFactory } from '../../electron/api/trpc.ts';
import { atTheDesk, doctorAn } from '../support/at-the-desk.ts';
import { fillLongChart } from '../support/long-chart.ts';
import { NOW_MS, openTestVault, type TestVault } from '../support/test-vault.ts';
import { fillMorning } from '../support/visits.ts';
import type { Bench } from './bench.ts';
import { openCharts } from './chart-window.ts';
import { alone, beside, median, timeOf, timeOfAsync } from './measure.ts';

export const chartOpen1000: Bench = {
  id: 'chart-open-1000',
  what: 'a chart of 1,000 visits, to the first paint of patient, record and timeline',
  async run() {
    const { firstPaintMs } = await openCharts(1_000);
    return alone(this.id, 'consultation', { value: firstPaintMs, unit: 'ms', bar: 300 });
  },
};

export const chartOpenAll1000: Bench = {
  id: 'chart-open-all-1000',
  what: 'a chart of 1,000 visits, to everything painted, trends included',
  async run() {
    const { everythingMs } = await openCharts(1_000);
    return alone(this.id, 'consultation', { value: everythingMs, unit: 'ms', bar: 400 });
  },
};

export const chartOpenGrowth: Bench = {
  id: 'chart-open-growth',
  what: 'a chart of 1,000 visits beside one of 10, to everything painted',
  async run() {
    const [many, few] = [await openCharts(1_000), await openCharts(10)];
    return beside(this.id, 'consultation', {
      value: many.everythingMs,
      against: few.everythingMs,
      unit: 'ms',
      bar: 2,
    });
  },
};

const ROUNDS = 40;

/** Encrypted, with the chart in it; the doctor’s calls with their audit entries, and the same queries with nothing around them. */
async function answers(): Promise<{ ours: number; bare: number }> {
  using vault = openTestVault();
  fillMorning(vault, { patient: { allergies: 'Penicillin' } });
  fill(vault, { userId: null, kind: 'bench.chart', nowMs: NOW_MS }, (tx) =>
    fillLongChart(tx, { visits: 1_000, today: '2026-11-22' }),
  );
  const { charts, consultations } = createCallerFactory(appRouter)(atTheDesk(vault, doctorAn));
  const [ours, bare]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    const open = async () => {
      await consultations.chart({ appointmentId: 'appointment-9' });
      await charts.timeline({ patientId: 'patient-binh' });
    };
    ours.push(await timeOfAsync(open));
    bare.push(timeOf(() => askBare(vault)));
  }
  return { ours: median(ours.slice(5)), bare: median(bare.slice(5)) };
}

function askBare(vault: TestVault): void {
  chartOf(vault, 'appointment-9');
  const { visits, coded, medicines, documents, notes } = timelineQueries;
  for (const sql of [visits, coded, medicines, documents])
    prepared(vault, sql).all(vault.clinicId, 'patient-binh');
  prepared(vault, notes).all(vault.clinicId, 'patient-binh', 'user-an');
}

export const chartBesideQueries: Bench = {
  id: 'chart-beside-queries',
  what: 'what the main process does for a chart of 1,000 visits, rights and audit included, beside its bare queries',
  async run() {
    const { ours, bare } = await answers();
    return beside(this.id, 'consultation', { value: ours, against: bare, unit: 'ms', bar: 2 });
  },
};
