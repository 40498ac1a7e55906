// The central server under load: measured by a process of its own (the tables of Postgres need another condition), once for all figures here.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import type { Bench } from './bench.ts';
import type { CentreFigures, Load } from './central-figures.ts';
import { alone, beside, type Measurement } from './measure.ts';

const FEW = 10_000;
const MANY = 1_000_000;

let measured: Promise<CentreFigures> | undefined;
const figures = (): Promise<CentreFigures> => (measured ??= measure());

function measure(): Promise<CentreFigures> {
  const script = join(import.meta.dirname, 'central/measure-centre.ts');
  return new Promise((resolve, reject) => {
    const child = execFile(
      process.execPath,
      ['--conditions=postgres', script],
      { maxBuffer: 1_000_000 },
      (error, stdout) => (error ? reject(error) : resolve(JSON.parse(stdout) as CentreFigures)),
    );
    child.stderr?.pipe(process.stderr);
  });
}

type Sized = CentreFigures['sizes'][number];
async function sized(size: number): Promise<Sized> {
  const found = (await figures()).sizes[size];
  if (!found) throw new Error(`${size} appointments were measured`);
  return found;
}

/** How the time of one request grows from 10,000 to 1,000,000 appointments. */
const growth = (id: string, what: string, of: (found: Sized) => Load): Bench => ({
  id,
  what: `${what}, 1,000,000 appointments beside 10,000`,
  run: async (): Promise<Measurement> => {
    const [many, few] = [of(await sized(MANY)), of(await sized(FEW))];
    return beside(id, 'central', { value: many.p50, against: few.p50, unit: 'ms', bar: 1.3 });
  },
});

export const centralSlotsBesideSql: Bench = {
  id: 'central-slots-beside-sql',
  what: 'free slots of a day over HTTP beside their bare statements through a pool like its own, 1,000,000 appointments',
  async run() {
    const { slots, slotsSqlMs } = await sized(MANY);
    // Half the rate of the bare statements is twice their time.
    return beside(this.id, 'central', { value: slots.meanMs, against: slotsSqlMs, unit: 'ms', bar: 2 });
  },
};
export const centralSlotsBesideConstant: Bench = {
  id: 'central-slots-beside-constant',
  what: 'free slots beside a bare route that answers a constant',
  async run() {
    const { constant } = await figures();
    const { slots } = await sized(MANY);
    return beside(this.id, 'central', { value: slots.meanMs, against: constant.meanMs, unit: 'ms', bar: 80 });
  },
};
export const centralSlotsGrowth = growth('central-slots-growth', 'free slots', ({ slots }) => slots);
export const centralListGrowth = growth(
  'central-list-growth',
  'a doctor’s coming visits',
  ({ list }) => list,
);
export const centralBookingGrowth = growth('central-booking-growth', 'booking', ({ booking }) => booking);
export const centralBooking: Bench = {
  id: 'central-booking-p99',
  what: 'a booking, eight at once, the slowest of a hundred',
  async run() {
    return alone(this.id, 'central', { value: (await sized(MANY)).booking.p99, unit: 'ms', bar: 500 });
  },
};
export const centralLogin: Bench = {
  id: 'central-login-p99',
  what: 'signing in, eight at once, the slowest of a hundred (Argon2id, four at a time)',
  async run() {
    return alone(this.id, 'central', { value: (await figures()).login.p99, unit: 'ms', bar: 1_000 });
  },
};
export const centralMemory: Bench = {
  id: 'central-memory',
  what: 'memory of the server after the load',
  async run() {
    return alone(this.id, 'central', { value: (await figures()).memory.loadedMB, unit: 'MB', bar: 600 });
  },
};
