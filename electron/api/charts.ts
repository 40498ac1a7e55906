// A patient's chart as a whole: everything in the order of time, who may open it, and the glass that is broken to read a closed one.
import { z } from 'zod';
import { accessOf, glassLines, openChart, standingRestrictionsOf } from '../../db/chart-access.ts';
import { clinicOf } from '../../db/clinic-setup.ts';
import { visitOf } from '../../db/consultations.ts';
import { patientOf } from '../../db/patients.ts';
import { timelineOf, timelineTextsOf } from '../../db/timeline.ts';
import type { Tx } from '../../db/write.ts';
import {
  breakGlass,
  changeRestriction,
  chartReasonInput,
  reviewGlass,
  reviewGlassInput,
} from '../../domain/chart-access.ts';
import { Refused } from '../../domain/failure.ts';
import { rowId } from '../../domain/row.ts';
import { permit, router } from './trpc.ts';

const onePatient = z.object({ patientId: rowId });
/** By a visit too: a window that opens one asks for its timeline before it knows whose visit it is. */
const onePatientOrVisit = z.union([onePatient, z.object({ appointmentId: rowId })]);

export const chartsRouter = router({
  /** Everything in the chart, without the long texts. Audited as a reading of the chart. */
  timeline: permit('record.read')
    .meta({ travelsAsText: true })
    .input(onePatientOrVisit)
    .query(({ ctx, input }) =>
      ctx.write('records.read', (tx) => {
        const patientId =
          'patientId' in input ? input.patientId : visitOf(tx, input.appointmentId).appointment.patientId;
        readWhole(tx, patientId, 'timeline');
        return timelineOf(tx, { patientId, userId: ctx.user.userId, timeZone: clinicOf(tx).timeZone });
      }),
    ),

  /** The long texts, asked for once when somebody begins to search; then every key is answered where it is typed. */
  texts: permit('record.read')
    .input(onePatient)
    .query(({ ctx, input: { patientId } }) =>
      ctx.write('records.read', (tx) => {
        readWhole(tx, patientId, 'search');
        return timelineTextsOf(tx, patientId);
      }),
    ),

  /** Who may read this chart, as the person at the desk needs it. Holds nothing of the chart itself. */
  access: permit('record.read')
    .input(onePatient)
    .query(({ ctx, input: { patientId } }) => {
      patientOf(ctx.vault, patientId);
      const { treats, glassUntilMs } = accessOf(ctx.vault, patientId, ctx.user.userId);
      const [restriction = null] = standingRestrictionsOf(ctx.vault, patientId);
      return {
        restriction: restriction && {
          sinceMs: restriction.createdAtMs,
          byName: restriction.restrictedByName,
        },
        treats,
        glassUntilMs: glassUntilMs !== null && glassUntilMs > ctx.nowMs ? glassUntilMs : null,
      };
    }),

  close: permit('chart.close')
    .input(chartReasonInput)
    .mutation(({ ctx, input: { patientId, reason } }) =>
      ctx.write('charts.close', (tx) => {
        patientOf(tx, patientId);
        changeRestriction(accessOf(tx, patientId, tx.userId), ctx.user, 'close');
        tx.insert('chartRestrictions', {
          id: tx.newId(),
          patientId,
          reason,
          restrictedById: ctx.user.userId,
          liftedAtMs: null,
          liftedById: null,
        });
      }),
    ),

  lift: permit('chart.close')
    .input(onePatient)
    .mutation(({ ctx, input: { patientId } }) =>
      ctx.write('charts.lift', (tx) => {
        changeRestriction(accessOf(tx, patientId, tx.userId), ctx.user, 'lift');
        tx.about({ entity: 'patients', entityId: patientId, patientId });
        for (const { id } of standingRestrictionsOf(tx, patientId))
          tx.update('chartRestrictions', id, { liftedAtMs: tx.nowMs, liftedById: ctx.user.userId });
      }),
    ),

  breakGlass: permit('chart.breakGlass')
    .input(chartReasonInput)
    .mutation(({ ctx, input }) =>
      ctx.write('charts.breakGlass', (tx) => {
        patientOf(tx, input.patientId);
        const made = { id: tx.newId(), userId: ctx.user.userId, nowMs: tx.nowMs };
        const access = accessOf(tx, input.patientId, tx.userId);
        const { expiresAtMs } = tx.insert('brokenGlass', breakGlass(access, input, made));
        return { glassUntilMs: expiresAtMs };
      }),
    ),

  glass: permit('chart.review')
    .input(z.object({ reviewed: z.boolean() }))
    .query(({ ctx, input }) => glassLines(ctx.vault, input)),

  reviewGlass: permit('chart.review')
    .input(reviewGlassInput)
    .mutation(({ ctx, input: { glassId, note } }) =>
      ctx.write('charts.reviewGlass', (tx) => {
        const glass = tx.find('brokenGlass', glassId);
        if (!glass) throw new Refused({ code: 'not_found', subject: 'brokenGlass' });
        tx.about({ entity: 'brokenGlass', entityId: glassId, patientId: glass.patientId });
        tx.update('brokenGlass', glassId, reviewGlass(glass, ctx.user, { note, nowMs: tx.nowMs }));
      }),
    ),
});

function readWhole(tx: Tx, patientId: string, part: string): void {
  patientOf(tx, patientId);
  const { glassUntilMs } = openChart(tx, patientId);
  const note = { part, ...(glassUntilMs !== null && { glass: true }) };
  tx.about({ entity: 'patients', entityId: patientId, patientId, note });
}
