// Who waits for a sooner time, read with what the desk must see of them, and the slots that a change has freed. It decides nothing.
import type { Place } from '../domain/appointment-booking.ts';
import { addDays } from '../domain/civil-date.ts';
import type { TimeOff } from '../domain/clinic-setup.ts';
import { overlap, slotStates, spanOfSlot, spanOfTimeOff, type TakenSlot } from '../domain/slot.ts';
import { byUrgencyThenWait, type Candidate, type WaitlistEntry, whoWouldCome } from '../domain/waitlist.ts';
import { clinicClock, clinicNow, dayOfDoctor } from './appointments.ts';
import { prepared } from './prepared.ts';
import type { Reader } from './write.ts';

/** An entry as the desk reads it: whom to call, and what the patient has already. */
export type WaitlistCard = Omit<WaitlistEntry, 'clinicId' | 'rowVersion'> & {
  patientName: string;
  recordNumber: string;
  phone: string | null;
  departmentName: string;
  /** Null: any doctor of the department. */
  doctorName: string | null;
  /** The later visit, while it is still ahead. */
  ownVisit: (NonNullable<Candidate['ownVisit']> & { doctorName: string }) | null;
};

/** The closed entries that are still shown, so that one can be brought back. */
const CLOSED_DAYS = 30;

// An entry whose own visit was held is moot; one whose patient left the registry waits until the patient is back.
const CARD = `SELECT w.id, w.patientId, w.departmentId, w.doctorId, w.fromDate, w.toDate, w.partOfDay, w.isUrgent, w.reason,
    w.appointmentId, w.status, w.bookedAppointmentId, w.closedAtMs, w.createdAtMs, w.updatedAtMs,
    p.fullName AS patientName, p.recordNumber, p.phone, d.name AS departmentName, u.fullName AS doctorName,
    a.id AS ownId, a.appointmentDate AS ownDate, a.appointmentTime AS ownTime, v.fullName AS ownDoctorName`;
const JOINS = `JOIN patients p ON p.id = w.patientId JOIN departments d ON d.id = w.departmentId
  LEFT JOIN users u ON u.id = w.doctorId
  LEFT JOIN appointments a ON a.id = w.appointmentId AND a.status IN ('booked', 'confirmed') AND a.arrivedAtMs IS NULL AND NOT a.isNoShow
  LEFT JOIN users v ON v.id = a.doctorId`;
const STILL_WAITS = `w.status = 'waiting' AND p.archivedAtMs IS NULL
  AND NOT EXISTS (SELECT 1 FROM appointments s WHERE s.id = w.appointmentId AND s.status = 'completed')`;

export const waitlistQueries = {
  ofDepartment: `${CARD} FROM waitlist w INDEXED BY waitlist_waiting ${JOINS}
    WHERE w.clinicId = ? AND w.departmentId = ? AND ${STILL_WAITS} ORDER BY w.createdAtMs, w.id`,
  all: `${CARD} FROM waitlist w INDEXED BY waitlist_waiting ${JOINS} WHERE w.clinicId = ? AND ${STILL_WAITS}`,
  closed: `${CARD} FROM waitlist w ${JOINS} WHERE w.clinicId = ? AND w.status <> 'waiting' AND w.closedAtMs >= ?
    ORDER BY w.closedAtMs DESC LIMIT 200`,
  ofPatient: `${CARD} FROM waitlist w INDEXED BY waitlist_patient ${JOINS}
    WHERE w.clinicId = ? AND w.patientId = ? AND ${STILL_WAITS} ORDER BY w.createdAtMs`,
  bookedAs: `SELECT w.id FROM waitlist w INDEXED BY waitlist_patient
    WHERE w.clinicId = ? AND w.patientId = ? AND w.status = 'booked' AND w.bookedAppointmentId = ? AND w.closedAtMs = ?`,
  patientsDay: `SELECT id AS appointmentId, appointmentTime AS time FROM appointments INDEXED BY appointments_patient
    WHERE clinicId = ? AND patientId = ? AND appointmentDate = ? AND status <> 'cancelled'`,
};

type RawCard = Omit<WaitlistCard, 'isUrgent' | 'ownVisit'> & { isUrgent: 0 | 1 } & Record<
    'ownId' | 'ownDate' | 'ownTime' | 'ownDoctorName',
    string | null
  >;
function cardOf({ ownId, ownDate, ownTime, ownDoctorName, isUrgent, ...entry }: RawCard): WaitlistCard {
  const ownVisit =
    ownId !== null && ownDate !== null && ownTime !== null
      ? { appointmentId: ownId, date: ownDate, time: ownTime, doctorName: ownDoctorName ?? '' }
      : null;
  return { ...entry, isUrgent: isUrgent === 1, ownVisit };
}
const cards = (reader: Reader, sql: string, ...values: (string | number)[]): WaitlistCard[] =>
  (prepared(reader, sql).all(reader.clinicId, ...values) as RawCard[]).map(cardOf);

/** Who waits, urgent first, then longest waiting; with `closed` what was booked or withdrawn in the last 30 days, latest first. */
export function waitlistOf(
  reader: Reader,
  { closed, nowMs }: { closed: boolean; nowMs: number },
): WaitlistCard[] {
  if (closed) return cards(reader, waitlistQueries.closed, nowMs - CLOSED_DAYS * 86_400_000);
  return cards(reader, waitlistQueries.all).toSorted(byUrgencyThenWait);
}

/** What one patient waits for. */
export const waitlistOfPatient = (reader: Reader, patientId: string): WaitlistCard[] =>
  cards(reader, waitlistQueries.ofPatient, patientId);

/** The entry that was closed by putting this visit where it stood after the moment `atMs`. */
export function entryBookedAs(
  reader: Reader,
  { id, patientId }: { id: string; patientId: string },
  atMs: number,
): string | null {
  const found = prepared(reader, waitlistQueries.bookedAs).get(reader.clinicId, patientId, id, atMs);
  return (found as { id: string } | undefined)?.id ?? null;
}

/** A slot that is free now, and who would come. */
export type Suggestion = { slot: Place & { doctorName: string }; people: WaitlistCard[] };

/** For each of `slots` that is free now and that somebody on the list would take. */
export function suggestionsFor(reader: Reader, slots: readonly Place[], nowMs: number): Suggestion[] {
  return slots.flatMap((slot) => {
    const day = dayOfDoctor(reader, { doctorId: slot.doctorId, date: slot.date, nowMs, asker: 'desk' });
    const isOpen = day.doctor.isActive && day.department.isActive;
    if (!isOpen || slotStates(day.slots).get(slot.time)?.state !== 'free') return [];
    const waiting = cards(reader, waitlistQueries.ofDepartment, day.department.id).map((card) => ({
      ...card,
      card,
      visitsThatDay: prepared(reader, waitlistQueries.patientsDay).all(
        reader.clinicId,
        card.patientId,
        slot.date,
      ) as TakenSlot[],
    }));
    const people = whoWouldCome({ ...slot, departmentId: day.department.id }, day.slots.grid, waiting);
    if (people.length === 0) return [];
    const doctorName = prepared(reader, 'SELECT fullName FROM users WHERE id = ?')
      .pluck()
      .get(slot.doctorId) as string;
    return [
      {
        slot: { ...slot, doctorName },
        people: people.map(({ card }) => card),
      },
    ];
  });
}

const DEPARTMENTS_WAITING = `SELECT DISTINCT departmentId FROM waitlist INDEXED BY waitlist_waiting WHERE clinicId = ? AND status = 'waiting'`;
const WITHDRAWN = 'SELECT * FROM timeOff WHERE id = ? AND clinicId = ? AND archivedAtMs IS NOT NULL';
const DOCTORS_OF = 'SELECT id, departmentId FROM doctors WHERE clinicId = ?';

/**
 * The free slots inside a withdrawn time off, earliest first, that somebody would take: at most `atMost`. A room that is open again
 * frees no doctor's time.
 */
export function suggestionsInside(
  reader: Reader,
  timeOffId: string,
  { nowMs, atMost }: { nowMs: number; atMost: number },
): Suggestion[] {
  const entry = prepared(reader, WITHDRAWN).get(timeOffId, reader.clinicId) as TimeOff | undefined;
  if (!entry || entry.scope === 'room') return [];
  const departments = new Set(prepared(reader, DEPARTMENTS_WAITING).pluck().all(reader.clinicId));
  const doctors = (
    prepared(reader, DOCTORS_OF).all(reader.clinicId) as { id: string; departmentId: string }[]
  ).filter(
    ({ id, departmentId }) =>
      departments.has(departmentId) && (entry.scope === 'clinic' || id === entry.doctorId),
  );
  const { date: today } = clinicNow(reader, nowMs);
  const lastDate = addDays(today, clinicClock(reader).bookingHorizonDays);
  const found: Suggestion[] = [];
  const first = entry.fromDate > today ? entry.fromDate : today;
  for (let date = first; date <= entry.toDate && date <= lastDate; date = addDays(date, 1)) {
    for (const { id: doctorId } of doctors) {
      const free = freeInside(reader, { ...entry, doctorId, date, nowMs });
      found.push(...suggestionsFor(reader, free, nowMs));
      if (found.length >= atMost) return found.slice(0, atMost);
    }
  }
  return found;
}

type Inside = Pick<TimeOff, 'fromDate' | 'toDate' | 'fromTime' | 'toTime'> & {
  doctorId: string;
  date: string;
  nowMs: number;
};

function freeInside(reader: Reader, { doctorId, date, nowMs, ...entry }: Inside): Place[] {
  const { slots } = dayOfDoctor(reader, { doctorId, date, nowMs, asker: 'desk' });
  const off = spanOfTimeOff({ ...entry, id: '', scope: 'clinic', kind: 'other', reason: '' }, date);
  return [...slotStates(slots)]
    .filter(([time, { state }]) => state === 'free' && off && overlap(off, spanOfSlot(slots.grid, time)))
    .map(([time]) => ({ doctorId, date, time }));
}
