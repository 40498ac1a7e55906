import Papa from 'papaparse';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { checkTrail } from '../../central/audit-check.ts';
import { demoSignIns } from '../../central/demo.ts';
import { ask } from './support/calls.ts';
import { type People, peopleOf } from './support/people.ts';
import { NOW_MS, startTestCentre, type TestCentre } from './support/test-centre.ts';
import { aPdfFile, sendRecord, webForm } from './support/uploads.ts';

let it: TestCentre;
let people: People;
beforeAll(async () => {
  it = await startTestCentre({ SIGN_IN_RATE_LIMIT: '1000000' });
  people = await peopleOf(it);
});
afterAll(() => it?.stop());
beforeEach(() => {
  it.clock.nowMs = NOW_MS;
});

const as = (...asked: Parameters<People['as']>) => people.as(...asked);
const admin = (method: string, path: string, body?: unknown) => as('admin', method, `/admin/${path}`, body);
const password = 'con mèo tam thể';
let lastNumber = 920_000_000;
const registered = async (role: 'PATIENT' | 'DOCTOR' = 'PATIENT') => {
  const mobile_number = `0${(lastNumber += 1)}`;
  const body = {
    email: `${mobile_number}@example.test`,
    mobile_number,
    full_name: 'Lê Minh Quân',
    role,
    password,
    password_confirm: password,
  };
  const { user_id } = (await ask(it, { method: 'POST', path: '/auth/register/', body })).body;
  return { id: user_id as string, email: body.email, mobile_number };
};
const confirm = async ({ email }: { email: string }) =>
  ask(it, {
    method: 'POST',
    path: '/auth/verify-otp/',
    body: { email, otp_code: (await it.messageTo(email)).code, purpose: 'REGISTRATION' },
  });
const signIn = (email: string, of = password) =>
  ask(it, { method: 'POST', path: '/token/', body: { email, password: of } });
const idOf = async (role: string) => (await admin('GET', `users/?role=${role}`)).body.results[0].id as string;

describe('An admin', () => {
  test('sees the clinic in figures', async () => {
    const { status, body } = await admin('GET', 'statistics/');
    expect(status).toBe(200);
    const { rows } = await it.owner.query(
      'SELECT (SELECT count(*)::int FROM users) AS users, (SELECT count(*)::int FROM patients) AS patients',
    );
    expect(body).toEqual({
      total_users: rows[0].users,
      active_users: rows[0].users,
      users_by_role: expect.objectContaining({ patient: expect.any(Number), admin: expect.any(Number) }),
      total_patients: rows[0].patients,
      appointments_today: 0,
      total_records: 0,
      total_size_mb: 0,
      total_shares: 0,
      valid_shares: 0,
      total_accesses: 0,
    });
  });

  test('finds accounts by role, state and text, page by page', async () => {
    const { id, email } = await registered();
    const ids = async (query: string) =>
      (await admin('GET', `users/?${query}`)).body.results.map((user: { id: string }) => user.id);
    expect(await ids(`search=${encodeURIComponent(email)}`)).toEqual([id]);
    expect(await ids('is_verified=false&is_active=false')).toContain(id);
    expect(await ids('is_active=true&page_size=100')).not.toContain(id);
    expect(await ids('role=PATIENT&page_size=100')).toContain(id);
    expect(await ids('role=DOCTOR&page_size=100')).not.toContain(id);
    expect(await ids('role=nonsense')).toEqual([]);
    expect(await ids('search=%25')).toEqual([]);
    expect((await admin('GET', 'users/?page_size=1')).body).toMatchObject({
      next: expect.stringContaining('page=2'),
      results: [expect.anything()],
    });
    expect((await admin('GET', `users/${id}/`)).body).toMatchObject({
      id,
      email,
      role: 'PATIENT',
      is_active: false,
    });
    expect((await admin('GET', 'users/nobody/')).status).toBe(404);
  });

  test('opens the account of a doctor who registered and has confirmed the e-mail', async () => {
    const doctor = await registered('DOCTOR');
    await confirm(doctor);
    expect((await signIn(doctor.email)).status).toBe(401);
    expect((await admin('POST', `users/${doctor.id}/activate/`)).body).toMatchObject({
      is_active: true,
      is_verified: true,
    });
    expect((await signIn(doctor.email)).status).toBe(200);
  });

  test('G5: closes an account: its sessions end, and no code opens it again, not even one that was under way', async () => {
    const pending = await registered();
    const { code } = await it.messageTo(pending.email);
    expect((await admin('DELETE', `users/${pending.id}/`)).status).toBe(204);
    const bring = await ask(it, {
      method: 'POST',
      path: '/auth/verify-otp/',
      body: { email: pending.email, otp_code: code, purpose: 'REGISTRATION' },
    });
    expect(bring.status).toBe(400);

    const known = await registered();
    const { access } = (await confirm(known)).body;
    expect((await admin('PATCH', `users/${known.id}/`, { is_active: false })).body.is_active).toBe(false);
    expect((await ask(it, { path: '/user/me/', access })).status).toBe(401);
    expect((await signIn(known.email)).status).toBe(401);
    expect((await admin('PUT', `users/${known.id}/`, { is_active: true })).status).toBe(200);
    expect((await signIn(known.email)).status).toBe(200);
  });

  test('closes neither the own account nor the last admin’s', async () => {
    const own = await idOf('admin');
    expect(await admin('DELETE', `users/${own}/`)).toEqual({
      status: 400,
      body: { is_active: [expect.any(String)] },
    });
    expect((await admin('PATCH', `users/${own}/`, { is_active: false })).status).toBe(400);
  });

  test('changes name, e-mail and number; what others have is told under its field; role and id are not written', async () => {
    const one = await registered();
    const two = await registered();
    const changed = await admin('PATCH', `users/${one.id}/`, {
      full_name: 'Lê Quân',
      role: 'admin',
      id: 'x',
      isActive: true,
    });
    expect(changed.body).toMatchObject({
      id: one.id,
      full_name: 'Lê Quân',
      role: 'PATIENT',
      is_active: false,
    });
    expect((await admin('PATCH', `users/${one.id}/`, { email: two.email })).body).toEqual({
      email: [expect.any(String)],
    });
    expect((await admin('PATCH', `users/${one.id}/`, { mobile_number: two.mobile_number })).body).toEqual({
      mobile_number: [expect.any(String)],
    });
    expect((await admin('PATCH', `users/${one.id}/`, { mobile_number: '12' })).body).toEqual({
      mobile_number: [expect.any(String)],
    });
  });

  test('gives a password, also to staff who never had one here; the sessions that stood end', async () => {
    const { email } = demoSignIns().find(({ role }) => role === 'receptionist') ?? { email: '' };
    const id = (await admin('GET', `users/?search=${encodeURIComponent(email)}`)).body.results[0].id;
    await it.owner.query('DELETE FROM credentials WHERE "userId" = $1', [id]);
    expect((await admin('POST', `users/${id}/reset-password/`, { new_password: '1234567' })).status).toBe(
      400,
    );
    expect(
      (await admin('POST', `users/${id}/reset-password/`, { new_password: 'một mật khẩu mới' })).status,
    ).toBe(200);
    expect((await ask(it, { path: '/user/me/', access: people.access.receptionist })).status).toBe(401);
    const { body } = await signIn(email, 'một mật khẩu mới');
    expect(body.access).toEqual(expect.any(String));
    people.access.receptionist = body.access;
    expect(await it.messageTo(email)).toMatchObject({ channel: 'email' });
  });

  test('csv-formula-export, export-not-logged: sees what records a patient has and who opened what, and takes the list away as CSV', async () => {
    const { body } = await ask(it, {
      method: 'POST',
      path: '/auth/register/',
      body: { ...webForm('hang@example.test', '0911000001'), full_name: '=cmd|calc' },
    });
    const recordId = (await sendRecord(it, { file: aPdfFile(), access: body.access })).body.id;
    const { id, patient_uuid } = (await ask(it, { path: '/auth/profile/', access: body.access })).body;
    expect((await admin('GET', `users/${id}/records/`)).body.results).toEqual([
      {
        id: recordId,
        file_name: 'ket qua.pdf',
        file_size: expect.any(Number),
        document_type: 'LAB_REPORT',
        is_archived: false,
        created_at: expect.any(String),
      },
    ]);
    const share = await ask(it, {
      method: 'POST',
      path: '/sharing/tokens/',
      body: { record_ids: [recordId], share_method: 'URL' },
      access: body.access,
    });
    await as('doctor', 'GET', `/sharing/access/${share.body.id}/`);
    expect((await admin('GET', 'access-logs/')).body).toMatchObject({
      count: 1,
      results: [{ patient: id, accessed_records: [recordId] }],
    });

    const exported = await fetch(`${it.address}/api/v1/admin/export-logs/`, {
      headers: { authorization: `Bearer ${people.access.admin}` },
    });
    expect(exported.headers.get('content-disposition')).toContain('access-logs.csv');
    const { data } = Papa.parse<string[]>((await exported.text()).replace('\uFEFF', ''));
    expect(data).toEqual([
      ['accessed_at', 'doctor', 'patient', 'records', 'ip_address', 'user_agent'],
      [expect.any(String), expect.any(String), "'=cmd|calc", 'ket qua.pdf', '127.0.0.1', 'node'],
    ]);

    const trail = (await admin('GET', `audit-trail/${patient_uuid}/?page_size=50`)).body;
    const actions = trail.results.map((entry: { action: string }) => entry.action);
    expect(actions).toEqual([
      'shares.open',
      'shares.make',
      'records.read',
      'documents.add',
      'accounts.register',
    ]);
    expect(trail.results[0]).toEqual({
      seq: expect.any(Number),
      at: '2026-11-27T09:10:00.000+07:00',
      user_id: people.doctor.id,
      user_name: expect.any(String),
      action: 'shares.open',
      entity: 'shareTokens',
      entity_id: share.body.id,
      detail: {},
      ip_address: '127.0.0.1',
    });
    expect((await admin('GET', 'audit-trail/nobody/')).status).toBe(404);
    const { rows } = await it.owner.query(
      `SELECT count(*)::int FROM "auditEntries" WHERE action = 'accessLogs.export'`,
    );
    expect(rows[0].count).toBe(1);
  });

  test('takes away more openings than a statement has room for values', async () => {
    await it.owner.query(
      `INSERT INTO "accessLogs" ("clinicId", id, "doctorId", "patientId", "accessedAtMs")
       SELECT $1, 'many' || n, 'nobody', 'nobody', n FROM generate_series(1, 70000) n`,
      [it.centre.clinicId],
    );
    const { status, body } = await admin('GET', 'export-logs/');
    await it.owner.query(`DELETE FROM "accessLogs" WHERE id LIKE 'many%'`);
    expect(status).toBe(200);
    expect(body.trim().split('\n').length).toBeGreaterThan(70_000);
  });

  test('changes what the registry says of a patient with the account; a new e-mail is unproven', async () => {
    const form = webForm('thu@example.test', '0911000041');
    const { access } = (await ask(it, { method: 'POST', path: '/auth/register/', body: form })).body;
    const { id } = (await ask(it, { path: '/auth/profile/', access })).body;
    await it.owner.query('UPDATE credentials SET "emailVerifiedAtMs" = 1 WHERE "userId" = $1', [id]);
    const body = { full_name: 'Phạm Thu', mobile_number: '0911000042', email: 'Thu.Moi@example.test' };
    expect((await admin('PATCH', `users/${id}/`, body)).status).toBe(200);
    const { rows } = await it.owner.query('SELECT "fullName", phone, email FROM patients WHERE id = $1', [
      id,
    ]);
    expect(rows).toEqual([{ fullName: 'Phạm Thu', phone: '0911000042', email: 'thu.moi@example.test' }]);
    const proven = await it.owner.query('SELECT "emailVerifiedAtMs" FROM credentials WHERE "userId" = $1', [
      id,
    ]);
    expect(proven.rows).toEqual([{ emailVerifiedAtMs: null }]);
  });

  test('is the only one who sees and does any of this', async () => {
    const id = await idOf('doctor');
    const doors: [string, string, unknown?][] = [
      ['GET', 'statistics/'],
      ['GET', 'users/'],
      ['GET', `users/${id}/`],
      ['PUT', `users/${id}/`, { full_name: 'X' }],
      ['PATCH', `users/${id}/`, { full_name: 'X' }],
      ['DELETE', `users/${id}/`],
      ['POST', `users/${id}/activate/`],
      ['POST', `users/${id}/reset-password/`, { new_password: 'một mật khẩu mới' }],
      ['GET', `users/${id}/records/`],
      ['GET', 'access-logs/'],
      ['GET', `audit-trail/${id}/`],
      ['GET', 'audit-check/'],
      ['GET', 'export-logs/'],
    ];
    for (const [method, path, body] of doors) {
      for (const role of ['patient', 'doctor', 'receptionist'] as const)
        expect((await as(role, method, `/admin/${path}`, body)).status, `${role} ${method} ${path}`).toBe(
          403,
        );
      expect((await as(null, method, `/admin/${path}`, body)).status).toBe(401);
    }
  });
});

describe('The audit trail', () => {
  const check = async () => (await admin('GET', 'audit-check/')).body;
  const state = () =>
    it.centre.door.read(it.centre.clinicId, (reader) => checkTrail(reader, it.centre.keys.audit));
  /** As somebody who owns the database and takes the guard away first (audit-trigger-drop). */
  const tamper = async (sql: string, back: string) => {
    await it.owner.query('ALTER TABLE "auditEntries" DISABLE TRIGGER USER');
    try {
      await it.owner.query('CREATE TABLE IF NOT EXISTS kept AS SELECT * FROM "auditEntries"');
      await it.owner.query(sql);
      const found = await state();
      await it.owner.query(back);
      return found.brokenAt;
    } finally {
      await it.owner.query('DROP TABLE IF EXISTS kept');
      await it.owner.query('ALTER TABLE "auditEntries" ENABLE TRIGGER USER');
    }
  };

  test('is checked from its first entry to its head', async () => {
    const { rows } = await it.owner.query('SELECT count(*)::int FROM "auditEntries"');
    expect(await check()).toEqual({ entries: rows[0].count, is_intact: true, broken_at: null });
  });

  test('audit-row-edit, audit-row-delete, audit-tail-truncate, audit-trigger-drop: tells where it was changed', async () => {
    const putBack = 'DELETE FROM "auditEntries"; INSERT INTO "auditEntries" SELECT * FROM kept';
    const { rows } = await it.owner.query('SELECT max(seq)::int AS last FROM "auditEntries"');
    const { last } = rows[0];
    expect(await tamper(`UPDATE "auditEntries" SET action = 'nothing' WHERE seq = 3`, putBack)).toBe(3);
    expect(await tamper('DELETE FROM "auditEntries" WHERE seq = 4', putBack)).toBe(4);
    expect(await tamper(`DELETE FROM "auditEntries" WHERE seq = ${last}`, putBack)).toBe(last);
    expect((await check()).is_intact).toBe(true);
  });

  test('audit-write-fails: what cannot be told is not done', async () => {
    await it.owner.query('ALTER TABLE "auditEntries" ADD CONSTRAINT nothing_more CHECK (seq < 0) NOT VALID');
    try {
      expect((await as('patient', 'PATCH', '/user/me/', { full_name: 'Không ai ghi' })).status).toBe(500);
    } finally {
      await it.owner.query('ALTER TABLE "auditEntries" DROP CONSTRAINT nothing_more');
    }
    expect((await as('patient', 'GET', '/user/me/')).body.full_name).not.toBe('Không ai ghi');
  });
});
