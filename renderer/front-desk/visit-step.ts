// A change of a visit as a step that can be taken back and done again, through the main process, for any page that changes visits.
import type { UndoStep } from '../app/undo-history.ts';
import type { Visit } from './day.ts';

/** What every change of a visit answers: the visit as saved, and the event an undo would take back. */
export type Answer = { visit: Visit; eventId: string | null };
/** The visit and the version of it that the change is made to. */
export type Seen = { appointmentId: string; seenMs: number };

type StepParts = Pick<UndoStep, 'texts'> & {
  /** The first answer. */
  answer: Answer;
  /** Does it again, to the version given. */
  order: (seen: Seen) => Promise<Answer>;
  undo: (event: { appointmentId: string; eventId: string }) => Promise<Answer>;
  /** Hears of every version that comes of it: `before` is the one it was made from. */
  onVisit: (visit: Visit, before: Visit) => void;
};

/** Null when nothing happened that could be taken back. */
export function visitStep({ answer, order, undo, onVisit, texts }: StepParts): UndoStep | null {
  let { visit, eventId } = answer;
  if (eventId === null) return null;
  const become = (next: Answer) => {
    const before = visit;
    ({ visit, eventId } = next);
    onVisit(visit, before);
  };
  return {
    about: visit.id,
    texts,
    undo: async () => {
      if (eventId !== null) become(await undo({ appointmentId: visit.id, eventId }));
    },
    redo: async () => become(await order({ appointmentId: visit.id, seenMs: visit.updatedAtMs })),
    holds: (other) => other === eventId,
  };
}

/** Many changes as one: taken back from the last to the first. */
export const together = (steps: readonly UndoStep[], texts: UndoStep['texts']): UndoStep => ({
  about: steps.map(({ about }) => about).join(' '),
  texts,
  undo: async () => {
    for (const step of steps.toReversed()) await step.undo();
  },
  redo: async () => {
    for (const step of steps) await step.redo();
  },
  holds: (eventId) => steps.some(({ holds }) => holds?.(eventId)),
});
