// Fills the demo clinic: its set-up, 5,000 patients, three months of visits around today. The same every time for the same day. It writes in
// small transactions and lets the window breathe between them: nothing blocks the main process for long.
import type { Locale } from '../../domain/clinic-setup.ts';
import { clinicOf } from '../clinic-setup.ts';
import { takeRecordNumber } from '../patients.ts';
import { fill, type Tx } from '../write.ts';
import type { Vault } from '../vault/vault.ts';
import { demoPeople, demoUser } from './demo-people.ts';
import { type DemoPatientKind, demoPatients, kindOf } from './demo-patients.ts';
import type { DemoRow } from './demo-rows.ts';
import { giveTickets } from './demo-tickets.ts';
import { putOnWaitlist } from './demo-waitlist.ts';
import { clinicalRows } from './demo-clinical.ts';
import { demoClinicRow, setUpRows } from './demo-setup.ts';
import { receiptsOfDay } from './demo-receipts.ts';
import { visitRows } from './demo-visits.ts';

export type FillDemo = {
  /** The clinic's day, `YYYY-MM-DD`. */
  today: string;
  nowMs: number;
  /** Rows so far of about as many as there will be. */
  onProgress?: (done: number, total: number) => void;
  /** Stops between two transactions by throwing the signal's reason. */
  signal?: AbortSignal | undefined;
};

export const DEMO_PATIENTS = 5_000;
/** For the progress bar alone. */
const ABOUT_ROWS = 52_000;
/** Inserts of one transaction. Its commit takes about twice as long again (pages, index, fsync): 25 ms together. */
const TURN_MS = 8;

/** The clinic and its people: what a vault begins with. Synchronous, for `createVault`. */
export function fillDemoBeginning(vault: Vault, { locale, nowMs }: { locale: Locale; nowMs: number }): void {
  fill(vault, { userId: null, kind: 'demo.create', nowMs }, (tx) => {
    tx.insert('clinics', demoClinicRow(vault.clinicId, locale));
    for (const person of demoPeople()) tx.insert('users', demoUser(person, locale));
  });
}

/** Everything else, after `fillDemoBeginning`. */
export async function fillDemoClinic(
  vault: Vault,
  { today, nowMs, onProgress, signal }: FillDemo,
): Promise<void> {
  const { locale } = clinicOf(vault);
  let done = 0;
  const inTurns = async <Result>(rows: Generator<Insert, Result>): Promise<Result> => {
    for (;;) {
      signal?.throwIfAborted();
      const turn = fill(vault, { userId: null, kind: 'demo.fill', nowMs }, (tx) => insertForAWhile(tx, rows));
      done += turn.inserted;
      onProgress?.(done, Math.max(ABOUT_ROWS, done));
      if (turn.end) return turn.end.value;
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const setUp = await inTurns(inserts(setUpRows(locale, today)));
  await inTurns(inserts(clinicalRows(locale)));
  const kinds = await inTurns(registrations(locale, today));
  await inTurns(inserts(visitRows(setUp, kinds, { locale, today, nowMs })));
  fill(vault, { userId: null, kind: 'demo.fill', nowMs }, (tx) => {
    giveTickets(tx, today);
    putOnWaitlist(tx, today);
  });
  await inTurns(receiptsOfDay(vault, today));
  onProgress?.(done, done);
}

export type Insert = (tx: Tx) => void;

function insertForAWhile<Result>(
  tx: Tx,
  rows: Generator<Insert, Result>,
): { inserted: number; end: { value: Result } | null } {
  const endAtMs = performance.now() + TURN_MS;
  for (let inserted = 0; ; inserted++) {
    // The clock is looked at seldom: it costs as much as a row.
    if (inserted % 16 === 15 && performance.now() > endAtMs) return { inserted, end: null };
    const next = rows.next();
    if (next.done) return { inserted, end: { value: next.value } };
    next.value(tx);
  }
}

export function* inserts<Result>(rows: Generator<DemoRow, Result>): Generator<Insert, Result> {
  for (;;) {
    const next = rows.next();
    if (next.done) return next.value;
    const { table, row } = next.value;
    yield (tx) => tx.insert(table, row);
  }
}

function* registrations(locale: Locale, today: string): Generator<Insert, DemoPatientKind[]> {
  const kinds: DemoPatientKind[] = [];
  for (const patient of demoPatients(DEMO_PATIENTS, { locale, today })) {
    kinds.push(kindOf(patient, today));
    yield (tx) => tx.insert('patients', { ...patient, recordNumber: takeRecordNumber(tx) });
  }
  return kinds;
}
