// Several visits made in one go: a family back to back, one patient for longer than a slot, the same hour for some weeks. All of them or
// none. Pure: each decision sees the visits the ones before it have made.
import {
  bookAppointment,
  type Booking,
  type BookingInput,
  type DayOfDoctor,
  newVisit,
  type PatientOfDay,
  requireOpenSlot,
  roomFor,
  type Situation,
} from './appointment-booking.ts';
import { addDays } from './civil-date.ts';
import { type Failure, Refused } from './failure.ts';
import { nearestFreeTimes, type SlotState, slotStates, type TakenSlot } from './slot.ts';

export const MOST_TOGETHER = 12;
/** Two years of weeks; a clinic's horizon ends sooner. */
export const MOST_IN_SERIES = 104;

type Row = Omit<Situation, 'patient'> & {
  /** In the order they come in. Somebody who stands in it several times gets so many slots one after the other. */
  patients: readonly PatientOfDay[];
};

/**
 * Consecutive slots of one doctor, from `input.time` on. A visit has no length of its own (a slot is the clinic's unit), so a long one is
 * several visits of one patient: they share a `seriesId`, and only the first carries the fee.
 */
export function bookInARow(
  { day, patients, actor }: Row,
  input: BookingInput,
  newId: () => string,
): Booking[] {
  requireRow(day, { time: input.time, length: patients.length });
  const times = [...slotStates(day.slots).keys()];
  const first = times.indexOf(input.time);
  const links = new Map<string, string>();
  const booked: Booking[] = [];
  for (const [at, patient] of patients.entries()) {
    const situation = {
      day: withBooked(day, booked),
      patient: withOwnBooked(patient, booked),
      actor,
    };
    const time = times[first + at] ?? input.time;
    const booking = bookAppointment(situation, { ...input, time }, newId);
    if (patients.filter(({ id }) => id === patient.id).length > 1) {
      const isFirst = !links.has(patient.id);
      if (isFirst) links.set(patient.id, newId());
      booking.appointment.seriesId = links.get(patient.id) ?? null;
      if (!isFirst) booking.appointment.estimatedFeeMinor = 0;
    }
    booked.push(booking);
  }
  return booked;
}

/** When the first slot is free but not so many after it, the nearest times at which there are. */
function requireRow(day: DayOfDoctor, { time, length }: { time: string; length: number }): void {
  const states = slotStates(day.slots);
  if (states.get(time)?.state !== 'free') return;
  const all = [...states];
  const isRow = (at: number) =>
    at + length <= all.length && all.slice(at, at + length).every(([, { state }]) => state === 'free');
  const starts = all.flatMap(([start], at): [string, SlotState][] =>
    isRow(at) ? [[start, { state: 'free' }]] : [],
  );
  if (!starts.some(([start]) => start === time))
    throw new Refused({ code: 'not_in_a_row', length, freeTimes: nearestFreeTimes(new Map(starts), time) });
}

const takenBy = ({ appointment: { id, appointmentTime } }: Booking): TakenSlot => ({
  appointmentId: id,
  time: appointmentTime,
});
const withBooked = (day: DayOfDoctor, booked: readonly Booking[]): DayOfDoctor => ({
  ...day,
  slots: { ...day.slots, taken: [...day.slots.taken, ...booked.map(takenBy)] },
  rooms: day.rooms.map((room) => ({
    ...room,
    taken: [
      ...room.taken,
      ...booked.filter(({ appointment }) => appointment.roomId === room.id).map(takenBy),
    ],
  })),
});
const withOwnBooked = (patient: PatientOfDay, booked: readonly Booking[]): PatientOfDay => ({
  ...patient,
  visits: [
    ...patient.visits,
    ...booked
      .filter(({ appointment }) => appointment.patientId === patient.id)
      .map((own) => ({ ...takenBy(own), doctorName: '' })),
  ],
});

export type SeriesPlan = { firstDate: string; everyWeeks: number; times: number };

/** The days of a weekly series. */
export const seriesDates = ({ firstDate, everyWeeks, times }: SeriesPlan): string[] =>
  Array.from({ length: times }, (_, at) => addDays(firstDate, at * everyWeeks * 7));

/** Why a visit cannot be booked there; null when it can. The preview of a series and its booking ask the same. */
export function whyNotBooked(situation: Situation, time: string): Failure | null {
  try {
    requireOpenSlot(situation, time);
    return null;
  } catch (error) {
    if (error instanceof Refused) return error.failure;
    throw error;
  }
}

export type SeriesVisit = { situation: Situation; time: string };
const NEVER = ['patient_archived', 'doctor_inactive', 'department_inactive'];

/** Visits on different days that share a `seriesId`, each with its fee. When one cannot be booked none is, and all such days are told. */
export function bookSeries(
  visits: readonly SeriesVisit[],
  input: Omit<BookingInput, 'time'>,
  newId: () => string,
): Booking[] {
  const clashes = visits.flatMap(({ situation, time }) => {
    const wrong = whyNotBooked(situation, time);
    // What no other day would change is said as it is.
    if (wrong && NEVER.includes(wrong.code)) throw new Refused(wrong);
    return wrong ? [situation.day.slots.date] : [];
  });
  if (clashes.length > 0) throw new Refused({ code: 'series_clash', dates: clashes });
  const seriesId = newId();
  return visits.map(({ situation, time }) =>
    newVisit(situation, { ...input, time, seriesId, roomId: roomFor(situation.day, time) }, newId),
  );
}
