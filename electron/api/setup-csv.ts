// Lists as CSV: export, dry run, import. Files come through the system's dialog or as bytes that were dropped or pasted.
import { z } from 'zod';
import { checkCsv, exportCsv, importCsv } from '../../db/csv-import.ts';
import { locale } from '../../domain/clinic-setup.ts';
import { type CsvListName, csvListName } from '../../domain/csv-lists.ts';
import { decodeText } from '../../domain/csv-text.ts';
import { Refused } from '../../domain/failure.ts';
import { permit, router, type SignedInContext } from './trpc.ts';

const LIMIT_BYTES = 8 * 1024 * 1024;
const bytes = z.custom<Uint8Array>(
  (given) => given instanceof Uint8Array && given.byteLength <= LIMIT_BYTES,
  'validation.tooLong',
);
const file = z.object({ list: csvListName, locale, bytes });

const sourceOf = ({ list, locale: language, bytes: given }: z.infer<typeof file>) => {
  const text = decodeText(given);
  if (text === null) throw new Refused({ code: 'csv_encoding' });
  return { list, text, locale: language };
};

/** Taking the list out of the clinic is written into the audit trail before the file is. */
async function exported(
  ctx: SignedInContext,
  { list, locale: language }: { list: CsvListName; locale: 'en' | 'vi' },
) {
  const { text, rows } = await exportCsv(ctx.vault, list, language);
  ctx.write('setup.exportCsv', (tx) => tx.about({ entity: list, note: { rows } }));
  return { text, rows };
}

export const setupCsvRouter = router({
  /** Asks where and writes the file. Null when the person thinks better of it. */
  save: permit('setup.manage')
    .input(z.object({ list: csvListName, locale, fileName: z.string().min(1).max(120) }))
    .mutation(async ({ ctx, input }) => {
      const { text, rows } = await exported(ctx, input);
      const saved = await ctx.desk.files.save('csv', input.fileName, text);
      return saved && { ...saved, rows };
    }),
  /** The file a person chooses, to be looked at before it is taken. */
  choose: permit('setup.manage').mutation(({ ctx }) => ctx.desk.files.choose('csv')),
  /** What an import would do. Yields how far it is, then the report; giving it up or locking the screen stops the work. */
  check: permit('setup.manage')
    .input(file)
    .subscription(async function* ({ ctx, input }) {
      const steps = checkCsv(ctx.vault, sourceOf(input), { userId: ctx.user.userId, nowMs: ctx.nowMs });
      for (;;) {
        if (ctx.signal?.aborted) return;
        const step = await steps.next();
        if (ctx.signal?.aborted) return;
        if (step.done) {
          yield { kind: 'report' as const, report: step.value };
          return;
        }
        yield { kind: 'progress' as const, ...step.value };
      }
    }),
  import: permit('setup.manage')
    .input(file.extend({ skipBad: z.boolean() }))
    .mutation(({ ctx, input }) =>
      importCsv(ctx.vault, sourceOf(input), {
        by: { userId: ctx.user.userId, nowMs: ctx.nowMs },
        skipBad: input.skipBad,
      }),
    ),
});
