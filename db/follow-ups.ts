// The radar as it is read: who has a date to come again and no visit after it. It shows who, when and whom to ring, never what a doctor wrote.
import {
  type CallOutcome,
  type FollowUpCall,
  listOf,
  type RadarList,
  radarLists,
  radarSpan,
} from '../domain/follow-ups.ts';
import { prepared } from './prepared.ts';
import type { Reader } from './write.ts';

export type RadarEntry = {
  recordId: string;
  appointmentId: string;
  followUpDate: string;
  /** The visit the date was given at. */
  visitDate: string;
  visitTime: string;
  /** Why that visit was booked, as the front desk knows it. */
  reason: string;
  patientId: string;
  patientName: string;
  recordNumber: string;
  dateOfBirth: string | null;
  phone: string | null;
  doctorId: string;
  doctorName: string;
  departmentName: string;
  lastCall: {
    id: string;
    calledAtMs: number;
    outcome: CallOutcome;
    againOnDate: string | null;
    note: string;
    byName: string;
  } | null;
};
export type Radar = { entries: RadarEntry[]; counts: Record<RadarList, number>; hasMore: boolean };

const AT_ONCE = 100;
type Asked = { list: RadarList; today: string; doctorId?: string | undefined; skip: number };

/** One list, the longest overdue first, a page at a time; how many there are in each. */
export function radarOf(reader: Reader, { list, today, doctorId, skip }: Asked): Radar {
  const { from, to } = radarSpan(today);
  const open = prepared(reader, radarQueries.open).all({
    clinicId: reader.clinicId,
    from,
    to,
    doctorId: doctorId ?? null,
  }) as OpenDate[];
  const byList = Map.groupBy(open, ({ followUpDate, outcome, againOnDate }) =>
    listOf({ followUpDate, lastCall: outcome === null ? null : { outcome, againOnDate } }, today),
  );
  const shown = byList.get(list) ?? [];
  const ids = shown.slice(skip, skip + AT_ONCE).map(({ recordId }) => recordId);
  const counts = Object.fromEntries(radarLists.map((name) => [name, byList.get(name)?.length ?? 0]));
  return {
    entries: entriesOf(reader, ids),
    counts: counts as Radar['counts'],
    hasMore: shown.length > skip + AT_ONCE,
  };
}

type OpenDate = Pick<FollowUpCall, 'recordId' | 'againOnDate'> & {
  followUpDate: string;
  outcome: CallOutcome | null;
};

function entriesOf(reader: Reader, recordIds: readonly string[]): RadarEntry[] {
  const rows = prepared(reader, radarQueries.entries).all({
    clinicId: reader.clinicId,
    ids: JSON.stringify(recordIds),
  }) as EntryRow[];
  return rows.map(({ callId, calledAtMs, outcome, againOnDate, note, byName, ...entry }) => ({
    ...entry,
    lastCall:
      callId === null ? null : { id: callId, calledAtMs, outcome, againOnDate, note, byName: byName ?? '' },
  }));
}
type EntryRow = Omit<RadarEntry, 'lastCall'> & {
  callId: string | null;
  calledAtMs: number;
  outcome: CallOutcome;
  againOnDate: string | null;
  note: string;
  byName: string | null;
};

/** A booked visit of the patient after this one, with the doctor or in the department. One that was missed or cancelled is none. */
const IS_LATER = `l.clinicId = a.clinicId AND l.patientId = a.patientId
    AND l.appointmentDate >= a.appointmentDate AND (l.appointmentDate > a.appointmentDate OR l.appointmentTime > a.appointmentTime)
    AND l.status <> 'cancelled' AND NOT l.isNoShow AND (l.doctorId = a.doctorId OR l.departmentId = a.departmentId)`;
const LAST_CALL = `(SELECT c.id FROM followUpCalls c INDEXED BY follow_up_calls_record
    WHERE c.clinicId = r.clinicId AND c.recordId = r.id ORDER BY c.calledAtMs DESC, c.id DESC LIMIT 1)`;

/** The hot queries; their plans are asserted in the tests. */
export const radarQueries = {
  open: `SELECT r.id AS recordId, r.followUpDate, f.outcome, f.againOnDate
    FROM medicalRecords r INDEXED BY medical_records_follow_up
      JOIN appointments a ON a.id = r.appointmentId JOIN patients p ON p.id = r.patientId
      LEFT JOIN followUpCalls f ON f.id = ${LAST_CALL}
    WHERE r.clinicId = @clinicId AND r.followUpDate BETWEEN @from AND @to
      AND (@doctorId IS NULL OR a.doctorId = @doctorId) AND p.archivedAtMs IS NULL AND NOT EXISTS
        (SELECT 1 FROM appointments l INDEXED BY appointments_patient WHERE ${IS_LATER})
    ORDER BY r.followUpDate, r.id`,
  entries: `SELECT r.id AS recordId, a.id AS appointmentId, r.followUpDate, a.appointmentDate AS visitDate, a.appointmentTime AS visitTime,
      a.reason, p.id AS patientId, p.fullName AS patientName, p.recordNumber, p.dateOfBirth, p.phone, a.doctorId, u.fullName AS doctorName,
      d.name AS departmentName, f.id AS callId, f.calledAtMs, f.outcome, f.againOnDate, f.note, b.fullName AS byName
    FROM json_each(@ids) j CROSS JOIN medicalRecords r ON r.id = j.value JOIN appointments a ON a.id = r.appointmentId
      JOIN patients p ON p.id = r.patientId JOIN users u ON u.id = a.doctorId JOIN departments d ON d.id = a.departmentId
      LEFT JOIN followUpCalls f ON f.id = ${LAST_CALL} LEFT JOIN users b ON b.id = f.byUserId
    WHERE r.clinicId = @clinicId ORDER BY j.key`,
  later: `SELECT l.id AS appointmentId, l.appointmentDate AS date, l.appointmentTime AS time, u.fullName AS doctorName
    FROM appointments a JOIN appointments l INDEXED BY appointments_patient ON ${IS_LATER} JOIN users u ON u.id = l.doctorId
    WHERE a.id = @appointmentId
    ORDER BY l.appointmentDate, l.appointmentTime LIMIT 1`,
} as const;

export type LaterVisit = { appointmentId: string; date: string; time: string; doctorName: string };

/** The visit that takes a follow-up date off the radar: the next one after this; null when there is none. */
export function laterVisitOf(reader: Reader, appointmentId: string): LaterVisit | null {
  return (prepared(reader, radarQueries.later).get({ appointmentId }) as LaterVisit | undefined) ?? null;
}
