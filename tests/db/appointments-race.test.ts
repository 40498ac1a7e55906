// Two processes, each with its own connection to one encrypted file, want the same slots at the same time.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { addDays } from '../../domain/civil-date.ts';
import { slotTimes } from '../../domain/slot.ts';
import type { RacedSlots, RaceOrder, RaceResult } from '../support/booking-racer.ts';
import { fillFrontDesk } from '../support/front-desk-clinic.ts';
import { CLINIC_ID, NOW_MS, openTestVault, type TestVault } from '../support/test-vault.ts';

const SLOTS = 200;
const FIGHTS = 1_000;
const grid = { slotStartTime: '08:00', slotEndTime: '16:30', slotLengthMinutes: 30 };
const slots = Array.from({ length: 12 }, (_, day) => addDays('2026-11-23', day))
  .flatMap((date) => slotTimes(grid).map((time) => ({ doctorId: 'user-an', date, time })))
  .slice(0, SLOTS);
// The same slots in another order (73 shares no factor with 200): in the same order whoever is a step behind finds every slot just sold.
const shuffled = slots.flatMap((_, i) => slots[(i * 73) % SLOTS] ?? []);

/** Two desks with the clinic's file open, one booking for Bình and one for Cúc. */
function twoRacers(vault: TestVault): Promise<ChildProcess[]> {
  return Promise.all(
    ['patient-binh', 'patient-cuc'].map(async (patientId) => {
      const racer = fork(join(import.meta.dirname, '../support/booking-racer.ts'));
      const order: RaceOrder = {
        path: join(vault.dataDir, 'clinic.db'),
        databaseKey: vault.keys.database.toString('hex'),
        auditKey: vault.keys.audit.toString('hex'),
        clinicId: CLINIC_ID,
        nowMs: NOW_MS,
        patientId,
      };
      racer.send(order);
      await once(racer, 'message');
      return racer;
    }),
  );
}

async function raced(racer: ChildProcess | undefined, wanted: RacedSlots): Promise<RaceResult> {
  if (!racer) throw new Error('there are two racers');
  const answered = once(racer, 'message');
  racer.send(wanted);
  return ((await answered) as [RaceResult])[0];
}

async function goHome(racers: ChildProcess[]): Promise<void> {
  await Promise.all(
    racers.map((racer) => {
      const gone = once(racer, 'exit');
      racer.send('home');
      return gone;
    }),
  );
}

test(`F1 two processes fight for ${SLOTS} slots: each is sold once, and every loser is told that it is taken`, async () => {
  using vault = openTestVault();
  fillFrontDesk(vault);
  const racers = await twoRacers(vault);
  const results = await Promise.all([raced(racers[0], slots), raced(racers[1], shuffled)]);
  await goHome(racers);
  // Both really raced: if one had been done before the other began, this test would show nothing.
  for (const { won } of results) expect(won).toBeGreaterThan(0);
  expect(results.reduce((sum, { won }) => sum + won, 0)).toBe(SLOTS);
  const lost = results.flatMap((result) => Object.entries(result.lost));
  expect(new Set(lost.map(([code]) => code))).toEqual(new Set(['slot_taken']));
  expect(lost.reduce((sum, [, count]) => sum + count, 0)).toBe(SLOTS);
  const rows = vault.sqlite
    .prepare(
      'SELECT count(*) AS visits, count(DISTINCT appointmentDate || appointmentTime) AS slots FROM appointments',
    )
    .get();
  expect(rows).toEqual({ visits: SLOTS, slots: SLOTS });
  expect(vault.sqlite.prepare('SELECT count(*) AS n FROM appointmentEvents').get()).toEqual({ n: SLOTS });
});

test(`F1 two processes fight for one slot ${FIGHTS} times: one row every time, and the loser is told every time`, async () => {
  using vault = openTestVault();
  fillFrontDesk(vault);
  const racers = await twoRacers(vault);
  const one = slots.slice(0, 1);
  const standing = vault.sqlite
    .prepare("SELECT patientId FROM appointments WHERE status <> 'cancelled'")
    .pluck();
  const free = vault.sqlite.prepare("UPDATE appointments SET status = 'cancelled'");
  const winners = new Map<unknown, number>();
  for (let fight = 0; fight < FIGHTS; fight++) {
    // Whoever is told first has a little start: each of them as often.
    const order = fight % 2 === 0 ? [0, 1] : [1, 0];
    const results = await Promise.all(order.map((which) => raced(racers[which], one)));
    expect(results.toSorted((a, b) => b.won - a.won)).toEqual([
      { won: 1, lost: {} },
      { won: 0, lost: { slot_taken: 1 } },
    ]);
    const rows = standing.all();
    expect(rows).toHaveLength(1);
    winners.set(rows[0], (winners.get(rows[0]) ?? 0) + 1);
    free.run();
  }
  await goHome(racers);
  // A race that one of them always wins would be a queue.
  expect(winners.size).toBe(2);
  expect(vault.sqlite.prepare('SELECT count(*) FROM appointmentEvents').pluck().get()).toBe(FIGHTS);
}, 300_000);
