// The typed refusal a decision throws, for tests of rules; null when it lets the work through. Anything else thrown is thrown on.
import { type Failure, Refused } from '../../domain/failure.ts';

export function refusalIn(work: () => unknown): Failure | null {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof Refused) return error.failure;
    throw error;
  }
}
