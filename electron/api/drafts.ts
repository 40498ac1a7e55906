// The journal of unsaved typing: kept at every pause, given back after a crash, thrown away on request. Each person sees their own only.
import {
  type DraftKey,
  draftVersionOf,
  forgetDrafts,
  keepDraft,
  newestDraft,
  versionsOfDraft,
} from '../../db/drafts.ts';
import { writeLocal } from '../../db/write.ts';
import {
  BOOKING_SUBJECT,
  PAPER_SUBJECT,
  type DraftSubject,
  draftSubject,
  draftVersion,
  keepBookingInput,
  keepDraftInput,
  keepReceiptInput,
  receiptDraft,
  receiptDraftSubject,
  LEAVE_SUBJECT,
  subjectText,
} from '../../domain/drafts.ts';
import { Refused } from '../../domain/failure.ts';
import { permit, router, type SignedInContext } from './trpc.ts';

const keyOf = (ctx: SignedInContext, subject: string) => ({ userId: ctx.user.userId, subject });
const ofRecord = (ctx: SignedInContext, subject: DraftSubject) => keyOf(ctx, subjectText(subject));
const ofReceipt = (ctx: SignedInContext, { appointmentId }: { appointmentId: string | null }) =>
  keyOf(ctx, receiptDraftSubject(appointmentId));
const ofPaper = (ctx: SignedInContext) => keyOf(ctx, PAPER_SUBJECT);
const ofBooking = (ctx: SignedInContext) => keyOf(ctx, BOOKING_SUBJECT);
const ofLeave = (ctx: SignedInContext) => keyOf(ctx, LEAVE_SUBJECT);

/** Answers when the text lies safely on the disk: the screen says so ("kept 10:42:07"). */
function keep(ctx: SignedInContext, key: DraftKey, content: string) {
  writeLocal(ctx.vault, (tx) => keepDraft(tx, key, { content, atMs: ctx.nowMs }));
  return { keptAtMs: ctx.nowMs };
}
const discard = (ctx: SignedInContext, key: DraftKey) => writeLocal(ctx.vault, (tx) => forgetDrafts(tx, key));

export const draftsRouter = router({
  keep: permit('record.write')
    .input(keepDraftInput)
    .mutation(({ ctx, input }) => keep(ctx, ofRecord(ctx, input), input.content)),

  newest: permit('record.write')
    .input(draftSubject)
    .query(({ ctx, input }) => newestDraft(ctx.vault, ofRecord(ctx, input))),

  /** When each kept version was typed, the newest first. */
  versions: permit('record.write')
    .input(draftSubject)
    .query(({ ctx, input }) => versionsOfDraft(ctx.vault, ofRecord(ctx, input))),

  version: permit('record.write')
    .input(draftVersion)
    .query(({ ctx, input: { versionId, ...subject } }) => {
      const draft = draftVersionOf(ctx.vault, { ...ofRecord(ctx, subject), versionId });
      if (!draft) throw new Refused({ code: 'not_found', subject: 'draft' });
      return draft;
    }),

  discard: permit('record.write')
    .input(draftSubject)
    .mutation(({ ctx, input }) => discard(ctx, ofRecord(ctx, input))),

  /** A booking being typed, with the patient being registered for it. */
  booking: router({
    keep: permit('appointment.book')
      .input(keepBookingInput)
      .mutation(({ ctx, input }) => keep(ctx, ofBooking(ctx), input.content)),

    newest: permit('appointment.book').query(({ ctx }) => newestDraft(ctx.vault, ofBooking(ctx))),

    discard: permit('appointment.book').mutation(({ ctx }) => discard(ctx, ofBooking(ctx))),
  }),

  /** A page of paper being taken in. */
  paper: router({
    keep: permit('appointment.book')
      .input(keepBookingInput)
      .mutation(({ ctx, input }) => keep(ctx, ofPaper(ctx), input.content)),

    newest: permit('appointment.book').query(({ ctx }) => newestDraft(ctx.vault, ofPaper(ctx))),

    discard: permit('appointment.book').mutation(({ ctx }) => discard(ctx, ofPaper(ctx))),
  }),

  /** A receipt being typed. */
  receipt: router({
    keep: permit('receipt.issue')
      .input(keepReceiptInput)
      .mutation(({ ctx, input }) => keep(ctx, ofReceipt(ctx, input), input.content)),

    newest: permit('receipt.issue')
      .input(receiptDraft)
      .query(({ ctx, input }) => newestDraft(ctx.vault, ofReceipt(ctx, input))),

    discard: permit('receipt.issue')
      .input(receiptDraft)
      .mutation(({ ctx, input }) => discard(ctx, ofReceipt(ctx, input))),
  }),

  /** A leave being arranged: whom it is about, and where the visits inside it should go. */
  leave: router({
    keep: permit('timeOff.manage')
      .input(keepBookingInput)
      .mutation(({ ctx, input }) => keep(ctx, ofLeave(ctx), input.content)),

    newest: permit('timeOff.manage').query(({ ctx }) => newestDraft(ctx.vault, ofLeave(ctx))),

    discard: permit('timeOff.manage').mutation(({ ctx }) => discard(ctx, ofLeave(ctx))),
  }),
});
