// What people may change of themselves: name and phone, patients what the registry keeps of them, doctors how they present themselves. All else
// that is sent along is left as it is: clients send the whole object back. `""` reads as "nothing", as their forms mean it.
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { users } from '../../db/schema/accounts.ts';
import { doctors, rooms } from '../../db/schema/clinic-setup.ts';
import { patients } from '../../db/schema/patients.ts';
import { phone10 } from '../../domain/accounts.ts';
import { wallClock } from '../../domain/civil-date.ts';
import { Refused } from '../../domain/failure.ts';
import { editPatient, patientPatch } from '../../domain/patients.ts';
import { requiredText, typedText } from '../../domain/row.ts';
import { userAnswer, userShown } from '../accounts/users.ts';
import { clinicFacts } from '../appointments.ts';
import { credentials } from '../schema/accounts.ts';
import { type Reader, type Tx, violatedUnique } from '../transaction.ts';
import { detailAnswer, RestRefusal } from './answers.ts';
import { type App, type Caller, type Centre, everyRole, signedIn } from './routing.ts';
import { instantText } from './words.ts';

const fields = z.record(z.string(), z.unknown());
const name = requiredText(120).optional();
const tenDigits = z
  .string('The phone number needs exactly 10 digits.')
  .refine((text) => phone10.safeParse(text).success, 'The phone number needs exactly 10 digits.')
  .optional();
/** The registry's own rules, without its rule of an absent key: what is not sent stays. */
const registry = patientPatch.shape;
const anyCase = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (typeof value === 'string' ? value.toLowerCase() : value), schema);

const mine = z.object({
  full_name: name,
  phone_num: tenDigits,
  patient_profile: z
    .object({
      date_of_birth: registry.dateOfBirth,
      gender: anyCase(registry.gender),
      address: registry.address,
      insurance_id: registry.insuranceId,
      emergency_contact: registry.emergencyContact,
      emergency_contact_phone: registry.emergencyContactPhone,
    })
    .partial()
    .nullish(),
  doctor_profile: z
    .object({
      room: z.number('A room is named by its number.').int().nullable(),
      title: typedText(50),
      specialization: typedText(120),
      bio: typedText(4_000),
    })
    .partial()
    .nullish(),
});
const appProfile = z.object({
  full_name: name,
  mobile_number: tenDigits,
  date_of_birth: registry.dateOfBirth.optional(),
  gender: anyCase(registry.gender).optional(),
  blood_group: registry.bloodGroup.optional(),
  allergies: registry.allergies.optional(),
  chronic_conditions: registry.chronicConditions.optional(),
  specialization: typedText(120).optional(),
  license_number: typedText(50).optional(),
});
const text = z.string().nullable();
export const appProfileAnswer = z.object({
  id: z.string(),
  email: z.string(),
  mobile_number: text,
  full_name: z.string(),
  role: z.enum(['PATIENT', 'DOCTOR', 'SUPER_ADMIN', 'RECEPTIONIST']),
  date_of_birth: text,
  gender: text,
  blood_group: text,
  allergies: text,
  chronic_conditions: text,
  specialization: text,
  license_number: text,
  patient_uuid: text,
  is_verified: z.boolean(),
  is_mobile_verified: z.boolean(),
  created_at: z.string(),
  updated_at: z.string(),
});

export const profileRoutes = (centre: Centre) => async (app: App) => {
  const { door, clinicId } = centre;
  const config = { access: everyRole } as const;
  const contextOf = ({ userId }: Caller, ipAddress: string) => ({
    userId,
    kind: 'accounts.editProfile',
    nowMs: centre.nowMs(),
    ipAddress,
  });

  for (const method of ['PATCH', 'PUT'] as const)
    app.route({
      method,
      url: '/user/me',
      config,
      schema: {
        summary: 'Change what is known of me',
        tags: ['auth'],
        body: mine,
        response: { 200: userAnswer, 400: fields, 401: detailAnswer },
      },
      handler: async (request) => {
        const caller = signedIn(request);
        const { full_name: fullName, phone_num: mobileNumber, ...profiles } = request.body;
        return asFields({ mobile: 'phone_num', profile: `${caller.role}_profile` }, () =>
          door.write(clinicId, contextOf(caller, request.ip), async (tx) => {
            await changePerson(tx, caller, { fullName, mobileNumber });
            const known = profiles.patient_profile;
            await changePatient(tx, caller, {
              fullName,
              phone: mobileNumber,
              dateOfBirth: known?.date_of_birth,
              gender: known?.gender,
              address: known?.address,
              insuranceId: known?.insurance_id,
              emergencyContact: known?.emergency_contact,
              emergencyContactPhone: known?.emergency_contact_phone,
            });
            if (profiles.doctor_profile) await changeDoctor(tx, caller, profiles.doctor_profile);
            return userShown(tx, caller.userId);
          }),
        );
      },
    });

  app.get(
    '/auth/profile',
    {
      config,
      schema: {
        summary: 'Who I am, as the app shows it',
        tags: ['auth'],
        response: { 200: appProfileAnswer, 401: detailAnswer },
      },
    },
    (request) => door.read(clinicId, (reader) => profileShown(reader, signedIn(request).userId)),
  );
  app.put(
    '/auth/profile',
    {
      config,
      schema: {
        summary: 'Change what is known of me, as the app does',
        tags: ['auth'],
        body: appProfile,
        response: { 200: appProfileAnswer, 400: fields, 401: detailAnswer },
      },
    },
    async (request) => {
      const caller = signedIn(request);
      const { body } = request;
      return asFields({ mobile: 'mobile_number', profile: null }, () =>
        door.write(clinicId, contextOf(caller, request.ip), async (tx) => {
          const { full_name: fullName, mobile_number: mobileNumber } = body;
          await changePerson(tx, caller, { fullName, mobileNumber });
          await changePatient(tx, caller, {
            fullName,
            phone: mobileNumber,
            dateOfBirth: body.date_of_birth,
            gender: body.gender,
            bloodGroup: body.blood_group,
            allergies: body.allergies,
            chronicConditions: body.chronic_conditions,
          });
          await changeDoctor(tx, caller, {
            specialization: body.specialization,
            licenseNumber: body.license_number === '' ? null : body.license_number,
          });
          return profileShown(tx, caller.userId);
        }),
      );
    },
  );
};

type PersonPatch = { fullName: string | undefined; mobileNumber: string | null | undefined };

/** Whose rows are changed: the caller's own, or those of somebody an admin looks after. */
type Whose = Pick<Caller, 'userId' | 'role'>;

export async function changePerson(tx: Tx, { userId, role }: Whose, patch: PersonPatch): Promise<void> {
  tx.about({ entity: 'users', entityId: userId, patientId: role === 'patient' ? userId : null });
  const before = await tx.find('users', userId);
  const { fullName, mobileNumber } = patch;
  if (fullName !== undefined) await tx.update('users', userId, { fullName });
  if (mobileNumber === undefined || mobileNumber === before?.mobileNumber) return;
  await tx.update('users', userId, { mobileNumber });
  // Another number has answered no code yet.
  await tx.db
    .update(credentials)
    .set({ mobileVerifiedAtMs: null })
    .where(and(eq(credentials.clinicId, tx.clinicId), eq(credentials.userId, userId)));
}

/** What the registry of patients says of somebody follows the account. */
export async function changePatient(
  tx: Tx,
  { userId, role }: Whose,
  given: { [Field in keyof z.infer<typeof patientPatch>]: z.infer<typeof patientPatch>[Field] | undefined },
): Promise<void> {
  if (role !== 'patient') return;
  const patient = await tx.find('patients', userId);
  if (!patient) return;
  const { timeZone } = await clinicFacts(tx);
  const by = { role, today: wallClock(tx.nowMs, timeZone).date };
  const patch = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const fields = editPatient(patient, { patch, readAtMs: patient.updatedAtMs }, by);
  if (Object.keys(fields).length > 0) await tx.update('patients', userId, fields);
}

type DoctorPatch = {
  room?: number | null | undefined;
  title?: string | undefined;
  specialization?: string | undefined;
  bio?: string | undefined;
  licenseNumber?: string | null | undefined;
};

async function changeDoctor(tx: Tx, { userId, role }: Caller, patch: DoctorPatch): Promise<void> {
  if (role !== 'doctor' || !(await tx.find('doctors', userId))) return;
  const { room, ...texts } = patch;
  const given = Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== undefined));
  const roomId = room === undefined || room === null ? room : await roomOf(tx, room);
  const fields = { ...given, ...(roomId !== undefined && { roomId }) };
  if (Object.keys(fields).length > 0) await tx.update('doctors', userId, fields);
}

async function roomOf({ db, clinicId }: Reader, number: number): Promise<string> {
  const [found] = await db
    .select({ id: rooms.id })
    .from(rooms)
    .where(and(eq(rooms.clinicId, clinicId), eq(rooms.restId, number), eq(rooms.isActive, true)));
  if (!found) throw new RestRefusal(400, { doctor_profile: { room: ['There is no such room.'] } });
  return found.id;
}

const appRoles = {
  patient: 'PATIENT',
  doctor: 'DOCTOR',
  admin: 'SUPER_ADMIN',
  receptionist: 'RECEPTIONIST',
} as const;

export async function profileShown(
  reader: Reader,
  userId: string,
): Promise<z.infer<typeof appProfileAnswer>> {
  const { db, clinicId } = reader;
  const [found] = await db
    .select({
      user: users,
      patient: patients,
      doctor: doctors,
      mobileVerifiedAtMs: credentials.mobileVerifiedAtMs,
    })
    .from(users)
    .leftJoin(patients, and(eq(patients.clinicId, clinicId), eq(patients.id, users.id)))
    .leftJoin(doctors, and(eq(doctors.clinicId, clinicId), eq(doctors.id, users.id)))
    .leftJoin(credentials, and(eq(credentials.clinicId, clinicId), eq(credentials.userId, users.id)))
    .where(and(eq(users.clinicId, clinicId), eq(users.id, userId)));
  if (!found) throw new Refused({ code: 'not_found', subject: 'user' });
  const { user, patient, doctor, mobileVerifiedAtMs } = found;
  const { timeZone } = await clinicFacts(reader);
  return {
    id: user.id,
    email: user.email,
    mobile_number: user.mobileNumber,
    full_name: user.fullName,
    role: appRoles[user.role],
    date_of_birth: patient?.dateOfBirth ?? null,
    gender: patient?.gender ?? null,
    blood_group: patient?.bloodGroup ?? null,
    allergies: patient?.allergies ?? null,
    chronic_conditions: patient?.chronicConditions ?? null,
    specialization: doctor?.specialization ?? null,
    license_number: doctor?.licenseNumber ?? null,
    patient_uuid: patient?.patientUuid ?? null,
    is_verified: user.isVerified,
    is_mobile_verified: mobileVerifiedAtMs !== null,
    created_at: instantText(user.createdAtMs, timeZone),
    updated_at: instantText(user.updatedAtMs, timeZone),
  };
}

const restNames: Record<string, string> = { dateOfBirth: 'date_of_birth' };

/** Says under the field of the client what a rule or a unique index refused (fault F13: never a 500). */
async function asFields<Result>(
  { mobile, profile }: { mobile: string; profile: string | null },
  work: () => Promise<Result>,
): Promise<Result> {
  const at = (place: string, words: string) => {
    const errors = { [place]: [words] };
    return new RestRefusal(400, profile === null ? errors : { [profile]: errors });
  };
  try {
    return await work();
  } catch (error) {
    const index = violatedUnique(error);
    if (index === 'users_mobile_number')
      throw new RestRefusal(400, { [mobile]: ['This number has an account already.'] });
    if (index === 'doctors_room') throw at('room', 'Another doctor has this room.');
    if (index === 'doctors_license') throw at('license_number', 'Another doctor has this number.');
    if (!(error instanceof Refused)) throw error;
    const { failure } = error;
    if (failure.code === 'patient_archived')
      throw new RestRefusal(400, { non_field_errors: ['This record is closed. Please call the clinic.'] });
    if (failure.code !== 'invalid_input') throw error;
    const [field = 'non_field_errors'] = Object.keys(failure.fields ?? {});
    throw at(restNames[field] ?? field, 'This day is still to come.');
  }
}
