// What a doctor prescribes with: medicines to choose, earlier prescriptions of the patient, the last note. Reading a patient's is audited.
import { z } from 'zod';
import { openChart } from '../../db/chart-access.ts';
import { medicinePage, saveMedicine } from '../../db/medicines.ts';
import { earlierPrescriptions, lastNoteOf, medicineChoices } from '../../db/prescriptions.ts';
import { visitOf } from '../../db/consultations.ts';
import type { Tx } from '../../db/write.ts';
import { editOf } from '../../domain/clinic-setup-input.ts';
import { medicineInput } from '../../domain/medicines.ts';
import { rowId } from '../../domain/row.ts';
import { permit, router } from './trpc.ts';

const search = z.object({ text: z.string().max(200) });
const ofVisit = z.object({ appointmentId: rowId });
const CHOICES = 12;
const SETUP_ROWS = 200;
const EARLIER = 8;

export const prescribingRouter = router({
  /** What typing a medicine's name finds: the doctor's favourites first. */
  choices: permit('record.write')
    .input(search)
    .query(({ ctx, input }) =>
      medicineChoices(ctx.vault, { doctorId: ctx.user.userId, typed: input.text, limit: CHOICES }),
    ),

  /** The patient's earlier prescriptions, to be repeated. */
  earlier: permit('record.write')
    .input(ofVisit)
    .query(({ ctx, input }) =>
      ctx.write('records.read', (tx) => {
        const patientId = aboutPatientOf(tx, input.appointmentId, 'prescriptions');
        return earlierPrescriptions(tx, { patientId, ...input, limit: EARLIER });
      }),
    ),

  /** What this doctor wrote about the patient last, to be repeated; null when there is nothing. */
  lastNote: permit('record.write')
    .input(ofVisit)
    .query(({ ctx, input }) =>
      ctx.write('records.read', (tx) => {
        const patientId = aboutPatientOf(tx, input.appointmentId, 'lastNote');
        return lastNoteOf(tx, { patientId, doctorId: ctx.user.userId, ...input });
      }),
    ),

  /** The clinic's list, for the set-up. */
  medicines: permit('setup.manage')
    .input(search)
    .query(({ ctx, input }) => medicinePage(ctx.vault, input.text, SETUP_ROWS)),
  saveMedicine: permit('setup.manage')
    .input(z.object({ edit: z.object(editOf), values: medicineInput }))
    .mutation(({ ctx, input }) =>
      ctx.write('setup.saveMedicine', (tx) => saveMedicine(tx, input.edit, input.values)),
    ),
});

function aboutPatientOf(tx: Tx, appointmentId: string, part: string): string {
  const { appointment } = visitOf(tx, appointmentId);
  const { id, patientId } = appointment;
  openChart(tx, patientId);
  tx.about({ entity: 'appointments', entityId: id, patientId, note: { part } });
  return patientId;
}
