// The values of one vital sign over the visits, and where they stand in a drawing. Draws nothing.
import type { Measured } from '../../domain/timeline.ts';
import { daysBetween } from '../../domain/civil-date.ts';
import {
  bmiOf,
  type LimitedSign,
  limitsOf,
  markOf,
  type Mark,
  type Measuree,
  pressureOf,
} from '../../domain/vital-signs-ranges.ts';
import { type VitalSignKey, vitalSignKeys } from '../../domain/vital-signs.ts';

/** In the order of the fields, and the body mass index after what it is made of. */
export const trendKeys = [...vitalSignKeys, 'bmi'] as const;
export type TrendKey = VitalSignKey | 'bmi';

export type TrendPoint = {
  appointmentId: string;
  date: string;
  /** One value; of a blood pressure the upper and the lower. */
  values: number[];
  /** Outside the limits of that day. */
  marks: (Mark | null)[];
};

const signsOf = (key: TrendKey): LimitedSign[] =>
  key === 'blood_pressure' ? ['systolic', 'diastolic'] : key === 'weight' || key === 'height' ? [] : [key];

/** Oldest first. What an imported record wrote otherwise (a pressure that is none) has no point. */
export function pointsOf(key: TrendKey, measured: readonly Measured[], person: Measuree): TrendPoint[] {
  const signs = signsOf(key);
  return measured.flatMap(({ appointmentId, date, signs: found }) => {
    const values = valuesOf(key, found);
    if (values === null) return [];
    const marks = values.map((value, at) => {
      const sign = signs[at];
      return sign ? markOf(value, limitsOf(sign, person, date)) : null;
    });
    return [{ appointmentId, date, values, marks }];
  });
}

function valuesOf(key: TrendKey, found: Measured['signs']): number[] | null {
  if (key === 'blood_pressure') {
    const pressure = typeof found.blood_pressure === 'string' ? pressureOf(found.blood_pressure) : null;
    return pressure && [pressure.systolic, pressure.diastolic];
  }
  const value = key === 'bmi' ? bmiOf(found) : found[key];
  return typeof value === 'number' && Number.isFinite(value) ? [value] : null;
}

export type Plot = {
  /** From 0 (the first visit of the chart) to 1 (today's). */
  xOf: (date: string) => number;
  /** From 0 (bottom) to 1 (top). */
  yOf: (value: number) => number;
  low: number;
  high: number;
};

/** Days from `from` to `to` across; the values with a little room above and below, never a flat line at the edge. */
export function plotOf(points: readonly TrendPoint[], span: { from: string; to: string }): Plot {
  const all = points.flatMap(({ values }) => values);
  const [lowest, highest] = [Math.min(...all), Math.max(...all)];
  const room = Math.max((highest - lowest) * 0.12, Math.abs(highest) * 0.02, 0.5);
  const [low, high] = [lowest - room, highest + room];
  const days = Math.max(1, daysBetween(span.from, span.to));
  return {
    xOf: (date) => Math.max(0, Math.min(1, daysBetween(span.from, date) / days)),
    yOf: (value) => (value - low) / (high - low),
    low: lowest,
    high: highest,
  };
}

/** The first days of the years inside, at most `most` of them, evenly chosen. */
export function yearsIn({ from, to }: { from: string; to: string }, most: number): string[] {
  const first = Number(from.slice(0, 4)) + 1;
  const last = Number(to.slice(0, 4));
  const step = Math.max(1, Math.ceil((last - first + 1) / most));
  const years: string[] = [];
  for (let year = first; year <= last; year += step) years.push(`${year}-01-01`);
  return years;
}
