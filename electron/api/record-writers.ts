// Who writes a record now: claimed by the window that writes it, asked by everybody who only reads.
import { z } from 'zod';
import { visitOf } from '../../db/consultations.ts';
import { newestDraft } from '../../db/drafts.ts';
import { subjectText } from '../../domain/drafts.ts';
import { Refused } from '../../domain/failure.ts';
import { claimInput, windowId } from '../../domain/record-writers.ts';
import { rowId } from '../../domain/row.ts';
import { claimRecord, releaseRecord, writerOf } from '../session/record-writers.ts';
import { permit, router } from './trpc.ts';

const ofVisit = z.object({ appointmentId: rowId });

export const recordWritersRouter = router({
  /** Said when a record is opened for writing, and again every few seconds: `isMine` is false while another window writes it. */
  claim: permit('record.write')
    .input(claimInput)
    .mutation(({ ctx, input: { appointmentId, ...asked } }) => {
      const { appointment } = visitOf(ctx.vault, appointmentId);
      if (appointment.doctorId !== ctx.user.userId) throw new Refused({ code: 'not_your_appointment' });
      const { userId, fullName } = ctx.user;
      const writer = claimRecord(ctx.vault, appointmentId, { userId, fullName, nowMs: ctx.nowMs, ...asked });
      return {
        isMine: writer.windowId === asked.windowId && writer.userId === userId,
        fullName: writer.fullName,
        sinceMs: writer.sinceMs,
      };
    }),

  release: permit('record.write')
    .input(ofVisit.extend({ windowId }))
    .mutation(({ ctx, input }) => releaseRecord(ctx.vault, input.appointmentId, input.windowId)),

  /**
   * For who reads: the doctor who writes at this moment, or who left typing that is in no record yet (`isNow` false); null: neither.
   * It says when, never what.
   */
  of: permit('record.read')
    .input(ofVisit)
    .query(({ ctx, input: { appointmentId } }) => {
      const writer = writerOf(ctx.vault, appointmentId, ctx.nowMs);
      if (writer && writer.userId !== ctx.user.userId)
        return { fullName: writer.fullName, sinceMs: writer.sinceMs, isNow: true };
      const { appointment } = visitOf(ctx.vault, appointmentId);
      if (appointment.doctorId === ctx.user.userId) return null;
      const key = {
        userId: appointment.doctorId,
        subject: subjectText({ kind: 'record', appointmentId }),
      };
      const left = newestDraft(ctx.vault, key);
      if (!left) return null;
      return { fullName: '', sinceMs: left.atMs, isNow: false };
    }),
});
