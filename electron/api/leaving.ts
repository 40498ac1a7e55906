// What leaves the clinic as a file: one patient's, or everything. Asked where first, audited before a byte is written, packed in a worker.
import { basename } from 'node:path';
import { z } from 'zod';
import { clinicNow } from '../../db/appointments.ts';
import { openChart } from '../../db/chart-access.ts';
import { clinicOf } from '../../db/clinic-setup.ts';
import { patientFileOf } from '../../db/patient-file.ts';
import { patientOf } from '../../db/patients.ts';
import { checkNewPassword } from '../../db/vault/new-password.ts';
import { vaultPaths } from '../../db/vault/paths.ts';
import { checkPassword } from '../../db/vault/unlock.ts';
import { exportPassphrase } from '../../domain/leaving.ts';
import { rowId } from '../../domain/row.ts';
import { leavingProgress, runLeaving, stopLeaving } from '../leaving/leaving-jobs.ts';
import { documentsFolder } from '../../db/document-files.ts';
import { permit, router, type SignedInContext } from './trpc.ts';

const passphrase = exportPassphrase.nullable();
const typedSecret = z.string().min(1, 'validation.required').max(256, 'validation.tooLong');

export const leavingRouter = router({
  /** Null when the person thinks better of it in the system's dialog. */
  exportPatient: permit('export.patient')
    .input(z.object({ patientId: rowId, passphrase }))
    .mutation(async ({ ctx, input }) => {
      await refuseWeak(input.passphrase);
      const target = await ctx.desk.files.askWhere('zip', suggestedName(ctx, input.patientId));
      if (target === null) return null;
      // What is audited is what leaves: it is gathered in the same transaction.
      const file = ctx.write('leaving.exportPatient', (tx) => {
        openChart(tx, input.patientId);
        const gathered = patientFileOf(tx, input.patientId, tx.nowMs);
        tx.about({
          entity: 'patients',
          entityId: input.patientId,
          patientId: input.patientId,
          note: {
            visits: gathered.visits.length,
            documents: gathered.documents.length,
            isEncrypted: input.passphrase !== null,
          },
        });
        return gathered;
      });
      const { missingDocuments } = await runLeaving(
        {
          task: 'exportPatient',
          file,
          documents: documentsFolder(ctx.vault.dataDir),
          target,
          passphrase: input.passphrase,
        },
        () => ctx.vault.sqlite.open,
      );
      return { name: basename(target), missingDocuments };
    }),

  /** The own password is asked once more: this is the whole clinic. */
  exportEverything: permit('export.everything')
    .input(z.object({ password: typedSecret, passphrase }))
    .mutation(async ({ ctx, input }) => {
      const own = { userId: ctx.user.userId, password: input.password };
      await checkPassword(ctx.vault.dataDir, own, ctx.desk.session.uptimeMs);
      await refuseWeak(input.passphrase);
      const { name } = clinicOf(ctx.vault);
      const today = clinicNow(ctx.vault, ctx.nowMs).date;
      const target = await ctx.desk.files.askWhere('zip', `${name} ${today}`);
      if (target === null) return null;
      const note = { isEncrypted: input.passphrase !== null };
      ctx.write('leaving.exportEverything', (tx) => tx.about({ entity: 'vault', note }));
      const manifest = await runLeaving(
        {
          task: 'exportEverything',
          database: vaultPaths(ctx.vault.dataDir).database,
          key: ctx.vault.keys.database,
          documents: documentsFolder(ctx.vault.dataDir),
          target,
          passphrase: input.passphrase,
          nowMs: ctx.nowMs,
        },
        () => ctx.vault.sqlite.open,
      );
      const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
      const documents = manifest.documents.length;
      if (ctx.vault.sqlite.open)
        ctx.write('leaving.exported', (tx) =>
          tx.about({ entity: 'vault', note: { ...note, rows, documents } }),
        );
      return {
        name: basename(target),
        rows,
        documents,
        missingDocuments: manifest.missingDocuments.length,
      };
    }),

  progress: permit('export.patient').query(() => leavingProgress()),
  stop: permit('export.patient').mutation(() => stopLeaving()),
});

/** A file is tried against a million guesses a second, and nobody is told: what protects it must be as strong as a password. */
async function refuseWeak(chosen: string | null): Promise<void> {
  if (chosen !== null) await checkNewPassword(chosen, []);
}

/** The name of the patient stands in no file name that lies about: the number does. */
const suggestedName = (ctx: SignedInContext, patientId: string): string =>
  `${patientOf(ctx.vault, patientId).recordNumber} ${clinicNow(ctx.vault, ctx.nowMs).date}`;
