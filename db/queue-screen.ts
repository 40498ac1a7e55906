// What the waiting room may read: tickets, rooms, which doctors run late; names only where the clinic shows them.
import type { Clinic } from '../domain/clinic-setup.ts';
import { assert } from '../domain/failure.ts';
import { queueStateOf } from '../domain/queue.ts';
import { prepared } from './prepared.ts';
import { boardOfDay, type BoardVisit } from './queue.ts';
import type { Reader } from './write.ts';

/** `name` is null unless the clinic shows names. */
export type CalledTicket = {
  ticket: string;
  roomNumber: string | null;
  doctorName: string;
  name: string | null;
  calledAtMs: number;
};
export type QueueScreenNow = Pick<Clinic, 'locale' | 'timeZone' | 'queueSpeaks'> & {
  clinicName: string;
  /** The latest call first. */
  called: CalledTicket[];
  /** In the order in which they will be called. */
  waiting: { ticket: string; name: string | null }[];
  delays: { doctorName: string; delayMinutes: number }[];
};

export function screenOfDay(reader: Reader, date: string): QueueScreenNow {
  const clinic = prepared(reader, CLINIC).get(reader.clinicId) as RawClinic | undefined;
  assert(clinic, 'an open vault has its clinic');
  const { doctors, visits } = boardOfDay(reader, date);
  const doctorNames = new Map(doctors.map(({ id, title, fullName }) => [id, `${title} ${fullName}`.trim()]));
  const nameOf = (visit: BoardVisit) => (clinic.queueShowsNames === 1 ? visit.patientName : null);
  const { clinicName, locale, timeZone } = clinic;
  return {
    clinicName,
    locale,
    timeZone,
    queueSpeaks: clinic.queueSpeaks === 1,
    called: visits
      .filter((visit) => queueStateOf(visit) === 'called')
      .toSorted((a, b) => (b.calledAtMs ?? 0) - (a.calledAtMs ?? 0))
      .map((visit) => ({
        ticket: visit.ticket ?? '',
        roomNumber: visit.roomNumber,
        doctorName: doctorNames.get(visit.doctorId) ?? '',
        name: nameOf(visit),
        calledAtMs: visit.calledAtMs ?? 0,
      })),
    waiting: visits
      .filter((visit) => queueStateOf(visit) === 'waiting')
      .toSorted((a, b) => Number(b.isPriority) - Number(a.isPriority))
      .map((visit) => ({ ticket: visit.ticket ?? '', name: nameOf(visit) })),
    delays: doctors
      .filter(({ delayMinutes }) => delayMinutes > 0)
      .map(({ id, delayMinutes }) => ({ doctorName: doctorNames.get(id) ?? '', delayMinutes })),
  };
}

type RawClinic = Pick<QueueScreenNow, 'clinicName' | 'locale' | 'timeZone'> &
  Record<'queueShowsNames' | 'queueSpeaks', 0 | 1>;
const CLINIC =
  'SELECT name AS clinicName, locale, timeZone, queueShowsNames, queueSpeaks FROM clinics WHERE id = ?';
