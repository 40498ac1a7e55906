import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import { NOW_MS, startTestCentre, type TestCentre } from './support/test-centre.ts';

let it: TestCentre;
let doctor: { id: string; restId: number; departmentId: string };

beforeAll(async () => {
  it = await startTestCentre();
});
afterAll(() => it?.stop());
beforeEach(async () => {
  it.clock.nowMs = NOW_MS;
  await it.owner.query('DELETE FROM "timeOff"');
  await it.owner.query('DELETE FROM "workingHours"');
  await it.owner.query('DELETE FROM appointments');
  const { rows } = await it.owner.query(
    `SELECT d.id, d."restId"::int AS "restId", d."departmentId" FROM doctors d JOIN users u ON u.id = d.id ORDER BY d."restId" LIMIT 1`,
  );
  doctor = rows[0];
});

type Slots = { available_slots: { time: string; available: boolean; room: string | null }[] };
const ask = (query: string, path = '/appointments/available-slots/') => it.get(`/api/v1${path}?${query}`);
const slots = async (date: string) =>
  ((await ask(`doctor_id=${doctor.restId}&date=${date}`)).body as Slots).available_slots;
const free = async (date: string) =>
  (await slots(date)).filter(({ available }) => available).map(({ time }) => time);

async function visit(at: {
  date: string;
  time: string;
  status?: string;
  doctorId?: string;
  roomId?: string | null;
}) {
  const patient = await it.owner.query('SELECT id FROM patients LIMIT 1');
  await it.centre.door.write(it.centre.clinicId, { userId: null, kind: 'test.book', nowMs: NOW_MS }, (tx) =>
    tx.insert('appointments', {
      id: uuidv7(),
      patientId: patient.rows[0].id,
      doctorId: at.doctorId ?? doctor.id,
      departmentId: doctor.departmentId,
      roomId: at.roomId ?? null,
      appointmentDate: at.date,
      appointmentTime: at.time,
      status: (at.status ?? 'booked') as 'booked',
      kind: 'booked',
      symptoms: '',
      reason: '',
      notes: '',
      estimatedFeeMinor: 0,
      holdsSlot: true,
      isNoShow: false,
      isPriority: false,
    }),
  );
}

describe('Slots of a doctor', () => {
  test('are all eighteen half hours from 08:00 to 16:30, with the doctor and, when asked for, the department', async () => {
    const { rows } = await it.owner.query('SELECT "restId"::int AS id FROM departments WHERE id = $1', [
      doctor.departmentId,
    ]);
    const { status, body } = await ask(
      `doctor_id=${doctor.restId}&date=2026-11-30&department_id=${rows[0].id}`,
    );
    expect(status).toBe(200);
    expect(body).toEqual({
      date: '2026-11-30',
      doctor: { id: doctor.restId, full_name: expect.any(String), specialization: expect.any(String) },
      available_slots: expect.any(Array),
      department: { id: rows[0].id, name: expect.any(String), icon: expect.any(String) },
    });
    const times = (body as Slots).available_slots.map(({ time }) => time);
    expect(times).toHaveLength(18);
    expect([times[0], times.at(-1)]).toEqual(['08:00', '16:30']);
  });

  test('are the same under the path that an existing client calls', async () => {
    const query = `doctor_id=${doctor.restId}&date=2026-11-30`;
    expect(await ask(query, '/available-slots/')).toEqual(await ask(query));
  });

  test('F2: a booked, a confirmed and a completed visit hold their slot; a cancelled one frees it', async () => {
    await visit({ date: '2026-11-30', time: '09:00' });
    await visit({ date: '2026-11-30', time: '09:30', status: 'confirmed' });
    await visit({ date: '2026-11-30', time: '10:00', status: 'completed' });
    await visit({ date: '2026-11-30', time: '10:30', status: 'cancelled' });
    const open = await free('2026-11-30');
    expect(open).toHaveLength(15);
    expect(open).toContain('10:30');
  });

  test('F1: the database itself refuses a second visit in a slot', async () => {
    await visit({ date: '2026-11-30', time: '09:00' });
    await expect(visit({ date: '2026-11-30', time: '09:00' })).rejects.toMatchObject({
      cause: { code: '23505', constraint: 'appointments_doctor_slot' },
    });
  });

  test('F5: today is the day of the clinic, and a time that has begun is no longer offered', async () => {
    expect((await free('2026-11-27')).at(0)).toBe('09:30');
    // Half past midnight in the clinic is still yesterday in UTC.
    it.clock.nowMs = Date.parse('2026-11-28T00:30:00+07:00');
    expect((await ask(`doctor_id=${doctor.restId}&date=2026-11-27`)).status).toBe(400);
    expect(await free('2026-11-28')).toHaveLength(18);
    expect((await ask(`doctor_id=${doctor.restId}&date=2026-12-28`)).status).toBe(200);
    expect((await ask(`doctor_id=${doctor.restId}&date=2026-12-29`)).status).toBe(400);
  });

  test('leave of the doctor, a holiday of the clinic and hours without work are not offered', async () => {
    await it.owner.query(
      `INSERT INTO "timeOff" (id, "clinicId", "createdAtMs", "updatedAtMs", "rowVersion", scope, "doctorId", kind, "fromDate", "toDate", "fromTime", "toTime", reason)
       VALUES ('off-1', $1, 0, 0, 0, 'doctor', $2, 'leave', '2026-11-30', '2026-11-30', '08:00', '12:00', ''),
         ('off-2', $1, 0, 0, 0, 'clinic', NULL, 'holiday', '2026-12-01', '2026-12-01', NULL, NULL, '')`,
      [it.centre.clinicId, doctor.id],
    );
    await it.owner.query(
      `INSERT INTO "workingHours" (id, "clinicId", "createdAtMs", "updatedAtMs", "rowVersion", "doctorId", weekday, "fromTime", "toTime")
       VALUES ('h-1', $1, 0, 0, 0, $2, 1, '08:00', '14:00'), ('h-2', $1, 0, 0, 0, $2, 2, '08:00', '14:00')`,
      [it.centre.clinicId, doctor.id],
    );
    expect(await free('2026-11-30')).toEqual(['12:00', '12:30', '13:00', '13:30']);
    expect(await free('2026-12-01')).toEqual([]);
  });

  test('F16: the room shown is the one a booking would get: the own one, or another of the department when it is taken', async () => {
    const { rows } = await it.owner.query(
      `SELECT r.id, r."roomNumber" AS number FROM doctors d JOIN rooms r ON r.id = d."roomId" WHERE d.id = $1`,
      [doctor.id],
    );
    const others = await it.owner.query('SELECT id FROM doctors WHERE id <> $1 LIMIT 1', [doctor.id]);
    await visit({ date: '2026-11-30', time: '09:00', doctorId: others.rows[0].id, roomId: rows[0].id });
    const day = await slots('2026-11-30');
    expect(day.find(({ time }) => time === '08:30')?.room).toBe(rows[0].number);
    expect(day.find(({ time }) => time === '09:00')?.room).not.toBe(rows[0].number);
  });

  test('F13: what is missing, ill-formed or unknown is refused with both words that clients read', async () => {
    const refused = { success: false, error: expect.any(String), message: expect.any(String) };
    const id = doctor.restId;
    for (const query of [
      '',
      `doctor_id=${id}`,
      'date=2026-11-30',
      'doctor_id=abc&date=2026-11-30',
      `doctor_id=${id}&date=30/11/2026`,
      `doctor_id=${id}&date=2026-02-30`,
      `doctor_id=${id}&date=2026-11-26`,
      `doctor_id=${id}&date=2026-11-30&department_id=x`,
    ])
      expect(await ask(query), query).toEqual({ status: 400, body: refused });
    for (const query of [
      'doctor_id=999999&date=2026-11-30',
      `doctor_id=${id}&date=2026-11-30&department_id=999999`,
    ])
      expect(await ask(query), query).toEqual({ status: 404, body: refused });
    await it.owner.query('UPDATE users SET "isActive" = false WHERE id = $1', [doctor.id]);
    expect((await ask(`doctor_id=${id}&date=2026-11-30`)).status).toBe(404);
    await it.owner.query('UPDATE users SET "isActive" = true WHERE id = $1', [doctor.id]);
  });
});
