// A leave that is being arranged, as it is kept between two visits to the page, and read back. It saves nothing itself.
import { z } from 'zod';
import { civilDate, clockTime } from '../../domain/civil-date.ts';
import { timeOffKinds, timeOffScopes } from '../../domain/clinic-setup.ts';
import { preference } from '../../domain/leave.ts';

const place = z.object({ doctorId: z.string(), date: civilDate, time: clockTime });
const leaveDraft = z.object({
  step: z.enum(['who', 'where', 'call']),
  fields: z.object({
    scope: z.enum(timeOffScopes),
    doctorId: z.string().nullable(),
    roomId: z.string().nullable(),
    kind: z.enum(timeOffKinds),
    fromDate: civilDate,
    toDate: civilDate,
    isWholeDay: z.boolean(),
    fromTime: z.string(),
    toTime: z.string(),
    reason: z.string(),
  }),
  /** The entry that was there before; null while it is a new one. */
  edit: z.object({ id: z.string(), updatedAtMs: z.number() }).nullable(),
  wish: preference,
  /** Where a person put each visit; null is "to call". Visits without a choice follow the suggestion. */
  choices: z.record(z.string(), place.nullable()),
  /** What was saved, so that the call list can be printed again and all of it taken back. */
  done: z
    .object({
      timeOff: z.object({ id: z.string(), updatedAtMs: z.number() }),
      isNew: z.boolean(),
      moves: z.array(z.object({ appointmentId: z.string(), eventId: z.string() })),
      toCall: z.number(),
    })
    .nullable(),
});
export type LeaveDraft = z.infer<typeof leaveDraft>;

/** Null when an older Clinic Desk wrote it otherwise. */
export function readLeaveDraft(content: string): LeaveDraft | null {
  try {
    return leaveDraft.parse(JSON.parse(content));
  } catch {
    return null;
  }
}
