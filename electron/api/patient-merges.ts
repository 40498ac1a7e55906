// Two records of one person: looked at side by side, made one, taken apart again. What becomes of whom is decided in domain/patient-merges.ts.
import { z } from 'zod';
import { asOpened } from '../../db/chart-access.ts';
import {
  giveRowsTo,
  mergeOf,
  rowsOfPatient,
  standingMerges,
  tablesOfPatients,
  visitClashes,
} from '../../db/patient-merges.ts';
import { clinicToday, patientOf } from '../../db/patients.ts';
import type { Tx } from '../../db/write.ts';
import { checkPair, countsOf, mergeChoices, mergePatients, takeApart } from '../../domain/patient-merges.ts';
import { patientAsSeenBy } from '../../domain/patients.ts';
import { rowId } from '../../domain/row.ts';
import { permit, router, type SignedInContext } from './trpc.ts';

const pair = z.object({ keptId: rowId, otherId: rowId });
const oneMerge = z.object({ mergeId: rowId });

export const patientMergesRouter = router({
  /** Both records, what would move, and when both are booked at one time. That both were read is in the trail. */
  preview: permit('patient.merge')
    .input(pair)
    .query(({ ctx, input }) =>
      ctx.write('patients.read', (tx) => {
        const [kept, other] = [patientOf(tx, input.keptId), patientOf(tx, input.otherId)];
        aboutBoth(tx, kept.id, other.id);
        checkPair(kept, other);
        return {
          kept: patientAsSeenBy(ctx.user.role, asOpened(tx, kept)),
          other: patientAsSeenBy(ctx.user.role, asOpened(tx, other)),
          /** Whether there are doctors' notes to join; not what is in them. */
          haveNotes: kept.notes !== null && other.notes !== null,
          moves: countsOf(rowsOfPatient(tx, other.id)),
          stays: countsOf(rowsOfPatient(tx, kept.id)),
          clashes: visitClashes(tx, kept.id, other.id),
          today: clinicToday(tx, ctx.nowMs),
        };
      }),
    ),

  merge: permit('patient.merge')
    .input(
      pair.extend({
        readAtMs: z.object({ kept: z.number().int(), other: z.number().int() }),
        choices: mergeChoices,
      }),
    )
    .mutation(({ ctx, input: { keptId, otherId, readAtMs, choices } }) =>
      ctx.write('patients.merge', (tx) => {
        const [kept, other] = [patientOf(tx, keptId), patientOf(tx, otherId)];
        aboutBoth(tx, kept.id, other.id);
        const rows = rowsOfPatient(tx, other.id);
        const merging = { mergeId: tx.newId(), kept, other, readAtMs, choices, rows };
        const decided = mergePatients(merging, byOf(ctx));
        giveRowsTo(tx, kept.id, decided.merge.moved);
        tx.update('patients', kept.id, decided.keptPatch);
        tx.update('patients', other.id, decided.otherPatch);
        tx.insert('patientMerges', decided.merge);
        return { mergeId: decided.merge.id };
      }),
    ),

  /** What taking a merge apart would bring back, and what it would leave. Names of fields, never what is in them. */
  takeApartPreview: permit('patient.merge')
    .input(oneMerge)
    .query(({ ctx, input }) =>
      ctx.write('patients.read', (tx) => {
        const { merge, kept, rows, decided } = takenApart(tx, ctx, input.mergeId);
        const { fullName, recordNumber } = patientOf(tx, merge.mergedId);
        const back = countsOf(decided.back);
        const stays = countsOf(rows);
        for (const table of tablesOfPatients) stays[table] -= back[table];
        return {
          kept: { id: kept.id, fullName: kept.fullName, recordNumber: kept.recordNumber },
          other: { id: merge.mergedId, fullName, recordNumber },
          mergedAtMs: merge.mergedAtMs,
          back,
          stays,
          fieldsBack: decided.fieldsBack.map(({ field }) => field),
          fieldsLeft: decided.fieldsLeft,
        };
      }),
    ),

  takeApart: permit('patient.merge')
    .input(oneMerge)
    .mutation(({ ctx, input }) =>
      ctx.write('patients.takeApart', (tx) => {
        const { merge, decided } = takenApart(tx, ctx, input.mergeId);
        giveRowsTo(tx, merge.mergedId, decided.back);
        tx.update('patients', merge.keptId, decided.keptPatch);
        tx.update('patients', merge.mergedId, decided.otherPatch);
        tx.update('patientMerges', merge.id, decided.mergePatch);
        for (const [id, keptBefore] of decided.laterPatches) tx.update('patientMerges', id, { keptBefore });
        return { otherId: merge.mergedId, fieldsLeft: decided.fieldsLeft };
      }),
    ),
});

function takenApart(tx: Tx, ctx: SignedInContext, mergeId: string) {
  const merge = mergeOf(tx, mergeId);
  aboutBoth(tx, merge.keptId, merge.mergedId);
  const kept = patientOf(tx, merge.keptId);
  const rows = rowsOfPatient(tx, kept.id);
  const standing = standingMerges(tx, kept.id);
  return { merge, kept, rows, decided: takeApart({ merge, kept, rows, standing }, byOf(ctx)) };
}

const byOf = (ctx: SignedInContext) => ({ userId: ctx.user.userId, nowMs: ctx.nowMs });

const about = (patientId: string) => ({ entity: 'patients', entityId: patientId, patientId });
const aboutBoth = (tx: Tx, keptId: string, otherId: string) => tx.about(about(keptId), about(otherId));
