// What an unsaved text is about, and how long it may be. What stands in it is the screen's own affair.
import { z } from 'zod';
import { rowId } from './row.ts';

/** A visit's record being written, a signed one being amended, or a letter about the visit. */
export const draftKinds = ['record', 'amendment', 'sickNote', 'referral'] as const;
export type DraftKind = (typeof draftKinds)[number];

export const draftSubject = z.object({ kind: z.enum(draftKinds), appointmentId: rowId });
export type DraftSubject = z.infer<typeof draftSubject>;

/** JSON text. Far above what a person types in a visit, far below what a call may carry. */
export const draftContent = z.string().max(256_000, 'validation.tooLong');
export const keepDraftInput = draftSubject.extend({ content: draftContent });
export const keepBookingInput = z.object({ content: draftContent });

/** As it is stored: `record:<appointmentId>`. */
export const subjectText = ({ kind, appointmentId }: DraftSubject): string => `${kind}:${appointmentId}`;

/** The booking a person has begun: one each, because there is one panel to type it in. */
export const BOOKING_SUBJECT = 'booking';

/** The page of paper a person is taking back in. */
export const PAPER_SUBJECT = 'paper';

/** A receipt a person has begun: one for each visit, and one for money without a visit. */
export const receiptDraft = z.object({ appointmentId: rowId.nullable() });
export const receiptDraftSubject = (appointmentId: string | null): string =>
  `receipt:${appointmentId ?? 'none'}`;
export const keepReceiptInput = receiptDraft.extend({ content: draftContent });

/** The leave a person is arranging: one each, as there is one wizard. */
export const LEAVE_SUBJECT = 'leave';

export const draftVersion = draftSubject.extend({ versionId: z.number().int() });

/** A row a pause would grow for ever. */
export const KEPT_VERSIONS = 20;
/** These last pauses all stay: a step or a minute back. */
const NEWEST_KEPT = 8;

/**
 * Which of the versions to let go, by place in `atMs` (oldest first), when there are more than are kept. The first and the newest few stay;
 * between them the one whose going leaves the smallest hole for its age, so that versions grow sparser the further back they lie.
 */
export function versionToDrop(atMs: readonly number[]): number {
  const now = atMs.at(-1) ?? 0;
  let [drop, smallest] = [1, Number.POSITIVE_INFINITY];
  for (let at = 1; at < atMs.length - NEWEST_KEPT; at++) {
    const hole = (atMs[at + 1] ?? 0) - (atMs[at - 1] ?? 0);
    const share = hole / (now - (atMs[at] ?? 0) + 1);
    if (share < smallest) [drop, smallest] = [at, share];
  }
  return drop;
}
