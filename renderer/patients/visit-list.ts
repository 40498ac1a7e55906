// A patient's visits as the card lists them: what lies ahead first, then what has been, and which of them are shown. Never asks for data.
import type { QueueState } from '../../domain/queue.ts';

export type Visit = {
  id: string;
  appointmentDate: string;
  appointmentTime: string;
  state: QueueState;
  isConfirmed: boolean;
  reason: string;
  cancellationReason: string | null;
  doctorName: string;
  departmentName: string;
  roomNumber: string | null;
  serviceName: string | null;
  signedAtMs: number | null;
};

/** Missed and cancelled are two things: who cancels gives the time back. */
export const visitFilters = ['all', 'ahead', 'came', 'noShow', 'cancelled'] as const;
export type VisitFilter = (typeof visitFilters)[number];

/** Still to come, or going on now. */
const open: ReadonlySet<QueueState> = new Set(['expected', 'waiting', 'called', 'in_room']);
export const isAhead = (visit: Visit, today: string): boolean =>
  visit.appointmentDate >= today && open.has(visit.state);

function passes(visit: Visit, filter: VisitFilter, today: string): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'ahead':
      return isAhead(visit, today);
    case 'came':
      return visit.state === 'done';
    case 'noShow':
      return visit.state === 'no_show';
    case 'cancelled':
      return visit.state === 'cancelled';
  }
}

export const countVisits = (visits: Visit[], filter: VisitFilter, today: string): number =>
  visits.filter((visit) => passes(visit, filter, today)).length;

/** `visits` are the newest first. What is ahead is told the nearest first, as somebody on the phone asks for it. */
export function listVisits(visits: Visit[], filter: VisitFilter, today: string) {
  const shown = visits.filter((visit) => passes(visit, filter, today));
  return {
    ahead: shown.filter((visit) => isAhead(visit, today)).toReversed(),
    past: shown.filter((visit) => !isAhead(visit, today)),
  };
}

/** The words of a visit's state: a booking that is confirmed says so. */
export const stateWord = (visit: Pick<Visit, 'state' | 'isConfirmed'>) =>
  visit.state === 'expected' && visit.isConfirmed ? 'confirmed' : visit.state;
