// The words for every refusal. Exhaustive by type: the key of a failure without words in locales/en/failures.json does not compile.
import { TRPCClientError } from '@trpc/client';
import i18next from 'i18next';
import type { Failure } from '../../domain/failure.ts';

/** What went wrong: a refusal we know, or a bug with its reference. */
export type WentWrong = Failure | { code: 'bug'; reference: string };

/** Finds the typed failure in whatever a call threw. */
export function failureIn(error: unknown): WentWrong {
  const data: unknown = error instanceof TRPCClientError ? error.data : undefined;
  if (typeof data === 'object' && data !== null) {
    if ('failure' in data) return data.failure as Failure;
    if ('reference' in data) return { code: 'bug', reference: String(data.reference) };
  }
  return { code: 'bug', reference: '–' };
}

/** What happened, what is safe, what to do: in the language spoken now. */
export function failureText(wrong: WentWrong): string {
  return i18next.t(`failures:${wrong.code}`, wordsFor(wrong));
}

function wordsFor(wrong: WentWrong): Record<string, unknown> {
  switch (wrong.code) {
    case 'too_many_tries':
      return {
        minutes: Math.ceil(wrong.retryAfterMs / 60_000),
        count: Math.ceil(wrong.retryAfterMs / 60_000),
      };
    case 'wrong_pin':
      return { count: wrong.triesLeft };
    case 'csv_columns_missing':
      return { columns: wrong.columns.join(', ') };
    case 'series_clash':
      return { dates: wrong.dates.join(', ') };
    case 'import_refused':
      return { detail: wrong.detail, context: wrong.reason };
    default:
      return { ...wrong };
  }
}
