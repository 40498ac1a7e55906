// Whose card was scanned. A hand scanner types the whole text and Enter within some milliseconds, long before a list of hits is there: the
// Enter waits for the answer instead of being lost.
import { useQueryClient } from '@tanstack/react-query';
import { scannedCard } from '../../domain/patient-card.ts';
import { showFailure } from '../app/notify.tsx';
import { useTRPC } from '../app/trpc.ts';

export const isCardText = (text: string): boolean => scannedCard(text) !== null;

/** The patient's id; null when nobody of this clinic has the card. */
export function useCardHolder(): (text: string) => Promise<string | null> {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return async (text) => {
    try {
      const hits = await queries.fetchQuery(trpc.patients.search.queryOptions({ text }));
      return hits[0]?.id ?? null;
    } catch (error) {
      showFailure(error);
      return null;
    }
  };
}
