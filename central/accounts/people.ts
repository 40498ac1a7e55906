// Accounts as the doors of the API look them up and change them: by e-mail, with their credentials.
import { and, eq, sql } from 'drizzle-orm';
import { v4 as uuidv4 } from 'uuid';
import { users } from '../../db/schema/accounts.ts';
import { foldEmail, type Role, type User } from '../../domain/accounts.ts';
import { wallClock } from '../../domain/civil-date.ts';
import { type PatientInput, recordNumberText, registerPatient } from '../../domain/patients.ts';
import { assert } from '../../domain/failure.ts';
import { clinicFacts } from '../appointments.ts';
import { sendLater } from '../outbox/outbox.ts';
import { passwordChangedWords } from '../outbox/words.ts';
import type { Centre } from '../rest/routing.ts';
import { credentials } from '../schema/accounts.ts';
import { clinicHeads } from '../schema/tenancy.ts';
import type { Reader, Tx } from '../transaction.ts';
import { revokeSessions } from './sessions.ts';

/** What record numbers begin with that the centre gives; the clinic's PCs have letters of their own. */
const RECORD_PREFIX = 'W';
const DAY_MS = 86_400_000;

export type Account = Pick<
  User,
  'id' | 'email' | 'fullName' | 'mobileNumber' | 'role' | 'isActive' | 'isVerified' | 'locale'
> & { restId: number; passwordHash: string; isPending: boolean };

const accountFields = {
  id: users.id,
  restId: users.restId,
  email: users.email,
  fullName: users.fullName,
  mobileNumber: users.mobileNumber,
  role: users.role,
  isActive: users.isActive,
  isVerified: users.isVerified,
  locale: users.locale,
  passwordHash: credentials.passwordHash,
  isPending: credentials.isPending,
};

/** Who signs in with that e-mail. Staff who were never given a password at the centre are nobody here. */
export async function accountByEmail(reader: Reader, email: string): Promise<Account | undefined> {
  const [found] = await accounts(reader, eq(users.email, foldEmail(email)));
  return found;
}

export async function accountById(reader: Reader, userId: string): Promise<Account | undefined> {
  const [found] = await accounts(reader, eq(users.id, userId));
  return found;
}

const accounts = ({ db, clinicId }: Reader, which: ReturnType<typeof eq>) =>
  db
    .select(accountFields)
    .from(users)
    .innerJoin(credentials, and(eq(credentials.clinicId, clinicId), eq(credentials.userId, users.id)))
    .where(and(eq(users.clinicId, clinicId), which));

export type NewAccount = {
  email: string;
  fullName: string;
  mobileNumber: string;
  role: Extract<Role, 'patient' | 'doctor'>;
  passwordHash: string;
  /** Until a code confirms it, nobody signs in. */
  isPending: boolean;
  /** What a patient tells of himself or herself. */
  patient?: Omit<PatientInput, 'fullName'>;
};

/** Saves the account; a patient is in the registry from then on, under the same id. Throws what the unique indexes say. */
export async function addAccount(tx: Tx, account: NewAccount): Promise<{ id: string; restId: number }> {
  const { db, clinicId, nowMs } = tx;
  const id = tx.newId();
  const { email, fullName, mobileNumber, role, isPending } = account;
  tx.about({ entity: 'users', entityId: id, patientId: role === 'patient' ? id : null });
  const { restId } = await tx.insert('users', {
    id,
    email,
    mobileNumber,
    fullName,
    role,
    isActive: !isPending,
    isVerified: !isPending,
    locale: 'vi',
  });
  await db
    .insert(credentials)
    .values({ clinicId, userId: id, passwordHash: account.passwordHash, changedAtMs: nowMs, isPending });
  if (role === 'patient') {
    const { timeZone } = await clinicFacts(tx);
    const by = { role, today: wallClock(nowMs, timeZone).date };
    const typed = { ...account.patient, fullName, phone: mobileNumber, email };
    const recordNumber = await nextRecordNumber(tx);
    await tx.insert('patients', registerPatient(typed, { id, patientUuid: uuidv4(), recordNumber }, by));
  }
  return { id, restId };
}

async function nextRecordNumber({ db, clinicId }: Tx): Promise<string> {
  const [head] = await db
    .update(clinicHeads)
    .set({ patientNumber: sql`${clinicHeads.patientNumber} + 1` })
    .where(eq(clinicHeads.clinicId, clinicId))
    .returning({ number: clinicHeads.patientNumber });
  assert(head, 'a clinic that is written in has its head');
  return recordNumberText(RECORD_PREFIX, head.number);
}

/** A new password ends every session but the one it was set from, and is told to whom it belongs. */
export async function setPassword(
  centre: Pick<Centre, 'keys'>,
  tx: Tx,
  { account, passwordHash, keepFamilyId }: { account: Account; passwordHash: string; keepFamilyId?: string },
): Promise<void> {
  const { db, clinicId, nowMs } = tx;
  tx.about({ entity: 'users', entityId: account.id, patientId: null });
  await db
    .update(credentials)
    .set({ passwordHash, changedAtMs: nowMs })
    .where(and(eq(credentials.clinicId, clinicId), eq(credentials.userId, account.id)));
  await afterNewPassword(centre, tx, account, keepFamilyId);
}

async function afterNewPassword(
  centre: Pick<Centre, 'keys'>,
  tx: Tx,
  { id, email, locale }: Pick<User, 'id' | 'email' | 'locale'>,
  keepFamilyId?: string,
): Promise<void> {
  await revokeSessions(tx, id, 'the password was changed', keepFamilyId);
  await sendLater(centre, tx, {
    content: { channel: 'email', to: email, ...passwordChangedWords(locale) },
    expiresAtMs: tx.nowMs + DAY_MS,
  });
}

/** By an admin: also for staff who came from a PC of the clinic and never had a password here. */
export async function givePassword(
  centre: Pick<Centre, 'keys'>,
  tx: Tx,
  { user, passwordHash }: { user: Pick<User, 'id' | 'email' | 'locale'>; passwordHash: string },
): Promise<void> {
  const { db, clinicId, nowMs } = tx;
  tx.about({ entity: 'users', entityId: user.id, patientId: null });
  await db
    .insert(credentials)
    .values({ clinicId, userId: user.id, passwordHash, changedAtMs: nowMs })
    .onConflictDoUpdate({
      target: [credentials.clinicId, credentials.userId],
      set: { passwordHash, changedAtMs: nowMs },
    });
  await afterNewPassword(centre, tx, user);
}

/** A code or a link came back from the address or the number. */
export async function markVerified(
  { db, clinicId, nowMs }: Tx,
  userId: string,
  what: 'email' | 'mobileNumber',
): Promise<void> {
  await db
    .update(credentials)
    .set(what === 'email' ? { emailVerifiedAtMs: nowMs } : { mobileVerifiedAtMs: nowMs })
    .where(and(eq(credentials.clinicId, clinicId), eq(credentials.userId, userId)));
}
