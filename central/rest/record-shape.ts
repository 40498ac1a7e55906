// A medical record as the REST API shows it, with what its visit cost. Reading one is told to the audit trail by whoever answers it.
import { and, desc, eq, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { users } from '../../db/schema/accounts.ts';
import { appointments } from '../../db/schema/appointments.ts';
import { brokenGlass, chartRestrictions } from '../../db/schema/chart-access.ts';
import { medicalRecords } from '../../db/schema/consultations.ts';
import { departments, services } from '../../db/schema/clinic-setup.ts';
import type { Appointment } from '../../domain/appointments.ts';
import { type ClinicFacts, clinicFacts } from '../appointments.ts';
import { paymentMarks } from '../schema/booking.ts';
import type { Reader, Tx } from '../transaction.ts';
import type { Caller, Centre } from './routing.ts';
import { instantText, moneyText } from './words.ts';

const restId = z.number().int();
export const medicalRecordAnswer = z.object({
  id: restId,
  appointment: restId,
  diagnosis: z.string(),
  prescription: z.string(),
  treatment_plan: z.string(),
  notes: z.string(),
  follow_up_date: z.string().nullable(),
  vital_signs: z.record(z.string(), z.unknown()),
  created_by: restId.nullable(),
  created_by_name: z.string().nullable(),
  /** A mark that somebody made; the API moves no money. */
  payment_status: z.enum(['pending', 'paid']),
  total_fee: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
});
export type RecordShown = z.infer<typeof medicalRecordAnswer>;

type Found = {
  record: typeof medicalRecords.$inferSelect;
  visit: Pick<Appointment, 'estimatedFeeMinor'> & { restId: number };
  author: { id: number; fullName: string } | null;
  paidAtMs: number | null;
};

export function recordShown(
  { record, visit, author, paidAtMs }: Found,
  { timeZone, currency }: Pick<ClinicFacts, 'timeZone' | 'currency'>,
): RecordShown {
  return {
    id: record.restId,
    appointment: visit.restId,
    diagnosis: record.diagnosis,
    prescription: record.prescription,
    treatment_plan: record.treatmentPlan,
    notes: record.notes,
    follow_up_date: record.followUpDate,
    vital_signs: record.vitalSigns,
    created_by: author?.id ?? null,
    created_by_name: author?.fullName ?? null,
    payment_status: paidAtMs === null ? 'pending' : 'paid',
    total_fee: moneyText(visit.estimatedFeeMinor, currency),
    created_at: instantText(record.createdAtMs, timeZone),
    updated_at: instantText(record.updatedAtMs, timeZone),
  };
}

/**
 * Whether the chart a visit belongs to is closed to the caller. Patients read their own and doctors see their own visits only, so they treat
 * whom they see: it is closed to admins without broken glass, under the rule of `isReadable` in the domain.
 */
export function isClosedTo({ role, userId }: Caller, clinicId: string): SQL<boolean> {
  if (role !== 'admin') return sql<boolean>`false`;
  return sql<boolean>`(exists (select from ${chartRestrictions} where ${chartRestrictions.clinicId} = ${clinicId}
    and ${chartRestrictions.patientId} = ${appointments.patientId} and ${chartRestrictions.liftedAtMs} is null)
    and not exists (select from ${brokenGlass} where ${brokenGlass.clinicId} = ${clinicId}
    and ${brokenGlass.patientId} = ${appointments.patientId} and ${brokenGlass.userId} = ${userId}
    and ${brokenGlass.expiresAtMs} > (extract(epoch from now()) * 1000)::bigint))`;
}

export type RecordsAsked = { where: SQL | undefined; limit?: number; offset?: number };
export type RecordRow = Found & { patientId: string };

/** Records with their visits, the newest first. */
export async function recordsWhere(
  { db, clinicId }: Reader,
  { where, limit = 1, offset = 0 }: RecordsAsked,
): Promise<RecordRow[]> {
  const rows = await db
    .select({
      record: medicalRecords,
      visit: { restId: appointments.restId, estimatedFeeMinor: appointments.estimatedFeeMinor },
      author: { id: users.restId, fullName: users.fullName },
      paidAtMs: paymentMarks.atMs,
    })
    .from(medicalRecords)
    .innerJoin(
      appointments,
      and(eq(appointments.clinicId, clinicId), eq(appointments.id, medicalRecords.appointmentId)),
    )
    .leftJoin(users, and(eq(users.clinicId, clinicId), eq(users.id, medicalRecords.createdById)))
    .leftJoin(
      paymentMarks,
      and(eq(paymentMarks.clinicId, clinicId), eq(paymentMarks.appointmentId, appointments.id)),
    )
    .where(and(eq(medicalRecords.clinicId, clinicId), where))
    .orderBy(desc(medicalRecords.createdAtMs), desc(medicalRecords.id))
    .limit(limit)
    .offset(offset);
  return rows.map((row) => ({ ...row, patientId: row.record.patientId }));
}

/** What the visit costs, by its parts, from prices of today; the total is the visit's own. */
export async function feeParts({ db, clinicId }: Reader, visit: Appointment) {
  const [found] = await db
    .select({ examinationMinor: departments.examinationFeeMinor, serviceMinor: services.priceMinor })
    .from(departments)
    .leftJoin(services, and(eq(services.clinicId, clinicId), eq(services.id, visit.serviceId ?? '')))
    .where(and(eq(departments.clinicId, clinicId), eq(departments.id, visit.departmentId)));
  return {
    examinationMinor: found?.examinationMinor ?? 0,
    serviceMinor: found?.serviceMinor ?? 0,
    totalMinor: visit.estimatedFeeMinor,
  };
}

/**
 * Notes in the trail that records were read, and by whom. Patients read their own: nobody is told of that. Nothing was answered before this
 * has committed.
 */
export async function noteReading(
  centre: Centre,
  { caller, ip, patients }: { caller: Caller; ip: string; patients: readonly string[] },
): Promise<void> {
  const read = [...new Set(patients)];
  if (caller.role === 'patient' || read.length === 0) return;
  const context = { userId: caller.userId, kind: 'records.read', nowMs: centre.nowMs(), ipAddress: ip };
  await centre.door.write(centre.clinicId, context, async (tx) => aboutRecords(tx, read));
}

export function aboutRecords(tx: Tx, patients: readonly string[]): void {
  const [only = null] = patients;
  const subject = { entity: 'medicalRecords', entityId: null };
  if (patients.length === 1) tx.about({ ...subject, patientId: only });
  else tx.about({ ...subject, patientId: null }, { patients: [...patients] });
}

/** The facts of the clinic beside the rows, for `recordShown`. */
export const recordsShown = async (reader: Reader, rows: readonly Found[]): Promise<RecordShown[]> => {
  const clinic = await clinicFacts(reader);
  return rows.map((row) => recordShown(row, clinic));
};
