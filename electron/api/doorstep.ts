// The door: first run, sign-in, lock, damage. The only procedures a window may call with nobody signed in; they show no patient.
import { randomInt } from 'node:crypto';
import { z } from 'zod';
import { email, pin } from '../../domain/accounts.ts';
import { locale } from '../../domain/clinic-setup.ts';
import { Refused } from '../../domain/failure.ts';
import { firstAdmin, newClinic } from '../../domain/first-run.ts';
import { exportPassphrase } from '../../domain/leaving.ts';
import { may } from '../../domain/permissions.ts';
import { rowId } from '../../domain/row.ts';
import { places } from '../session/door-state.ts';
import { knownBackups, lookInFolder, refuseGoingBack, restore } from '../session/restoring.ts';
import { cancelDemo, demoSignInsShown, makeDemo } from '../session/demo.ts';
import { createClinic, showRecoveryCode } from '../session/first-run.ts';
import { passwordStrength } from '../../db/vault/password-strength.ts';
import { bringClinicIn, chooseExport, lookThrough } from '../session/importing.ts';
import { leavingProgress, stopLeaving } from '../leaving/leaving-jobs.ts';
import { checkPassword } from '../../db/vault/unlock.ts';
import { preferences } from '../session/preferences.ts';
import {
  chooseOwnPassword,
  signIn,
  signInWithRecoveryCode,
  unlockWithPassword,
  unlockWithPin,
} from '../session/sign-in.ts';
import { type ApiContext, doorstep, router } from './trpc.ts';

// Typed secrets are only bounded here; whether they are right, the vault says in its own time.
const secret = z.string().min(1, 'validation.required').max(256, 'validation.tooLong');
const restoreCredentials = z.union([
  z.object({ email, password: secret }),
  z.object({ recoveryCode: secret }),
]);

export const doorstepRouter = router({
  /** Which screen to draw, now and at each change. */
  state: doorstep.subscription(({ ctx, signal }) => ctx.desk.session.watch(signal)),

  /** A hand on keyboard or mouse. Nothing else keeps the screen open. */
  reportInput: doorstep.mutation(({ ctx }) => ctx.desk.session.touched()),
  prefer: doorstep
    .input(preferences.pick({ colourScheme: true, folded: true }).extend({ locale }).partial())
    .mutation(({ ctx, input }) => ctx.desk.session.prefer(defined(input))),
  choosePlace: doorstep.input(z.object({ place: z.enum(places) })).mutation(async ({ ctx, input }) => {
    const choose = async () => {
      if (!isBehindClosedDoor(ctx)) throw new Refused({ code: 'busy' });
      ctx.desk.session.choosePlace(input.place);
    };
    // In turn, because somebody may be signing in: the vault of one place is never open under the name of the other.
    return isBehindClosedDoor(ctx) ? ctx.desk.session.inTurn(choose) : choose();
  }),

  /** While it is typed. A mutation, because a password is no cache key. */
  ratePassword: doorstep
    .input(z.object({ password: z.string().max(256), about: z.array(z.string().max(254)).max(5) }))
    .mutation(({ input }) => passwordStrength(input.password, input.about)),
  showRecoveryCode: doorstep.mutation(({ ctx }) => showRecoveryCode(ctx.desk.session, randomInt)),
  createClinic: doorstep
    .input(
      z.object({ clinic: newClinic, admin: firstAdmin, typedGroups: z.array(z.string().max(20)).length(2) }),
    )
    .mutation(({ ctx, input }) => createClinic(ctx.desk.session, input)),

  makeDemo: doorstep
    .input(z.object({ locale }))
    .mutation(({ ctx, input }) => makeDemo(ctx.desk.session, input.locale)),
  cancelDemo: doorstep.mutation(({ ctx }) => cancelDemo(ctx.desk.session)),
  /** Only where there is nothing to protect. */
  demoSignIns: doorstep.query(({ ctx }) => (ctx.desk.session.place === 'demo' ? demoSignInsShown() : [])),

  signIn: doorstep
    .input(z.object({ email, password: secret, goOnWithout: z.literal('missing_changes').optional() }))
    .mutation(({ ctx, input: { goOnWithout, ...credentials } }) =>
      signIn(ctx.desk.session, credentials, goOnWithout ? { goOnWithout } : {}),
    ),
  signInWithRecoveryCode: doorstep
    .input(z.object({ recoveryCode: secret, email }))
    .mutation(({ ctx, input }) => signInWithRecoveryCode(ctx.desk.session, input)),
  chooseOwnPassword: doorstep
    .input(z.object({ password: secret }))
    .mutation(({ ctx, input }) => chooseOwnPassword(ctx.desk.session, input.password)),
  unlockWithPin: doorstep
    .input(z.object({ userId: rowId, pin }))
    .mutation(({ ctx, input }) => unlockWithPin(ctx.desk.session, input)),
  unlockWithPassword: doorstep
    .input(z.object({ userId: rowId, password: secret }))
    .mutation(({ ctx, input }) => unlockWithPassword(ctx.desk.session, input)),

  /** What can be restored, by name and time; nothing of what is in it. */
  backups: doorstep.query(({ ctx }) => (isBehindClosedDoor(ctx) ? knownBackups(ctx.desk.session) : [])),
  /** Looks on another disk for backups: the person chooses the folder in the system's dialog. */
  findBackups: doorstep.mutation(async ({ ctx }) => {
    const folder = isBehindClosedDoor(ctx) ? await ctx.desk.files.chooseFolder() : null;
    if (folder !== null) lookInFolder(ctx.desk.session, folder);
    return { isChosen: folder !== null };
  }),
  restore: doorstep
    .input(z.object({ backupPath: z.string().max(4096), credentials: restoreCredentials }))
    .mutation(({ ctx, input }) => {
      refuseGoingBack(ctx.desk.session);
      return restore(ctx.desk.session, input);
    }),

  /** Bringing a clinic in from an export: where there is none, or by an admin in the place of the one that is open. */
  chooseExport: doorstep.mutation(async ({ ctx }) => {
    refuseBringingIn(ctx);
    const path = await ctx.desk.files.askWhich('zip');
    return path === null ? null : chooseExport(ctx.desk.session, path);
  }),
  lookThroughExport: doorstep
    .input(z.object({ passphrase: exportPassphrase.nullable() }))
    .mutation(({ ctx, input }) => {
      refuseBringingIn(ctx);
      return lookThrough(ctx.desk.session, input.passphrase);
    }),
  bringClinicIn: doorstep
    .input(
      z.object({
        adminUserId: rowId,
        password: secret,
        typedGroups: z.array(z.string().max(20)).length(2),
        /** Of the admin who replaces an open clinic; at the first start there is nobody to ask. */
        ownPassword: secret.nullable(),
      }),
    )
    .mutation(async ({ ctx, input: { ownPassword, ...wish } }) => {
      refuseBringingIn(ctx);
      const { session } = ctx.desk;
      if (ctx.user && ctx.vault)
        await checkPassword(
          ctx.vault.dataDir,
          { userId: ctx.user.userId, password: ownPassword ?? '' },
          session.uptimeMs,
        );
      await bringClinicIn(session, wish);
    }),
  bringingIn: doorstep.query(() => leavingProgress()),
  stopBringingIn: doorstep.mutation(({ ctx }) => {
    refuseBringingIn(ctx);
    stopLeaving();
  }),

  lock: doorstep.mutation(({ ctx }) => ctx.desk.session.lock()),
  /** Closes the clinic on this PC: the next person needs a password. */
  signOut: doorstep.mutation(({ ctx }) => ctx.desk.session.close('signed_out')),
  lookAgain: doorstep.mutation(({ ctx }) => {
    if (isBehindClosedDoor(ctx)) ctx.desk.session.lookAgain();
  }),
});

function refuseBringingIn({ desk, user, vault, isLocked }: ApiContext): void {
  if (desk.session.kind === 'no_clinic') return;
  const isAdmin = user !== null && vault !== null && !isLocked && may(user.role, 'vault.manage');
  if (!isAdmin) throw new Refused({ code: 'role_needs', role: 'admin' });
}

const isBehindClosedDoor = ({ desk }: ApiContext) => ['closed', 'no_clinic'].includes(desk.session.kind);

/** Without the keys that were left out. */
function defined<Shape extends object>(
  input: Shape,
): { [Key in keyof Shape]: Exclude<Shape[Key], undefined> } {
  const given = Object.entries(input).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as { [Key in keyof Shape]: Exclude<Shape[Key], undefined> };
}
