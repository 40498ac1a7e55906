// What an admin sees and does through the API: figures, accounts, who opened what, the trail of a patient. The desktop is the admin's tool; this is
// what it asks.
import { and, asc, count, desc, eq, ilike, or, type SQL, sql } from 'drizzle-orm';
import Papa from 'papaparse';
import { z } from 'zod';
import { users } from '../../db/schema/accounts.ts';
import { appointments } from '../../db/schema/appointments.ts';
import { healthDocuments } from '../../db/schema/documents.ts';
import { patients } from '../../db/schema/patients.ts';
import { type Role, roles, type User } from '../../domain/accounts.ts';
import { wallClock } from '../../domain/civil-date.ts';
import { BOM, quoteFormula } from '../../domain/csv-text.ts';
import { Refused } from '../../domain/failure.ts';
import { refuseLosingAccess, staffDetails } from '../../domain/staff.ts';
import { chosenPassword } from '../accounts/new-password.ts';
import { hashPassword } from '../accounts/passwords.ts';
import { givePassword } from '../accounts/people.ts';
import { revokeSessions } from '../accounts/sessions.ts';
import { clinicFacts } from '../appointments.ts';
import { checkTrail } from '../audit-check.ts';
import { documentStatistics, documentsWhere } from '../documents.ts';
import { containing } from '../like.ts';
import { credentials } from '../schema/accounts.ts';
import { accessLogs, shareTokens } from '../schema/sharing.ts';
import { auditEntries } from '../schema/tenancy.ts';
import { accessLogsWhere } from '../shares.ts';
import { type Reader, type Tx, violatedUnique } from '../transaction.ts';
import { detailAnswer, notFound, RestRefusal } from './answers.ts';
import { limitsOf, pageAnswer, pageOf, sizedPageQuery } from './pages.ts';
import { appProfileAnswer, changePatient, changePerson, profileShown } from './profiles.ts';
import { noteReading } from './record-shape.ts';
import { addressOf, type App, type Caller, type Centre, signedIn } from './routing.ts';
import { accessLogAnswer, accessLogsShown } from './sharing.ts';
import { contextOf } from './visits.ts';
import { instantText } from './words.ts';

const tags = ['admin'];
const fields = z.record(z.string(), z.unknown());
const config = { access: ['admin'] } as const;
const byId = z.object({ id: z.string().max(64) });
const messageAnswer = z.object({ message: z.string() });
const whole = z.number().int();
const statistics = z.object({
  total_users: whole,
  active_users: whole,
  users_by_role: z.record(z.string(), whole),
  total_patients: whole,
  appointments_today: whole,
  total_records: whole,
  total_size_mb: z.number(),
  total_shares: whole,
  valid_shares: whole,
  total_accesses: whole,
});
const accountAnswer = appProfileAnswer.extend({ is_active: z.boolean() });
const trailAnswer = z.object({
  seq: whole,
  at: z.string(),
  user_id: z.string().nullable(),
  user_name: z.string().nullable(),
  action: z.string(),
  entity: z.string(),
  entity_id: z.string().nullable(),
  detail: z.record(z.string(), z.unknown()),
  ip_address: z.string().nullable(),
});
const recordOfUser = z.object({
  id: z.string(),
  file_name: z.string(),
  file_size: whole,
  document_type: z.string(),
  is_archived: z.boolean(),
  created_at: z.string(),
});
const editing = z
  .object({
    full_name: staffDetails.shape.fullName,
    email: staffDetails.shape.email,
    mobile_number: staffDetails.shape.mobileNumber,
    is_active: z.boolean(),
  })
  .partial();
const errors = { 400: fields, 401: detailAnswer, 403: detailAnswer, 404: detailAnswer };
/** What a spreadsheet can hold of openings at once. */
const MOST_LOGS = 100_000;
const bytes = z.any().describe('A CSV file');

export const adminRoutes = (centre: Centre) => async (app: App) => {
  const { door, clinicId } = centre;

  app.get(
    '/admin/statistics',
    { config, schema: { summary: 'The clinic in figures', tags, response: { 200: statistics, ...errors } } },
    () => door.read(clinicId, (reader) => figures(reader, centre.nowMs())),
  );
  app.get(
    '/admin/users',
    {
      config,
      schema: {
        summary: 'Accounts',
        tags,
        querystring: sizedPageQuery.extend({
          role: z.string().max(20).optional(),
          is_active: z.string().max(10).optional(),
          is_verified: z.string().max(10).optional(),
          search: z.string().max(100).optional(),
        }),
        response: { 200: pageOf(accountAnswer), ...errors },
      },
    },
    (request) =>
      door.read(clinicId, async (reader) => {
        const { query } = request;
        const where = and(eq(users.clinicId, clinicId), chosenUsers(query));
        const { limit, offset } = limitsOf(query);
        const rows = await reader.db
          .select({ id: users.id })
          .from(users)
          .where(where)
          .orderBy(asc(users.fullName), asc(users.id))
          .limit(limit)
          .offset(offset);
        const [total] = await reader.db.select({ count: count() }).from(users).where(where);
        const results = [];
        for (const { id } of rows) results.push(await accountShown(reader, id));
        return pageAnswer(addressOf(centre, request), query, { count: total?.count ?? 0, results });
      }),
  );
  app.get(
    '/admin/users/:id',
    {
      config,
      schema: { summary: 'An account', tags, params: byId, response: { 200: accountAnswer, ...errors } },
    },
    (request) => door.read(clinicId, (reader) => accountShown(reader, request.params.id)),
  );
  for (const method of ['PUT', 'PATCH'] as const)
    app.route({
      method,
      url: '/admin/users/:id',
      config,
      schema: {
        summary: 'Change an account: name, e-mail, number, whether it is active',
        tags,
        params: byId,
        body: editing,
        response: { 200: accountAnswer, ...errors },
      },
      handler: (request) => {
        const caller = signedIn(request);
        const { params, body, ip } = request;
        return asFields(() =>
          door.write(clinicId, contextOf(centre, caller, 'staff.edit', ip), async (tx) => {
            const member = await memberOf(tx, params.id);
            if (body.is_active !== undefined)
              await setActive(tx, caller, { member, isActive: body.is_active });
            const { full_name: fullName, mobile_number: mobileNumber, email } = body;
            const whose = { userId: member.id, role: member.role };
            await changePerson(tx, whose, { fullName, mobileNumber });
            await changePatient(tx, whose, { fullName, phone: mobileNumber, email });
            if (email !== undefined && email !== member.email) await changeEmail(tx, member, email);
            return accountShown(tx, member.id);
          }),
        );
      },
    });
  app.delete(
    '/admin/users/:id',
    {
      config,
      schema: {
        summary: 'Close an account and end its sessions (nothing is deleted)',
        tags,
        params: byId,
        response: { 204: z.null(), ...errors },
      },
    },
    async (request, reply) => {
      const caller = signedIn(request);
      await asFields(() =>
        door.write(clinicId, contextOf(centre, caller, 'staff.deactivate', request.ip), async (tx) =>
          setActive(tx, caller, { member: await memberOf(tx, request.params.id), isActive: false }),
        ),
      );
      return reply.status(204).send(null);
    },
  );
  app.post(
    '/admin/users/:id/activate',
    {
      config,
      schema: { summary: 'Open an account', tags, params: byId, response: { 200: accountAnswer, ...errors } },
    },
    (request) => {
      const caller = signedIn(request);
      return door.write(clinicId, contextOf(centre, caller, 'staff.reactivate', request.ip), async (tx) => {
        await setActive(tx, caller, { member: await memberOf(tx, request.params.id), isActive: true });
        return accountShown(tx, request.params.id);
      });
    },
  );
  app.post(
    '/admin/users/:id/reset-password',
    {
      config,
      schema: {
        summary: 'Give somebody a new password and end the sessions that stand',
        tags,
        params: byId,
        body: z.object({ new_password: chosenPassword }),
        response: { 200: messageAnswer, ...errors },
      },
    },
    async (request) => {
      const caller = signedIn(request);
      const passwordHash = await hashPassword(request.body.new_password);
      const context = contextOf(centre, caller, 'accounts.adminResetPassword', request.ip);
      await door.write(clinicId, context, async (tx) => {
        const member = await memberOf(tx, request.params.id);
        await givePassword(centre, tx, { user: member, passwordHash });
      });
      return { message: 'The password is set. The sessions have ended.' };
    },
  );
  app.get(
    '/admin/users/:id/records',
    {
      config,
      schema: {
        summary: 'What records a patient has (not their content)',
        tags,
        params: byId,
        querystring: sizedPageQuery,
        response: { 200: pageOf(recordOfUser), ...errors },
      },
    },
    async (request) => {
      const { params, query, ip } = request;
      const found = await door.read(clinicId, async (reader) => {
        await memberOf(reader, params.id);
        const { timeZone } = await clinicFacts(reader);
        const { count: total, rows } = await documentsWhere(
          reader,
          eq(healthDocuments.patientId, params.id),
          limitsOf(query),
        );
        return {
          count: total,
          results: rows.map((row) => ({
            id: row.id,
            file_name: row.fileName,
            file_size: row.fileSizeBytes,
            document_type: row.documentType,
            is_archived: row.isArchived,
            created_at: instantText(row.createdAtMs, timeZone),
          })),
        };
      });
      await noteReading(centre, { caller: signedIn(request), ip, patients: [params.id] });
      return pageAnswer(addressOf(centre, request), query, found);
    },
  );
  app.get(
    '/admin/access-logs',
    {
      config,
      schema: {
        summary: 'Every opening of a share',
        tags,
        querystring: sizedPageQuery,
        response: { 200: pageOf(accessLogAnswer), ...errors },
      },
    },
    (request) =>
      door.read(clinicId, async (reader) => {
        const found = await accessLogsWhere(reader, undefined, limitsOf(request.query));
        const results = await accessLogsShown(reader, found.rows);
        return pageAnswer(addressOf(centre, request), request.query, { count: found.count, results });
      }),
  );
  app.get(
    '/admin/audit-trail/:id',
    {
      config,
      schema: {
        summary: 'Everything that was done about a patient, the newest first; by patient_uuid or id',
        tags,
        params: byId,
        querystring: sizedPageQuery,
        response: { 200: pageOf(trailAnswer), ...errors },
      },
    },
    (request) =>
      door.read(clinicId, async (reader) => {
        const found = await trailOf(reader, request.params.id, limitsOf(request.query));
        return pageAnswer(addressOf(centre, request), request.query, found);
      }),
  );
  app.get(
    '/admin/audit-check',
    {
      config,
      schema: {
        summary: 'Is the audit trail the one that was written?',
        tags,
        response: {
          200: z.object({ entries: whole, is_intact: z.boolean(), broken_at: whole.nullable() }),
          ...errors,
        },
      },
    },
    () =>
      door.read(clinicId, async (reader) => {
        const { entries, brokenAt } = await checkTrail(reader, centre.keys.audit);
        return { entries, is_intact: brokenAt === null, broken_at: brokenAt };
      }),
  );
  app.get(
    '/admin/export-logs',
    {
      config,
      schema: { summary: 'Every opening of a share, as CSV', tags, response: { 200: bytes, ...errors } },
    },
    async (request, reply) => {
      const caller = signedIn(request);
      const rows = await door.read(clinicId, async (reader) => {
        const found = await accessLogsWhere(reader, undefined, { limit: MOST_LOGS, offset: 0 });
        return accessLogsShown(reader, found.rows);
      });
      // export-not-logged: what leaves is told before it goes.
      await door.write(clinicId, contextOf(centre, caller, 'accessLogs.export', request.ip), async (tx) =>
        tx.about({ entity: 'accessLogs', entityId: null, patientId: null }, { note: `${rows.length} rows` }),
      );
      const lines = rows.map((row) => ({
        accessed_at: row.accessed_at,
        doctor: row.doctor_info.full_name,
        patient: row.patient_info.full_name,
        records: row.records_info.map((info) => info.file_name).join('; '),
        ip_address: row.ip_address ?? '',
        user_agent: row.user_agent ?? '',
      }));
      const columns = ['accessed_at', 'doctor', 'patient', 'records', 'ip_address', 'user_agent'] as const;
      // csv-formula-export: a spreadsheet takes no cell for a formula.
      const cells = lines.map((line) => columns.map((column) => quoteFormula(line[column])));
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="access-logs.csv"')
        .send(Buffer.from(BOM + Papa.unparse([[...columns], ...cells])));
    },
  );
};

async function figures(reader: Reader, nowMs: number): Promise<z.infer<typeof statistics>> {
  const { db, clinicId } = reader;
  const { timeZone } = await clinicFacts(reader);
  const byRole = await db
    .select({
      role: users.role,
      all: count(),
      active: sql<number>`count(*) filter (where ${users.isActive})::int`,
    })
    .from(users)
    .where(eq(users.clinicId, clinicId))
    .groupBy(users.role);
  const numberOf = async (
    table: typeof patients | typeof appointments | typeof shareTokens | typeof accessLogs,
    where?: SQL,
  ) => {
    // drizzle cannot follow a union of tables; all have the column named here.
    const named = table as typeof patients;
    const [found] = await db
      .select({ count: count() })
      .from(named)
      .where(and(eq(named.clinicId, clinicId), where));
    return found?.count ?? 0;
  };
  const { records, bytes: size } = await documentStatistics(reader, undefined);
  const stands = and(
    eq(shareTokens.isRevoked, false),
    sql`${shareTokens.expiresAtMs} > ${nowMs}`,
    sql`(${shareTokens.maxAccessCount} is null or ${shareTokens.currentAccessCount} < ${shareTokens.maxAccessCount})`,
  );
  return {
    total_users: byRole.reduce((sum, row) => sum + row.all, 0),
    active_users: byRole.reduce((sum, row) => sum + row.active, 0),
    users_by_role: Object.fromEntries(byRole.map((row) => [row.role, row.all])),
    total_patients: await numberOf(patients),
    appointments_today: await numberOf(
      appointments,
      eq(appointments.appointmentDate, wallClock(nowMs, timeZone).date),
    ),
    total_records: records,
    total_size_mb: Math.round((size / 1_048_576) * 100) / 100,
    total_shares: await numberOf(shareTokens),
    valid_shares: await numberOf(shareTokens, stands),
    total_accesses: await numberOf(accessLogs),
  };
}

type UsersAsked = {
  role?: string | undefined;
  is_active?: string | undefined;
  is_verified?: string | undefined;
  search?: string | undefined;
};
/** The app's names of roles are taken too; a role that does not exist chooses nobody. */
const roleNames: Record<string, Role> = {
  SUPER_ADMIN: 'admin',
  ...Object.fromEntries(roles.map((role) => [role.toUpperCase(), role])),
};
const flag = (text: string): boolean => /^(true|1)$/i.test(text);

function chosenUsers({ role, is_active, is_verified, search }: UsersAsked): SQL | undefined {
  const known = role === undefined ? undefined : roleNames[role.toUpperCase()];
  return and(
    role === undefined || role === '' ? undefined : known ? eq(users.role, known) : sql`false`,
    is_active === undefined || is_active === '' ? undefined : eq(users.isActive, flag(is_active)),
    is_verified === undefined || is_verified === '' ? undefined : eq(users.isVerified, flag(is_verified)),
    search === undefined || search.trim() === ''
      ? undefined
      : or(
          ilike(users.fullName, containing(search.trim())),
          ilike(users.email, containing(search.trim())),
          ilike(users.mobileNumber, containing(search.trim())),
        ),
  );
}

async function accountShown(reader: Reader, id: string): Promise<z.infer<typeof accountAnswer>> {
  const { isActive } = await memberOf(reader, id);
  return { ...(await profileShown(reader, id)), is_active: isActive };
}

async function memberOf({ db, clinicId }: Reader, id: string): Promise<User> {
  const [found] = await db
    .select()
    .from(users)
    .where(and(eq(users.clinicId, clinicId), eq(users.id, id)));
  if (!found) throw notFound();
  return found;
}

/** Closing ends every session; a code that was under way opens nothing any more (fault G5). Opening confirms what was pending. */
async function setActive(
  tx: Tx,
  { userId }: Caller,
  { member, isActive }: { member: User; isActive: boolean },
): Promise<void> {
  const { db, clinicId } = tx;
  tx.about({ entity: 'users', entityId: member.id, patientId: null });
  if (!isActive) {
    const [admins] = await db
      .select({ count: count() })
      .from(users)
      .where(and(eq(users.clinicId, clinicId), eq(users.role, 'admin'), eq(users.isActive, true)));
    refuseLosingAccess({ member, byUserId: userId, activeAdmins: admins?.count ?? 0 });
    await revokeSessions(tx, member.id, 'the account was closed');
  }
  await db
    .update(credentials)
    .set({ isPending: false })
    .where(and(eq(credentials.clinicId, clinicId), eq(credentials.userId, member.id)));
  await tx.update('users', member.id, isActive ? { isActive, isVerified: true } : { isActive });
}

/** Another address has answered no code yet. */
async function changeEmail(tx: Tx, { id }: User, email: string): Promise<void> {
  await tx.update('users', id, { email });
  await tx.db
    .update(credentials)
    .set({ emailVerifiedAtMs: null })
    .where(and(eq(credentials.clinicId, tx.clinicId), eq(credentials.userId, id)));
}

async function trailOf(reader: Reader, key: string, { limit, offset }: { limit: number; offset: number }) {
  const { db, clinicId } = reader;
  const [patient] = await db
    .select({ id: patients.id })
    .from(patients)
    .where(and(eq(patients.clinicId, clinicId), or(eq(patients.patientUuid, key), eq(patients.id, key))));
  if (!patient) throw notFound();
  const { timeZone } = await clinicFacts(reader);
  const about = and(
    eq(auditEntries.clinicId, clinicId),
    or(eq(auditEntries.patientId, patient.id), sql`${auditEntries.detail}->'patients' ? ${patient.id}`),
  );
  const rows = await db
    .select({ entry: auditEntries, userName: users.fullName })
    .from(auditEntries)
    .leftJoin(users, and(eq(users.clinicId, clinicId), eq(users.id, auditEntries.userId)))
    .where(about)
    .orderBy(desc(auditEntries.seq))
    .limit(limit)
    .offset(offset);
  const [total] = await db.select({ count: count() }).from(auditEntries).where(about);
  return {
    count: total?.count ?? 0,
    results: rows.map(({ entry, userName }) => ({
      seq: entry.seq,
      at: instantText(entry.atMs, timeZone),
      user_id: entry.userId,
      user_name: userName,
      action: entry.action,
      entity: entry.entity,
      entity_id: entry.entityId,
      detail: entry.detail,
      ip_address: entry.ipAddress,
    })),
  };
}

async function asFields<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const index = violatedUnique(error);
    if (index === 'users_email')
      throw new RestRefusal(400, { email: ['This e-mail has an account already.'] });
    if (index === 'users_mobile_number')
      throw new RestRefusal(400, { mobile_number: ['This number has an account already.'] });
    if (!(error instanceof Refused)) throw error;
    const { code } = error.failure;
    if (code === 'own_account') throw new RestRefusal(400, { is_active: ['This is your own account.'] });
    if (code === 'patient_archived')
      throw new RestRefusal(400, { non_field_errors: ['The record of this patient is closed.'] });
    if (code === 'last_admin')
      throw new RestRefusal(400, { is_active: ['This is the last admin of the clinic.'] });
    throw error;
  }
}
