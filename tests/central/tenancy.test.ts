import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import { departments } from '../../db/schema/clinic-setup.ts';
import { users } from '../../db/schema/accounts.ts';
import { openPool } from '../../central/database.ts';
import { openClinic } from '../../central/transaction.ts';
import { NOW_MS, startTestCentre, type TestCentre } from './support/test-centre.ts';

let it: TestCentre;
const otherClinic = uuidv7();

const department = (name: string) => ({
  id: uuidv7(),
  name,
  icon: 'heart',
  description: '',
  isActive: true,
  examinationFeeMinor: 100_000,
});
const context = { userId: null, kind: 'test.write', nowMs: NOW_MS };

beforeAll(async () => {
  it = await startTestCentre();
  await openClinic(it.owner, otherClinic);
});
afterAll(() => it?.stop());

describe('One clinic never sees another', () => {
  test('rls-new-table: every table is bound to a clinic, by a policy that nobody who serves can pass', async () => {
    const { rows } = await it.owner.query(
      `SELECT c.relname, c.relrowsecurity AND c.relforcerowsecurity AS bound,
          EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid) AS "hasPolicy",
          EXISTS (SELECT FROM pg_index i JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
            WHERE i.indrelid = c.oid AND i.indisprimary AND a.attname = 'clinicId') AS "clinicLeads"
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p')`,
    );
    expect(rows.length).toBeGreaterThan(40);
    expect(rows.filter((table) => !(table.bound && table.hasPolicy && table.clinicLeads))).toEqual([]);
    const { rows: roles } = await it.owner.query(
      "SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = 'clinic_desk_app'",
    );
    expect(roles).toEqual([{ rolsuper: false, rolbypassrls: false }]);
  });

  test('every unique index begins with the clinic, so that the tables can be spread over machines by it', async () => {
    const { rows } = await it.owner.query(
      `SELECT i.indexrelid::regclass::text AS name FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
       JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
       WHERE n.nspname = 'public' AND i.indisunique AND a.attname <> 'clinicId'`,
    );
    expect(rows).toEqual([]);
  });

  test('cross-clinic-read: rows of another clinic are not there', async () => {
    await it.centre.door.write(otherClinic, context, (tx) =>
      tx.insert('departments', department('Elsewhere')),
    );
    const names = await it.centre.door.read(it.centre.clinicId, ({ db }) =>
      db.select({ name: departments.name }).from(departments),
    );
    expect(names.length).toBeGreaterThan(5);
    expect(names).not.toContainEqual({ name: 'Elsewhere' });
    const there = await it.centre.door.read(otherClinic, ({ db }) =>
      db.select({ name: departments.name }).from(departments),
    );
    expect(there).toEqual([{ name: 'Elsewhere' }]);
  });

  test('cross-clinic-write: a row of another clinic cannot be made, changed or taken away', async () => {
    const door = it.centre.door;
    const row = {
      ...department('Smuggled'),
      clinicId: otherClinic,
      createdAtMs: 0,
      updatedAtMs: 0,
      rowVersion: 0,
    };
    const smuggle = door.write(it.centre.clinicId, context, ({ db }) => db.insert(departments).values(row));
    await expect(smuggle).rejects.toMatchObject({ cause: { code: '42501' } });
    const changed = await door.write(it.centre.clinicId, context, ({ db }) =>
      db.execute(sql`update departments set name = 'Taken' where "clinicId" = ${otherClinic}`),
    );
    expect(changed.rowCount).toBe(0);
    const removed = await door.write(it.centre.clinicId, context, ({ db }) =>
      db.execute(sql`delete from departments where "clinicId" = ${otherClinic}`),
    );
    expect(removed.rowCount).toBe(0);
  });

  test('rls-unset-tenant: a connection that has not said its clinic sees nothing', async () => {
    const pool = openPool(it.centre.configuration.DATABASE_URL ?? '', 1);
    try {
      expect((await pool.query('SELECT * FROM departments')).rows).toEqual([]);
      expect((await pool.query('SELECT * FROM users')).rows).toEqual([]);
    } finally {
      await pool.end();
    }
  });

  test('rls-pool-leak: clinics that take turns on the same connections never meet', async () => {
    const namesIn = (clinicId: string) =>
      it.centre.door.read(clinicId, ({ db }) =>
        db.select({ clinicId: departments.clinicId }).from(departments),
      );
    const asked = Array.from({ length: 200 }, (_, i) => (i % 2 === 0 ? it.centre.clinicId : otherClinic));
    const answers = await Promise.all(
      asked.map(async (clinicId) => ({ clinicId, rows: await namesIn(clinicId) })),
    );
    for (const { clinicId, rows } of answers) {
      expect(rows.length).toBeGreaterThan(0);
      expect(rows.every((row) => row.clinicId === clinicId)).toBe(true);
    }
  });
});

describe('A write at the centre', () => {
  test('is stamped by a counter without holes and chained in the audit trail, however many write at once', async () => {
    const clinicId = uuidv7();
    await openClinic(it.owner, clinicId);
    const names = Array.from({ length: 40 }, (_, i) => `Department ${i}`);
    await Promise.all(
      names.map((name) =>
        it.centre.door.write(clinicId, context, (tx) => tx.insert('departments', department(name))),
      ),
    );
    const { rows } = await it.owner.query(
      'SELECT "rowVersion"::int AS version FROM departments WHERE "clinicId" = $1 ORDER BY 1',
      [clinicId],
    );
    expect(rows.map(({ version }) => version)).toEqual(names.map((_, i) => i + 1));
    const { rows: entries } = await it.owner.query(
      'SELECT seq::int AS seq FROM "auditEntries" WHERE "clinicId" = $1 ORDER BY seq',
      [clinicId],
    );
    expect(entries.map(({ seq }) => seq)).toEqual(names.map((_, i) => i + 1));
  });

  test('that fails leaves nothing, not even in the trail', async () => {
    const before = await it.owner.query('SELECT count(*) FROM "auditEntries"');
    const failing = it.centre.door.write(otherClinic, context, async (tx) => {
      await tx.insert('departments', department('Half done'));
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect((await it.owner.query("SELECT FROM departments WHERE name = 'Half done'")).rowCount).toBe(0);
    expect((await it.owner.query('SELECT count(*) FROM "auditEntries"')).rows).toEqual(before.rows);
  });

  test('is run again when Postgres asks for it', async () => {
    let runs = 0;
    await it.centre.door.write(otherClinic, context, async (tx) => {
      runs += 1;
      await tx.db.select().from(departments);
      if (runs === 1) await tx.db.execute(sql`do $$ begin raise exception using errcode = '40001'; end $$`);
      await tx.insert('departments', department('Second try'));
    });
    expect(runs).toBe(2);
  });

  test('audit-row-edit, audit-row-delete: the trail is only added to, even by the owner', async () => {
    await expect(it.owner.query(`UPDATE "auditEntries" SET action = 'nothing'`)).rejects.toThrow(
      /only added to/,
    );
    await expect(it.owner.query(`DELETE FROM "auditEntries"`)).rejects.toThrow(/only added to/);
    await expect(it.owner.query(`TRUNCATE "auditEntries"`)).rejects.toThrow(/only added to/);
  });
});

describe('A person', () => {
  test('has one number, as a user, as a patient and as a doctor', async () => {
    const id = uuidv7();
    const numbers = await it.centre.door.write(otherClinic, context, async (tx) => {
      const patient = await tx.insert('patients', {
        id,
        patientUuid: uuidv7(),
        recordNumber: 'A-000001',
        fullName: 'Trần Văn Bình',
        searchName: 'tran van binh',
      });
      const user = await tx.insert('users', {
        id,
        email: 'binh@example.test',
        fullName: 'Trần Văn Bình',
        role: 'patient',
        isActive: true,
        isVerified: true,
        locale: 'vi',
      });
      return [patient.restId, user.restId];
    });
    expect(numbers[0]).toBe(numbers[1]);
    const { rows } = await it.owner.query(
      `SELECT u."restId" FROM users u JOIN patients p ON p."restId" = u."restId" WHERE u.id <> p.id`,
    );
    expect(rows).toEqual([]);
    const doctors = await it.centre.door.read(it.centre.clinicId, ({ db }) =>
      db.select({ id: users.restId }).from(users),
    );
    expect(new Set(doctors.map((row) => row.id)).size).toBe(doctors.length);
  });
});
