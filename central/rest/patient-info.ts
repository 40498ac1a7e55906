// A patient as others may see one in lists: who it is, and nothing of what the chart says.
import { and, eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import { patients } from '../../db/schema/patients.ts';
import type { Reader } from '../transaction.ts';

export const patientInfo = z.object({
  id: z.string(),
  patient_uuid: z.string().nullable(),
  full_name: z.string(),
  date_of_birth: z.string().nullable(),
  gender: z.string().nullable(),
});
export type PatientInfo = z.infer<typeof patientInfo>;

/** Looks up any of these by id; one who is not in the registry has an empty name. */
export async function patientInfos(
  { db, clinicId }: Reader,
  ids: readonly string[],
): Promise<(id: string) => PatientInfo> {
  const wanted = [...new Set(ids)];
  const rows =
    wanted.length === 0
      ? []
      : await db
          .select()
          .from(patients)
          .where(and(eq(patients.clinicId, clinicId), inArray(patients.id, wanted)));
  const found = new Map(rows.map((row) => [row.id, row]));
  return (id) => {
    const row = found.get(id);
    return {
      id,
      patient_uuid: row?.patientUuid ?? null,
      full_name: row?.fullName ?? '',
      date_of_birth: row?.dateOfBirth ?? null,
      gender: row?.gender ?? null,
    };
  };
}
