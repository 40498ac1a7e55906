// The registry's procedures: search, list, one patient, register, edit, archive. What may happen is decided in domain/patients.ts.
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { asOpened, openChart } from '../../db/chart-access.ts';
import { householdOf, similarPatients } from '../../db/patient-duplicates.ts';
import { mergesInto } from '../../db/patient-merges.ts';
import { searchPatients } from '../../db/patient-search.ts';
import {
  clinicToday,
  countPatients,
  livingRecordOf,
  MOST_VISITS,
  nextVisitOf,
  noShowsOf,
  pageOfPatients,
  patientOf,
  takeRecordNumber,
  visitsOfPatient,
} from '../../db/patients.ts';
import type { Tx } from '../../db/write.ts';
import { civilDate } from '../../domain/civil-date.ts';
import { Refused } from '../../domain/failure.ts';
import {
  archivePatient,
  editPatient,
  type Patient,
  patientAsSeenBy,
  patientInput,
  patientPatch,
  registerPatient,
  restorePatient,
} from '../../domain/patients.ts';
import { rowId } from '../../domain/row.ts';
import { permit, router, type SignedInContext } from './trpc.ts';

const onePatient = z.object({ patientId: rowId });
const lists = z.enum(['all', 'recent', 'archived']);
const place = z.object({ key: z.union([z.string(), z.number()]), id: rowId }).nullable();

export const patientsRouter = router({
  /** As you type: at most 20, the best first. */
  search: permit('patient.read')
    .input(z.object({ text: z.string().max(200), which: z.enum(['active', 'archived']).optional() }))
    .query(({ ctx, input: { text, which = 'active' } }) =>
      searchPatients(ctx.vault, { text, which, today: clinicToday(ctx.vault, ctx.nowMs) }),
    ),

  /** One page of the list; `cursor` is where the last one ended. */
  list: permit('patient.read')
    .input(
      z.object({
        list: lists,
        cursor: place.default(null),
        limit: z.number().int().min(1).max(200).default(100),
      }),
    )
    .query(({ ctx, input: { list, cursor, limit } }) =>
      pageOfPatients(ctx.vault, { list, after: cursor, limit }),
    ),

  count: permit('patient.read')
    .input(z.object({ list: lists }))
    .query(({ ctx, input }) => countPatients(ctx.vault, input.list)),

  /** What stands at the head of every screen about a patient. */
  banner: permit('patient.read')
    .input(onePatient)
    .query(({ ctx, input }) => {
      const patient = patientOf(ctx.vault, input.patientId);
      const living = livingRecordOf(ctx.vault, patient);
      return {
        id: patient.id,
        fullName: patient.fullName,
        recordNumber: patient.recordNumber,
        dateOfBirth: patient.dateOfBirth,
        gender: patient.gender,
        phone: patient.phone,
        bloodGroup: patient.bloodGroup,
        allergies: patient.allergies,
        chronicConditions: patient.chronicConditions,
        warnings: patient.warnings,
        archivedAtMs: patient.archivedAtMs,
        noShows: noShowsOf(ctx.vault, patient.id),
        mergedInto: living.id === patient.id ? null : nameOf(living),
        today: clinicToday(ctx.vault, ctx.nowMs),
      };
    }),

  /** The patient's page. Who opened it is audited. */
  page: permit('patient.read')
    .input(onePatient)
    .query(({ ctx, input }) =>
      ctx.write('patients.read', (tx) => {
        const patient = patientOf(tx, input.patientId);
        tx.about({ entity: 'patients', entityId: patient.id, patientId: patient.id });
        const living = livingRecordOf(tx, patient);
        const visits = visitsOfPatient(tx, patient.id);
        return {
          patient: patientAsSeenBy(ctx.user.role, asOpened(tx, patient)),
          visits,
          /** The oldest are not among them. */
          hasMoreVisits: visits.length === MOST_VISITS,
          household: householdOf(tx, patient),
          mergedInto: living.id === patient.id ? null : nameOf(living),
          merges: mergesInto(tx, patient.id),
          today: clinicToday(tx, ctx.nowMs),
        };
      }),
    ),

  /** While a form is filled: who might be the same person, who shares the phone. */
  similar: permit('patient.read')
    .input(
      z.object({
        fullName: z.string().max(200),
        dateOfBirth: civilDate.nullable(),
        phone: z.string().max(40).nullable(),
        except: rowId.optional(),
      }),
    )
    .query(({ ctx, input: { except, ...described } }) =>
      similarPatients(ctx.vault, described, { today: clinicToday(ctx.vault, ctx.nowMs), except }),
    ),

  register: permit('patient.register')
    .input(patientInput)
    .mutation(({ ctx, input }) =>
      ctx.write('patients.register', (tx) => {
        const ids = { id: tx.newId(), patientUuid: uuidv7(), recordNumber: takeRecordNumber(tx) };
        const patient = tx.insert('patients', registerPatient(input, ids, byOf(ctx, tx)));
        return patientAsSeenBy(ctx.user.role, patient);
      }),
    ),

  edit: permit('patient.edit')
    .input(z.object({ patientId: rowId, readAtMs: z.number().int(), patch: patientPatch }))
    .mutation(({ ctx, input: { patientId, patch, readAtMs } }) =>
      ctx.write('patients.edit', (tx) => {
        const patient = known(tx, patientId);
        const fields = editPatient(patient, { patch, readAtMs }, byOf(ctx, tx));
        // Nobody writes over notes they may not read.
        if (patch.notes !== undefined) openChart(tx, patientId);
        const changed = tx.update('patients', patientId, fields);
        return patientAsSeenBy(ctx.user.role, asOpened(tx, changed));
      }),
    ),

  archive: permit('patient.archive')
    .input(onePatient)
    .mutation(({ ctx, input }) =>
      ctx.write('patients.archive', (tx) => {
        const patient = known(tx, input.patientId);
        const expected = nextVisitOf(tx, patient.id, clinicToday(tx, ctx.nowMs));
        tx.update('patients', patient.id, archivePatient(patient, expected, tx.nowMs));
      }),
    ),

  restore: permit('patient.archive')
    .input(onePatient)
    .mutation(({ ctx, input }) =>
      ctx.write('patients.restore', (tx) => {
        const patient = known(tx, input.patientId);
        tx.update('patients', patient.id, restorePatient(patient));
      }),
    ),
});

const nameOf = ({ id, fullName, recordNumber }: Patient) => ({ id, fullName, recordNumber });

const byOf = (ctx: SignedInContext, tx: Tx) => ({ role: ctx.user.role, today: clinicToday(tx, ctx.nowMs) });

function known(tx: Tx, patientId: string) {
  const patient = tx.find('patients', patientId);
  if (!patient) throw new Refused({ code: 'not_found', subject: 'patient' });
  tx.about({ entity: 'patients', entityId: patientId, patientId });
  return patient;
}
