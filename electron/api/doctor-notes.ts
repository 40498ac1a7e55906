// Doctors' notes about a patient: each writes and archives their own, colleagues who read charts read them. Every reading is audited.
import { z } from 'zod';
import { openChart } from '../../db/chart-access.ts';
import { notesOfDoctor, notesOfPatient } from '../../db/doctors-patients.ts';
import type { Tx } from '../../db/write.ts';
import {
  addNoteInput,
  archiveNoteInput,
  type DoctorNote,
  editNoteInput,
  ownNote,
} from '../../domain/doctors-patients.ts';
import { Refused } from '../../domain/failure.ts';
import { rowId } from '../../domain/row.ts';
import { permit, router, type SignedInContext } from './trpc.ts';

export const doctorNotesRouter = router({
  ofPatient: permit('record.read')
    .input(z.object({ patientId: rowId }))
    .query(({ ctx, input: { patientId } }) =>
      ctx.write('doctorNotes.read', (tx) => {
        openChart(tx, patientId);
        tx.about({ entity: 'doctorNotes', patientId });
        return notesOfPatient(tx, patientId);
      }),
    ),

  /** My own about everybody; each patient whose notes are on the page has an entry in the trail. */
  mine: permit('note.write')
    .input(z.object({ skip: z.number().int().min(0).max(1_000_000) }))
    .query(({ ctx, input }) =>
      ctx.write('doctorNotes.read', (tx) => {
        const page = notesOfDoctor(tx, { ...input, doctorId: ctx.user.userId });
        const [first, ...others] = [...new Set(page.notes.map(({ patientId }) => patientId))].map(
          (patientId) => ({ entity: 'doctorNotes', patientId }),
        );
        tx.about(first ?? { entity: 'doctorNotes' }, ...others);
        return page;
      }),
    ),

  add: permit('note.write')
    .input(addNoteInput)
    .mutation(({ ctx, input }) =>
      ctx.write('doctorNotes.save', (tx) => {
        if (!tx.find('patients', input.patientId))
          throw new Refused({ code: 'not_found', subject: 'patient' });
        const note = { ...input, id: tx.newId(), doctorId: ctx.user.userId, archivedAtMs: null };
        return answer(tx, tx.insert('doctorNotes', note));
      }),
    ),

  edit: permit('note.write')
    .input(editNoteInput)
    .mutation(({ ctx, input: { noteId, seenMs, ...content } }) =>
      ctx.write('doctorNotes.save', (tx) => {
        const note = known(ctx, tx, { noteId, seenMs });
        return answer(tx, tx.update('doctorNotes', note.id, content));
      }),
    ),

  /** Out of sight, or back again. */
  archive: permit('note.write')
    .input(archiveNoteInput)
    .mutation(({ ctx, input: { isArchived, ...seen } }) =>
      ctx.write('doctorNotes.archive', (tx) => {
        const note = known(ctx, tx, seen);
        return answer(tx, tx.update('doctorNotes', note.id, { archivedAtMs: isArchived ? tx.nowMs : null }));
      }),
    ),
});

const known = (ctx: SignedInContext, tx: Tx, { noteId, seenMs }: { noteId: string; seenMs: number }) =>
  ownNote(tx.find('doctorNotes', noteId), { userId: ctx.user.userId, seenMs });

function answer(tx: Tx, { id, patientId, updatedAtMs }: DoctorNote) {
  tx.about({ entity: 'doctorNotes', entityId: id, patientId });
  return { id, updatedAtMs };
}
