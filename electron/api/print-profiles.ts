// How this PC prints each document: listed, chosen, set back. Reception does it too: the printer stands at its desk.
import { z } from 'zod';
import { profilesOf, resetProfile, saveProfile } from '../../db/print-profiles.ts';
import {
  papersOf,
  printDocument,
  printDocuments,
  printProfileInput,
  printSetup,
} from '../../domain/print-profiles.ts';
import { permit, router } from './trpc.ts';

const seenMs = z.number().int().nullable();

export const printProfilesRouter = router({
  /** Every document there is, with what it would be printed with now. `profile` is null while nobody chose. */
  list: permit('printProfile.manage').query(({ ctx }) => {
    const profiles = profilesOf(ctx.vault);
    return printDocuments.map((document) => {
      const profile = profiles.find((each) => each.document === document) ?? null;
      return {
        document,
        papers: [...papersOf[document]],
        profile,
        setup: printSetup(document, profile ?? undefined),
      };
    });
  }),
  save: permit('printProfile.manage')
    .input(z.object({ seenMs, values: printProfileInput }))
    .mutation(({ ctx, input }) => ctx.write('printProfiles.save', (tx) => saveProfile(tx, input))),
  reset: permit('printProfile.manage')
    .input(z.object({ seenMs, document: printDocument }))
    .mutation(({ ctx, input }) => ctx.write('printProfiles.reset', (tx) => resetProfile(tx, input))),
});
