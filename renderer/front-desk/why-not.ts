// Why a visit cannot go to a cell, in the same words a refusal of the main process has. The screen asks before it sends.
import type { Role } from '../../domain/accounts.ts';
import { addDays } from '../../domain/civil-date.ts';
import type { Failure } from '../../domain/failure.ts';
import { queueStateOf } from '../../domain/queue.ts';
import { isAwaited } from '../../domain/queue-moments.ts';
import { nearestFreeTimes, type SlotState } from '../../domain/slot.ts';
import { type DayOfClinic, isChangeable, isOfAnother, type Visit } from './day.ts';
import { type Cell, freeTimesOfColumn, type GridModel, NO_ROOM } from './grid-model.ts';

/** Why this person may not move this visit anywhere; null when it may go. */
export function whyNoMove(visit: Visit, user: { userId: string; role: Role }): Failure | null {
  if (!isChangeable(visit)) return { code: 'status_forbids', status: visit.status };
  if (!isAwaited(visit)) return { code: 'queue_state_forbids', state: queueStateOf(visit) };
  return isOfAnother(visit, user) ? { code: 'not_your_appointment' } : null;
}

/** Null when the cell is free. `today` is the clinic's. */
export function whyNot(
  cell: Cell,
  { model, horizonDays, today }: { model: GridModel; today: string } & Pick<DayOfClinic, 'horizonDays'>,
): Failure | null {
  if (cell.columnId === NO_ROOM) return { code: 'room_kept' };
  switch (cell.state) {
    case 'free':
      return null;
    case 'taken':
      if (cell.roomId !== null)
        return { code: 'room_taken', roomId: cell.roomId, freeTimes: nearFreeTimes(model, cell) };
      return { code: 'slot_taken', freeTimes: nearFreeTimes(model, cell) };
    case 'off':
      if (cell.off?.scope === 'clinic')
        return { code: 'clinic_closed', timeOffId: cell.off.id, reason: cell.off.reason };
      if (cell.off?.scope === 'room')
        return { code: 'room_off', timeOffId: cell.off.id, kind: cell.off.kind, reason: cell.off.reason };
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
      return { code: 'slot_in_past', date: cell.date, time: cell.time };
    case 'beyond_horizon':
      return { code: 'outside_horizon', lastDate: addDays(today, horizonDays) };
    case 'off_grid':
      return { code: 'off_grid', time: cell.time };
    case 'outside_hours':
      break;
  }
  return { code: 'outside_hours' };
}

export function nearFreeTimes(
  model: GridModel,
  { columnId, time }: Pick<Cell, 'columnId' | 'time'>,
): string[] {
  const free = freeTimesOfColumn(model, columnId).map((at): [string, SlotState] => [at, { state: 'free' }]);
  return nearestFreeTimes(new Map(free), time);
}
