// What the leave wizard reads: the visits inside a leave, where they could go, and afterwards whom to call. It decides nothing.
import { addDays, daysBetween } from '../domain/civil-date.ts';
import type { TimeOff } from '../domain/clinic-setup.ts';
import type { TimeOffInput } from '../domain/clinic-setup-input.ts';
import { Refused } from '../domain/failure.ts';
import {
  type LeaveVisit,
  MOST_MOVES,
  type Openings,
  type OpenSlot,
  type PatientElsewhere,
} from '../domain/leave.ts';
import { overlap, type SlotGrid, spanOfSlot, spanOfTimeOff } from '../domain/slot.ts';
import { clinicClock, clinicNow } from './appointments.ts';
import { prepared } from './prepared.ts';
import { type AffectedVisit, visitsDuring } from './setup-impact.ts';
import { nextFreeSlots } from './slot-search.ts';
import type { Reader } from './write.ts';

export type LeavePlan = {
  /** All visits inside the leave; `visits` are the first 300. */
  count: number;
  visits: (LeaveVisit &
    Pick<AffectedVisit, 'patientName' | 'patientPhone' | 'doctorName'> & { seenMs: number })[];
  openings: Openings;
  doctors: { id: string; fullName: string }[];
  /** The last day that may be booked. */
  lastDate: string;
};

/** For each department, beyond the visits themselves: enough to choose from, few enough to send. */
const SPARE_SLOTS = 300;

export function leavePlanOf(reader: Reader, entry: TimeOffInput, nowMs: number): LeavePlan {
  const { bookingHorizonDays, ...clinic } = clinicClock(reader);
  const today = clinicNow(reader, nowMs).date;
  const lastDate = addDays(today, bookingHorizonDays);
  const { count, visits: affected } = visitsDuring(reader, entry, { today, limit: MOST_MOVES });
  const visits = affected.map((visit) => ({
    appointmentId: visit.id,
    patientId: visit.patientId,
    departmentId: visit.departmentId,
    doctorId: visit.doctorId,
    date: visit.appointmentDate,
    time: visit.appointmentTime,
    patientName: visit.patientName,
    patientPhone: visit.patientPhone,
    doctorName: visit.doctorName,
    seenMs: visit.updatedAtMs,
  }));
  const grid: SlotGrid = clinic;
  const first = visits[0]?.date ?? today;
  const free = openSlotsFor(reader, visits, { from: first, lastDate, nowMs }).filter(
    (slot) => !isInside(slot, entry, grid),
  );
  const doctorIds = new Set([...free, ...visits].map(({ doctorId }) => doctorId));
  return {
    count,
    visits,
    openings: { grid, free, elsewhere: elsewhereOf(reader, visits, { from: first, to: lastDate }) },
    doctors: (prepared(reader, DOCTORS).all(reader.clinicId) as LeavePlan['doctors']).filter(({ id }) =>
      doctorIds.has(id),
    ),
    lastDate,
  };
}

type Span = { from: string; lastDate: string; nowMs: number };

/** Per department the nearest free slots of everybody, and of each doctor on leave those after it. */
function openSlotsFor(
  reader: Reader,
  visits: readonly LeaveVisit[],
  { from, lastDate, nowMs }: Span,
): OpenSlot[] {
  const search = {
    days: daysBetween(from, lastDate) + 1,
    partOfDay: 'any',
    lengthSlots: 1,
    nowMs,
    asker: 'desk',
  } as const;
  const found = new Map<string, OpenSlot>();
  for (const [departmentId, inDepartment] of Map.groupBy(visits, (visit) => visit.departmentId)) {
    const limit = inDepartment.length * 2 + SPARE_SLOTS;
    const doctorIds = [...new Set(inDepartment.map(({ doctorId }) => doctorId))];
    const searches = [
      { departmentId },
      ...doctorIds.map((doctorId) => ({ doctorIds: [doctorId], departmentId })),
    ];
    for (const whose of searches)
      for (const slot of nextFreeSlots(reader, { ...search, ...whose, fromDate: from, limit }))
        found.set(`${slot.date} ${slot.time} ${slot.doctorId}`, { ...slot, departmentId });
  }
  return [...found.values()];
}

/** The leave is not saved yet while it is being arranged: its own slots are not free. */
function isInside(slot: OpenSlot, entry: TimeOffInput, grid: SlotGrid): boolean {
  if (entry.scope === 'room' || (entry.scope === 'doctor' && entry.doctorId !== slot.doctorId)) return false;
  const off = spanOfTimeOff({ ...entry, id: '' }, slot.date);
  return off !== null && overlap(off, spanOfSlot(grid, slot.time));
}

function elsewhereOf(
  reader: Reader,
  visits: readonly LeaveVisit[],
  { from, to }: { from: string; to: string },
): PatientElsewhere[] {
  const moving = new Set(visits.map(({ appointmentId }) => appointmentId));
  return [...new Set(visits.map(({ patientId }) => patientId))].flatMap((patientId) => {
    const rows = prepared(reader, leaveQueries.ofPatient).all(reader.clinicId, patientId, from, to);
    return (rows as { id: string; date: string; time: string }[])
      .filter(({ id }) => !moving.has(id))
      .map(({ date, time }) => ({ patientId, date, time }));
  });
}

const DOCTORS =
  'SELECT d.id, u.fullName FROM doctors d JOIN users u ON u.id = d.id WHERE d.clinicId = ? ORDER BY u.fullName';
export const leaveQueries = {
  ofPatient: `SELECT id, appointmentDate AS date, appointmentTime AS time FROM appointments INDEXED BY appointments_patient
    WHERE clinicId = ? AND patientId = ? AND appointmentDate BETWEEN ? AND ? AND status <> 'cancelled'`,
  movesOf: `SELECT e.fromDate AS date, e.fromTime AS time, f.fullName AS doctorName FROM appointmentEvents e
    JOIN users f ON f.id = e.fromDoctorId
    WHERE e.clinicId = ? AND e.appointmentId = ? AND e.kind = 'moved' ORDER BY e.atMs DESC, e.id DESC`,
};

/** One person to call: the time that falls, and the new one, or none yet. */
export type CallLine = {
  patientName: string;
  recordNumber: string;
  phone: string | null;
  before: { date: string; time: string; doctorName: string };
  after: { date: string; time: string; doctorName: string } | null;
};
export type CallList = { entry: TimeOff; whose: string | null; lines: CallLine[] };

/** Whom a saved time off makes somebody call: the visits of `movedIds` that went elsewhere, and those that still stand inside it. */
export function callListOf(
  reader: Reader,
  { timeOffId, movedIds, nowMs }: { timeOffId: string; movedIds: readonly string[]; nowMs: number },
): CallList {
  const entry = prepared(reader, 'SELECT * FROM timeOff WHERE id = ? AND clinicId = ?').get(
    timeOffId,
    reader.clinicId,
  ) as TimeOff | undefined;
  if (!entry) throw new Refused({ code: 'not_found', subject: 'timeOff' });
  const today = clinicNow(reader, nowMs).date;
  const inside = visitsDuring(reader, entry, { today, limit: MOST_MOVES }).visits.map(({ id }) => id);
  const ids = [...new Set([...movedIds, ...(entry.archivedAtMs === null ? inside : [])])];
  const lines = ids.flatMap((id) => callLine(reader, id, entry));
  return {
    entry,
    whose: nameOf(reader, entry),
    lines: lines.toSorted((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1)),
  };
}
const sortKey = ({ before, patientName }: CallLine) => `${before.date} ${before.time} ${patientName}`;

const LINE = `SELECT p.fullName AS patientName, p.recordNumber, p.phone, a.appointmentDate AS date, a.appointmentTime AS time,
    a.roomId, u.fullName AS doctorName, a.doctorId, a.status
  FROM appointments a JOIN patients p ON p.id = a.patientId JOIN users u ON u.id = a.doctorId WHERE a.id = ? AND a.clinicId = ?`;
type RawLine = Pick<CallLine, 'patientName' | 'recordNumber' | 'phone'> & {
  date: string;
  time: string;
  roomId: string | null;
  doctorName: string;
  doctorId: string;
  status: string;
};

function callLine(reader: Reader, id: string, entry: TimeOff): CallLine[] {
  const found = prepared(reader, LINE).get(id, reader.clinicId) as RawLine | undefined;
  if (!found || found.status === 'cancelled') return [];
  const { patientName, recordNumber, phone, date, time, doctorName } = found;
  const now = { date, time, doctorName };
  const person = { patientName, recordNumber, phone };
  if (touches(entry, found)) return [{ ...person, before: now, after: null }];
  const moves = prepared(reader, leaveQueries.movesOf).all(reader.clinicId, id) as CallLine['before'][];
  const before = moves.find((move) => move.date >= entry.fromDate && move.date <= entry.toDate);
  return before ? [{ ...person, before, after: now }] : [];
}

function touches(entry: TimeOff, visit: Pick<RawLine, 'date' | 'time' | 'doctorId' | 'roomId'>): boolean {
  if (entry.scope === 'doctor' && entry.doctorId !== visit.doctorId) return false;
  if (entry.scope === 'room' && entry.roomId !== visit.roomId) return false;
  if (visit.date < entry.fromDate || visit.date > entry.toDate) return false;
  return (
    entry.fromTime === null ||
    entry.toTime === null ||
    (visit.time < entry.toTime && visit.time >= entry.fromTime)
  );
}

/** The doctor or the room a time off is about; null for the whole clinic. */
function nameOf(reader: Reader, { doctorId, roomId }: TimeOff): string | null {
  const name = (sql: string, id: string) => prepared(reader, sql).pluck().get(id) as string;
  if (doctorId !== null) return name('SELECT fullName FROM users WHERE id = ?', doctorId);
  return roomId === null ? null : name('SELECT roomNumber FROM rooms WHERE id = ?', roomId);
}
