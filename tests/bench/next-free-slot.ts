// Every free slot of 30 days × 20 doctors: the range read once and counted in code, beside one hand-written SQL statement that answers the same.
import { nextFreeSlots } from '../../db/slot-search.ts';
import type { Vault } from '../../db/vault/vault.ts';
import type { Bench } from './bench.ts';
import { BENCH_NOW_MS, BENCH_TODAY, clinicWithVisits } from './clinics.ts';
import { alone, beside, inRounds } from './measure.ts';

const DAYS = 30;
const HOW = { rounds: 9, calls: 10 };

/** All of them, so that no day of the range is left unread: the next ten end with the first. */
const ours = (vault: Vault) =>
  nextFreeSlots(vault, {
    fromDate: BENCH_TODAY,
    days: DAYS,
    partOfDay: 'any',
    lengthSlots: 1,
    limit: 100_000,
    nowMs: BENCH_NOW_MS,
    asker: 'desk',
  });

// The demo clinic's grid is written into it, and a visit takes exactly the slot it begins at: less than ours has to know.
const BY_SQL = `WITH RECURSIVE
    days(date) AS (SELECT @from UNION ALL SELECT date(date, '+1 day') FROM days WHERE date < date(@from, '+' || (@days - 1) || ' days')),
    slots(start) AS (SELECT 480 UNION ALL SELECT start + 30 FROM slots WHERE start < 990),
    times(start, time, ends) AS (SELECT start, printf('%02d:%02d', start / 60, start % 60), printf('%02d:%02d', (start + 30) / 60, (start + 30) % 60) FROM slots),
    open(id, fullName) AS (SELECT d.id, u.fullName FROM doctors d JOIN users u ON u.id = d.id JOIN departments p ON p.id = d.departmentId
      WHERE d.clinicId = @clinicId AND u.isActive AND u.role = 'doctor' AND p.isActive)
  SELECT days.date, times.time, open.id AS doctorId FROM days CROSS JOIN times CROSS JOIN open
  WHERE (days.date > @from OR times.ends > @now)
    AND (EXISTS (SELECT 1 FROM workingHours h WHERE h.clinicId = @clinicId AND h.doctorId = open.id
        AND h.weekday = (strftime('%w', days.date) + 6) % 7 + 1 AND h.fromTime <= times.time AND times.time < h.toTime)
      OR NOT EXISTS (SELECT 1 FROM workingHours h WHERE h.clinicId = @clinicId AND h.doctorId = open.id))
    AND NOT EXISTS (SELECT 1 FROM timeOff o WHERE o.clinicId = @clinicId AND o.toDate >= days.date AND o.fromDate <= days.date
      AND o.archivedAtMs IS NULL AND (o.scope = 'clinic' OR o.doctorId = open.id)
      AND coalesce(o.fromTime, '00:00') < times.ends AND coalesce(o.toTime, '24:00') > times.time)
    AND NOT EXISTS (SELECT 1 FROM appointments a INDEXED BY appointments_doctor_slot WHERE a.clinicId = @clinicId AND a.doctorId = open.id
      AND a.appointmentDate = days.date AND a.appointmentTime = times.time AND a.status <> 'cancelled' AND a.holdsSlot)
  ORDER BY days.date, times.time, open.fullName, open.id`;

function bySql({ sqlite, clinicId }: Vault): () => unknown[] {
  const statement = sqlite.prepare(BY_SQL);
  return () => statement.all({ clinicId, from: BENCH_TODAY, days: DAYS, now: '10:10' });
}

let measured: { ours: number; theirs: number } | undefined;
function besideSql() {
  if (measured) return measured;
  const vault = clinicWithVisits(500_000);
  const theirs = bySql(vault);
  const [mine, sql] = [ours(vault), theirs()];
  if (JSON.stringify(mine) !== JSON.stringify(sql)) throw new Error('both sides answer the same question');
  return (measured = inRounds({ ours: () => ours(vault), theirs }, HOW));
}

export const nextFreeSlotMs: Bench = {
  id: 'next-free-slot-ms',
  what: 'every free slot of 30 days × 20 doctors, 500,000 visits stored',
  run: () => alone('next-free-slot-ms', 'front-desk', { value: besideSql().ours, unit: 'ms', bar: 30 }),
};

export const nextFreeSlot: Bench = {
  id: 'next-free-slot',
  what: 'the same / one hand-written SQL statement',
  run() {
    const { ours: value, theirs: against } = besideSql();
    return beside(this.id, 'front-desk', { value, against, unit: 'ms', bar: 2 });
  },
};

export const nextFreeSlotGrowth: Bench = {
  id: 'next-free-slot-growth',
  what: 'the same with 500,000 visits / with 5,000',
  run() {
    const [many, few] = [clinicWithVisits(500_000), clinicWithVisits(5_000)];
    const { ours: value, theirs: against } = inRounds(
      { ours: () => ours(many), theirs: () => ours(few) },
      HOW,
    );
    return beside(this.id, 'front-desk', { value, against, unit: 'ms', bar: 1.5 });
  },
};
