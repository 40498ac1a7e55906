// The shapes of a day as the main process sends them, and how a changed visit finds its place in them. Never what may change.
import type { inferRouterOutputs } from '@trpc/server';
import type { Role } from '../../domain/accounts.ts';
import { type QueueFacts, queueStateOf } from '../../domain/queue.ts';
import type { AppRouter } from '../../electron/api/router.ts';

type Answers = inferRouterOutputs<AppRouter>['appointments'];
export type DayOfClinic = Answers['day'];
export type Doctor = DayOfClinic['doctors'][number];
export type Room = DayOfClinic['rooms'][number];
export type Visit = DayOfClinic['visits'][number];
export type Card = Answers['card'];

export const isStanding = ({ status }: Pick<Visit, 'status'>): boolean => status !== 'cancelled';

/** How a visit looks on every list: what the waiting room knows of it, and before the arrival whether it is confirmed. */
export const visitLooks = [
  'booked',
  'confirmed',
  'waiting',
  'called',
  'in_room',
  'done',
  'no_show',
  'left_unseen',
  'cancelled',
] as const;
export type VisitLook = (typeof visitLooks)[number];
export function lookOf(visit: Pick<Visit, keyof QueueFacts>): VisitLook {
  const state = queueStateOf(visit);
  if (state !== 'expected') return state;
  return visit.status === 'confirmed' ? 'confirmed' : 'booked';
}

/** Where in the visit's day nothing has begun: it may be moved and cancelled. */
export const isChangeable = (visit: Pick<Visit, 'status'>): boolean =>
  visit.status === 'booked' || visit.status === 'confirmed';

/** A doctor changes the visits of the own column only; the desk and admins those of everybody (domain/appointment-changes.ts). */
export const isOfAnother = (visit: Pick<Visit, 'doctorId'>, user: { userId: string; role: Role }): boolean =>
  user.role === 'doctor' && visit.doctorId !== user.userId;

/** Where a visit may stand. */
export type Place = {
  date: string;
  doctorId: string;
  time: string;
  /** Only where the room was chosen. */
  roomId?: string | undefined;
};
export const placeOf = ({ date, doctorId, time }: Visit): Place => ({ date, doctorId, time });

/** "BS. Nguyễn Thị An": the name as it is said. */
export const doctorName = ({ title, fullName }: Pick<Doctor, 'title' | 'fullName'>): string =>
  `${title} ${fullName}`.trim();

/** The day with this visit as it is now: put in, replaced, or taken away because it went to another day. */
export function withVisit(day: DayOfClinic, visit: Visit): DayOfClinic {
  const others = day.visits.filter(({ id }) => id !== visit.id);
  if (visit.date !== day.date) return others.length === day.visits.length ? day : { ...day, visits: others };
  const visits = [...others, visit].toSorted(
    (a, b) => a.time.localeCompare(b.time) || a.id.localeCompare(b.id),
  );
  return { ...day, visits };
}

/** Why the patient comes; while nobody has said, who it is. */
export const secondLine = ({ reason, recordNumber }: Visit): string =>
  reason === '' ? recordNumber : reason;
