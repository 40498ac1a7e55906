// Who may be hired, change role and leave: the decisions about staff accounts. How they are stored, or sign in, is not known here.
import { z } from 'zod';
import { email, phone10, type StaffRole, staffRole, type User } from './accounts.ts';
import { locale } from './clinic-setup.ts';
import { Refused } from './failure.ts';
import { type NewRow, requiredText, rowId } from './row.ts';

/** What an admin types for a new member of staff. A doctor's department is chosen here, the rest in Set-up. */
export const newStaff = z.object({
  fullName: requiredText(120),
  email,
  mobileNumber: phone10.nullable(),
  role: staffRole,
  locale,
  departmentId: rowId.nullable(),
});
export type NewStaff = z.infer<typeof newStaff>;

/** What may be changed later without touching anybody's rights. */
export const staffDetails = newStaff.pick({ fullName: true, email: true, mobileNumber: true });
export type StaffDetails = z.infer<typeof staffDetails>;

type Known = Pick<User, 'id' | 'email' | 'mobileNumber'>;

/** The account of a new member. `others` are the accounts that share the e-mail or the phone. */
export function hire(input: NewStaff, others: Known[], id: string): NewRow<User> {
  refuseTaken(input, others);
  if (input.role === 'doctor' && !input.departmentId) throw new Refused({ code: 'department_required' });
  const { departmentId: _, ...account } = input;
  return { ...account, id, isActive: true, isVerified: true };
}

export function refuseTaken(wanted: StaffDetails, others: Known[]): void {
  if (others.some((other) => other.email === wanted.email)) {
    throw new Refused({ code: 'email_taken', email: wanted.email });
  }
  const phone = wanted.mobileNumber;
  if (phone && others.some((other) => other.mobileNumber === phone)) {
    throw new Refused({ code: 'phone_taken', phone });
  }
}

type Change = { member: Pick<User, 'id' | 'role' | 'isActive'>; byUserId: string; activeAdmins: number };

/** Nobody locks themselves out, and a clinic always keeps one admin who can let others in. */
export function refuseLosingAccess({ member, byUserId, activeAdmins }: Change): void {
  if (member.id === byUserId) throw new Refused({ code: 'own_account' });
  if (member.role === 'admin' && member.isActive && activeAdmins <= 1)
    throw new Refused({ code: 'last_admin' });
}

/** A new role; only what takes the admin role away can be refused. */
export function changeRole(
  change: Change & { role: StaffRole; hasDoctorRow: boolean; departmentId: string | null },
): void {
  if (change.role !== change.member.role) refuseLosingAccess(change);
  if (change.role === 'doctor' && !change.hasDoctorRow && !change.departmentId) {
    throw new Refused({ code: 'department_required' });
  }
}

// No I, L, O, U, 0 or 1: an initial password is read aloud and typed from paper.
const readable = '23456789abcdefghjkmnpqrstvwxyz';

/** "k7pm-x2rd-9fht-w3qs": 16 signs of 30 (78 bits). `below(n)` draws a number from 0 to n-1. */
export function initialPassword(below: (n: number) => number): string {
  const group = () => Array.from({ length: 4 }, () => readable[below(readable.length)]).join('');
  return [group(), group(), group(), group()].join('-');
}
