// A person who signs in, as the REST API shows one: with the profile of the role.
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { users } from '../../db/schema/accounts.ts';
import { departments, doctors, rooms } from '../../db/schema/clinic-setup.ts';
import { patients } from '../../db/schema/patients.ts';
import { assert } from '../../domain/failure.ts';
import { clinicFacts } from '../appointments.ts';
import { instantText } from '../rest/words.ts';
import type { Reader } from '../transaction.ts';

const patientProfile = z.object({
  date_of_birth: z.string().nullable(),
  gender: z.string().nullable(),
  address: z.string().nullable(),
  insurance_id: z.string().nullable(),
  emergency_contact: z.string().nullable(),
  emergency_contact_phone: z.string().nullable(),
});
const doctorProfile = z.object({
  department_id: z.number().int(),
  department_name: z.string(),
  room_id: z.number().int().nullable(),
  title: z.string(),
  specialization: z.string(),
  bio: z.string(),
});
export const userAnswer = z.object({
  id: z.number().int(),
  email: z.string(),
  full_name: z.string(),
  phone_num: z.string().nullable(),
  role: z.string(),
  is_active: z.boolean(),
  created_at: z.string(),
  updated_at: z.string(),
  patient_profile: patientProfile.nullable().optional(),
  doctor_profile: doctorProfile.nullable().optional(),
});

export async function userShown(reader: Reader, userId: string): Promise<z.infer<typeof userAnswer>> {
  const { db, clinicId } = reader;
  const [user] = await db
    .select()
    .from(users)
    .where(and(eq(users.clinicId, clinicId), eq(users.id, userId)));
  assert(user, 'who signed in is there');
  const { timeZone } = await clinicFacts(reader);
  return {
    id: user.restId,
    email: user.email,
    full_name: user.fullName,
    phone_num: user.mobileNumber,
    role: user.role,
    is_active: user.isActive,
    created_at: instantText(user.createdAtMs, timeZone),
    updated_at: instantText(user.updatedAtMs, timeZone),
    ...(user.role === 'patient' && { patient_profile: await patientProfileOf(reader, userId) }),
    ...(user.role === 'doctor' && { doctor_profile: await doctorProfileOf(reader, userId) }),
  };
}

async function patientProfileOf({ db, clinicId }: Reader, userId: string) {
  const [found] = await db
    .select({
      date_of_birth: patients.dateOfBirth,
      gender: patients.gender,
      address: patients.address,
      insurance_id: patients.insuranceId,
      emergency_contact: patients.emergencyContact,
      emergency_contact_phone: patients.emergencyContactPhone,
    })
    .from(patients)
    .where(and(eq(patients.clinicId, clinicId), eq(patients.id, userId)));
  return found ?? null;
}

async function doctorProfileOf({ db, clinicId }: Reader, userId: string) {
  const [found] = await db
    .select({
      department_id: departments.restId,
      department_name: departments.name,
      room_id: rooms.restId,
      title: doctors.title,
      specialization: doctors.specialization,
      bio: doctors.bio,
    })
    .from(doctors)
    .innerJoin(departments, and(eq(departments.clinicId, clinicId), eq(departments.id, doctors.departmentId)))
    .leftJoin(rooms, and(eq(rooms.clinicId, clinicId), eq(rooms.id, doctors.roomId)))
    .where(and(eq(doctors.clinicId, clinicId), eq(doctors.id, userId)));
  return found ?? null;
}
