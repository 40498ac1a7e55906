// Staff accounts as rows: who there is, who may come in, who is a doctor. Never a secret: those are in the key file.
import { and, eq, ne, or, sql } from 'drizzle-orm';
import type { Role } from '../domain/accounts.ts';
import { Refused } from '../domain/failure.ts';
import type { StaffDetails } from '../domain/staff.ts';
import { prepared } from './prepared.ts';
import { users } from './schema/accounts.ts';
import { doctors } from './schema/clinic-setup.ts';
import { auditLog, staffPins } from './schema/local.ts';
import type { Reader, Tx } from './write.ts';

/** Somebody who may sign in at this PC. */
export type Person = { userId: string; fullName: string; role: Role; hasPin: boolean };

export function userByEmail(reader: Reader, email: string) {
  return reader.db
    .select()
    .from(users)
    .where(and(eq(users.clinicId, reader.clinicId), eq(users.email, email)))
    .get();
}

export function userById(reader: Reader, userId: string) {
  return reader.db
    .select()
    .from(users)
    .where(and(eq(users.clinicId, reader.clinicId), eq(users.id, userId)))
    .get();
}

/** Who signs in by PIN: active staff, by name. */
export function peopleAtDoor(reader: Reader): Person[] {
  return reader.db
    .select({
      userId: users.id,
      fullName: users.fullName,
      role: users.role,
      hasPin: sql<number>`${staffPins.userId} is not null`.mapWith(Boolean),
    })
    .from(users)
    .leftJoin(staffPins, eq(staffPins.userId, users.id))
    .where(and(eq(users.clinicId, reader.clinicId), eq(users.isActive, true), ne(users.role, 'patient')))
    .all()
    .toSorted(byName);
}

const collator = new Intl.Collator('vi');
/** As people read a list: Đ after D, not after Z. */
const byName = (a: { fullName: string }, b: { fullName: string }) => collator.compare(a.fullName, b.fullName);

export function staffList(reader: Reader) {
  // Backwards through each person's own entries: whoever did something signed in shortly before. All sign-ins are a walk through the
  // whole trail, seconds long after some years.
  const lastSignInAtMs = sql<number | null>`(
    SELECT ${auditLog.atMs} FROM ${auditLog}
    WHERE ${auditLog.userId} = ${users.id} AND ${auditLog.action} = 'session.signIn'
    ORDER BY ${auditLog.seq} DESC LIMIT 1)`;
  return reader.db
    .select({
      userId: users.id,
      fullName: users.fullName,
      email: users.email,
      mobileNumber: users.mobileNumber,
      role: users.role,
      isActive: users.isActive,
      locale: users.locale,
      departmentId: doctors.departmentId,
      hasPin: sql<number>`${staffPins.userId} is not null`.mapWith(Boolean),
      lastSignInAtMs,
    })
    .from(users)
    .leftJoin(doctors, eq(doctors.id, users.id))
    .leftJoin(staffPins, eq(staffPins.userId, users.id))
    .where(and(eq(users.clinicId, reader.clinicId), ne(users.role, 'patient')))
    .all()
    .toSorted(byName);
}

export function activeAdmins(reader: Reader): number {
  const sql = "SELECT count(*) AS n FROM users WHERE clinicId = ? AND role = 'admin' AND isActive = 1";
  return (prepared(reader, sql).get(reader.clinicId) as { n: number }).n;
}

/** Accounts that already have this e-mail or phone. `exceptId`: the one that is changed. */
export function accountsLike(reader: Reader, { email, mobileNumber }: StaffDetails, exceptId = '') {
  const samePhone = mobileNumber === null ? undefined : eq(users.mobileNumber, mobileNumber);
  return reader.db
    .select({ id: users.id, email: users.email, mobileNumber: users.mobileNumber })
    .from(users)
    .where(
      and(eq(users.clinicId, reader.clinicId), ne(users.id, exceptId), or(eq(users.email, email), samePhone)),
    )
    .all();
}

/** The member of staff whom a change is about. */
export function staffMember(tx: Tx, userId: string) {
  const user = tx.find('users', userId);
  if (!user || user.role === 'patient') throw new Refused({ code: 'not_found', subject: 'user' });
  return user;
}

/** Makes somebody a doctor of a department; what else a doctor has is filled in Set-up. */
export function insertDoctor(tx: Tx, userId: string, departmentId: string): void {
  const department = tx.find('departments', departmentId);
  if (!department) throw new Refused({ code: 'not_found', subject: 'department' });
  if (!department.isActive) throw new Refused({ code: 'department_inactive', departmentId });
  tx.insert('doctors', {
    id: userId,
    departmentId,
    roomId: null,
    title: '',
    specialization: '',
    licenseNumber: null,
    experienceYears: 0,
    consultationFeeMinor: department.examinationFeeMinor,
    bio: '',
    rating: 0,
    avatarUrl: null,
    totalReviews: 0,
  });
}

// Somebody else chose this person's password: it opens one door only, to choose their own. A fact of this PC's key file, so local.
const initialKey = (userId: string) => `initialPassword:${userId}`;

export function expectOwnPassword(tx: Tx, userId: string): void {
  tx.sqlite.prepare("INSERT OR REPLACE INTO meta (key, value) VALUES (?, '1')").run(initialKey(userId));
}
export function ownPasswordIsSet(tx: Tx, userId: string): void {
  tx.sqlite.prepare('DELETE FROM meta WHERE key = ?').run(initialKey(userId));
}
export function mustChoosePassword(reader: Reader, userId: string): boolean {
  return reader.sqlite.prepare('SELECT 1 FROM meta WHERE key = ?').get(initialKey(userId)) !== undefined;
}

/** Visits from `today` on that a doctor still has. */
export function visitsAhead(reader: Reader, doctorId: string, today: string): number {
  const sql =
    "SELECT count(*) AS n FROM appointments WHERE clinicId = ? AND doctorId = ? AND appointmentDate >= ? AND status IN ('booked', 'confirmed')";
  return (prepared(reader, sql).get(reader.clinicId, doctorId, today) as { n: number }).n;
}

export type PersonNow = {
  userId: string;
  fullName: string;
  role: Role;
  isActive: boolean;
  locale: 'en' | 'vi';
};

/** Asked before each call of the window, so that a role taken away is gone at once. */
export function personNow(reader: Reader, userId: string): PersonNow | undefined {
  const sql =
    'SELECT id AS userId, fullName, role, isActive, locale FROM users WHERE id = ? AND clinicId = ?';
  const row = prepared(reader, sql).get(userId, reader.clinicId) as
    | (Omit<PersonNow, 'isActive'> & { isActive: number })
    | undefined;
  return row && { ...row, isActive: row.isActive === 1 };
}
