// The journal of unsaved typing: kept at every pause, given back after a crash, thrown away on request. Each person sees their own only.
import { forgetDrafts, keepDraft, newestDraft } from '../../db/drafts.ts';
import { writeLocal } from '../../db/write.ts';
import { type DraftSubject, draftSubject, keepDraftInput, subjectText } from '../../domain/drafts.ts';
import { permit, router, type SignedInContext } from './trpc.ts';

const keyOf = (ctx: SignedInContext, subject: DraftSubject) => ({
  userId: ctx.user.userId,
  subject: subjectText(subject),
});

export const draftsRouter = router({
  /** Answers when the text lies safely on the disk: the screen says so ("kept 10:42:07"). */
  keep: permit('record.write')
    .input(keepDraftInput)
    .mutation(({ ctx, input }) => {
      writeLocal(ctx.vault, (tx) =>
        keepDraft(tx, keyOf(ctx, input), { content: input.content, atMs: ctx.nowMs }),
      );
      return { keptAtMs: ctx.nowMs };
    }),

  newest: permit('record.write')
    .input(draftSubject)
    .query(({ ctx, input }) => newestDraft(ctx.vault, keyOf(ctx, input))),

  discard: permit('record.write')
    .input(draftSubject)
    .mutation(({ ctx, input }) => writeLocal(ctx.vault, (tx) => forgetDrafts(tx, keyOf(ctx, input)))),
});
