// Safety and backups for the admin: what protects the clinic, is it proven, and who did what. Keys and paths stay on this side.
import { existsSync, realpathSync } from 'node:fs';
import { isAbsolute, relative, sep } from 'node:path';
import { z } from 'zod';
import { auditLines } from '../../db/audit-log.ts';
import { type BackupFile, listBackups } from '../../db/vault/backup-files.ts';
import { backupsFolder } from '../../db/vault/paths.ts';
import { lastDrillAtMs, runRestoreDrill } from '../../db/vault/restore-drill.ts';
import { renewRecoveryCode } from '../../db/vault/staff-slots.ts';
import { checkPassword } from '../../db/vault/unlock.ts';
import { lastFullCheckAtMs, verifyOpenVault } from '../../db/vault/verify.ts';
import { Refused } from '../../domain/failure.ts';
import { rowId } from '../../domain/row.ts';
import { restore } from '../session/restoring.ts';
import { permit, router, type SignedInContext } from './trpc.ts';

const manage = permit('vault.manage');
const readLog = permit('audit.read');
const typedSecret = z.string().min(1, 'validation.required').max(256, 'validation.tooLong');

export const vaultRouter = router({
  status: manage.query(({ ctx }) => {
    const { session } = ctx.desk;
    const here = listBackups(backupsFolder(ctx.vault.dataDir)).map(withPlace('here'));
    const path = session.secondPlace;
    const isThere = path !== null && existsSync(path);
    const second = isThere ? listBackups(path).map(withPlace('second')) : [];
    return {
      folder: ctx.vault.dataDir,
      backups: [...here, ...second].toSorted((a, b) => b.atMs - a.atMs),
      secondPlace: path === null ? null : { path, isThere, newestAtMs: second[0]?.atMs ?? null },
      lastDrillAtMs: lastDrillAtMs(ctx.vault) || null,
      lastFullCheckAtMs: lastFullCheckAtMs(ctx.vault) || null,
    };
  }),

  backUpNow: manage.mutation(({ ctx }) =>
    ctx.desk.session.backups.backUp(ctx.vault, { kind: 'manual', userId: ctx.user.userId }),
  ),
  chooseSecondPlace: manage.mutation(async ({ ctx }) => {
    const folder = await ctx.desk.files.chooseFolder();
    if (folder === null) return { isChosen: false };
    // A copy beside the original dies with it.
    if (isInside(folder, ctx.vault.dataDir)) throw new Refused({ code: 'folder_inside_clinic' });
    noteSetting(ctx, 'secondPlace');
    ctx.desk.session.prefer({ secondPlace: folder });
    await ctx.desk.session.backups.backUp(ctx.vault, { kind: 'daily', userId: ctx.user.userId, folder });
    return { isChosen: true };
  }),
  forgetSecondPlace: manage.mutation(({ ctx }) => {
    noteSetting(ctx, 'secondPlace');
    ctx.desk.session.prefer({ secondPlace: null });
  }),

  /** Every page, SQLite's own checks, the audit chain and the mark. Minutes on a large clinic, in a worker. */
  check: manage.mutation(async ({ ctx }) => {
    const { faults } = await verifyOpenVault(ctx.vault, { nowMs: ctx.nowMs });
    ctx.write('vault.check', (tx) => tx.about({ entity: 'vault', note: { faults: faults.length } }));
    return { faults };
  }),
  drill: manage.mutation(async ({ ctx }) => {
    const { backup, faults } = await runRestoreDrill(ctx.vault, {
      nowMs: ctx.nowMs,
      userId: ctx.user.userId,
    });
    return { backupAtMs: backup.atMs, faults };
  }),
  /** The old code opens nothing from then on. */
  renewRecoveryCode: manage.input(z.object({ password: typedSecret })).mutation(async ({ ctx, input }) => {
    await ownPassword(ctx, input.password);
    const shownOnce = await renewRecoveryCode(ctx.vault);
    ctx.write('vault.renewRecoveryCode', (tx) => tx.about({ entity: 'vault' }));
    return { shownOnce };
  }),
  /** Closes the clinic, brings the backup back and leaves the door closed with what came back, or with what went wrong. */
  restore: manage
    .input(z.object({ backupPath: z.string().max(4096), password: typedSecret }))
    .mutation(async ({ ctx, input: { backupPath, password } }) => {
      await ownPassword(ctx, password);
      const { session } = ctx.desk;
      await session.closeNow('signed_out');
      try {
        await restore(session, { backupPath, credentials: { userId: ctx.user.userId, password } });
      } catch (error) {
        if (error instanceof Refused) session.closedWith(error.failure);
        throw error;
      }
    }),

  auditLog: readLog
    .input(
      z.object({
        patientId: rowId.nullable(),
        userId: rowId.nullable(),
        action: z.string().max(64).nullable(),
        beforeSeq: z.number().int().nullable(),
      }),
    )
    .query(({ ctx, input }) => auditLines(ctx.vault, { ...input, limit: 100 })),
});

/** The folder itself or one below it. `clinic-copies` beside `clinic` is neither. */
function isInside(folder: string, parent: string): boolean {
  const way = relative(realpathSync(parent), realpathSync(folder));
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

const withPlace =
  (place: 'here' | 'second') =>
  ({ path, kind, atMs, sizeBytes }: BackupFile) => ({ path, kind, atMs, sizeBytes, place });

const ownPassword = (ctx: SignedInContext, password: string) =>
  checkPassword(ctx.vault.dataDir, { userId: ctx.user.userId, password }, ctx.desk.session.uptimeMs);

const noteSetting = (ctx: SignedInContext, setting: string) =>
  ctx.write('vault.setting', (tx) => tx.about({ entity: 'vault', note: { setting } }));
