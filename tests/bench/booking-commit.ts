// Booking a visit from the desk's call to its commit, with checks, event, outbox and audit; beside a bare insert with the same sync setting.
import { v7 as uuidv7 } from 'uuid';
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
  const bare = bareInsert(vault);
  const patients = vault.sqlite
    .prepare('SELECT id FROM patients ORDER BY id DESC LIMIT ?')
    .pluck()
    .all(2 * BOOKINGS) as string[];
  const slots = freeSlots(vault, 2 * BOOKINGS);
  const times = { booking: [] as number[], bare: [] as number[] };
  const note = { reason: 'Đau đầu', symptoms: '', notes: '' };
  for (const [i, slot] of slots.entries()) {
    const patientId = patients[i] ?? '';
    // In pairs, each of them first as often as second.
    if (i % 4 === 0 || i % 4 === 3)
      times.booking.push(await timeOfAsync(() => desk.appointments.book({ ...slot, patientId, ...note })));
    else times.bare.push(timeOf(() => bare(slot, patientId)));
  }
  return (measured = { bookingMs: median(times.booking), bareMs: median(times.bare) });
}

/** The same row into the same table, in a transaction of its own, and nothing else. */
function bareInsert({ sqlite, clinicId }: Vault): (slot: Slot, patientId: string) => void {
  const { rescheduledFrom: _, ...sample } = {
    ...anAppointment(),
    clinicId,
    createdAtMs: 0,
    updatedAtMs: 0,
    rowVersion: 0,
    isNoShow: 0,
    isPriority: 0,
    holdsSlot: 1,
  };
  const columns = Object.keys(sample);
  const insert = sqlite.prepare(
    `INSERT INTO appointments (${columns.join()}) VALUES (${columns.map((column) => `@${column}`).join()})`,
  );
  return ({ doctorId, date, time }, patientId) => {
    sqlite.exec('BEGIN IMMEDIATE');
    insert.run({
      ...sample,
      id: uuidv7(),
      patientId,
      doctorId,
      appointmentDate: date,
      appointmentTime: time,
    });
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
