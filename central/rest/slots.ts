// Which half hours of a doctor's day can be booked, for anyone who asks. All are listed, each with whether it is free.
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { users } from '../../db/schema/accounts.ts';
import { departments, doctors } from '../../db/schema/clinic-setup.ts';
import { roomFor } from '../../domain/appointment-booking.ts';
import { addDays, civilDate } from '../../domain/civil-date.ts';
import { slotStates } from '../../domain/slot.ts';
import { dayOfDoctor } from '../appointments.ts';
import type { Reader } from '../transaction.ts';
import { business, businessAnswer } from './answers.ts';
import { type App, type Centre } from './routing.ts';

const slotsAsked = z.object({
  doctor_id: z.string().optional(),
  date: z.string().optional(),
  department_id: z.string().optional(),
});
const slotsAnswer = z.object({
  date: z.string(),
  doctor: z.object({ id: z.number().int(), full_name: z.string(), specialization: z.string() }),
  available_slots: z.array(
    z.object({ time: z.string(), available: z.boolean(), room: z.string().nullable() }),
  ),
  department: z.object({ id: z.number().int(), name: z.string(), icon: z.string() }).optional(),
});

export const slotRoutes = (centre: Centre) => async (app: App) => {
  const options = {
    config: { access: 'anyone' } as const,
    schema: {
      summary: 'The slots of a doctor on a day',
      tags: ['appointments'],
      querystring: slotsAsked,
      response: { 200: slotsAnswer, 400: businessAnswer, 404: businessAnswer },
    },
  };
  // The second path is the one an existing client calls.
  for (const path of ['/appointments/available-slots', '/available-slots'])
    app.get(path, options, ({ query }) => {
      const asked = parsed(query);
      return centre.door.read(centre.clinicId, (reader) => availableSlots(reader, asked, centre.nowMs()));
    });
};

type SlotsAsked = { doctorRestId: number; date: string; departmentRestId: number | null };

function parsed({ doctor_id, date, department_id }: z.infer<typeof slotsAsked>): SlotsAsked {
  const day = civilDate.safeParse(date);
  if (!day.success) throw business(400, 'date is needed as YYYY-MM-DD.');
  return {
    doctorRestId: restId(doctor_id, 'doctor_id'),
    date: day.data,
    departmentRestId: department_id === undefined ? null : restId(department_id, 'department_id'),
  };
}

function restId(text: string | undefined, name: string): number {
  const id = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).safeParse(text);
  if (!id.success) throw business(400, `${name} is needed as a whole number.`);
  return id.data;
}

async function availableSlots(reader: Reader, asked: SlotsAsked, nowMs: number) {
  const { db, clinicId } = reader;
  const [doctor] = await db
    .select({
      id: users.id,
      fullName: users.fullName,
      specialization: doctors.specialization,
      departmentId: departments.id,
    })
    .from(users)
    .innerJoin(doctors, and(eq(doctors.clinicId, clinicId), eq(doctors.id, users.id)))
    .innerJoin(departments, and(eq(departments.clinicId, clinicId), eq(departments.id, doctors.departmentId)))
    .where(
      and(
        eq(users.clinicId, clinicId),
        eq(users.restId, asked.doctorRestId),
        eq(users.isActive, true),
        eq(users.role, 'doctor'),
        eq(departments.isActive, true),
      ),
    );
  if (!doctor) throw business(404, 'There is no such doctor.');
  const department =
    asked.departmentRestId === null ? null : await departmentOf(reader, asked.departmentRestId);
  if (department && department.rowId !== doctor.departmentId)
    throw business(404, 'The doctor does not work in this department.');
  const day = await dayOfDoctor(reader, { doctorId: doctor.id, date: asked.date, nowMs, asker: 'patient' });
  const { now, horizonDays } = day.slots;
  if (asked.date < now.date) throw business(400, 'The date is in the past.');
  if (asked.date > addDays(now.date, horizonDays))
    throw business(400, `Appointments can be booked up to ${horizonDays} days ahead.`);
  const nameOfRoom = new Map(day.rooms.map(({ id, roomNumber }) => [id, roomNumber]));
  return {
    date: asked.date,
    doctor: { id: asked.doctorRestId, full_name: doctor.fullName, specialization: doctor.specialization },
    available_slots: [...slotStates(day.slots)].map(([time, { state }]) => ({
      time,
      available: state === 'free',
      // The room a booking would be given (fault F16: not the first of the department).
      room: state === 'free' ? (nameOfRoom.get(roomFor(day, time) ?? '') ?? null) : null,
    })),
    ...(department && { department: { id: department.id, name: department.name, icon: department.icon } }),
  };
}

async function departmentOf({ db, clinicId }: Reader, id: number) {
  const [department] = await db
    .select({ rowId: departments.id, id: departments.restId, name: departments.name, icon: departments.icon })
    .from(departments)
    .where(
      and(eq(departments.clinicId, clinicId), eq(departments.restId, id), eq(departments.isActive, true)),
    );
  if (!department) throw business(404, 'There is no such department.');
  return department;
}
