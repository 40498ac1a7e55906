// What a doctor has in hand beside the day: visits to sign, saved patients, everyone seen, and what comes out when a visit is finished.
import { z } from 'zod';
import {
  keepSaved,
  patientsOfDoctor,
  savedPatientOf,
  savedPatientsOf,
  unsignedVisits,
} from '../../db/doctors-patients.ts';
import { finishPapersOf, keepFinishPapers } from '../../db/finish-papers.ts';
import { profilesOf } from '../../db/print-profiles.ts';
import { type Tx, writeLocal } from '../../db/write.ts';
import { savedNotesInput, savePatientInput } from '../../domain/doctors-patients.ts';
import { Refused } from '../../domain/failure.ts';
import { choosePapersInput } from '../../domain/finish.ts';
import { printSetup } from '../../domain/print-profiles.ts';
import { rowId } from '../../domain/row.ts';
import { permit, router } from './trpc.ts';

const ofPatient = z.object({ patientId: rowId });

export const doctorsDeskRouter = router({
  /** Of mine, of whichever day: begun or completed, and not signed. */
  unsigned: permit('record.sign').query(({ ctx }) => unsignedVisits(ctx.vault, ctx.user.userId)),

  /** Everyone I have seen. Who they are and when they came; nothing of what was written. */
  patients: permit('savedPatient.keep')
    .input(z.object({ text: z.string().max(100), skip: z.number().int().min(0).max(1_000_000) }))
    .query(({ ctx, input }) => patientsOfDoctor(ctx.vault, { ...input, doctorId: ctx.user.userId })),

  saved: permit('savedPatient.keep').query(({ ctx }) => savedPatientsOf(ctx.vault, ctx.user.userId)),

  /** Whether I saved this patient, and what I noted there; null: not saved. */
  savedOne: permit('savedPatient.keep')
    .input(ofPatient)
    .query(({ ctx, input: { patientId } }) =>
      ctx.write('savedPatients.read', (tx) => {
        const saved = savedPatientOf(tx, { doctorId: ctx.user.userId, patientId });
        tx.about({ entity: 'savedPatients', ...(saved && { entityId: saved.id }), patientId });
        if (!saved || saved.removedAtMs !== null) return null;
        const { consultationNotes, lastConsultationAtMs, savedAtMs, updatedAtMs } = saved;
        return { consultationNotes, lastConsultationAtMs, savedAtMs, updatedAtMs };
      }),
    ),

  /** Saves the patient, or removes them from my list; both can be taken back by the other. */
  save: permit('savedPatient.keep')
    .input(savePatientInput)
    .mutation(({ ctx, input }) =>
      ctx.write('savedPatients.save', (tx) => {
        requirePatient(tx, input.patientId);
        const saved = keepSaved(tx, { ...input, doctorId: ctx.user.userId });
        tx.about({
          entity: 'savedPatients',
          ...(saved && { entityId: saved.id }),
          patientId: input.patientId,
        });
        return { isSaved: saved !== null && saved.removedAtMs === null };
      }),
    ),

  writeNotes: permit('savedPatient.keep')
    .input(savedNotesInput)
    .mutation(({ ctx, input: { patientId, seenMs, consultationNotes } }) =>
      ctx.write('savedPatients.note', (tx) => {
        const saved = savedPatientOf(tx, { doctorId: ctx.user.userId, patientId });
        if (!saved || saved.removedAtMs !== null)
          throw new Refused({ code: 'not_found', subject: 'savedPatient' });
        if (saved.updatedAtMs !== seenMs)
          throw new Refused({ code: 'changed_meanwhile', subject: 'savedPatient', id: saved.id });
        const { id, updatedAtMs } = tx.update('savedPatients', saved.id, { consultationNotes });
        tx.about({ entity: 'savedPatients', entityId: id, patientId });
        return { updatedAtMs };
      }),
    ),

  /** What comes out when I finish a visit at this PC, and on which printer; null is whichever the system calls its default. */
  finishPapers: permit('record.sign').query(({ ctx }) => {
    const profiles = profilesOf(ctx.vault);
    return finishPapersOf(ctx.vault, ctx.user.userId).map((paper) => {
      const profile = profiles.find(({ document }) => document === paper);
      const { printerName, copies } = printSetup(paper, profile);
      return { paper, printerName, copies };
    });
  }),

  chooseFinishPapers: permit('record.sign')
    .input(choosePapersInput)
    .mutation(({ ctx, input }) =>
      writeLocal(ctx.vault, (tx) => keepFinishPapers(tx, ctx.user.userId, input.papers)),
    ),
});

function requirePatient(tx: Tx, patientId: string): void {
  const patient = tx.find('patients', patientId);
  if (!patient) throw new Refused({ code: 'not_found', subject: 'patient' });
  if (patient.archivedAtMs !== null) throw new Refused({ code: 'patient_archived', patientId });
}
