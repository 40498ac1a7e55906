// The waiting room as it is read and saved: the board of a day, a step with its ticket, a doctor who runs late. It decides nothing.
import type { Appointment } from '../domain/appointments.ts';
import { queueStateOf } from '../domain/queue.ts';
import type { StepOrder, Supplies } from '../domain/queue-steps.ts';
import { takeStep, takeStepIfOpen } from '../domain/queue-steps.ts';
import { assert, Refused } from '../domain/failure.ts';
import { saveChange, standingVisit } from './appointments.ts';
import { prepared } from './prepared.ts';
import { takeTicket } from './tickets.ts';
import type { Reader, Tx } from './write.ts';

/** One visit as it stands on the board. */
export type BoardVisit = Pick<
  Appointment,
  | 'id'
  | 'doctorId'
  | 'departmentId'
  | 'patientId'
  | 'appointmentDate'
  | 'appointmentTime'
  | 'status'
  | 'kind'
  | 'reason'
  | 'isNoShow'
  | 'isPriority'
  | 'ticket'
  | 'arrivedAtMs'
  | 'calledAtMs'
  | 'inRoomAtMs'
  | 'leftAtMs'
  | 'updatedAtMs'
> & {
  patientName: string;
  recordNumber: string;
  allergies: string | null;
  warnings: string | null;
  /** How often this patient did not come, in all. */
  noShows: number;
  roomNumber: string | null;
};

export type BoardDoctor = {
  id: string;
  fullName: string;
  title: string;
  departmentId: string;
  departmentName: string;
  roomNumber: string | null;
  /** 0: in time. */
  delayMinutes: number;
  delayReason: string;
};

export type QueueBoard = {
  date: string;
  waitWarnMinutes: number;
  waitAlarmMinutes: number;
  /** Those who have visits on this day, by department and name. */
  doctors: BoardDoctor[];
  /** In order of time, without the cancelled ones. */
  visits: BoardVisit[];
};

/** The board of a day: three prepared statements, whatever the clinic's age and size. */
export function boardOfDay(reader: Reader, date: string): QueueBoard {
  const { clinicId } = reader;
  const thresholds = prepared(reader, queueQueries.thresholds).get(clinicId) as
    | Pick<QueueBoard, 'waitWarnMinutes' | 'waitAlarmMinutes'>
    | undefined;
  assert(thresholds, 'an open vault has its clinic');
  const visits = (prepared(reader, queueQueries.visits).all(clinicId, date) as RawVisit[]).map((raw) => ({
    ...raw,
    isNoShow: raw.isNoShow === 1,
    isPriority: raw.isPriority === 1,
  }));
  const receiving = new Set(visits.map(({ doctorId }) => doctorId));
  const doctors = (prepared(reader, queueQueries.doctors).all(date, clinicId) as BoardDoctor[]).filter(
    ({ id }) => receiving.has(id),
  );
  return { date, ...thresholds, doctors, visits };
}

type Flag = 'isNoShow' | 'isPriority';
type RawVisit = Omit<BoardVisit, Flag> & Record<Flag, 0 | 1>;

/** The hot queries, by name; their plans are asserted in the tests. Indexes are named as in appointment-views.ts, for the same reason. */
export const queueQueries = {
  thresholds: 'SELECT waitWarnMinutes, waitAlarmMinutes FROM clinics WHERE id = ?',
  visits: `SELECT a.id, a.doctorId, a.departmentId, a.patientId, a.appointmentDate, a.appointmentTime, a.status, a.kind, a.reason,
      a.isNoShow, a.isPriority, a.ticket, a.arrivedAtMs, a.calledAtMs, a.inRoomAtMs, a.leftAtMs, a.updatedAtMs,
      p.fullName AS patientName, p.recordNumber, p.allergies, p.warnings, coalesce(r.roomNumber, dr.roomNumber) AS roomNumber,
      (SELECT count(*) FROM appointments n INDEXED BY appointments_no_show
        WHERE n.clinicId = a.clinicId AND n.patientId = a.patientId AND n.isNoShow) AS noShows
    FROM appointments a INDEXED BY appointments_day JOIN patients p ON p.id = a.patientId
      LEFT JOIN rooms r ON r.id = a.roomId LEFT JOIN doctors d ON d.id = a.doctorId LEFT JOIN rooms dr ON dr.id = d.roomId
    WHERE a.clinicId = ? AND a.appointmentDate = ? AND a.status <> 'cancelled' ORDER BY a.appointmentTime, a.id`,
  doctors: `SELECT d.id, u.fullName, d.title, d.departmentId, p.name AS departmentName, r.roomNumber,
      coalesce(l.delayMinutes, 0) AS delayMinutes, coalesce(l.reason, '') AS delayReason
    FROM doctors d JOIN users u ON u.id = d.id JOIN departments p ON p.id = d.departmentId LEFT JOIN rooms r ON r.id = d.roomId
      LEFT JOIN doctorDelays l ON l.clinicId = d.clinicId AND l.delayDate = ? AND l.doctorId = d.id
    WHERE d.clinicId = ? ORDER BY p.name, u.fullName, d.id`,
  delayOf: 'SELECT id FROM doctorDelays WHERE clinicId = ? AND delayDate = ? AND doctorId = ?',
} as const;

/** How many wait for the same doctor and came before. */
export function ticketsAhead(
  reader: Reader,
  {
    id,
    doctorId,
    appointmentDate,
    arrivedAtMs,
  }: Pick<Appointment, 'id' | 'doctorId' | 'appointmentDate' | 'arrivedAtMs'>,
): number {
  return boardOfDay(reader, appointmentDate).visits.filter(
    (visit) =>
      visit.id !== id &&
      visit.doctorId === doctorId &&
      isWaiting(visit) &&
      (visit.arrivedAtMs ?? 0) <= (arrivedAtMs ?? 0),
  ).length;
}
const isWaiting = (visit: BoardVisit) => {
  const state = queueStateOf(visit);
  return state === 'waiting' || state === 'called';
};

type SeenVisit = { appointmentId: string; seenMs: number };
const suppliesOf = (tx: Tx): Supplies => ({
  newId: tx.newId,
  takeTicket: (date) => takeTicket(tx, date),
});

/** Takes a visit one step on; answers the event that an undo would take back. */
export function saveStep(tx: Tx, seen: SeenVisit, order: StepOrder): string {
  const standing = standingVisit(tx, seen);
  const change = takeStep(standing, order, suppliesOf(tx));
  saveChange(tx, standing.appointment, change);
  return change.event.id;
}

/** A step that follows from something else (the doctor calls the patient in): nothing happens where the visit is beyond it. */
export function saveStepIfOpen(tx: Tx, appointmentId: string, order: StepOrder): void {
  const standing = standingVisit(tx, { appointmentId });
  const change = takeStepIfOpen(standing, order, suppliesOf(tx));
  if (change) saveChange(tx, standing.appointment, change);
}

export type DelayOrder = { doctorId: string; date: string; delayMinutes: number; reason: string };

/** Notes how late a doctor runs on a day; 0 takes it back. One row a doctor and day, so that the last word counts. */
export function saveDelay(tx: Tx, { doctorId, date, delayMinutes, reason }: DelayOrder): void {
  if (!tx.find('doctors', doctorId)) throw new Refused({ code: 'not_found', subject: 'doctor' });
  const found = prepared(tx, queueQueries.delayOf).get(tx.clinicId, date, doctorId) as
    | { id: string }
    | undefined;
  const delay = { delayMinutes, reason: delayMinutes === 0 ? '' : reason };
  tx.about({
    entity: 'doctorDelays',
    entityId: found?.id ?? doctorId,
    note: { minutes: String(delayMinutes) },
  });
  if (found) tx.update('doctorDelays', found.id, delay);
  else if (delayMinutes > 0)
    tx.insert('doctorDelays', { id: tx.newId(), doctorId, delayDate: date, ...delay });
}
