// Fills a demo clinic with as many patients and visits as a test of speed wants. Large transactions, index afterwards: minutes, not hours.
import { daysBetween } from '../../domain/civil-date.ts';
import { assert } from '../../domain/failure.ts';
import { clinicOf } from '../clinic-setup.ts';
import { indexingAfterwards } from '../patient-search.ts';
import { takeRecordNumber } from '../patients.ts';
import type { Vault } from '../vault/vault.ts';
import { fill, type Tx } from '../write.ts';
import { inserts } from './demo-clinic.ts';
import { type DemoPatientKind, demoPatients, kindOf } from './demo-patients.ts';
import { type SetUp, setUpRows } from './demo-setup.ts';
import { DEMO_DAYS, visitRows } from './demo-visits.ts';

export type Seed = { today: string; nowMs: number; onProgress?: (done: number, total: number) => void };

/** One transaction. More makes the WAL large, fewer rows make the index build often. */
const ROWS_A_TURN = 100_000;
/** As many as visits need: a clinic of a million patients sees the same few again and again. */
const SEEN_PATIENTS = 100_000;
const WINDOW_DAYS = 90;

/** The set-up that every demo clinic has, if this one has it not yet. */
export function seedSetUp(vault: Vault, { today, nowMs }: Seed): SetUp {
  const clinic = clinicOf(vault);
  assert(clinic.isDemo, 'only a demo clinic is filled with invented people');
  const rows = setUpRows(clinic.locale, today);
  const isNew = vault.sqlite.prepare('SELECT count(*) FROM departments').pluck().get() === 0;
  if (isNew)
    return fill(vault, { userId: null, kind: 'seed.setUp', nowMs }, (tx) =>
      drain(inserts(rows), (insert) => insert(tx)),
    );
  return drain(rows, () => undefined);
}

export function seedPatients(vault: Vault, count: number, { today, nowMs, onProgress }: Seed): void {
  const { locale } = clinicOf(vault);
  const before = vault.sqlite.prepare('SELECT count(*) FROM patients').pluck().get() as number;
  const people = demoPatients(count, { locale, today, seed: 100_003 + before });
  for (let done = 0; done < count; ) {
    const turn = Math.min(ROWS_A_TURN, count - done);
    fill(vault, { userId: null, kind: 'seed.patients', nowMs }, (tx) =>
      indexingAfterwards(tx, () => registerSome(tx, people, turn)),
    );
    done += turn;
    onProgress?.(done, count);
  }
  // One segment in place of a dozen: a search reads fewer pages.
  vault.sqlite.exec(
    "INSERT INTO patientWords (patientWords) VALUES ('optimize'); INSERT INTO patientParts (patientParts) VALUES ('optimize')",
  );
}

function registerSome(tx: Tx, people: ReturnType<typeof demoPatients>, count: number): void {
  for (let i = 0; i < count; i++) {
    const { value, done } = people.next();
    if (done) return;
    tx.insert('patients', { ...value, recordNumber: takeRecordNumber(tx) });
  }
}

/** Visits with their events and records, the window around today first, then window by window into the past. Exactly `count`. */
export function seedVisits(vault: Vault, count: number, { today, nowMs, onProgress }: Seed): void {
  const setUp = seedSetUp(vault, { today, nowMs });
  const { locale } = clinicOf(vault);
  const patients = someKinds(vault, today);
  assert(patients.length > 0, 'visits need patients: seed some of them first');
  let left = count;
  let window = firstWindow(vault, today);
  for (let seed = 1; left > 0; seed++) {
    const rows = visitRows(setUp, patients, { locale, today, nowMs, days: window, seed: seed * 7919 });
    fill(vault, { userId: null, kind: 'seed.visits', nowMs }, (tx) => {
      for (const { table, row } of rows) {
        if (table === 'appointments' && left-- === 0) return;
        tx.insert(table, row);
      }
    });
    left = Math.max(0, left);
    onProgress?.(count - left, count);
    window = { before: window.before + WINDOW_DAYS, after: -window.before - 1 };
  }
}

/** Around today when there are no visits yet, else the days before the oldest. */
function firstWindow(vault: Vault, today: string): typeof DEMO_DAYS {
  const oldest = vault.sqlite.prepare('SELECT min(appointmentDate) FROM appointments').pluck().get() as
    | string
    | null;
  if (oldest === null) return DEMO_DAYS;
  const before = Math.max(1, daysBetween(oldest, today) + 1);
  return { before: before + WINDOW_DAYS, after: -before };
}

function someKinds(vault: Vault, today: string): DemoPatientKind[] {
  const rows = vault.sqlite
    .prepare('SELECT * FROM patients WHERE archivedAtMs IS NULL LIMIT ?')
    .all(SEEN_PATIENTS);
  return (rows as Parameters<typeof kindOf>[0][]).map((row) => kindOf(row, today));
}

function drain<Item, Result>(rows: Generator<Item, Result>, use: (item: Item) => void): Result {
  for (;;) {
    const next = rows.next();
    if (next.done) return next.value;
    use(next.value);
  }
}
