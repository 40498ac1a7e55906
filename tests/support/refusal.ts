// What a refused call looks like to a test.
import { expect } from 'vitest';

/** Matches the error of a caller whose refusal has this code (and these facts). */
export const refusal = (code: string, facts: object = {}) =>
  expect.objectContaining({
    cause: expect.objectContaining({ failure: expect.objectContaining({ code, ...facts }) }),
  });
