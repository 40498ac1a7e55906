// The keys of the board and the step a patient takes next as a rule.
import type { QueueState } from '../../domain/queue.ts';
import type { QueueStep } from '../../domain/queue-steps.ts';

/** In the order of their buttons. */
export const stepKeys = [
  { step: 'arrive', keys: 'A' },
  { step: 'call', keys: 'L' },
  { step: 'enter', keys: 'R' },
  { step: 'finish', keys: 'D' },
  { step: 'prioritise', keys: 'P' },
  { step: 'leave', keys: 'G' },
  { step: 'noShow', keys: 'N' },
] as const satisfies { step: QueueStep; keys: string }[];

const next: Partial<Record<QueueState, QueueStep>> = {
  expected: 'arrive',
  waiting: 'call',
  called: 'enter',
  in_room: 'finish',
  no_show: 'arrive',
  left_unseen: 'arrive',
};
/** What Enter does; null where the visit is over. */
export const nextStepOf = (state: QueueState): QueueStep | null => next[state] ?? null;
