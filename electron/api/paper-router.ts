// The three ways out of one paper: looked at, printed, saved as PDF. Every one that leaves the database is audited before it does.
import type { z } from 'zod';
import type { Tx } from '../../db/write.ts';
import { Refused } from '../../domain/failure.ts';
import type { Permission } from '../../domain/permissions.ts';
import { printerJob } from '../../domain/printing.ts';
import { printPage } from '../printing/print-page.ts';
import type { Asker, Composed } from '../printing/sheet.ts';
import { permit, router, type SignedInContext } from './trpc.ts';

/** The permission of a paper is also its name in the audit trail. */
type PaperPermission = Extract<Permission, `print.${string}`>;
type Compose<Input> = (tx: Tx, input: Input, asker: Asker) => Composed;

/**
 * `preview`, `print` and `save` of one paper. A new paper is one line in `printingRouter`; its name there is its kind on the screen.
 * `compose` runs inside one audited write, so a paper that counts its printings may also change rows: `asker.to` says which way it goes.
 */
export function paperRouter<Shape extends z.ZodRawShape>(
  permission: PaperPermission,
  input: z.ZodObject<Shape>,
  compose: Compose<z.output<z.ZodObject<Shape>>>,
) {
  const make = async (ctx: SignedInContext, asked: unknown, to: Asker['to']) => {
    const { page, setup, fileName, ifNotTaken } = ctx.write(permission, (tx) => {
      const { userId, fullName } = ctx.user;
      const made = compose(tx, input.parse(asked), { userId, fullName, to });
      tx.about({ ...made.subject, note: { ...made.subject.note, to } });
      return made;
    });
    const notTaken = () => ifNotTaken && ctx.write(permission, (tx) => takeBack(tx, ifNotTaken));
    return { page: await printPage(page), setup, fileName, notTaken };
  };
  return router({
    /** The very PDF that would be printed or saved, and the printer and copies this PC chose for it. */
    preview: permit(permission)
      .input(input)
      .query(async ({ ctx, input: asked }) => {
        const { page, setup, fileName } = await make(ctx, asked, 'preview');
        const { printerName, copies } = setup;
        return { pdf: await ctx.desk.printing.toPdf(page), fileName, printerName, copies };
      }),
    print: permit(permission)
      .input(input.extend(printerJob.shape))
      .mutation(async ({ ctx, input: asked }) => {
        const { printerName, copies } = printerJob.parse(asked);
        const { page, notTaken } = await make(ctx, asked, 'printer');
        try {
          await ctx.desk.printing.toPrinter(page, { printerName, copies });
        } catch (error) {
          // After a timeout nobody knows whether the paper came out: then it counts.
          if (isRefusedByPrinter(error)) notTaken();
          throw error;
        }
      }),
    /** Null when the person thinks better of it in the system's dialog. */
    save: permit(permission)
      .input(input)
      .mutation(async ({ ctx, input: asked }) => {
        const { page, fileName, notTaken } = await make(ctx, asked, 'file');
        const saved = await ctx.desk.files.save('pdf', fileName, await ctx.desk.printing.toPdf(page));
        if (saved === null) notTaken();
        return saved;
      }),
  });
}

function takeBack(tx: Tx, ifNotTaken: (tx: Tx) => void): void {
  ifNotTaken(tx);
  tx.about({ note: { to: 'nowhere' } });
}

const isRefusedByPrinter = (error: unknown): boolean =>
  error instanceof Refused && error.failure.code === 'print_failed' && error.failure.reason !== 'timeout';
