// Why a visit cannot go to a cell, in the same words a refusal of the main process has. The screen asks before it sends.
import type { Role } from '../../domain/accounts.ts';
import { addDays } from '../../domain/civil-date.ts';
import type { Failure } from '../../domain/failure.ts';
import { nearestFreeTimes, type SlotState } from '../../domain/slot.ts';
import { type DayOfClinic, isOfAnother, type Visit } from './day.ts';
import { type Cell, freeTimesOf, type GridModel } from './grid-model.ts';

/** Why this person may not move this visit anywhere; null when it may go. */
export function whyNoMove(visit: Visit, user: { userId: string; role: Role }): Failure | null {
  if (visit.status !== 'booked' && visit.status !== 'confirmed')
    return { code: 'status_forbids', status: visit.status };
  return isOfAnother(visit, user) ? { code: 'not_your_appointment' } : null;
}

/** Null when the cell is free. `today` is the clinic's. */
export function whyNot(
  cell: Cell,
  { model, day, today }: { model: GridModel; day: DayOfClinic; today: string },
): Failure | null {
  switch (cell.state) {
    case 'free':
      return null;
    case 'taken':
      return { code: 'slot_taken', freeTimes: nearFreeTimes(model, cell) };
    case 'off':
      if (cell.off?.scope === 'clinic')
        return { code: 'clinic_closed', timeOffId: cell.off.id, reason: cell.off.reason };
      if (cell.off) {
        return {
          code: 'doctor_on_leave',
          timeOffId: cell.off.id,
          kind: cell.off.kind,
          reason: cell.off.reason,
        };
      }
      break;
    case 'past':
      return { code: 'slot_in_past', date: day.date, time: cell.time };
    case 'beyond_horizon':
      return { code: 'outside_horizon', lastDate: addDays(today, day.horizonDays) };
    case 'off_grid':
      return { code: 'off_grid', time: cell.time };
    case 'outside_hours':
      break;
  }
  return { code: 'outside_hours' };
}

export function nearFreeTimes(
  model: GridModel,
  { doctorId, time }: Pick<Cell, 'doctorId' | 'time'>,
): string[] {
  const free = freeTimesOf(model, doctorId).map((at): [string, SlotState] => [at, { state: 'free' }]);
  return nearestFreeTimes(new Map(free), time);
}
