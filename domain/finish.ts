// The end of a visit as steps in a row: sign, print, book the follow-up, call the next patient. Pure: it signs, prints and books nothing.
import { z } from 'zod';

export const finishSteps = ['sign', 'print', 'book', 'next'] as const;
export type FinishStep = (typeof finishSteps)[number];

/** Papers of a visit that can come out by themselves when it is finished; each is printed as its print profile says. */
export const finishPapers = ['prescription'] as const;
export const finishPaper = z.enum(finishPapers);
export type FinishPaper = (typeof finishPapers)[number];
export const choosePapersInput = z.object({ papers: z.array(finishPaper).max(finishPapers.length) });

export type StepState = 'todo' | 'busy' | 'done' | 'skipped' | 'failed';
export type Finish = Record<FinishStep, StepState>;

export const finishBegun = (isSigned: boolean): Finish => ({
  sign: isSigned ? 'done' : 'todo',
  print: 'todo',
  book: 'todo',
  next: 'todo',
});

/** The first step that is neither done nor skipped: where it goes on, also after a failure. Null: all is done. */
export const stepNow = (finish: Finish): FinishStep | null =>
  finishSteps.find((step) => finish[step] !== 'done' && finish[step] !== 'skipped') ?? null;

/** Unsigned, nothing may follow: a visit is not left behind half written. */
export const maySkip = (step: FinishStep): boolean => step !== 'sign';
