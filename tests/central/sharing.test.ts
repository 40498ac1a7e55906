import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { demoSignIns } from '../../central/demo.ts';
import { ask } from './support/calls.ts';
import { type People, peopleOf, type RoleOfDemo } from './support/people.ts';
import { NOW_MS, startTestCentre, type TestCentre } from './support/test-centre.ts';
import { aPdfFile, sendRecord, webForm } from './support/uploads.ts';

let it: TestCentre;
let people: People;
/** A second patient with a record of her own. */
let other: { access: string; id: string; recordId: string };
let records: string[];

const HOUR_MS = 3_600_000;
const doctorSignIn = demoSignIns().find(({ role }) => role === 'doctor');
const businessError = { success: false, error: expect.any(String), message: expect.any(String) };
const as = (...asked: Parameters<People['as']>) => people.as(...asked);
const share = (extra: Record<string, unknown> = {}) =>
  as('patient', 'POST', '/sharing/tokens/', { record_ids: [records[0]], share_method: 'QR_CODE', ...extra });
const scan = (encrypted_token: unknown, role: RoleOfDemo | null = 'doctor') =>
  as(role, 'POST', '/sharing/scan/', { encrypted_token });
const opensAt = (id: string) => as('doctor', 'GET', `/sharing/access/${id}/`);
const upload = async (access: string, name: string) =>
  (await sendRecord(it, { file: aPdfFile(`${name}.pdf`, [name]), access })).body.id as string;
const logs = async () => (await it.owner.query('SELECT * FROM "accessLogs"')).rows;

beforeAll(async () => {
  it = await startTestCentre({ SIGN_IN_RATE_LIMIT: '1000000' });
  people = await peopleOf(it);
  const { body } = await ask(it, {
    method: 'POST',
    path: '/auth/register/',
    body: webForm('hang@example.test', '0911000001'),
  });
  const { id } = (await ask(it, { path: '/auth/profile/', access: body.access })).body;
  other = { access: body.access, id, recordId: await upload(body.access, 'cua nguoi khac') };
  records = [await upload(people.access.patient, 'mot'), await upload(people.access.patient, 'hai')];
});
afterAll(() => it?.stop());
beforeEach(async () => {
  it.clock.nowMs = NOW_MS;
  for (const table of [
    'shareTokens',
    'shareTokenDocuments',
    'accessLogs',
    'accessLogDocuments',
    'savedPatients',
    'doctorNotes',
    'appointments',
  ])
    await it.owner.query(`DELETE FROM "${table}"`);
  await it.owner.query('UPDATE "healthDocuments" SET "isArchived" = false, "deletedAtMs" = NULL');
});

describe('A patient who shares', () => {
  test('G2: gets a code to be scanned, good for a day: random, the same size for any share, and holding nothing', async () => {
    const { status, body } = await share({
      record_ids: [records[0], records[0], records[1]],
      max_access_count: 3,
    });
    expect(status).toBe(201);
    expect(body).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      patient: expect.any(String),
      patient_info: {
        id: body.patient,
        patient_uuid: expect.any(String),
        full_name: expect.any(String),
        date_of_birth: expect.any(String),
        gender: expect.any(String),
      },
      share_method: 'QR_CODE',
      records: expect.arrayContaining(records),
      records_info: expect.arrayContaining([
        { id: records[0], file_name: 'mot.pdf', document_type: 'LAB_REPORT' },
      ]),
      expires_at: '2026-11-28T09:10:00.000+07:00',
      is_revoked: false,
      max_access_count: 3,
      current_access_count: 0,
      qr_code_data: expect.stringMatching(/^[\w-]{43}$/),
      qr_code_image: expect.stringMatching(/^data:image\/png;base64,/),
      is_valid: true,
      created_at: expect.any(String),
      revoked_at: null,
    });
    expect(body.records).toHaveLength(2);
    const { rows } = await it.owner.query('SELECT * FROM "shareTokens"');
    expect(JSON.stringify(rows)).not.toContain(body.qr_code_data);
    const picture = await fetch(`${it.address}/api/v1/sharing/tokens/${body.id}/qr-code/`, {
      headers: { authorization: `Bearer ${people.access.patient}` },
    });
    expect(picture.headers.get('content-type')).toBe('image/png');
    expect(picture.headers.get('content-disposition')).toContain('attachment');
    expect(
      Buffer.from(await picture.arrayBuffer())
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG');
  });

  test('or an address, which has no code', async () => {
    const { body } = await share({ share_method: 'URL', expiry_hours: 1 });
    expect(body).toMatchObject({
      share_url: `${it.address}/api/v1/sharing/access/${body.id}/`,
      expires_at: '2026-11-27T10:10:00.000+07:00',
    });
    expect(body).not.toHaveProperty('qr_code_data');
    expect(await as('patient', 'GET', `/sharing/tokens/${body.id}/qr-code/`)).toEqual({
      status: 404,
      body: businessError,
    });
  });

  test('G3: is told what is wrong under its field; a record of others, or one put away, is not shared', async () => {
    expect(await share({ record_ids: [] })).toEqual({
      status: 400,
      body: { record_ids: [expect.any(String)] },
    });
    expect((await share({ record_ids: [records[0], other.recordId] })).body).toEqual({
      record_ids: [expect.any(String)],
    });
    expect((await share({ record_ids: ['nonsense'] })).body).toEqual({ record_ids: [expect.any(String)] });
    expect((await share({ share_method: 'FAX', expiry_hours: 169, max_access_count: 0 })).body).toEqual({
      share_method: [expect.any(String)],
      expiry_hours: [expect.any(String)],
      max_access_count: [expect.any(String)],
    });
    await it.owner.query('UPDATE "healthDocuments" SET "deletedAtMs" = 1 WHERE id = $1', [records[0]]);
    expect((await share()).status).toBe(400);
  });

  test('shares nothing that is archived, as the share would not give it', async () => {
    await as('patient', 'POST', `/records/${records[0]}/archive/`);
    const { status, body } = await share({ record_ids: [records[0]] });
    expect(status).toBe(400);
    expect(body).toEqual({ record_ids: [expect.any(String)] });
    await as('patient', 'POST', `/records/${records[0]}/archive/`);
  });

  test('sees the own shares alone and withdraws them, twice if need be', async () => {
    const { id } = (await share()).body;
    expect((await as('patient', 'GET', '/sharing/tokens/')).body).toMatchObject({
      count: 1,
      results: [{ id, is_valid: true }],
    });
    for (const [method, path] of [
      ['GET', `/sharing/tokens/${id}/`],
      ['DELETE', `/sharing/tokens/${id}/`],
      ['GET', `/sharing/tokens/${id}/qr-code/`],
    ] as const)
      expect((await ask(it, { method, path, access: other.access })).status).toBe(404);
    for (const times of [1, 2])
      expect((await as('patient', 'DELETE', `/sharing/tokens/${id}/`)).status, `${times}`).toBe(200);
    expect((await as('patient', 'GET', `/sharing/tokens/${id}/`)).body).toMatchObject({
      is_revoked: true,
      is_valid: false,
      revoked_at: '2026-11-27T09:10:00.000+07:00',
    });
    for (const role of ['doctor', 'receptionist', 'admin'] as const) {
      expect((await as(role, 'GET', '/sharing/tokens/')).status).toBe(403);
      expect((await as(role, 'POST', '/sharing/tokens/', {})).status).toBe(403);
    }
    expect((await as(null, 'GET', '/sharing/tokens/')).status).toBe(401);
  });
});

describe('A doctor who opens a share', () => {
  test('G1: by its code: sees who it is and the records, whose addresses work; the opening is counted and told', async () => {
    const { id, qr_code_data } = (await share({ record_ids: records })).body;
    const { status, body } = await scan(qr_code_data);
    expect(status).toBe(200);
    expect(body).toEqual({
      patient: expect.objectContaining({
        role: 'PATIENT',
        patient_uuid: expect.any(String),
        allergies: null,
      }),
      records: [expect.objectContaining({ id: records[1] }), expect.objectContaining({ id: records[0] })],
      access_log_id: expect.any(String),
    });
    expect((await fetch(body.records[0].file_url)).status).toBe(200);
    expect(await logs()).toEqual([
      expect.objectContaining({
        id: body.access_log_id,
        shareTokenId: id,
        ipAddress: '127.0.0.1',
        userAgent: 'node',
      }),
    ]);
    expect((await as('patient', 'GET', `/sharing/tokens/${id}/`)).body.current_access_count).toBe(1);
  });

  test('G1: by its address', async () => {
    const { id } = (await share({ share_method: 'URL' })).body;
    expect((await opensAt(id)).status).toBe(200);
    expect(await opensAt('nonsense')).toEqual({ status: 404, body: businessError });
    const code = (await share()).body;
    expect((await opensAt(code.id)).status).toBe(404);
    await as('patient', 'DELETE', `/sharing/tokens/${id}/`);
    expect((await opensAt(id)).status).toBe(404);
  });

  test('by asking for the head of its address alone, opens nothing', async () => {
    const { id } = (await share({ share_method: 'URL' })).body;
    const address = `${it.address}/api/v1/sharing/access/${id}/`;
    const headers = { authorization: `Bearer ${people.access.doctor}` };
    expect((await fetch(address, { method: 'HEAD', headers })).status).toBe(404);
    expect((await as('patient', 'GET', `/sharing/tokens/${id}/`)).body.current_access_count).toBe(0);
  });

  test('qr-token-replay, share-race: twenty at once of a share for three open three times, and three are told', async () => {
    const { id, qr_code_data } = (await share({ max_access_count: 3 })).body;
    const statuses = (await Promise.all(Array.from({ length: 20 }, () => scan(qr_code_data)))).map(
      ({ status }) => status,
    );
    expect(statuses.filter((status) => status === 200)).toHaveLength(3);
    expect(statuses.filter((status) => status === 400)).toHaveLength(17);
    expect(await logs()).toHaveLength(3);
    expect((await as('patient', 'GET', `/sharing/tokens/${id}/`)).body).toMatchObject({
      current_access_count: 3,
      is_valid: false,
    });
  });

  test('qr-token-revoked, qr-binary-garbage: one answer for unknown, empty, too old, withdrawn and used up; nothing is told or counted', async () => {
    const late = (await share({ expiry_hours: 1 })).body;
    const withdrawn = (await share()).body;
    const address = (await share({ share_method: 'URL' })).body;
    await as('patient', 'DELETE', `/sharing/tokens/${withdrawn.id}/`);
    it.clock.nowMs = NOW_MS + HOUR_MS;
    // The session of the doctor has run out meanwhile.
    const { body: again } = await ask(it, {
      method: 'POST',
      path: '/token/',
      body: doctorSignIn,
    });
    const answers = [];
    for (const code of [
      late.qr_code_data,
      withdrawn.qr_code_data,
      address.id,
      'nonsense',
      '\u0000\uFFFF',
      'x'.repeat(5_000),
      '',
      5,
      null,
      undefined,
    ])
      answers.push(
        await ask(it, {
          method: 'POST',
          path: '/sharing/scan/',
          body: { encrypted_token: code },
          access: again.access,
        }),
      );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toEqual({ status: 400, body: businessError });
    expect(await logs()).toEqual([]);
  });

  test('G8: gets no document that was archived or put away since, and no address that was given before works on', async () => {
    const { id, qr_code_data } = (await share({ record_ids: records })).body;
    const opened = (await scan(qr_code_data)).body.records;
    const urlOf = (record: string | undefined) =>
      opened.find((row: { id: string }) => row.id === record).file_url;
    await as('patient', 'POST', `/records/${records[0]}/archive/`);
    expect((await scan(qr_code_data)).body.records.map((row: { id: string }) => row.id)).toEqual([
      records[1],
    ]);
    expect((await fetch(urlOf(records[0]))).status).toBe(404);
    expect((await fetch(urlOf(records[1]))).status).toBe(200);
    await as('patient', 'DELETE', `/records/${records[1]}/`);
    expect((await scan(qr_code_data)).status).toBe(400);
    await it.owner.query('UPDATE "healthDocuments" SET "isArchived" = false, "deletedAtMs" = NULL');
    await as('patient', 'DELETE', `/sharing/tokens/${id}/`);
    expect((await fetch(urlOf(records[1]))).status).toBe(404);
  });

  test('G4: gets no document that is not the patient’s any more', async () => {
    const { qr_code_data } = (await share({ record_ids: records })).body;
    await it.owner.query('UPDATE "healthDocuments" SET "patientId" = $1 WHERE id = $2', [
      other.id,
      records[0],
    ]);
    expect((await scan(qr_code_data)).body.records).toHaveLength(1);
    await it.owner.query(
      'UPDATE "healthDocuments" SET "patientId" = (SELECT "patientId" FROM "healthDocuments" WHERE id = $1) WHERE id = $2',
      [records[1], records[0]],
    );
  });

  test('patient-token-staff-route: nobody but a doctor opens one', async () => {
    const { qr_code_data } = (await share()).body;
    for (const role of ['patient', 'receptionist', 'admin'] as const)
      expect((await scan(qr_code_data, role)).status).toBe(403);
    expect((await scan(qr_code_data, null)).status).toBe(401);
    expect(await logs()).toEqual([]);
  });
});

describe('Who has opened what', () => {
  test('is seen by the doctor who did and by the patient whose records they are, the newest first', async () => {
    const { qr_code_data } = (await share()).body;
    await scan(qr_code_data);
    it.clock.nowMs = NOW_MS + 60_000;
    const { access_log_id } = (await scan(qr_code_data)).body;
    for (const role of ['doctor', 'patient'] as const) {
      const { body } = await as(role, 'GET', '/sharing/access-logs/');
      expect(body.count).toBe(2);
      expect(body.results[0]).toEqual({
        id: access_log_id,
        doctor: people.doctor.id,
        doctor_info: { id: people.doctor.id, full_name: expect.any(String) },
        patient: expect.any(String),
        patient_info: { id: body.results[0].patient, full_name: expect.any(String) },
        accessed_records: [records[0]],
        records_info: [{ id: records[0], file_name: 'mot.pdf', document_type: 'LAB_REPORT' }],
        ip_address: '127.0.0.1',
        user_agent: 'node',
        accessed_at: '2026-11-27T09:11:00.000+07:00',
      });
    }
    expect((await ask(it, { path: '/sharing/access-logs/', access: other.access })).body.count).toBe(0);
    expect((await as('receptionist', 'GET', '/sharing/access-logs/')).status).toBe(403);
  });
});

describe('A doctor’s saved patients', () => {
  const uuidOf = async () => (await as('patient', 'GET', '/auth/profile/')).body;
  const save = (patient: string | undefined, extra: Record<string, unknown> = {}) =>
    as('doctor', 'POST', '/sharing/saved-patients/', { patient, ...extra });
  const known = async () => {
    const { qr_code_data } = (await share()).body;
    await scan(qr_code_data);
    return uuidOf();
  };

  test('G6: are those whose share was opened or whom the doctor treats, by uuid or id; nobody else’s data comes back', async () => {
    const profile = await uuidOf();
    const stranger = await save(profile.patient_uuid);
    expect(stranger).toEqual({ status: 400, body: { patient: [expect.any(String)] } });
    expect(await save('nonsense')).toEqual(stranger);
    await people.booked();
    const { status, body } = await save(profile.patient_uuid, {
      consultation_notes: 'Tái khám',
      last_consultation_date: '2026-11-20',
    });
    expect(status).toBe(201);
    expect(body).toEqual({
      id: expect.any(String),
      patient: profile.id,
      patient_info: {
        id: profile.id,
        patient_uuid: profile.patient_uuid,
        full_name: profile.full_name,
        date_of_birth: profile.date_of_birth,
        gender: profile.gender,
      },
      consultation_notes: 'Tái khám',
      last_consultation_date: '2026-11-20',
      saved_at: expect.any(String),
      updated_at: expect.any(String),
    });
    expect(await save(profile.id)).toEqual({
      status: 400,
      body: { patient: ['This patient is saved already.'] },
    });
  });

  test('are found by name or uuid, changed, removed and saved again', async () => {
    const profile = await known();
    const { id } = (await save(profile.id)).body;
    const list = async (search: string) =>
      (await as('doctor', 'GET', `/sharing/saved-patients/?search=${encodeURIComponent(search)}`)).body.count;
    expect(await list(profile.full_name.split(' ').at(-1))).toBe(1);
    expect(await list(profile.patient_uuid.slice(0, 8))).toBe(1);
    expect(await list('%')).toBe(0);
    const changed = await as('doctor', 'PUT', `/sharing/saved-patients/${id}/`, {
      consultation_notes: 'Khác',
      last_consultation_date: '',
    });
    expect(changed.body).toMatchObject({ consultation_notes: 'Khác', last_consultation_date: null });
    expect((await as('doctor', 'GET', `/sharing/saved-patients/${id}/`)).body).toEqual(changed.body);
    expect((await as('doctor', 'DELETE', `/sharing/saved-patients/${id}/`)).status).toBe(204);
    expect((await as('doctor', 'GET', `/sharing/saved-patients/${id}/`)).status).toBe(404);
    expect((await save(profile.id)).status).toBe(201);
    for (const role of ['patient', 'receptionist', 'admin'] as const)
      expect((await as(role, 'GET', '/sharing/saved-patients/')).status).toBe(403);
  });

  test('notes: are written about them, kept to the doctor, and read by the patient once they are shared', async () => {
    const profile = await uuidOf();
    const write = (body: unknown) => as('doctor', 'POST', '/sharing/notes/', body);
    expect((await write({ patient: profile.id, note_text: 'X' })).status).toBe(400);
    await known();
    expect((await write({ patient: profile.id, note_text: ' ' })).body).toEqual({
      note_text: [expect.any(String)],
    });
    const { status, body } = await write({
      patient: profile.patient_uuid,
      note_text: 'Uống đủ nước',
      is_audio_transcript: true,
    });
    expect(status).toBe(201);
    expect(body).toEqual({
      id: expect.any(String),
      doctor: people.doctor.id,
      doctor_info: { id: people.doctor.id, full_name: expect.any(String) },
      patient: profile.id,
      patient_info: expect.objectContaining({ id: profile.id }),
      note_text: 'Uống đủ nước',
      is_audio_transcript: true,
      is_shared_with_patient: false,
      created_at: expect.any(String),
      updated_at: expect.any(String),
    });
    const path = `/sharing/notes/${body.id}/`;
    expect((await as('patient', 'GET', '/sharing/notes/')).body.count).toBe(0);
    expect((await as('patient', 'GET', path)).status).toBe(404);
    expect((await as('doctor', 'PATCH', path, { is_shared_with_patient: true })).body).toMatchObject({
      note_text: 'Uống đủ nước',
      is_audio_transcript: true,
      is_shared_with_patient: true,
    });
    expect((await as('patient', 'GET', '/sharing/notes/')).body.results).toEqual([
      expect.objectContaining({ id: body.id }),
    ]);
    expect((await as('patient', 'PATCH', path, { note_text: 'X' })).status).toBe(403);
    expect((await ask(it, { path, access: other.access })).status).toBe(404);
    expect((await as('doctor', 'GET', `/sharing/notes/?patient=${profile.patient_uuid}`)).body.count).toBe(1);
    expect((await as('doctor', 'GET', '/sharing/notes/?patient=nonsense')).body.count).toBe(0);
    expect((await as('doctor', 'DELETE', path)).status).toBe(204);
    expect((await as('doctor', 'GET', path)).status).toBe(404);
    expect((await as('patient', 'GET', path)).status).toBe(404);
  });
});
