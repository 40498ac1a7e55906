// What the search for free slots reads: each day of the range once, whatever the number of doctors. What is free is decided in domain/.
import { addDays, daysBetween, wallClock } from '../domain/civil-date.ts';
import type { OffTime, SlotDay, WeeklyHours } from '../domain/slot.ts';
import {
  daysSearched,
  type FreeSlot,
  nextFree,
  type SearchedDoctor,
  type SlotSearch,
} from '../domain/slot-search.ts';
import { clinicClock } from './appointments.ts';
import { prepared } from './prepared.ts';
import type { Reader } from './write.ts';

export type FreeSlotsAsked = Omit<SlotSearch, 'busy'> & {
  /** With these doctors; without it, with all of `departmentId`; without that, of the clinic. Closed ones are left out. */
  doctorIds?: readonly string[] | undefined;
  departmentId?: string | undefined;
  /** Times at which this patient is with somebody already are left out. */
  patientId?: string | undefined;
  nowMs: number;
  asker: SlotDay['asker'];
};

/** The next free slots in order of day, time and the doctor's name. */
export function nextFreeSlots(reader: Reader, asked: FreeSlotsAsked): FreeSlot[] {
  const clinic = clinicClock(reader);
  const ground = {
    grid: clinic,
    now: wallClock(asked.nowMs, clinic.timeZone),
    horizonDays: clinic.bookingHorizonDays,
    asker: asked.asker,
  };
  const all = daysSearched(ground, asked);
  if (all.from > all.to) return [];
  const doctors = searchedDoctors(reader, asked, all);
  const busy = asked.patientId === undefined ? undefined : busyTimes(reader, asked.patientId, all);
  const { skip = 0, limit } = asked;
  const found: FreeSlot[] = [];
  for (let from = all.from; from <= all.to && found.length < skip + limit; ) {
    const last = addDays(from, (from === all.from ? SOON_DAYS : DAYS_AT_ONCE) - 1);
    const days = { from, to: last < all.to ? last : all.to };
    const taken = takenTimes(reader, doctors, days);
    const search = {
      ...asked,
      fromDate: from,
      days: daysBetween(days.from, days.to) + 1,
      limit: skip + limit - found.length,
      skip: 0,
      busy,
    };
    const searched = doctors.map((doctor) => ({ ...doctor, taken: taken.get(doctor.id) ?? new Map() }));
    found.push(...nextFree(ground, searched, search));
    from = addDays(days.to, 1);
  }
  return found.slice(skip);
}

// Most searches end within these days, and then no visit of a later one is read. A day is never read twice.
const SOON_DAYS = 3;
const DAYS_AT_ONCE = 14;

type Days = { from: string; to: string };
type Doctor = Omit<SearchedDoctor, 'taken'>;

function searchedDoctors(reader: Reader, { doctorIds, departmentId }: FreeSlotsAsked, days: Days): Doctor[] {
  const { clinicId } = reader;
  const open = prepared(reader, OPEN_DOCTORS)
    .pluck()
    .all({
      clinicId,
      departmentId: departmentId ?? null,
      doctorIds: doctorIds ? JSON.stringify(doctorIds) : null,
    }) as string[];
  const hours = Map.groupBy(
    prepared(reader, ALL_HOURS).all(clinicId) as (WeeklyHours & { doctorId: string })[],
    ({ doctorId }) => doctorId,
  );
  const offs = prepared(reader, TIME_OFF).all({ clinicId, ...days }) as (OffTime & {
    doctorId: string | null;
  })[];
  return open.map((id) => ({
    id,
    weeklyHours: hours.get(id) ?? [],
    timeOff: offs.filter((off) => off.scope === 'clinic' || off.doctorId === id),
  }));
}

function takenTimes(reader: Reader, doctors: readonly Doctor[], { from, to }: Days) {
  const doctorIds = JSON.stringify(doctors.map(({ id }) => id));
  const rows = prepared(reader, TAKEN).raw().all({ clinicId: reader.clinicId, doctorIds, from, to }) as [
    string,
    string,
    string,
  ][];
  const ofDoctors = new Map<string, Map<string, string[]>>();
  for (const [doctorId, date, time] of rows) {
    let ofDoctor = ofDoctors.get(doctorId);
    if (!ofDoctor) ofDoctors.set(doctorId, (ofDoctor = new Map()));
    addTo(ofDoctor, date, time);
  }
  return ofDoctors;
}

function busyTimes(reader: Reader, patientId: string, { from, to }: Days): Map<string, string[]> {
  const rows = prepared(reader, BUSY).raw().all(reader.clinicId, patientId, from, to) as [string, string][];
  const times = new Map<string, string[]>();
  for (const [date, time] of rows) addTo(times, date, time);
  return times;
}

function addTo(times: Map<string, string[]>, date: string, time: string): void {
  const ofDay = times.get(date);
  if (ofDay) ofDay.push(time);
  else times.set(date, [time]);
}

const OPEN_DOCTORS = `SELECT d.id FROM doctors d JOIN users u ON u.id = d.id JOIN departments p ON p.id = d.departmentId
  WHERE d.clinicId = @clinicId AND u.isActive AND u.role = 'doctor' AND p.isActive
    AND (@departmentId IS NULL OR d.departmentId = @departmentId)
    AND (@doctorIds IS NULL OR d.id IN (SELECT value FROM json_each(@doctorIds)))
  ORDER BY u.fullName, d.id`;
const ALL_HOURS = 'SELECT doctorId, weekday, fromTime, toTime FROM workingHours WHERE clinicId = ?';
const TIME_OFF = `SELECT id, scope, doctorId, kind, fromDate, toDate, fromTime, toTime, reason FROM timeOff
  WHERE clinicId = @clinicId AND toDate >= @from AND fromDate <= @to AND archivedAtMs IS NULL AND scope <> 'room'`;
// By the index that keeps the slots apart: only visits that hold one are in it.
const TAKEN = `SELECT doctorId, appointmentDate, appointmentTime FROM appointments INDEXED BY appointments_doctor_slot
  WHERE clinicId = @clinicId AND doctorId IN (SELECT value FROM json_each(@doctorIds))
    AND appointmentDate BETWEEN @from AND @to AND status <> 'cancelled' AND holdsSlot`;
const BUSY = `SELECT appointmentDate, appointmentTime FROM appointments INDEXED BY appointments_patient
  WHERE clinicId = ? AND patientId = ? AND appointmentDate BETWEEN ? AND ? AND status <> 'cancelled'`;
