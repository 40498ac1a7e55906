// What the routes about visits share: one change of a visit in scope, one visit as it is shown, the filters of lists, a refusal in the shape of
// the contract.
import { and, eq, gte, inArray, lte, sql, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import { appointments } from '../../db/schema/appointments.ts';
import type { Actor } from '../../domain/appointment-booking.ts';
import { type Appointment, appointmentStatus } from '../../domain/appointments.ts';
import { civilDate } from '../../domain/civil-date.ts';
import { Refused } from '../../domain/failure.ts';
import { type Reader, type Tx, violatedUnique } from '../transaction.ts';
import { notFound, RestRefusal } from './answers.ts';
import { appointmentsShown, type AppointmentShown, visitInScope } from './appointment-shape.ts';
import { refusalText } from './refusals.ts';
import type { Caller, Centre } from './routing.ts';

export const contextOf = (centre: Centre, { userId }: Caller, kind: string, ipAddress: string) => ({
  userId,
  kind,
  nowMs: centre.nowMs(),
  ipAddress,
});

/** The one visit chosen, or not found. */
export async function shown(reader: Reader, caller: Caller, where: SQL): Promise<AppointmentShown> {
  const [appointment] = await appointmentsShown(reader, { caller, where, limit: 1 });
  if (!appointment) throw notFound();
  return appointment;
}

type Decide = (tx: Tx, visit: Appointment, actor: Actor) => Promise<void>;

/** One change of a visit in scope, decided and saved in one transaction. */
export async function changeVisit(
  centre: Centre,
  caller: Caller,
  order: { id: number; kind: string; ip: string },
  decide: Decide,
): Promise<AppointmentShown> {
  const context = contextOf(centre, caller, order.kind, order.ip);
  return asBusiness(() =>
    centre.door.write(centre.clinicId, context, async (tx) => {
      const visit = await visitInScope(tx, caller, order.id);
      if (!visit) throw notFound();
      await decide(tx, visit, { userId: caller.userId, role: caller.role, nowMs: tx.nowMs });
      return shown(tx, caller, eq(appointments.id, visit.id));
    }),
  );
}

export async function asBusiness<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const refused = asRefused(error);
    if (!refused) throw error;
    const { failure } = refused;
    const words = refusalText(failure);
    const suggestions = 'freeTimes' in failure ? { suggestions: failure.freeTimes ?? [] } : {};
    const status = failure.code === 'chart_closed' ? 403 : 400;
    throw new RestRefusal(status, { success: false, error: words, message: words, ...suggestions });
  }
}

/** A decision's refusal, or the same said by the database: the last line against a writer that did not ask. */
export function asRefused(error: unknown): Refused | undefined {
  if (error instanceof Refused) return error;
  const index = violatedUnique(error);
  if (index === 'appointments_doctor_slot' || index === 'appointments_room_slot')
    return new Refused({ code: 'slot_taken' });
  return undefined;
}

export const visitFilters = z.object({
  status: z.string().max(50).optional(),
  date_from: z.string().max(50).optional(),
  date_to: z.string().max(50).optional(),
});

/**
 * Days that cannot be read are left out; a status that does not exist chooses nothing (the contract, both). `upcoming`, which the aliases
 * speak, is booked or confirmed.
 */
export function chosenVisits({ status, date_from, date_to }: z.infer<typeof visitFilters>): SQL | undefined {
  const from = civilDate.safeParse(date_from);
  const to = civilDate.safeParse(date_to);
  return and(
    ofStatus(status),
    from.success ? gte(appointments.appointmentDate, from.data) : undefined,
    to.success ? lte(appointments.appointmentDate, to.data) : undefined,
  );
}

function ofStatus(status: string | undefined): SQL | undefined {
  if (status === undefined || status === '') return undefined;
  if (status === 'upcoming') return inArray(appointments.status, ['booked', 'confirmed']);
  const known = appointmentStatus.safeParse(status);
  return known.success ? eq(appointments.status, known.data) : sql`false`;
}
