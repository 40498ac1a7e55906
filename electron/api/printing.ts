// Papers of the clinic: looked at, printed, saved as PDF. Every one that leaves the database is audited before it does.
import type { Tx } from '../../db/write.ts';
import type { Permission } from '../../domain/permissions.ts';
import { ofAppointment, ofDay, printerJob } from '../../domain/printing.ts';
import { type Composed, composeDaySheet, composePrescription, composeSlip } from '../printing/documents.ts';
import { printPage } from '../printing/print-page.ts';
import { permit, router, type SignedInContext } from './trpc.ts';

/** The permission of a paper is also its name in the audit trail. */
type Paper = Extract<Permission, `print.${string}`>;
type Compose = (tx: Tx, asker: SignedInContext['user']) => Composed;
type Job = { printerName: string; copies: number };

/** The very PDF that would be printed or saved. */
async function preview(ctx: SignedInContext, paper: Paper, compose: Compose) {
  const { page, fileName } = await composed(ctx, paper, { compose, to: 'preview' });
  return { pdf: await ctx.desk.printing.toPdf(page), fileName };
}

async function print(ctx: SignedInContext, paper: Paper, { compose, job }: { compose: Compose; job: Job }) {
  const { page } = await composed(ctx, paper, { compose, to: 'printer' });
  await ctx.desk.printing.toPrinter(page, { printerName: job.printerName, copies: job.copies });
}

/** Null when the person thinks better of it in the system's dialog. */
async function save(ctx: SignedInContext, paper: Paper, compose: Compose) {
  const { page, fileName } = await composed(ctx, paper, { compose, to: 'file' });
  return ctx.desk.files.save('pdf', fileName, await ctx.desk.printing.toPdf(page));
}

async function composed(
  ctx: SignedInContext,
  paper: Paper,
  { compose, to }: { compose: Compose; to: string },
) {
  const { page, fileName, subject } = ctx.write(paper, (tx) => {
    const made = compose(tx, ctx.user);
    tx.about({ ...made.subject, note: { to } });
    return made;
  });
  return { page: await printPage(page), fileName, subject };
}

export const printingRouter = router({
  printers: permit('appointment.read').query(({ ctx }) => ctx.desk.printing.printers()),

  slip: router({
    preview: permit('print.slip')
      .input(ofAppointment)
      .query(({ ctx, input }) => preview(ctx, 'print.slip', (tx, asker) => composeSlip(tx, input, asker))),
    print: permit('print.slip')
      .input(ofAppointment.extend(printerJob.shape))
      .mutation(({ ctx, input }) =>
        print(ctx, 'print.slip', { compose: (tx, asker) => composeSlip(tx, input, asker), job: input }),
      ),
    save: permit('print.slip')
      .input(ofAppointment)
      .mutation(({ ctx, input }) => save(ctx, 'print.slip', (tx, asker) => composeSlip(tx, input, asker))),
  }),

  prescription: router({
    preview: permit('print.prescription')
      .input(ofAppointment)
      .query(({ ctx, input }) =>
        preview(ctx, 'print.prescription', (tx, asker) => composePrescription(tx, input, asker)),
      ),
    print: permit('print.prescription')
      .input(ofAppointment.extend(printerJob.shape))
      .mutation(({ ctx, input }) =>
        print(ctx, 'print.prescription', {
          compose: (tx, asker) => composePrescription(tx, input, asker),
          job: input,
        }),
      ),
    save: permit('print.prescription')
      .input(ofAppointment)
      .mutation(({ ctx, input }) =>
        save(ctx, 'print.prescription', (tx, asker) => composePrescription(tx, input, asker)),
      ),
  }),

  daySheet: router({
    preview: permit('print.daySheet')
      .input(ofDay)
      .query(({ ctx, input }) =>
        preview(ctx, 'print.daySheet', (tx, asker) => composeDaySheet(tx, input, asker)),
      ),
    print: permit('print.daySheet')
      .input(ofDay.extend(printerJob.shape))
      .mutation(({ ctx, input }) =>
        print(ctx, 'print.daySheet', {
          compose: (tx, asker) => composeDaySheet(tx, input, asker),
          job: input,
        }),
      ),
    save: permit('print.daySheet')
      .input(ofDay)
      .mutation(({ ctx, input }) =>
        save(ctx, 'print.daySheet', (tx, asker) => composeDaySheet(tx, input, asker)),
      ),
  }),
});
