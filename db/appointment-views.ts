// What the front desk looks at: the day of the whole clinic, one visit with its history, the visits of a patient. Reads only.
import type { AppointmentEvent, Appointment, AppointmentStatus } from '../domain/appointments.ts';
import { undoableEvent } from '../domain/appointment-undo.ts';
import { Refused } from '../domain/failure.ts';
import type { OffTime, SlotGrid, WeeklyHours } from '../domain/slot.ts';
import { clinicClock, eventsOf, timeOffOfDay } from './appointments.ts';
import { prepared } from './prepared.ts';
import type { Reader } from './write.ts';

/** One visit as it stands on the grid and in the day's list. */
export type VisitOfDay = {
  id: string;
  doctorId: string;
  patientId: string;
  patientName: string;
  recordNumber: string;
  phone: string | null;
  hasAllergies: boolean;
  date: string;
  time: string;
  status: AppointmentStatus;
  kind: Appointment['kind'];
  reason: string;
  roomId: string | null;
  roomNumber: string | null;
  /** Why it is out of the ordinary: an overbooking or a walk-in. */
  overbookReason: string | null;
  holdsSlot: boolean;
  isNoShow: boolean;
  isPriority: boolean;
  ticket: string | null;
  arrivedAtMs: number | null;
  calledAtMs: number | null;
  inRoomAtMs: number | null;
  leftAtMs: number | null;
  /** How often this patient did not come, in all. */
  noShows: number;
  updatedAtMs: number;
};

export type DoctorOfDay = {
  id: string;
  fullName: string;
  title: string;
  departmentId: string;
  departmentName: string;
  roomId: string | null;
  roomNumber: string | null;
  /** How late the doctor runs on this day; 0 is in time. */
  delayMinutes: number;
  /** False: only shown because visits stand in the column. */
  isOpen: boolean;
  weeklyHours: WeeklyHours[];
  /** The doctor's own and the clinic's. */
  timeOff: OffTime[];
};

export type RoomOfDay = {
  id: string;
  roomNumber: string;
  floor: string;
  departmentId: string | null;
  departmentName: string | null;
  isActive: boolean;
  /** The room's own and the clinic's. */
  timeOff: OffTime[];
};

export type DayOfClinic = {
  date: string;
  grid: SlotGrid;
  horizonDays: number;
  timeZone: string;
  doctors: DoctorOfDay[];
  /** Those in use, and any other in which a visit stands. */
  rooms: RoomOfDay[];
  /** Cancelled ones included, in order of time. */
  visits: VisitOfDay[];
};

/** The grid of one day: six prepared statements whatever the number of doctors. */
export function dayOfClinic(reader: Reader, date: string): DayOfClinic {
  const { slotStartTime, slotEndTime, slotLengthMinutes, bookingHorizonDays, timeZone } = clinicClock(reader);
  const visits = (prepared(reader, VISITS_OF_DAY).all(reader.clinicId, date) as RawVisit[]).map(visitOf);
  const receiving = new Set(
    visits.filter(({ status }) => status !== 'cancelled').map(({ doctorId }) => doctorId),
  );
  const hours = Map.groupBy(
    prepared(reader, ALL_HOURS).all(reader.clinicId) as (WeeklyHours & { doctorId: string })[],
    ({ doctorId }) => doctorId,
  );
  const timeOff = timeOffOfDay(reader, date);
  const doctors = (prepared(reader, DOCTORS).all(date, reader.clinicId) as RawDoctor[])
    .filter((doctor) => doctor.isOpen === 1 || receiving.has(doctor.id))
    .map((doctor) => ({
      ...doctor,
      isOpen: doctor.isOpen === 1,
      weeklyHours: (hours.get(doctor.id) ?? []).map(({ weekday, fromTime, toTime }) => ({
        weekday,
        fromTime,
        toTime,
      })),
      timeOff: timeOff.filter(
        (off) => off.scope === 'clinic' || (off.scope === 'doctor' && off.doctorId === doctor.id),
      ),
    }));
  return {
    date,
    grid: { slotStartTime, slotEndTime, slotLengthMinutes },
    horizonDays: bookingHorizonDays,
    timeZone,
    doctors,
    rooms: roomsOf(reader, { visits, timeOff }),
    visits,
  };
}

type RoomParts = { visits: readonly VisitOfDay[]; timeOff: ReturnType<typeof timeOffOfDay> };
function roomsOf(reader: Reader, { visits, timeOff }: RoomParts): RoomOfDay[] {
  const inUse = new Set(visits.map(({ roomId }) => roomId));
  const raws = prepared(reader, ROOMS).all(reader.clinicId) as (Omit<RoomOfDay, 'isActive' | 'timeOff'> & {
    isActive: 0 | 1;
  })[];
  return raws
    .filter(({ id, isActive }) => isActive === 1 || inUse.has(id))
    .map((room) => ({
      ...room,
      isActive: room.isActive === 1,
      timeOff: timeOff.filter(
        ({ scope, roomId }) => scope === 'clinic' || (scope === 'room' && roomId === room.id),
      ),
    }));
}

type Flag = 'hasAllergies' | 'holdsSlot' | 'isNoShow' | 'isPriority';
type RawVisit = Omit<VisitOfDay, Flag> & Record<Flag, 0 | 1>;
type RawDoctor = Omit<DoctorOfDay, 'isOpen' | 'weeklyHours' | 'timeOff'> & { isOpen: 0 | 1 };
const visitOf = (raw: RawVisit): VisitOfDay => ({
  ...raw,
  hasAllergies: raw.hasAllergies === 1,
  holdsSlot: raw.holdsSlot === 1,
  isNoShow: raw.isNoShow === 1,
  isPriority: raw.isPriority === 1,
});

// The index is named: without statistics SQLite takes the index of days to save a sort, and reads every visit of the clinic.
const VISIT = `SELECT a.id, a.doctorId, a.patientId, p.fullName AS patientName, p.recordNumber, p.phone,
    coalesce(p.allergies, '') <> '' AS hasAllergies, a.appointmentDate AS date, a.appointmentTime AS time, a.status, a.kind,
    a.reason, a.roomId, r.roomNumber, a.overbookReason, a.holdsSlot, a.isNoShow, a.isPriority, a.ticket, a.arrivedAtMs, a.calledAtMs,
    a.inRoomAtMs, a.leftAtMs, a.updatedAtMs, (SELECT count(*) FROM appointments n INDEXED BY appointments_no_show
      WHERE n.clinicId = a.clinicId AND n.patientId = a.patientId AND n.isNoShow) AS noShows
  FROM appointments a`;
const NAMES = 'JOIN patients p ON p.id = a.patientId LEFT JOIN rooms r ON r.id = a.roomId';
const VISITS_OF_DAY = `${VISIT} INDEXED BY appointments_day ${NAMES} WHERE a.clinicId = ? AND a.appointmentDate = ? ORDER BY a.appointmentTime, a.id`;
const VISITS_OF_PATIENT = `${VISIT} INDEXED BY appointments_patient ${NAMES} WHERE a.clinicId = ? AND a.patientId = ?
  ORDER BY a.appointmentDate DESC, a.appointmentTime DESC LIMIT ?`;
const DOCTORS = `SELECT d.id, u.fullName, d.title, d.departmentId, p.name AS departmentName, d.roomId, r.roomNumber,
    coalesce(l.delayMinutes, 0) AS delayMinutes, u.isActive AND u.role = 'doctor' AND p.isActive AS isOpen
  FROM doctors d JOIN users u ON u.id = d.id JOIN departments p ON p.id = d.departmentId LEFT JOIN rooms r ON r.id = d.roomId
    LEFT JOIN doctorDelays l ON l.clinicId = d.clinicId AND l.delayDate = ? AND l.doctorId = d.id
  WHERE d.clinicId = ? ORDER BY p.name, u.fullName, d.id`;
const ROOMS = `SELECT r.id, r.roomNumber, r.floor, r.departmentId, p.name AS departmentName, r.isActive
  FROM rooms r LEFT JOIN departments p ON p.id = r.departmentId WHERE r.clinicId = ? ORDER BY r.floor, r.roomNumber, r.id`;
const ALL_HOURS = 'SELECT doctorId, weekday, fromTime, toTime FROM workingHours WHERE clinicId = ?';

export function visitOfDay(reader: Reader, appointmentId: string): VisitOfDay {
  const raw = prepared(reader, `${VISIT} ${NAMES} WHERE a.id = ?`).get(appointmentId) as RawVisit | undefined;
  if (!raw) throw new Refused({ code: 'not_found', subject: 'appointment' });
  return visitOf(raw);
}

/** The visits of a patient with every doctor, latest first. */
export function appointmentsOfPatient(
  reader: Reader,
  patientId: string,
  atMost = 50,
): (VisitOfDay & { doctorName: string })[] {
  const raws = prepared(reader, VISITS_OF_PATIENT).all(reader.clinicId, patientId, atMost) as RawVisit[];
  return raws.map((raw) => ({ ...visitOf(raw), doctorName: nameOf(reader, raw.doctorId) ?? '' }));
}

export type HistoryLine = Pick<
  AppointmentEvent,
  'id' | 'kind' | 'atMs' | 'fromDate' | 'fromTime' | 'toDate' | 'toTime' | 'reason'
> & {
  byName: string | null;
  fromDoctorName: string | null;
  toDoctorName: string | null;
  /** Numbers of the rooms, where a move changed the room; null where it did not, or where nobody noted it. */
  fromRoomNumber: string | null;
  toRoomNumber: string | null;
};

/** Who, when, from where to where, why. `roomNow`: the room the visit has today. */
const lineOf =
  (reader: Reader, roomNow: string | null) =>
  (event: AppointmentEvent, at: number, events: readonly AppointmentEvent[]): HistoryLine => {
    const { id, kind, atMs, fromDate, fromTime, toDate, toTime, reason } = event;
    const fromRoom = event.before?.roomId ?? null;
    // A move notes the room it left: where it led is what the next one left, or where the visit is now.
    const after = events.slice(at + 1).find(({ before }) => before !== null);
    const toRoom = after ? (after.before?.roomId ?? null) : roomNow;
    const isOtherRoom = event.before !== null && fromRoom !== toRoom;
    return {
      id,
      kind,
      atMs,
      fromDate,
      fromTime,
      toDate,
      toTime,
      reason,
      byName: nameOf(reader, event.byUserId),
      fromDoctorName: nameOf(reader, event.fromDoctorId),
      toDoctorName: nameOf(reader, event.toDoctorId),
      fromRoomNumber: isOtherRoom ? roomNumberOf(reader, fromRoom) : null,
      toRoomNumber: isOtherRoom ? roomNumberOf(reader, toRoom) : null,
    };
  };

function roomNumberOf(reader: Reader, roomId: string | null): string | null {
  if (roomId === null) return null;
  const room = prepared(reader, 'SELECT roomNumber FROM rooms WHERE id = ?').get(roomId) as
    | { roomNumber: string }
    | undefined;
  return room?.roomNumber ?? null;
}

function nameOf(reader: Reader, userId: string | null): string | null {
  if (userId === null) return null;
  const user = prepared(reader, 'SELECT fullName FROM users WHERE id = ?').get(userId) as
    | { fullName: string }
    | undefined;
  return user?.fullName ?? null;
}

export type AppointmentCard = VisitOfDay & {
  doctorName: string;
  departmentId: string;
  departmentName: string;
  serviceName: string | null;
  symptoms: string;
  notes: string;
  estimatedFeeMinor: number;
  cancellationReason: string | null;
  rescheduledFrom: { date: string; time: string } | null;
  hasRecord: boolean;
  /** Oldest first. */
  history: HistoryLine[];
  /** What an undo would take back now. */
  undoableEventId: string | null;
};

type RawCard = Omit<
  AppointmentCard,
  keyof VisitOfDay | 'rescheduledFrom' | 'hasRecord' | 'history' | 'undoableEventId'
> & {
  rescheduledFrom: string | null;
  hasRecord: 0 | 1;
};
const CARD = `SELECT a.departmentId, u.fullName AS doctorName, d.name AS departmentName, s.name AS serviceName, a.symptoms, a.notes,
    a.estimatedFeeMinor, a.cancellationReason, a.rescheduledFrom,
    EXISTS (SELECT 1 FROM medicalRecords m WHERE m.clinicId = a.clinicId AND m.appointmentId = a.id) AS hasRecord
  FROM appointments a JOIN users u ON u.id = a.doctorId JOIN departments d ON d.id = a.departmentId
    LEFT JOIN services s ON s.id = a.serviceId WHERE a.id = ?`;

/** One visit whole, for the panel. Refuses when there is none. */
export function appointmentCard(reader: Reader, appointmentId: string): AppointmentCard {
  const visit = visitOfDay(reader, appointmentId);
  const raw = prepared(reader, CARD).get(appointmentId) as RawCard;
  const events = eventsOf(reader, appointmentId);
  return {
    ...visit,
    ...raw,
    rescheduledFrom:
      raw.rescheduledFrom === null
        ? null
        : (JSON.parse(raw.rescheduledFrom) as AppointmentCard['rescheduledFrom']),
    hasRecord: raw.hasRecord === 1,
    history: events.map(lineOf(reader, visit.roomId)),
    undoableEventId: undoableEvent(events)?.id ?? null,
  };
}
