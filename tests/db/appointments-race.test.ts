// Two processes, each with its own connection to one encrypted file, want the same slots at the same time.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { addDays } from '../../domain/civil-date.ts';
import { slotTimes } from '../../domain/slot.ts';
import type { RaceOrder, RaceResult } from '../support/booking-racer.ts';
import { fillFrontDesk } from '../support/front-desk-clinic.ts';
import { CLINIC_ID, NOW_MS, openTestVault } from '../support/test-vault.ts';

const TRIES = 200;
const grid = { slotStartTime: '08:00', slotEndTime: '16:30', slotLengthMinutes: 30 };
const slots = Array.from({ length: 12 }, (_, day) => addDays('2026-11-23', day))
  .flatMap((date) => slotTimes(grid).map((time) => ({ doctorId: 'user-an', date, time })))
  .slice(0, TRIES);

// The same slots in another order (73 shares no factor with 200): in the same order whoever is a step behind finds every slot just sold.
const shuffled = slots.flatMap((_, i) => slots[(i * 73) % TRIES] ?? []);

test(`F1 two processes fight for ${TRIES} slots: each is sold once, and every loser is told that it is taken`, async () => {
  using vault = openTestVault();
  fillFrontDesk(vault);
  const order = (patientId: string, wanted: typeof slots): RaceOrder => ({
    path: join(vault.dataDir, 'clinic.db'),
    databaseKey: vault.keys.database.toString('hex'),
    auditKey: vault.keys.audit.toString('hex'),
    clinicId: CLINIC_ID,
    nowMs: NOW_MS,
    patientId,
    slots: wanted,
  });
  const racers = await Promise.all(
    (['patient-binh', 'patient-cuc'] as const).map(async (patientId, index) => {
      const racer = fork(join(import.meta.dirname, '../support/booking-racer.ts'));
      racer.send(order(patientId, index === 0 ? slots : shuffled));
      await once(racer, 'message');
      return racer;
    }),
  );
  const results = await Promise.all(
    racers.map(async (racer) => {
      const answered = once(racer, 'message');
      racer.send('go');
      return ((await answered) as [RaceResult])[0];
    }),
  );
  // Both really raced: if one had been done before the other began, this test would show nothing.
  for (const { won } of results) expect(won).toBeGreaterThan(0);
  expect(results.reduce((sum, { won }) => sum + won, 0)).toBe(TRIES);
  const lost = results.flatMap((result) => Object.entries(result.lost));
  expect(new Set(lost.map(([code]) => code))).toEqual(new Set(['slot_taken']));
  expect(lost.reduce((sum, [, count]) => sum + count, 0)).toBe(TRIES);
  const rows = vault.sqlite
    .prepare(
      'SELECT count(*) AS visits, count(DISTINCT appointmentDate || appointmentTime) AS slots FROM appointments',
    )
    .get();
  expect(rows).toEqual({ visits: TRIES, slots: TRIES });
  expect(vault.sqlite.prepare('SELECT count(*) AS n FROM appointmentEvents').get()).toEqual({ n: TRIES });
});
