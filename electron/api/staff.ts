// Staff and their ways in: hiring, roles, passwords, leaving; and each person's own account. Rows and keyslots change together.
import { randomInt } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import {
  accountsLike,
  activeAdmins,
  expectOwnPassword,
  insertDoctor,
  ownPasswordIsSet,
  staffList,
  staffMember,
  userById,
  visitsAhead,
} from '../../db/accounts.ts';
import { clinicOf, departmentsOf } from '../../db/clinic-setup.ts';
import { hasPin, removePin, setPin } from '../../db/vault/pins.ts';
import {
  addStaffSlot,
  changePassword,
  hasStaffSlot,
  removeStaffSlot,
  setPassword,
  setSlotEmail,
} from '../../db/vault/staff-slots.ts';
import { checkPassword } from '../../db/vault/unlock.ts';
import type { Tx } from '../../db/write.ts';
import { newPassword, pin, staffRole } from '../../domain/accounts.ts';
import { locale } from '../../domain/clinic-setup.ts';
import { assert, Refused } from '../../domain/failure.ts';
import { rowId } from '../../domain/row.ts';
import {
  changeRole,
  hire,
  initialPassword,
  newStaff,
  refuseLosingAccess,
  refuseTaken,
  staffDetails,
} from '../../domain/staff.ts';
import { todayOf } from './setup-today.ts';
import { permit, router, type SignedInContext } from './trpc.ts';

const manage = permit('staff.manage');
const self = permit('account.self');
const who = z.object({ userId: rowId });
/** Typed by the admin, or left out: then one is made and shown once. */
const firstPassword = z.object({ password: newPassword.optional() });
const typedSecret = z.string().min(1, 'validation.required').max(256, 'validation.tooLong');

export const staffRouter = router({
  list: manage.query(({ ctx }) => {
    const people = staffList(ctx.vault);
    return people.map((person) => ({ ...person, isHereNow: person.userId === ctx.user.userId }));
  }),
  departments: manage.query(({ ctx }) =>
    departmentsOf(ctx.vault)
      .filter(({ isActive }) => isActive)
      .map(({ id, name }) => ({ id, name })),
  ),

  create: manage
    .input(newStaff.extend(firstPassword.shape))
    .mutation(async ({ ctx, input: { password, ...member } }) => {
      const userId = uuidv7();
      // Decided before Argon2 takes its time, and again inside the write that counts.
      hire(member, accountsLike(ctx.vault, member), userId);
      const secret = password ?? initialPassword(randomInt);
      const passwordMustNotBe = [member.fullName, clinicOf(ctx.vault).name];
      await addStaffSlot(ctx.vault, { userId, email: member.email, password: secret, passwordMustNotBe });
      try {
        ctx.write('staff.create', (tx) => {
          tx.insert('users', hire(member, accountsLike(tx, member), userId));
          if (member.role === 'doctor' && member.departmentId) insertDoctor(tx, userId, member.departmentId);
          expectOwnPassword(tx, userId);
        });
      } catch (error) {
        removeStaffSlot(ctx.vault, userId);
        throw error;
      }
      ctx.desk.session.changed();
      return { userId, shownOnce: password === undefined ? secret : null };
    }),

  update: manage.input(who.extend(staffDetails.shape)).mutation(({ ctx, input: { userId, ...details } }) => {
    ctx.write('staff.update', (tx) => {
      const before = staffMember(tx, userId);
      refuseTaken(details, accountsLike(tx, details, userId));
      tx.update('users', userId, details);
      if (before.email !== details.email && hasStaffSlot(ctx.vault, userId))
        setSlotEmail(ctx.vault, userId, details.email);
    });
    ctx.desk.session.changed();
  }),

  changeRole: manage
    .input(who.extend({ role: staffRole, departmentId: rowId.nullable() }))
    .mutation(({ ctx, input: { userId, role, departmentId } }) => {
      ctx.write('staff.changeRole', (tx) => {
        const hasDoctorRow = tx.find('doctors', userId) !== undefined;
        changeRole({ ...changeOf(ctx, tx, userId), role, hasDoctorRow, departmentId });
        tx.update('users', userId, { role });
        if (role === 'doctor' && !hasDoctorRow && departmentId) insertDoctor(tx, userId, departmentId);
      });
      ctx.desk.session.changed();
    }),

  resetPassword: manage
    .input(who.extend(firstPassword.shape))
    .mutation(async ({ ctx, input: { userId, password } }) => {
      if (userId === ctx.user.userId) throw new Refused({ code: 'own_account' });
      const user = userById(ctx.vault, userId);
      if (!user?.isActive) throw new Refused({ code: 'account_inactive' });
      const secret = password ?? initialPassword(randomInt);
      const slot = { userId, email: user.email, password: secret, passwordMustNotBe: [user.fullName] };
      // Who came with an import works here and has no way in yet.
      if (!hasStaffSlot(ctx.vault, userId)) await addStaffSlot(ctx.vault, slot);
      else await setPassword(ctx.vault, slot);
      ctx.write('staff.resetPassword', (tx) => {
        staffMember(tx, userId);
        tx.about({ entity: 'users', entityId: userId });
        // An old PIN would let in whoever the new password was meant to keep out.
        removePin(ctx.vault, userId);
        expectOwnPassword(tx, userId);
      });
      ctx.desk.session.changed();
      return { shownOnce: password === undefined ? secret : null };
    }),

  /** How many visits somebody still has, so that switching a doctor off is done knowingly. */
  visitsAhead: manage
    .input(who)
    .query(({ ctx, input }) => visitsAhead(ctx.vault, input.userId, todayOf(ctx))),

  deactivate: manage.input(who).mutation(({ ctx, input: { userId } }) => {
    ctx.write('staff.deactivate', (tx) => {
      refuseLosingAccess(changeOf(ctx, tx, userId));
      tx.update('users', userId, { isActive: false });
      // Last, so that a key file that cannot be written leaves the account as it was.
      removeStaffSlot(ctx.vault, userId);
    });
    ctx.desk.session.changed();
  }),

  /** The old slot is gone for good, so a new password begins. */
  reactivate: manage
    .input(who.extend(firstPassword.shape))
    .mutation(async ({ ctx, input: { userId, password } }) => {
      const user = userById(ctx.vault, userId);
      if (!user || user.role === 'patient') throw new Refused({ code: 'not_found', subject: 'user' });
      // Somebody who works here keeps the own password: a new one is `resetPassword`, which nobody does to themselves.
      if (user.isActive) throw new Refused({ code: 'changed_meanwhile', subject: 'user', id: userId });
      const secret = password ?? initialPassword(randomInt);
      const slot = { userId, email: user.email, password: secret, passwordMustNotBe: [user.fullName] };
      if (!hasStaffSlot(ctx.vault, userId)) await addStaffSlot(ctx.vault, slot);
      else await setPassword(ctx.vault, slot);
      ctx.write('staff.reactivate', (tx) => {
        tx.update('users', userId, { isActive: true });
        expectOwnPassword(tx, userId);
      });
      ctx.desk.session.changed();
      return { shownOnce: password === undefined ? secret : null };
    }),

  me: self.query(({ ctx }) => {
    const user = userById(ctx.vault, ctx.user.userId);
    assert(user, 'who is signed in has an account');
    const { fullName, email, mobileNumber, role, locale } = user;
    return { fullName, email, mobileNumber, role, locale, hasPin: hasPin(ctx.vault, user.id) };
  }),
  speak: self.input(z.object({ locale })).mutation(({ ctx, input }) => {
    ctx.write('staff.speak', (tx) => tx.update('users', ctx.user.userId, { locale: input.locale }));
    ctx.desk.session.prefer({ locale: input.locale });
  }),
  changeOwnPassword: self
    .input(z.object({ oldPassword: typedSecret, password: newPassword }))
    .mutation(async ({ ctx, input }) => {
      const { userId, fullName } = ctx.user;
      await changePassword(
        ctx.vault,
        { userId, ...input, passwordMustNotBe: [fullName] },
        ctx.desk.session.uptimeMs,
      );
      ctx.write('staff.changeOwnPassword', (tx) => {
        tx.about({ entity: 'users', entityId: userId });
        ownPasswordIsSet(tx, userId);
      });
    }),
  /** The password first: a passer-by at an open desk must not leave a PIN of theirs behind. */
  setOwnPin: self.input(z.object({ pin, password: typedSecret })).mutation(async ({ ctx, input }) => {
    const { userId } = ctx.user;
    await checkPassword(ctx.vault.dataDir, { userId, password: input.password }, ctx.desk.session.uptimeMs);
    await setPin(ctx.vault, { userId, pin: input.pin });
    ctx.write('staff.setOwnPin', (tx) => tx.about({ entity: 'users', entityId: userId }));
  }),
  removeOwnPin: self.mutation(({ ctx }) => {
    ctx.write('staff.removeOwnPin', (tx) => {
      tx.about({ entity: 'users', entityId: ctx.user.userId });
      removePin(ctx.vault, ctx.user.userId);
    });
  }),
});

const changeOf = (ctx: SignedInContext, tx: Tx, userId: string) => ({
  member: staffMember(tx, userId),
  byUserId: ctx.user.userId,
  activeAdmins: activeAdmins(tx),
});
