// What a refused call looks like to a test.
import { TRPCError } from '@trpc/server';
import { expect } from 'vitest';
import { failureOf } from '../../electron/api/trpc.ts';
import type { Failure } from '../../domain/failure.ts';

/** Matches the error of a caller whose refusal has this code (and these facts). */
export const refusal = (code: string, facts: object = {}) =>
  expect.objectContaining({
    cause: expect.objectContaining({ failure: expect.objectContaining({ code, ...facts }) }),
  });

/** The refusal a call ends in, as the window would get it; fails when the call succeeds or breaks. */
export async function refusalOf(call: Promise<unknown>): Promise<Failure> {
  const error: unknown = await call.then(
    () => new Error('the call was not refused'),
    (thrown: unknown) => thrown,
  );
  const failure = error instanceof TRPCError ? failureOf(error) : null;
  if (!failure) throw error;
  return failure;
}
