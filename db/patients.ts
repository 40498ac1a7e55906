// The registry: takes record numbers, reads one patient, pages the list, tells a patient's visits. What may be changed is decided in domain/.
import type { Statement } from 'better-sqlite3';
import { wallClock } from '../domain/civil-date.ts';
import { assert, Refused } from '../domain/failure.ts';
import type { Patient } from '../domain/patients.ts';
import { type QueueFacts, type QueueState, queueStateOf } from '../domain/queue.ts';
import { recordNumbers, takeDeviceNumber } from './device-numbers.ts';
import type { PatientHit } from './patient-search.ts';
import type { Reader, Tx } from './write.ts';

/** Given once, in the write that registers; see db/device-numbers.ts. */
export const takeRecordNumber = (tx: Tx): string => takeDeviceNumber(tx, recordNumbers);

/** Refuses with `not_found`. */
export function patientOf(reader: Reader, id: string): Patient {
  const row = statements(reader).one.get(id) as Patient | undefined;
  if (!row) throw new Refused({ code: 'not_found', subject: 'patient' });
  return row;
}

/** Where the person's record is now: the patient itself, or the one it was merged into, however often. */
export function livingRecordOf(reader: Reader, patient: Patient): Patient {
  const seen = new Set<string>();
  let living = patient;
  while (living.mergedIntoId !== null) {
    assert(
      !seen.has(living.id),
      'a merge archives the record that goes, so merges never go round in a circle',
    );
    seen.add(living.id);
    living = patientOf(reader, living.mergedIntoId);
  }
  return living;
}

/** How often the patient was expected and did not come; a visit that was cancelled in time is none. */
export const noShowsOf = (reader: Reader, patientId: string): number =>
  statements(reader).noShows.get(reader.clinicId, patientId) as number;

/** The clinic's calendar day now. */
export function clinicToday(reader: Reader, nowMs: number): string {
  const timeZone = statements(reader).timeZone.get(reader.clinicId) as string | undefined;
  assert(timeZone, 'an open vault has its clinic');
  return wallClock(nowMs, timeZone).date;
}

export type PatientList = 'all' | 'recent' | 'archived';
/** Where a page ended; null begins. */
export type ListPlace = { key: string | number; id: string };
export type PatientListItem = Omit<PatientHit, 'lastVisitDate' | 'noShows' | 'earlierNumber'>;
export type PatientPage = { items: PatientListItem[]; next: ListPlace | null };

/** One page of a list, from where the last one ended: the same cost at any depth. */
export function pageOfPatients(
  reader: Reader,
  { list, after, limit }: { list: PatientList; after: ListPlace | null; limit: number },
): PatientPage {
  const { first, next } = statements(reader).lists[list];
  const rows = after
    ? next.all(reader.clinicId, after.key, after.id, limit + 1)
    : first.all(reader.clinicId, limit + 1);
  const items = (rows as (PatientListItem & { key: string | number })[]).slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last ? { key: last.key, id: last.id } : null };
}

export function countPatients(reader: Reader, list: PatientList): number {
  return statements(reader).counts[list === 'archived' ? 'archived' : 'active'].get(
    reader.clinicId,
  ) as number;
}

export type PatientVisit = {
  id: string;
  appointmentDate: string;
  appointmentTime: string;
  state: QueueState;
  isConfirmed: boolean;
  kind: 'booked' | 'walk_in' | 'overbook';
  reason: string;
  cancellationReason: string | null;
  doctorName: string;
  departmentName: string;
  roomNumber: string | null;
  serviceName: string | null;
  /** When the doctor signed what was written; null while nothing is signed. */
  signedAtMs: number | null;
};

/** More than anybody scrolls through; a patient with more of them is told so. */
export const MOST_VISITS = 1_000;

/** Visits of a patient, the newest first. */
export function visitsOfPatient(reader: Reader, patientId: string, limit = MOST_VISITS): PatientVisit[] {
  const rows = statements(reader).visits.all(reader.clinicId, patientId, limit) as VisitRow[];
  // The index orders the days; the few visits of one day are ordered here.
  return rows
    .map(({ status, isNoShow, arrivedAtMs, calledAtMs, inRoomAtMs, leftAtMs, ...visit }) => ({
      ...visit,
      isConfirmed: status === 'confirmed',
      state: queueStateOf({
        status,
        isNoShow: isNoShow === 1,
        arrivedAtMs,
        calledAtMs,
        inRoomAtMs,
        leftAtMs,
      }),
    }))
    .toSorted(
      (a, b) =>
        b.appointmentDate.localeCompare(a.appointmentDate) ||
        b.appointmentTime.localeCompare(a.appointmentTime),
    );
}

type VisitRow = Omit<PatientVisit, 'state' | 'isConfirmed'> &
  Omit<QueueFacts, 'isNoShow'> & { isNoShow: number };

/** The first visit that still lies ahead, if there is one. */
export function nextVisitOf(
  reader: Reader,
  patientId: string,
  today: string,
): { id: string; appointmentDate: string } | null {
  const row = statements(reader).nextVisit.get(reader.clinicId, patientId, today);
  return (row as { id: string; appointmentDate: string } | undefined) ?? null;
}

const listed =
  'id, recordNumber, fullName, searchName, dateOfBirth, gender, phone, allergies, chronicConditions, archivedAtMs, updatedAtMs';
const lists = {
  all: { key: 'searchName', where: 'archivedAtMs IS NULL', beyond: '>', order: 'ASC' },
  recent: { key: 'createdAtMs', where: 'archivedAtMs IS NULL', beyond: '<', order: 'DESC' },
  archived: { key: 'searchName', where: 'archivedAtMs IS NOT NULL', beyond: '>', order: 'ASC' },
} as const;

/** The hot queries, by name; their plans are asserted in the tests. */
export const patientQueries = {
  one: 'SELECT * FROM patients WHERE id = ?',
  visits:
    'SELECT a.id, a.appointmentDate, a.appointmentTime, a.status, a.kind, a.isNoShow, a.arrivedAtMs, a.calledAtMs, a.inRoomAtMs, ' +
    'a.leftAtMs, a.reason, a.cancellationReason, u.fullName AS doctorName, d.name AS departmentName, r.roomNumber, ' +
    's.name AS serviceName, m.signedAtMs FROM appointments a ' +
    'JOIN users u ON u.id = a.doctorId JOIN departments d ON d.id = a.departmentId ' +
    'LEFT JOIN rooms r ON r.id = a.roomId LEFT JOIN services s ON s.id = a.serviceId ' +
    'LEFT JOIN medicalRecords m ON m.clinicId = a.clinicId AND m.appointmentId = a.id ' +
    'WHERE a.clinicId = ? AND a.patientId = ? ORDER BY a.appointmentDate DESC LIMIT ?',
  nextVisit:
    'SELECT id, appointmentDate FROM appointments WHERE clinicId = ? AND patientId = ? AND appointmentDate >= ? ' +
    "AND status IN ('booked', 'confirmed') AND leftAtMs IS NULL AND isNoShow = 0 ORDER BY appointmentDate LIMIT 1",
  noShows:
    'SELECT count(*) FROM appointments INDEXED BY appointments_no_show WHERE clinicId = ? AND patientId = ? AND isNoShow ' +
    "AND status <> 'cancelled' AND status <> 'completed'",
  countActive: 'SELECT count(*) FROM patients WHERE clinicId = ? AND archivedAtMs IS NULL',
  countArchived: 'SELECT count(*) FROM patients WHERE clinicId = ? AND archivedAtMs IS NOT NULL',
  first: (list: PatientList) => {
    const { key, where, order } = lists[list];
    return `SELECT ${listed}, ${key} AS "key" FROM patients WHERE clinicId = ? AND ${where} ORDER BY ${key} ${order}, id ${order} LIMIT ?`;
  },
  next: (list: PatientList) => {
    const { key, where, beyond, order } = lists[list];
    return (
      `SELECT ${listed}, ${key} AS "key" FROM patients WHERE clinicId = ? AND ${where} AND (${key}, id) ${beyond} (?, ?) ` +
      `ORDER BY ${key} ${order}, id ${order} LIMIT ?`
    );
  },
} as const;

type Pages = Record<PatientList, { first: Statement; next: Statement }>;
type Statements = Record<'one' | 'timeZone' | 'visits' | 'nextVisit' | 'noShows', Statement> & {
  lists: Pages;
  counts: Record<'active' | 'archived', Statement>;
};
const preparedFor = new WeakMap<object, Statements>();
function statements({ sqlite }: Reader): Statements {
  let found = preparedFor.get(sqlite);
  if (!found) {
    const pages = (list: PatientList) => ({
      first: sqlite.prepare(patientQueries.first(list)),
      next: sqlite.prepare(patientQueries.next(list)),
    });
    found = {
      one: sqlite.prepare(patientQueries.one),
      timeZone: sqlite.prepare('SELECT timeZone FROM clinics WHERE id = ?').pluck(),
      visits: sqlite.prepare(patientQueries.visits),
      nextVisit: sqlite.prepare(patientQueries.nextVisit),
      noShows: sqlite.prepare(patientQueries.noShows).pluck(),
      lists: { all: pages('all'), recent: pages('recent'), archived: pages('archived') },
      counts: {
        active: sqlite.prepare(patientQueries.countActive).pluck(),
        archived: sqlite.prepare(patientQueries.countArchived).pluck(),
      },
    };
    preparedFor.set(sqlite, found);
  }
  return found;
}
