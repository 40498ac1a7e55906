import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type People, peopleOf, type RoleOfDemo } from './support/people.ts';
import { NOW_MS, startTestCentre, type TestCentre } from './support/test-centre.ts';

let it: TestCentre;
let people: People;
const everybody: RoleOfDemo[] = ['patient', 'doctor', 'receptionist', 'admin'];

beforeAll(async () => {
  it = await startTestCentre({ SIGN_IN_RATE_LIMIT: '1000000' });
  people = await peopleOf(it);
});
afterAll(() => it?.stop());
beforeEach(async () => {
  it.clock.nowMs = NOW_MS;
  for (const table of [
    'timeOff',
    'workingHours',
    'appointments',
    'appointmentEvents',
    'medicalRecords',
    'recordVersions',
    'paymentMarks',
    'chartRestrictions',
    'brokenGlass',
  ])
    await it.owner.query(`DELETE FROM "${table}"`);
});

const as = (...asked: Parameters<People['as']>) => people.as(...asked);
const confirmed = async () => {
  const id = await people.booked();
  expect((await as('doctor', 'POST', `/appointments/${id}/confirm/`)).status).toBe(200);
  return id;
};
/** A visit of another doctor and another patient. */
async function ofOthers(): Promise<number> {
  const id = await people.booked({ appointment_time: '14:30' });
  await it.owner.query(
    `UPDATE appointments SET "doctorId" = (SELECT id FROM doctors WHERE id <> "doctorId" ORDER BY id LIMIT 1),
       "patientId" = (SELECT id FROM patients WHERE id <> "patientId" ORDER BY id LIMIT 1), status = 'confirmed' WHERE "restId" = $1`,
    [id],
  );
  return id;
}
const eventsOf = async (id: number) =>
  (
    await it.owner.query(
      `SELECT e.kind FROM "appointmentEvents" e JOIN appointments a ON a.id = e."appointmentId" WHERE a."restId" = $1 ORDER BY e."rowVersion"`,
      [id],
    )
  ).rows.map(({ kind }) => kind);
const businessError = { success: false, error: expect.any(String), message: expect.any(String) };
const lastAudit = async () =>
  (await it.owner.query('SELECT * FROM "auditEntries" ORDER BY seq DESC LIMIT 1')).rows[0];

describe('What is noted of a visit', () => {
  test('is changed while it is booked, by the patient and by the clinic', async () => {
    const id = await people.booked();
    const { status, body } = await as('patient', 'PATCH', `/appointments/${id}/`, {
      symptoms: 'Sốt',
      notes: 'Cần xe lăn',
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      id,
      symptoms: 'Sốt',
      notes: 'Cần xe lăn',
      reason: 'Đau lưng',
      status: 'booked',
    });
    expect((await as('receptionist', 'PUT', `/appointments/${id}/`, { notes: 'Đã gọi' })).body.notes).toBe(
      'Đã gọi',
    );
    expect(await eventsOf(id)).toEqual(['booked', 'edited', 'edited']);
  });

  test('F3: a doctor cannot move a visit to another patient, day, department, fee or state by sending it back', async () => {
    const id = await people.booked();
    const { body: before } = await as('doctor', 'GET', `/appointments/${id}/`);
    const sent = {
      ...before,
      patient_id: 2,
      doctor_id: 3,
      department_id: 4,
      service_id: 5,
      room_id: 6,
      appointment_date: '2026-12-01',
      appointment_time: '15:00:00',
      estimated_fee: '1.00',
      status: 'completed',
      notes: 'Chỉ ghi chú',
    };
    const { status, body } = await as('doctor', 'PATCH', `/appointments/${id}/`, sent);
    expect(status).toBe(200);
    expect(body).toEqual({ ...before, notes: 'Chỉ ghi chú' });
  });

  test('a patient leaves alone what the clinic has confirmed, and everybody what is over', async () => {
    const id = await confirmed();
    expect(await as('patient', 'PATCH', `/appointments/${id}/`, { notes: 'X' })).toEqual({
      status: 400,
      body: businessError,
    });
    expect((await as('receptionist', 'PATCH', `/appointments/${id}/`, { notes: 'X' })).status).toBe(200);
    await as('doctor', 'POST', `/appointments/${id}/complete/`);
    expect((await as('receptionist', 'PATCH', `/appointments/${id}/`, { notes: 'Y' })).status).toBe(400);
  });

  test('idor-patient: of others is not found', async () => {
    const id = await ofOthers();
    for (const role of ['patient', 'doctor'] as const)
      expect(await as(role, 'PATCH', `/appointments/${id}/`, { notes: 'X' })).toEqual({
        status: 404,
        body: { detail: 'Not found.' },
      });
    expect((await as(null, 'PATCH', `/appointments/${id}/`, { notes: 'X' })).status).toBe(401);
  });
});

describe('A visit that is over', () => {
  test('is completed by its doctor or an admin; one that was only booked is confirmed on the way', async () => {
    const id = await people.booked();
    for (const role of ['patient', 'receptionist'] as const)
      expect((await as(role, 'POST', `/appointments/${id}/complete/`)).status).toBe(403);
    const { status, body } = await as('doctor', 'POST', `/appointments/${id}/complete/`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ success: true, appointment: { id, status: 'completed' } });
    expect(await eventsOf(id)).toEqual(['booked', 'confirmed', 'completed']);
    expect(await as('admin', 'POST', `/appointments/${id}/complete/`)).toEqual({
      status: 400,
      body: businessError,
    });
    expect((await as('doctor', 'POST', `/appointments/${await ofOthers()}/complete/`)).status).toBe(404);
  });

  test('is completed or cancelled from a doctor’s table in one call, and nothing else is', async () => {
    const one = await people.booked();
    expect(
      (await as('doctor', 'PATCH', `/appointments/${one}/update-status/`, { status: 'completed' })).body,
    ).toMatchObject({
      success: true,
      appointment: { status: 'completed' },
    });
    const two = await people.booked({ appointment_time: '10:00' });
    expect(
      (await as('doctor', 'PATCH', `/appointments/${two}/update-status/`, { status: 'cancelled' })).body,
    ).toMatchObject({
      appointment: { status: 'cancelled', cancellation_reason: 'Through the API' },
    });
    expect(
      (await as('doctor', 'PATCH', `/appointments/${two}/update-status/`, { status: 'booked' })).body,
    ).toEqual({
      status: [expect.any(String)],
    });
    const three = await people.booked({ appointment_time: '11:00' });
    const path = `/appointments/${three}/update-status/`;
    expect((await as('patient', 'PATCH', path, { status: 'completed' })).status).toBe(403);
    expect((await as('receptionist', 'PATCH', path, { status: 'completed' })).status).toBe(403);
    expect((await as('receptionist', 'PATCH', path, { status: 'confirmed' })).body.appointment.status).toBe(
      'confirmed',
    );
  });
});

describe('The service of a visit', () => {
  const serviceOf = async (departmentId: string, isOther = false) =>
    (
      await it.owner.query(
        `SELECT "restId"::int AS id, "priceMinor"::int AS price FROM services WHERE "departmentId" ${isOther ? '<>' : '='} $1 AND "isActive" ORDER BY id LIMIT 1`,
        [departmentId],
      )
    ).rows[0];

  test('is given by its doctor; the fee is the department’s and the service’s, however often it is given', async () => {
    const id = await confirmed();
    const { id: service_id, price } = await serviceOf(people.doctor.departmentId);
    const give = () => as('doctor', 'POST', `/appointments/${id}/assign-service/`, { service_id });
    await give();
    const { status, body } = await give();
    const fee = Number(body.fee_breakdown.health_examination_fee);
    expect(status).toBe(200);
    expect(body).toEqual({
      success: true,
      message: expect.any(String),
      appointment: expect.objectContaining({
        service: expect.objectContaining({ id: service_id }),
        estimated_fee: `${fee + price}.00`,
      }),
      fee_breakdown: {
        health_examination_fee: expect.stringMatching(/^\d+\.00$/),
        service_fee: `${price}.00`,
        total_fee: `${fee + price}.00`,
      },
    });
  });

  test('F13: is refused in one shape: no number, unknown, of another department, before it was confirmed, by another role', async () => {
    const id = await confirmed();
    const give = (service_id: unknown, role: RoleOfDemo = 'doctor') =>
      as(role, 'POST', `/appointments/${id}/assign-service/`, { service_id });
    const other = await serviceOf(people.doctor.departmentId, true);
    expect(await give('zz')).toEqual({ status: 400, body: businessError });
    expect(await as('doctor', 'POST', `/appointments/${id}/assign-service/`)).toEqual({
      status: 400,
      body: businessError,
    });
    expect(await give(999_999)).toEqual({ status: 404, body: businessError });
    expect(await give(other.id)).toEqual({ status: 400, body: businessError });
    for (const role of ['patient', 'admin', 'receptionist'] as const)
      expect(await give(other.id, role)).toEqual({ status: 403, body: businessError });
    const booked = await people.booked({ appointment_time: '10:00' });
    const own = await serviceOf(people.doctor.departmentId);
    expect(
      (await as('doctor', 'POST', `/appointments/${booked}/assign-service/`, { service_id: own.id })).status,
    ).toBe(400);
  });
});

describe('The record of a visit', () => {
  const path = (id: number) => `/appointments/${id}/medical-record/`;
  const text = {
    diagnosis: 'Viêm họng cấp',
    prescription: 'Paracetamol 500 mg',
    treatment_plan: '',
    notes: '',
    follow_up_date: null,
    vital_signs: { blood_pressure: '120/80', temperature: '', heart_rate: 72, weight: '', height: '' },
  };

  test('is written by the doctor of the visit: the first time it is new, then changed field by field', async () => {
    const id = await confirmed();
    const first = await as('doctor', 'POST', path(id), text);
    expect(first.status).toBe(201);
    expect(first.body).toEqual({
      success: true,
      message: expect.any(String),
      medical_record: {
        id: expect.any(Number),
        appointment: id,
        diagnosis: 'Viêm họng cấp',
        prescription: 'Paracetamol 500 mg',
        treatment_plan: '',
        notes: '',
        follow_up_date: null,
        vital_signs: { blood_pressure: '120/80', heart_rate: 72 },
        created_by: people.doctor.restId,
        created_by_name: expect.any(String),
        payment_status: 'pending',
        total_fee: expect.stringMatching(/^\d+\.00$/),
        created_at: expect.any(String),
        updated_at: expect.any(String),
      },
    });
    const second = await as('doctor', 'PUT', path(id), { notes: 'Uống nhiều nước' });
    expect(second.status).toBe(200);
    expect(second.body.medical_record).toMatchObject({
      diagnosis: 'Viêm họng cấp',
      notes: 'Uống nhiều nước',
    });
    expect((await as('doctor', 'POST', path(id), { follow_up_date: '' })).status).toBe(200);
  });

  test('F8: what is refused leaves no empty record behind', async () => {
    const id = await confirmed();
    const wrong = await as('doctor', 'POST', path(id), {
      ...text,
      follow_up_date: 'tomorrow',
      vital_signs: { heart_rate: 9_000 },
    });
    expect(wrong.status).toBe(400);
    expect(wrong.body).toMatchObject({
      ...businessError,
      errors: { follow_up_date: [expect.any(String)], vital_signs: { heart_rate: [expect.any(String)] } },
    });
    expect((await as('doctor', 'POST', path(id), { ...text, follow_up_date: '2026-11-26' })).body).toEqual(
      businessError,
    );
    expect((await as('doctor', 'POST', path(id), {})).body).toEqual(businessError);
    expect((await it.owner.query('SELECT FROM "medicalRecords"')).rowCount).toBe(0);
    expect((await as('doctor', 'POST', path(id), text)).status).toBe(201);
  });

  test('is written by nobody else, and not before the visit was confirmed', async () => {
    const id = await confirmed();
    for (const role of ['patient', 'receptionist', 'admin'] as const)
      expect(await as(role, 'POST', path(id), text)).toEqual({ status: 403, body: businessError });
    expect((await as('doctor', 'POST', path(await ofOthers()), text)).status).toBe(404);
    const booked = await people.booked({ appointment_time: '10:00' });
    expect(await as('doctor', 'POST', path(booked), text)).toEqual({ status: 400, body: businessError });
    expect((await as(null, 'POST', path(id), text)).status).toBe(401);
  });

  test('that was signed at the desk is amended: the earlier version is kept with the reason', async () => {
    const id = await confirmed();
    await as('doctor', 'POST', path(id), text);
    await it.owner.query('UPDATE "medicalRecords" SET "signedAtMs" = $1', [NOW_MS]);
    expect((await as('doctor', 'PUT', path(id), { diagnosis: 'Viêm họng cấp' })).status).toBe(200);
    expect((await it.owner.query('SELECT FROM "recordVersions"')).rowCount).toBe(0);
    it.clock.nowMs = NOW_MS + 60_000;
    expect((await as('doctor', 'PUT', path(id), { diagnosis: 'Viêm amidan' })).status).toBe(200);
    const { rows } = await it.owner.query('SELECT * FROM "recordVersions"');
    expect(rows).toEqual([
      expect.objectContaining({
        versionNumber: 1,
        diagnosis: 'Viêm họng cấp',
        reason: 'Changed through the API',
        replacedById: people.doctor.id,
      }),
    ]);
    const kept = await it.owner.query('SELECT "signedAtMs"::bigint::text AS at FROM "medicalRecords"');
    expect(kept.rows[0].at).toBe(String(NOW_MS + 60_000));
  });

  test('read-not-logged: each reading by staff is in the trail with its patient; reception reads none', async () => {
    const id = await confirmed();
    await as('doctor', 'POST', path(id), text);
    const { rows } = await it.owner.query('SELECT id, "patientId" FROM appointments WHERE "restId" = $1', [
      id,
    ]);
    const reads: [RoleOfDemo, string][] = [
      ['doctor', path(id)],
      ['doctor', `/appointments/${id}/`],
      ['doctor', '/appointments/'],
      ['doctor', '/appointments/my-appointments/'],
      ['doctor', '/appointments/my-medical-records/'],
      ['doctor', '/doctor/appointments/'],
      ['doctor', '/patients/'],
      ['admin', path(id)],
      ['admin', '/appointments/'],
      ['admin', '/appointments/my-medical-records/'],
    ];
    for (const [role, asked] of reads) {
      const before = await lastAudit();
      expect((await as(role, 'GET', asked)).status, asked).toBe(200);
      const after = await lastAudit();
      expect(Number(after.seq), `${role} ${asked}`).toBe(Number(before.seq) + 1);
      expect(after).toMatchObject({ action: 'records.read', patientId: rows[0].patientId });
    }
    expect(await as('receptionist', 'GET', path(id))).toEqual({
      status: 403,
      body: { detail: expect.any(String) },
    });
    expect((await as('receptionist', 'GET', `/appointments/${id}/`)).body.medical_record).toBeNull();
    const before = await lastAudit();
    expect((await as('patient', 'GET', path(id))).body.diagnosis).toBe('Viêm họng cấp');
    expect(await lastAudit()).toEqual(before);
  });

  test('idor-child-record: of others is not found, by the visit and by its own number', async () => {
    const id = await confirmed();
    const { id: number } = (await as('doctor', 'POST', path(id), text)).body.medical_record;
    expect((await as('patient', 'GET', `/medical-records/${number}/`)).body).toMatchObject({
      id: number,
      appointment_id: id,
      examination_fee: expect.any(String),
      service_fee: '0.00',
    });
    await it.owner.query(
      `UPDATE appointments SET "doctorId" = (SELECT id FROM doctors WHERE id <> "doctorId" ORDER BY id LIMIT 1), "patientId" = (SELECT id FROM patients WHERE id <> "patientId" ORDER BY id LIMIT 1)`,
    );
    for (const role of ['patient', 'doctor'] as const) {
      expect((await as(role, 'GET', path(id))).status).toBe(404);
      expect((await as(role, 'GET', `/medical-records/${number}/`)).status).toBe(404);
      expect((await as(role, 'GET', '/appointments/my-medical-records/')).body).toMatchObject({
        count: 0,
        results: [],
      });
    }
    expect((await as('admin', 'GET', `/medical-records/${number}/`)).status).toBe(200);
  });

  test('of a closed chart is closed to an admin as well, alone and in lists; to who broke the glass it is open', async () => {
    const id = await confirmed();
    const { id: number } = (await as('doctor', 'POST', path(id), text)).body.medical_record;
    await it.owner.query(
      `INSERT INTO "chartRestrictions" ("clinicId", id, "createdAtMs", "updatedAtMs", "rowVersion", "patientId", reason, "restrictedById")
       SELECT "clinicId", 'closed', 0, 0, 0, "patientId", 'X', "doctorId" FROM appointments WHERE "restId" = $1`,
      [id],
    );
    expect(await as('admin', 'GET', path(id))).toEqual({ status: 403, body: { detail: expect.any(String) } });
    expect((await as('admin', 'GET', `/medical-records/${number}/`)).status).toBe(403);
    expect((await as('admin', 'GET', `/appointments/${id}/`)).body.medical_record).toBeNull();
    expect((await as('admin', 'GET', '/appointments/my-medical-records/')).body.count).toBe(0);
    expect((await as('doctor', 'GET', path(id))).status).toBe(200);
    expect((await as('patient', 'GET', path(id))).status).toBe(200);
    await it.owner.query(
      `INSERT INTO "brokenGlass" ("clinicId", id, "createdAtMs", "updatedAtMs", "rowVersion", "patientId", "userId", reason, "brokenAtMs", "expiresAtMs", "reviewNote")
       SELECT a."clinicId", 'glass', 0, 0, 0, a."patientId", u.id, 'X', 0, $2, '' FROM appointments a, users u WHERE a."restId" = $1 AND u.role = 'admin'`,
      [id, Date.now() + 60_000],
    );
    expect((await as('admin', 'GET', path(id))).status).toBe(200);
  });

  test('lists narrow by visit and by the day they were written', async () => {
    const id = await confirmed();
    await as('doctor', 'POST', path(id), text);
    const list = async (query: string) =>
      (await as('patient', 'GET', `/appointments/my-medical-records/?${query}`)).body.count;
    expect(await list(`appointment_id=${id}`)).toBe(1);
    expect(await list('appointment_id=999999')).toBe(0);
    expect(await list('created_date_from=2026-11-27&created_date_to=2026-11-27')).toBe(1);
    expect(await list('created_date_from=2026-11-28')).toBe(0);
    expect(await list('created_date_to=garbage')).toBe(1);
  });
});

describe('A visit that was paid', () => {
  test('is marked with a bare word, as the client sends it; no money is moved and the first mark stands', async () => {
    const id = await confirmed();
    await as('doctor', 'POST', `/appointments/${id}/medical-record/`, { diagnosis: 'X' });
    const pay = (body: string, type = 'application/x-www-form-urlencoded') =>
      fetch(`${it.address}/api/v1/medical-records/${id}/pay/`, {
        method: 'POST',
        headers: { 'content-type': type, authorization: `Bearer ${people.access.patient}` },
        body,
      });
    const paid = await pay('card');
    expect(paid.status).toBe(200);
    expect(await paid.json()).toEqual({ success: true, message: expect.any(String), payment_status: 'paid' });
    expect((await pay('{"method":"cash"}', 'application/json')).status).toBe(200);
    const { rows } = await it.owner.query(
      'SELECT method, "amountMinor"::int AS amount, "byUserId" IS NOT NULL AS by FROM "paymentMarks"',
    );
    expect(rows).toEqual([{ method: 'card', amount: expect.any(Number), by: true }]);
    expect((await as('patient', 'GET', `/appointments/${id}/`)).body.medical_record.payment_status).toBe(
      'paid',
    );
    expect((await pay('gold')).status).toBe(400);
    expect((await as('doctor', 'POST', `/medical-records/${id}/pay/`, { method: 'cash' })).status).toBe(403);
    expect(
      (
        await as('patient', 'POST', `/medical-records/${await ofOthers().catch(() => 0)}/pay/`, {
          method: 'cash',
        })
      ).status,
    ).toBe(404);
  });
});

describe('The lists that clients know by other names', () => {
  test('a patient’s bell and a doctor’s table speak of upcoming visits, with names', async () => {
    const id = await people.booked();
    const done = await people.booked({ appointment_time: '10:00' });
    await as('doctor', 'POST', `/appointments/${done}/complete/`);
    const { body } = await as('patient', 'GET', '/patient/appointments/');
    expect(body).toMatchObject({ count: 2, next: null, previous: null });
    expect(body.results).toContainEqual(
      expect.objectContaining({
        id,
        status: 'upcoming',
        doctor_name: expect.any(String),
        patient_name: expect.any(String),
        appointment_date: '2026-11-30',
        appointment_time: '09:00:00',
      }),
    );
    const upcoming = (await as('doctor', 'GET', '/doctor/appointments/?status=upcoming&page=1&page_size=20'))
      .body;
    expect(upcoming.results.map((visit: { id: number }) => visit.id)).toEqual([id]);
    const patient = upcoming.results[0].patient.id;
    expect((await as('doctor', 'GET', `/doctor/appointments/?patient_id=${patient}`)).body.count).toBe(2);
    expect((await as('doctor', 'GET', '/doctor/appointments/?patient_id=999999')).body.count).toBe(0);
    expect((await as('doctor', 'GET', '/patient/appointments/')).status).toBe(403);
    expect((await as('patient', 'GET', '/doctor/appointments/')).status).toBe(403);
  });

  test('a doctor’s patients come with their visits and diagnoses, those of others do not', async () => {
    const id = await confirmed();
    await as('doctor', 'POST', `/appointments/${id}/medical-record/`, { diagnosis: 'Viêm họng cấp' });
    const { body } = await as('doctor', 'GET', '/patients/');
    expect(body.results).toEqual([
      {
        id: expect.any(Number),
        full_name: expect.any(String),
        email: expect.any(String),
        phone_num: expect.toSatisfy((value) => value === null || typeof value === 'string'),
        gender: expect.stringMatching(/^(Male|Female|Other)$/),
        age: expect.any(Number),
        appointments: [{ id, status: 'confirmed', appointment_date: '2026-11-30' }],
        medical_records: [{ id: expect.any(Number), title: 'Viêm họng cấp', diagnosis: 'Viêm họng cấp' }],
      },
    ]);
    const mine = await as('doctor', 'GET', '/appointments/my-patients/');
    expect(mine.body.results).toEqual([
      expect.objectContaining({
        appointment_count: 1,
        last_appointment: '2026-11-30',
        appointments: [expect.objectContaining({ id })],
      }),
    ]);
    for (const path of ['/patients/', '/appointments/my-patients/'])
      for (const role of ['patient', 'receptionist', 'admin'] as const)
        expect((await as(role, 'GET', path)).status).toBe(403);
    await it.owner.query(
      `UPDATE appointments SET "doctorId" = (SELECT id FROM doctors WHERE id <> "doctorId" ORDER BY id LIMIT 1)`,
    );
    expect((await as('doctor', 'GET', '/patients/')).body.results).toEqual([]);
  });

  test('the doctors of a department, for whoever signed in', async () => {
    const path = (id: string | number) => `/appointments/doctors-by-department/?department_id=${id}`;
    for (const role of everybody)
      expect((await as(role, 'GET', path(people.doctor.departmentRestId))).status).toBe(200);
    const { body } = await as('patient', 'GET', path(people.doctor.departmentRestId));
    expect(body).toEqual({
      department: { id: people.doctor.departmentRestId, name: expect.any(String), icon: expect.any(String) },
      doctors: expect.arrayContaining([
        expect.objectContaining({ id: people.doctor.restId, user_id: people.doctor.restId }),
      ]),
      count: body.doctors.length,
    });
    expect(await as('patient', 'GET', path('x'))).toEqual({ status: 400, body: businessError });
    expect(await as('patient', 'GET', '/appointments/doctors-by-department/')).toEqual({
      status: 400,
      body: businessError,
    });
    expect(await as('patient', 'GET', path(999_999))).toEqual({ status: 404, body: businessError });
    expect((await as(null, 'GET', path(1))).status).toBe(401);
  });
});

describe('The words of a complaint', () => {
  const suggest = (symptoms: unknown) =>
    as('patient', 'POST', '/appointments/suggest-department/', { symptoms });

  test('point to the department on whose list of the clinic they stand, whole words and without accents', async () => {
    const kept = (await as('admin', 'GET', '/admin/symptom-words/')).body;
    const department_id = kept.departments.at(-1).department_id;
    const put = await as('admin', 'PUT', '/admin/symptom-words/', {
      departments: [{ department_id, words: ['đau răng', 'sâu răng'] }],
      urgent_words: ['khó thở'],
    });
    expect(put.status).toBe(200);
    expect(put.body.departments).toContainEqual(
      expect.objectContaining({ department_id, words: ['đau răng', 'sâu răng'] }),
    );
    const { status, body } = await suggest('Toi bi dau rang, hai hom nay');
    expect(status).toBe(200);
    expect(body).toEqual({
      success: true,
      primary_department: {
        id: department_id,
        name: expect.any(String),
        icon: expect.any(String),
        description: expect.any(String),
      },
      reason: expect.stringContaining('no medical advice'),
      urgency: 'medium',
      related_departments: [],
    });
    expect((await suggest('Đau răng và khó thở')).body).toMatchObject({
      urgency: 'high',
      reason: expect.stringContaining('02838291234'),
    });
    expect((await suggest('mệt quá chừng')).body).toMatchObject({ urgency: 'low' });
    expect(await suggest('đau')).toEqual({ status: 400, body: businessError });
    expect((await as('patient', 'POST', '/appointments/suggest-department/')).status).toBe(400);
  });

  test('are kept by admins alone, for departments that there are', async () => {
    for (const role of ['patient', 'doctor', 'receptionist'] as const) {
      expect((await as(role, 'GET', '/admin/symptom-words/')).status).toBe(403);
      expect((await as(role, 'PUT', '/admin/symptom-words/', { departments: [] })).status).toBe(403);
    }
    expect(
      (
        await as('admin', 'PUT', '/admin/symptom-words/', {
          departments: [{ department_id: 999_999, words: [] }],
        })
      ).body,
    ).toEqual({
      departments: { 0: { department_id: [expect.any(String)] } },
    });
  });

  test('asked as a health question are answered with the clinic and never with advice', async () => {
    const ask = (message: unknown) =>
      as(null, 'POST', '/ai/health-qa/', { message, conversation_history: [{ role: 'user', content: 'x' }] });
    const one = (await ask('Tôi bị sốt, uống thuốc gì?')).body;
    expect(one).toEqual({
      success: true,
      response: expect.stringContaining('không phải tư vấn y khoa'),
      message_id: expect.any(String),
      timestamp: expect.any(String),
    });
    expect((await ask('Paracetamol liều bao nhiêu?')).body.response).toBe(one.response);
    expect((await ask('ab')).body).toEqual({ message: [expect.any(String)] });
  });
});
