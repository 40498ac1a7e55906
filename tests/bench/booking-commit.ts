// Booking a visit from the desk's call to its commit, with checks, event, outbox and audit; beside a bare insert with the same sync setting.
import { dayOfDoctor } from '../../db/appointments.ts';
import type { Vault } from '../../db/vault/vault.ts';
import { addDays } from '../../domain/civil-date.ts';
import { slotStates } from '../../domain/slot.ts';
import { anAppointment } from '../support/builders.ts';
import { directly } from './at-the-bench.ts';
import type { Bench } from './bench.ts';
import { BENCH_NOW_MS, BENCH_TODAY, clinicOfSize } from './clinics.ts';
import { alone, beside, median, timeOf, timeOfAsync } from './measure.ts';

const BOOKINGS = 150;

type Slot = { doctorId: string; date: string; time: string };
function freeSlots(vault: Vault, count: number): Slot[] {
  const doctors = vault.sqlite.prepare('SELECT id FROM doctors').pluck().all() as string[];
  const slots: Slot[] = [];
  for (let ahead = 2; slots.length < count && ahead < 30; ahead++) {
    const date = addDays(BENCH_TODAY, ahead);
    for (const doctorId of doctors) {
      const { slots: day } = dayOfDoctor(vault, { doctorId, date, nowMs: BENCH_NOW_MS, asker: 'desk' });
      for (const [time, { state }] of slotStates(day))
        if (state === 'free') slots.push({ doctorId, date, time });
    }
  }
  return slots.slice(0, count);
}

let measured: { bookingMs: number; bareMs: number } | undefined;

async function measure() {
  if (measured) return measured;
  const vault = clinicOfSize('100k');
  const desk = directly(vault);
  const patients = vault.sqlite
    .prepare('SELECT id FROM patients ORDER BY id DESC LIMIT ?')
    .pluck()
    .all(BOOKINGS) as string[];
  const bare = bareInsert(vault);
  const times = { booking: [] as number[], bare: [] as number[] };
  for (const [i, slot] of freeSlots(vault, BOOKINGS).entries()) {
    const call = { ...slot, patientId: patients[i] ?? '', reason: 'Đau đầu', symptoms: '', notes: '' };
    times.booking.push(await timeOfAsync(() => desk.appointments.book(call)));
    times.bare.push(timeOf(() => bare(i)));
  }
  return (measured = { bookingMs: median(times.booking), bareMs: median(times.bare) });
}

/** One row into the same table, in a transaction of its own, and nothing else. */
function bareInsert({ sqlite, clinicId }: Vault): (n: number) => void {
  const { rescheduledFrom: _, ...sample } = {
    ...anAppointment(),
    clinicId,
    createdAtMs: 0,
    updatedAtMs: 0,
    rowVersion: 0,
    isNoShow: 0,
  };
  const columns = Object.keys(sample);
  const insert = sqlite.prepare(
    `INSERT INTO appointments (${columns.join()}) VALUES (${columns.map((column) => `@${column}`).join()})`,
  );
  return (n) => {
    sqlite.exec('BEGIN IMMEDIATE');
    insert.run({ ...sample, id: `bare-${n}`, appointmentDate: addDays('1999-01-01', n) });
    sqlite.exec('COMMIT');
  };
}

export const bookingCommit: Bench = {
  id: 'booking-commit',
  what: 'a booking from call to commit',
  run: async () =>
    alone('booking-commit', 'foundation', { value: (await measure()).bookingMs, unit: 'ms', bar: 150 }),
};

export const bookingBesideInsert: Bench = {
  id: 'booking-beside-insert',
  what: 'a booking / a bare insert with the same sync',
  async run() {
    const { bookingMs, bareMs } = await measure();
    return beside(this.id, 'foundation', { value: bookingMs, against: bareMs, unit: 'ms', bar: 2 });
  },
};
