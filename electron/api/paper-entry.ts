// Paper taken back in: a page is looked over line by line while it is typed, and entered whole or not at all.
import { enterPaperDay } from '../../db/paper-entry.ts';
import { forgetDrafts } from '../../db/drafts.ts';
import type { PaperDay, RefusedLine } from '../../domain/paper-entry.ts';
import { paperDay, paperEntryInput } from '../../domain/paper-entry.ts';
import { PAPER_SUBJECT } from '../../domain/drafts.ts';
import { permit, router, type SignedInContext } from './trpc.ts';

/** Takes the write back with it: a page is entered whole or not at all. */
class TakenBack extends Error {
  readonly refused: RefusedLine[];
  constructor(refused: RefusedLine[]) {
    super('the page is not entered');
    this.refused = refused;
  }
}

export const paperEntryRouter = router({
  /** Which lines would be refused, and why. The very decision is made and thrown away. */
  check: permit('appointment.book')
    .input(paperDay)
    .query(({ ctx, input }) => refusedLines(() => enter(ctx, input, { mark: '', isTrial: true }))),
  /** Answers the lines that were refused; then nothing was entered. None: everything is. */
  enter: permit('appointment.book')
    .input(paperEntryInput)
    .mutation(({ ctx, input }) =>
      refusedLines(() => enter(ctx, input, { mark: input.mark, isTrial: false })),
    ),
});

function enter(
  ctx: SignedInContext,
  day: PaperDay,
  { mark, isTrial }: { mark: string; isTrial: boolean },
): void {
  const { userId, role } = ctx.user;
  ctx.write('paper.enter', (tx) => {
    const refused = enterPaperDay(tx, day, { actor: { userId, role, nowMs: ctx.nowMs }, mark });
    if (isTrial || refused.length > 0) throw new TakenBack(refused);
    forgetDrafts(tx, { userId, subject: PAPER_SUBJECT });
  });
}

function refusedLines(work: () => void): { refused: RefusedLine[] } {
  try {
    work();
    return { refused: [] };
  } catch (error) {
    if (error instanceof TakenBack) return { refused: error.refused };
    throw error;
  }
}
