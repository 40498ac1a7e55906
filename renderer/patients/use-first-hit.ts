// Whom a search means when Enter is pressed before the list of hits is there: a hand scanner types a whole card and Enter within some
// milliseconds, and so does a practised hand. The Enter waits for the answer instead of being lost.
import { useQueryClient } from '@tanstack/react-query';
import { scannedCard } from '../../domain/patient-card.ts';
import { showFailure } from '../app/notify.tsx';
import { useTRPC } from '../app/trpc.ts';

/** The id of the first hit; null when there is none. A card is found in whatever list is shown. */
export function useFirstHit(): (text: string, which: 'active' | 'archived') => Promise<string | null> {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return async (text, which) => {
    const asked = { text, which: scannedCard(text) === null ? which : ('active' as const) };
    try {
      const hits = await queries.fetchQuery(trpc.patients.search.queryOptions(asked));
      return hits[0]?.id ?? null;
    } catch (error) {
      showFailure(error);
      return null;
    }
  };
}
