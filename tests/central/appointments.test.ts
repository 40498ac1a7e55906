import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type DemoDoctor, type People, peopleOf, type RoleOfDemo } from './support/people.ts';
import { NOW_MS, startTestCentre, type TestCentre } from './support/test-centre.ts';

let it: TestCentre;
let people: People;
let doctor: DemoDoctor;

const call = (method: string, path: string, role: RoleOfDemo | null, body?: unknown) =>
  people.as(role, method, path, body);

beforeAll(async () => {
  it = await startTestCentre({ SIGN_IN_RATE_LIMIT: '1000000' });
  people = await peopleOf(it);
  ({ doctor } = people);
});
afterAll(() => it?.stop());
beforeEach(async () => {
  it.clock.nowMs = NOW_MS;
  await it.owner.query('DELETE FROM "timeOff"');
  await it.owner.query('DELETE FROM "workingHours"');
  await it.owner.query('DELETE FROM appointments');
  await it.owner.query('DELETE FROM "appointmentEvents"');
  await it.owner.query('DELETE FROM "medicalRecords"');
});

const wish = (extra: Record<string, unknown> = {}) => ({
  doctor_id: doctor.restId,
  department_id: doctor.departmentRestId,
  appointment_date: '2026-11-30',
  appointment_time: '09:00:00',
  reason: 'Đau lưng',
  ...extra,
});
const book = (extra: Record<string, unknown> = {}, role: RoleOfDemo | null = 'patient') =>
  call('POST', '/appointments/', role, wish(extra));
const booked = async (extra: Record<string, unknown> = {}) => {
  const { status, body } = await book(extra);
  expect(status).toBe(201);
  return (body['appointment'] as unknown as { id: number }).id;
};
const refused = { success: false, error: expect.any(String), message: expect.any(String) };

describe('Booking through the API', () => {
  test('answers with the whole appointment, its fee taken from the department and its room given', async () => {
    const { rows } = await it.owner.query(
      `SELECT p."examinationFeeMinor"::int AS fee, r."roomNumber" AS room FROM departments p, doctors d LEFT JOIN rooms r ON r.id = d."roomId"
       WHERE d.id = $1 AND p.id = d."departmentId"`,
      [doctor.id],
    );
    const { status, body } = await book();
    expect(status).toBe(201);
    expect(body).toEqual({
      success: true,
      message: expect.any(String),
      appointment: {
        id: expect.any(Number),
        patient: { id: expect.any(Number), full_name: expect.any(String), email: 'benhnhan@hoasen.example' },
        doctor: {
          id: doctor.restId,
          full_name: expect.any(String),
          specialization: expect.any(String),
          title: expect.any(String),
          rating: expect.any(Number),
          avatar_url: null,
        },
        department: expect.objectContaining({
          id: doctor.departmentRestId,
          services_count: expect.any(Number),
        }),
        service: null,
        appointment_date: '2026-11-30',
        appointment_time: '09:00:00',
        room: expect.objectContaining({ room_number: rows[0].room }),
        status: 'booked',
        symptoms: '',
        reason: 'Đau lưng',
        notes: '',
        estimated_fee: `${rows[0].fee}.00`,
        cancellation_reason: null,
        cancelled_at: null,
        rescheduled_from: null,
        medical_record: null,
        created_at: '2026-11-27T09:10:00.000+07:00',
        updated_at: '2026-11-27T09:10:00.000+07:00',
      },
    });
    const events = await it.owner.query('SELECT kind FROM "appointmentEvents"');
    expect(events.rows).toEqual([{ kind: 'booked' }]);
  });

  test('takes a time with seconds and without', async () => {
    await booked({ appointment_time: '09:30' });
    await booked({ appointment_time: '10:00:00' });
  });

  test('says what is wrong under the field it belongs to, and books nothing', async () => {
    const other = await it.owner.query('SELECT "restId"::int AS id FROM departments WHERE id <> $1 LIMIT 1', [
      doctor.departmentId,
    ]);
    const wrong: [Record<string, unknown>, string][] = [
      [{ doctor_id: 999_999 }, 'doctor_id'],
      [{ doctor_id: 'abc' }, 'doctor_id'],
      [{ department_id: 999_999 }, 'department_id'],
      [{ department_id: other.rows[0].id }, 'department_id'],
      [{ appointment_date: '2026-11-26' }, 'appointment_date'],
      [{ appointment_date: '2026-12-28' }, 'appointment_date'],
      [{ appointment_date: '30/11/2026' }, 'appointment_date'],
      [{ appointment_time: '09:15' }, 'appointment_time'],
      [{ appointment_time: '17:00' }, 'appointment_time'],
      [{ appointment_time: 'morning' }, 'appointment_time'],
      // F5: it is ten past nine.
      [{ appointment_date: '2026-11-27', appointment_time: '09:00' }, 'appointment_time'],
    ];
    for (const [extra, name] of wrong)
      expect(await book(extra), JSON.stringify(extra)).toEqual({
        status: 400,
        body: { [name]: [expect.any(String)] },
      });
    expect((await it.owner.query('SELECT FROM appointments')).rowCount).toBe(0);
  });

  test('F2: a slot is taken by a booked and by a completed visit, and free again after a cancel', async () => {
    const id = await booked();
    expect(await book()).toEqual({ status: 400, body: { appointment_time: [expect.any(String)] } });
    await it.owner.query(`UPDATE appointments SET status = 'completed'`);
    expect((await book()).status).toBe(400);
    await it.owner.query(`UPDATE appointments SET status = 'booked'`);
    expect((await call('POST', `/appointments/${id}/cancel/`, 'patient', {})).status).toBe(200);
    expect((await book()).status).toBe(201);
  });

  test('F16: a patient is not with two doctors at one time', async () => {
    await booked();
    const { rows } = await it.owner.query(
      `SELECT d."restId"::int AS id, p."restId"::int AS department FROM doctors d JOIN departments p ON p.id = d."departmentId" WHERE d.id <> $1 LIMIT 1`,
      [doctor.id],
    );
    const second = await book({ doctor_id: rows[0].id, department_id: rows[0].department });
    expect(second).toEqual({ status: 400, body: { appointment_time: [expect.any(String)] } });
  });

  test('patient-token-staff-route and its mirror: only patients book, and only who signed in', async () => {
    for (const role of ['doctor', 'receptionist', 'admin'] as const)
      expect(await book({}, role)).toEqual({ status: 403, body: refused });
    expect(await book({}, null)).toMatchObject({ status: 401, body: { detail: expect.any(String) } });
  });

  test('mass-assignment-role, body-id-overrides-path: what the body says beside its fields changes nothing', async () => {
    const id = await booked({
      patient_id: 1,
      status: 'completed',
      estimated_fee: '1.00',
      id: 'x',
      clinicId: 'x',
    });
    const { body } = await call('GET', `/appointments/${id}/`, 'patient');
    expect(body).toMatchObject({ status: 'booked', patient: { email: 'benhnhan@hoasen.example' } });
    expect(body['estimated_fee']).not.toBe('1.00');
  });

  test('F1: ten at once for each of 17 slots: every slot is sold once and the others are told', {
    timeout: 120_000,
  }, async () => {
    // Ten patients with a login and a session of their own.
    const { rows: people } = await it.owner.query(
      'SELECT id, "fullName" FROM patients ORDER BY id DESC LIMIT 10',
    );
    const { openSession } = await import('../../central/accounts/sessions.ts');
    const tokens: string[] = [];
    for (const [i, { id, fullName }] of people.entries()) {
      const context = { userId: null, kind: 'test', nowMs: NOW_MS };
      const pair = await it.centre.door.write(it.centre.clinicId, context, async (tx) => {
        const user =
          (await tx.find('users', id)) ??
          (await tx.insert('users', {
            id,
            email: `p${i}@example.test`,
            fullName,
            role: 'patient',
            isActive: true,
            isVerified: true,
            locale: 'vi',
          }));
        return openSession(it.centre, tx, user);
      });
      tokens.push(pair.access);
    }
    const minutes = Array.from({ length: 17 }, (_, i) => 480 + i * 30);
    const times = minutes.map(
      (at) => `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`,
    );
    const tries = times.flatMap((appointment_time) =>
      tokens.map(async (token) => {
        const response = await fetch(`${it.address}/api/v1/appointments/`, {
          method: 'POST',
          headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
          body: JSON.stringify(wish({ appointment_time })),
        });
        return { appointment_time, status: response.status, body: await response.json() };
      }),
    );
    const answers = await Promise.all(tries);
    for (const time of times) {
      const ofSlot = answers.filter(({ appointment_time }) => appointment_time === time);
      expect(ofSlot.filter(({ status }) => status === 201)).toHaveLength(1);
      const losers = ofSlot.filter(({ status }) => status !== 201);
      expect(losers).toHaveLength(9);
      for (const { status, body } of losers)
        expect({ status, body }).toEqual({ status: 400, body: { appointment_time: [expect.any(String)] } });
    }
    const { rows } = await it.owner.query(
      `SELECT count(*)::int AS sold, count(DISTINCT "appointmentTime")::int AS slots FROM appointments WHERE status <> 'cancelled'`,
    );
    expect(rows).toEqual([{ sold: 17, slots: 17 }]);
  });
});

describe('Who sees which visits', () => {
  const others = async () => {
    const id = await booked();
    await it.owner.query(
      `UPDATE appointments SET "patientId" = (SELECT p.id FROM patients p LEFT JOIN users u ON u.id = p.id WHERE u.id IS NULL LIMIT 1),
         "doctorId" = (SELECT id FROM doctors WHERE id <> $1 LIMIT 1)`,
      [doctor.id],
    );
    return id;
  };

  test('idor-patient, forbidden-leaks-body: a visit of others is not there, for patients and doctors', async () => {
    const id = await others();
    for (const role of ['patient', 'doctor'] as const) {
      for (const [method, path, body] of [
        ['GET', `/appointments/${id}/`],
        ['POST', `/appointments/${id}/cancel/`, { reason: 'x' }],
        [
          'PUT',
          `/appointments/${id}/reschedule/`,
          { new_date: '2026-12-01', new_time: '09:00', reason: 'x' },
        ],
        ['DELETE', `/appointments/${id}/`],
      ] as const)
        expect(await call(method, path, role, body), `${role} ${method}`).toEqual({
          status: 404,
          body: { detail: 'Not found.' },
        });
      expect((await call('GET', '/appointments/', role)).body).toMatchObject({ count: 0, results: [] });
    }
    for (const role of ['receptionist', 'admin'] as const)
      expect((await call('GET', `/appointments/${id}/`, role)).status).toBe(200);
    expect((await it.owner.query('SELECT status FROM appointments')).rows).toEqual([{ status: 'booked' }]);
  });

  test('F7: the list keeps its filters; the plain list too, and garbage in them hurts nobody', async () => {
    await booked({ appointment_date: '2026-11-30' });
    const cancelled = await booked({ appointment_date: '2026-12-02' });
    await call('POST', `/appointments/${cancelled}/cancel/`, 'patient', {});
    const list = async (query: string) =>
      (await call('GET', `/appointments/?${query}`, 'patient')).body as unknown as { count: number };
    expect((await list('')).count).toBe(2);
    expect((await list('status=cancelled')).count).toBe(1);
    expect((await list('status=lost')).count).toBe(0);
    expect((await list('date_from=2026-12-01')).count).toBe(1);
    expect((await list('date_to=2026-12-01')).count).toBe(1);
    expect((await list('date_from=garbage')).count).toBe(2);
    const plain = (await call('GET', '/appointments/my-appointments?status=booked', 'patient')).body;
    expect(plain).toHaveLength(1);
    const days = ((await list('')) as unknown as { results: { appointment_date: string }[] }).results;
    expect(days.map(({ appointment_date }) => appointment_date)).toEqual(['2026-12-02', '2026-11-30']);
  });

  test('reception sees the visit, never what the doctor wrote', async () => {
    const id = await booked();
    await it.owner.query(
      `INSERT INTO "medicalRecords" (id, "clinicId", "createdAtMs", "updatedAtMs", "rowVersion", "appointmentId", "patientId", diagnosis, prescription, "treatmentPlan", notes, "vitalSigns", "createdById")
       SELECT 'r-1', "clinicId", 0, 0, 0, id, "patientId", 'Viêm họng', '', '', '', '{"heart_rate": 72}', "doctorId" FROM appointments`,
    );
    const record = async (role: RoleOfDemo) =>
      (await call('GET', `/appointments/${id}/`, role)).body['medical_record'] as unknown;
    expect(await record('receptionist')).toBeNull();
    for (const role of ['patient', 'doctor', 'admin'] as const)
      expect(await record(role)).toMatchObject({
        diagnosis: 'Viêm họng',
        appointment: id,
        created_by: doctor.restId,
      });
  });

  test('F13: a doctor whose profile is missing breaks no list', async () => {
    await booked();
    await it.owner
      .query('CREATE TEMP TABLE kept AS SELECT * FROM doctors WHERE id = $1', [doctor.id])
      .catch(() => undefined);
    const { rows } = await it.owner.query('DELETE FROM doctors WHERE id = $1 RETURNING *', [doctor.id]);
    try {
      expect((await call('GET', '/appointments/', 'patient')).body).toMatchObject({ count: 1 });
    } finally {
      const names = Object.keys(rows[0]);
      await it.owner.query(
        `INSERT INTO doctors (${names.map((name) => `"${name}"`).join(', ')}) VALUES (${names.map((_, i) => `$${i + 1}`).join(', ')})`,
        Object.values(rows[0]),
      );
    }
  });
});

describe('What becomes of a visit', () => {
  test('a patient cancels up to 24 hours before; later the clinic does, with a reason', async () => {
    const id = await booked({ appointment_date: '2026-11-28', appointment_time: '09:00' });
    expect(await call('POST', `/appointments/${id}/cancel/`, 'patient', { reason: 'x' })).toEqual({
      status: 400,
      body: refused,
    });
    expect((await call('POST', `/appointments/${id}/cancel/`, 'receptionist', {})).status).toBe(400);
    const done = await call('POST', `/appointments/${id}/cancel/`, 'receptionist', { reason: 'Bác sĩ ốm' });
    expect(done).toMatchObject({
      status: 200,
      body: {
        success: true,
        appointment: {
          status: 'cancelled',
          cancellation_reason: 'Bác sĩ ốm',
          cancelled_at: '2026-11-27T09:10:00.000+07:00',
        },
      },
    });
    expect((await call('POST', `/appointments/${id}/cancel/`, 'admin', { reason: 'x' })).status).toBe(400);
  });

  test('F4: DELETE cancels under the same rules and deletes nothing, never when a record was written', async () => {
    const id = await booked();
    await it.owner.query(
      `INSERT INTO "medicalRecords" (id, "clinicId", "createdAtMs", "updatedAtMs", "rowVersion", "appointmentId", "patientId", diagnosis, prescription, "treatmentPlan", notes, "vitalSigns")
       SELECT 'r-1', "clinicId", 0, 0, 0, id, "patientId", '', '', '', '', '{}' FROM appointments`,
    );
    expect(await call('DELETE', `/appointments/${id}/`, 'patient')).toEqual({ status: 400, body: refused });
    await it.owner.query('DELETE FROM "medicalRecords"');
    expect((await call('DELETE', `/appointments/${id}/`, 'patient')).status).toBe(204);
    expect((await it.owner.query('SELECT status FROM appointments')).rows).toEqual([{ status: 'cancelled' }]);
  });

  test('F6: a patient moves up to 24 hours before, to a free time of the same doctor, and never into the past', async () => {
    const id = await booked();
    const move = (body: object, role: RoleOfDemo = 'patient') =>
      call('PUT', `/appointments/${id}/reschedule/`, role, body);
    const moved = await move({ new_date: '2026-12-01', new_time: '10:00:00', reason: 'Bận' });
    expect(moved).toMatchObject({
      status: 200,
      body: {
        appointment: {
          appointment_date: '2026-12-01',
          appointment_time: '10:00:00',
          status: 'booked',
          rescheduled_from: { date: '2026-11-30', time: '09:00' },
        },
      },
    });
    expect((await move({ new_date: '2026-11-27', new_time: '08:00' })).status).toBe(400);
    expect((await move({ new_date: '2026-11-27', new_time: '08:00', reason: 'x' }, 'admin')).status).toBe(
      400,
    );
    expect(await move({ new_date: 'x', new_time: 'y' })).toEqual({
      status: 400,
      body: { new_date: [expect.any(String)], new_time: [expect.any(String)] },
    });
    // Ten minutes less than a day ahead.
    await it.owner.query(
      `UPDATE appointments SET "appointmentDate" = '2026-11-28', "appointmentTime" = '09:00'`,
    );
    expect(await move({ new_date: '2026-12-02', new_time: '10:00' })).toEqual({ status: 400, body: refused });
    // Yesterday's visit is history, for everybody.
    await it.owner.query(`UPDATE appointments SET "appointmentDate" = '2026-11-26'`);
    const late = await move({ new_date: '2026-12-02', new_time: '10:00', reason: 'x' }, 'admin');
    expect(late).toEqual({ status: 400, body: refused });
    expect((await call('POST', `/appointments/${id}/reschedule/`, 'patient', {})).status).toBe(404);
  });

  test('a taken time is refused with the free ones nearest to it', async () => {
    await booked({ appointment_time: '10:00' });
    const id = await booked({ appointment_time: '11:00' });
    await it.owner.query(
      `UPDATE appointments SET "patientId" = (SELECT p.id FROM patients p LEFT JOIN users u ON u.id = p.id WHERE u.id IS NULL LIMIT 1) WHERE "appointmentTime" = '10:00'`,
    );
    const answer = await call('PUT', `/appointments/${id}/reschedule/`, 'patient', {
      new_date: '2026-11-30',
      new_time: '10:00',
    });
    expect(answer).toEqual({ status: 400, body: { ...refused, suggestions: ['09:30', '10:30', '09:00'] } });
  });

  test('the desk, the own doctor and an admin confirm; a patient does not', async () => {
    for (const role of ['receptionist', 'doctor', 'admin'] as const) {
      const id = await booked({ appointment_time: '09:00' });
      expect((await call('POST', `/appointments/${id}/confirm/`, 'patient')).status).toBe(403);
      expect(await call('POST', `/appointments/${id}/confirm/`, role)).toMatchObject({
        status: 200,
        body: { appointment: { status: 'confirmed' } },
      });
      expect((await call('POST', `/appointments/${id}/confirm/`, role)).status).toBe(400);
      await it.owner.query('DELETE FROM appointments');
    }
  });

  test('every change is in the trail of the patient, with who and from where', async () => {
    const id = await booked();
    await call('POST', `/appointments/${id}/cancel/`, 'patient', { reason: 'x' });
    const { rows } = await it.owner.query(
      `SELECT e.action, e."patientId" = a."patientId" AS "isPatients", e."userId" = a."patientId" AS "byPatient", e."ipAddress"
       FROM "auditEntries" e JOIN appointments a ON a.id = e."entityId" ORDER BY e.seq`,
    );
    expect(rows).toEqual(
      ['appointments.book', 'appointments.cancel'].map((action) => ({
        action,
        isPatients: true,
        byPatient: true,
        ipAddress: '127.0.0.1',
      })),
    );
  });
});
