// How far a visit of the day has come, told from what happened to it; and how late a doctor runs. Pure.
import { z } from 'zod';
import type { Appointment } from './appointments.ts';
import { civilDate } from './civil-date.ts';
import { rowId, syncedRow } from './row.ts';

export const queueStates = [
  'expected',
  'waiting',
  'called',
  'in_room',
  'done',
  'no_show',
  /** Was here and went without being seen. */
  'left_unseen',
  'cancelled',
] as const;
export const queueState = z.enum(queueStates);
export type QueueState = z.infer<typeof queueState>;

export type QueueFacts = Pick<
  Appointment,
  'status' | 'isNoShow' | 'arrivedAtMs' | 'calledAtMs' | 'inRoomAtMs' | 'leftAtMs'
>;

/** The one way from the stored moments to a state: every screen, paper and rule asks here. */
export function queueStateOf(visit: QueueFacts): QueueState {
  if (visit.status === 'cancelled') return 'cancelled';
  if (visit.status === 'completed') return 'done';
  if (visit.isNoShow) return 'no_show';
  if (visit.leftAtMs !== null) return visit.inRoomAtMs === null ? 'left_unseen' : 'done';
  if (visit.inRoomAtMs !== null) return 'in_room';
  if (visit.calledAtMs !== null) return 'called';
  return visit.arrivedAtMs === null ? 'expected' : 'waiting';
}

/** Eight hours late is a day off: that is entered as leave. 0 is in time. */
export const delayMinutes = z.number().int().min(0).max(480);

/** "Dr An runs 25 minutes late today": shifts what the board expects and rebooks nothing. One a doctor and day. */
export const doctorDelayRow = syncedRow.extend({
  doctorId: rowId,
  delayDate: civilDate,
  delayMinutes,
  reason: z.string(),
});
