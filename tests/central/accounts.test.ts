import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { demoSignIns } from '../../central/demo.ts';
import { ask } from './support/calls.ts';
import { NOW_MS, startTestCentre, type TestCentre } from './support/test-centre.ts';

let it: TestCentre;
beforeAll(async () => {
  it = await startTestCentre({ SIGN_IN_RATE_LIMIT: '1000000' });
});
afterAll(() => it?.stop());
beforeEach(() => {
  it.clock.nowMs = NOW_MS;
});

const post = (path: string, body: unknown, access?: string) =>
  ask(it, { method: 'POST', path, body, access });
const MINUTE_MS = 60_000;
let lastNumber = 910_000_000;
/** Nobody has it yet. */
const newNumber = () => `0${(lastNumber += 1)}`;

const webForm = (extra: Record<string, unknown> = {}) => ({
  email: `${newNumber()}@web.example`,
  password: 'con mèo tam thể',
  password_confirm: 'con mèo tam thể',
  full_name: 'Phạm Thu Hằng',
  phone_num: newNumber(),
  role: 'patient',
  date_of_birth: '1990-04-02',
  gender: 'female',
  address: '',
  ...extra,
});
const appForm = (extra: Record<string, unknown> = {}) => ({
  email: `${newNumber()}@app.example`,
  mobile_number: newNumber(),
  full_name: 'Lê Minh Quân',
  role: 'PATIENT',
  password: 'con mèo tam thể',
  password_confirm: 'con mèo tam thể',
  ...extra,
});
const signIn = (email: string, password = 'con mèo tam thể') => post('/auth/login/', { email, password });
const codeTo = async (to: string) => (await it.messageTo(to)).code ?? '';
const registered = async (extra: Record<string, unknown> = {}) => {
  const form = appForm(extra);
  expect((await post('/auth/register/', form)).status).toBe(201);
  return { ...form, code: await codeTo(form.email) };
};
const bring = (email: string, otp_code: string, purpose = 'REGISTRATION') =>
  post('/auth/verify-otp/', { email, otp_code, purpose });
const wrong = (code: string) => (code === '111111' ? '222222' : '111111');
const close = (email: string) =>
  it.owner.query('UPDATE users SET "isActive" = false WHERE email = $1', [email]);

describe('A patient who registers with the web client', () => {
  test('is signed in at once and is in the registry under a number of the centre', async () => {
    const form = webForm();
    const { status, body } = await post('/auth/register/', form);
    expect(status).toBe(201);
    expect(body).toEqual({
      success: true,
      message: expect.any(String),
      user: {
        id: expect.any(Number),
        email: form.email,
        full_name: 'Phạm Thu Hằng',
        phone_num: form.phone_num,
        role: 'patient',
        is_active: true,
        created_at: expect.any(String),
        updated_at: expect.any(String),
        patient_profile: {
          date_of_birth: '1990-04-02',
          gender: 'female',
          address: null,
          insurance_id: null,
          emergency_contact: null,
          emergency_contact_phone: null,
        },
      },
      tokens: { refresh: body.refresh, access: body.access },
      access: expect.any(String),
      refresh: expect.any(String),
      user_id: body.user.id,
      email: form.email,
    });
    expect((await ask(it, { path: '/user/me/', access: body.access })).body).toEqual(body.user);
    const { rows } = await it.owner.query('SELECT * FROM patients WHERE email = $1', [form.email]);
    expect(rows[0]).toMatchObject({
      recordNumber: expect.stringMatching(/^W-\d{6}$/),
      searchName: 'pham thu hang',
    });
  });

  test('is told every field that is missing or wrong, under its name', async () => {
    const { status, body } = await post('/auth/register/', {});
    expect(status).toBe(400);
    expect(Object.keys(body).toSorted()).toEqual(
      'address date_of_birth email full_name gender password password_confirm phone_num role'.split(' '),
    );
    const wrongs = {
      email: 'no address',
      password: '1234567',
      full_name: ' ',
      phone_num: '12345',
      date_of_birth: '02/04/1990',
      gender: 'x',
    };
    expect(
      Object.keys(
        (await post('/auth/register/', webForm({ ...wrongs, password_confirm: '1234567' }))).body,
      ).toSorted(),
    ).toEqual(Object.keys(wrongs).toSorted());
    expect((await post('/auth/register/', webForm({ password_confirm: 'another one' }))).body).toEqual({
      password_confirm: [expect.any(String)],
    });
    expect(
      (await post('/auth/register/', webForm({ password: 'Password123', password_confirm: 'Password123' })))
        .body,
    ).toEqual({
      password: ['This password is guessed at once.'],
    });
  });

  test('F9: is told under "email" that it has an account already, however it is spelt', async () => {
    const form = webForm();
    await post('/auth/register/', form);
    const { status, body } = await post('/auth/register/', webForm({ email: form.email.toUpperCase() }));
    expect(status).toBe(400);
    expect(body).toEqual({
      success: false,
      message: expect.any(String),
      error: expect.any(String),
      email: [expect.any(String)],
    });
    expect((await post('/auth/register/', webForm({ phone_num: form.phone_num }))).body).toMatchObject({
      phone_num: [expect.any(String)],
    });
  });

  test('F16: is not born tomorrow; the clinic’s own date counts', async () => {
    it.clock.nowMs = Date.parse('2026-11-28T01:00:00+07:00');
    expect((await post('/auth/register/', webForm({ date_of_birth: '2026-11-29' }))).body).toEqual({
      date_of_birth: [expect.any(String)],
    });
    expect((await post('/auth/register/', webForm({ date_of_birth: '2026-11-28' }))).status).toBe(201);
  });

  test('mass-assignment-role: becomes neither staff nor active staff by saying so', async () => {
    for (const role of ['admin', 'doctor', 'receptionist'])
      expect((await post('/auth/register/', webForm({ role }))).body).toEqual({ role: [expect.any(String)] });
    const form = webForm({ is_staff: true, isActive: true, clinicId: 'another', restId: 1 });
    expect((await post('/auth/register/', form)).body.user).toMatchObject({ role: 'patient' });
  });

  test('two who register with one e-mail at the same moment are one account', async () => {
    const form = webForm();
    const tries = Array.from({ length: 6 }, () =>
      post('/auth/register/', { ...form, phone_num: newNumber() }),
    );
    const statuses = (await Promise.all(tries)).map(({ status }) => status);
    expect(statuses.toSorted((a, b) => a - b)).toEqual([201, 400, 400, 400, 400, 400]);
  });
});

describe('Somebody who registers with the app', () => {
  test('gets a code by mail, cannot sign in before it came back, and is signed in by it', async () => {
    const form = appForm();
    const { status, body } = await post('/auth/register/', form);
    expect({ status, body }).toEqual({
      status: 201,
      body: {
        message: expect.any(String),
        user_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        email: form.email,
      },
    });
    expect((await signIn(form.email)).status).toBe(401);
    const message = await it.messageTo(form.email);
    expect(message).toEqual({
      channel: 'email',
      to: form.email,
      subject: expect.stringContaining(message.code ?? '-'),
      text: expect.stringContaining(message.code ?? '-'),
      code: expect.stringMatching(/^\d{6}$/),
    });
    const confirmed = await bring(form.email, message.code ?? '');
    expect(confirmed.status).toBe(200);
    expect(confirmed.body).toEqual({
      message: expect.any(String),
      access: expect.any(String),
      refresh: expect.any(String),
      user: expect.objectContaining({ email: form.email, role: 'PATIENT', is_verified: true }),
    });
    expect((await signIn(form.email)).status).toBe(200);
  });

  test('as a doctor waits for an admin after the code: it confirms the e-mail and signs nobody in', async () => {
    const { email, code } = await registered({ role: 'DOCTOR' });
    const { status, body } = await bring(email, code);
    expect(status).toBe(200);
    expect(body).toEqual({
      message: expect.any(String),
      user: expect.objectContaining({ role: 'DOCTOR', is_verified: true }),
    });
    expect((await signIn(email)).status).toBe(401);
  });

  test('is told what is wrong under its field; a super admin is made by nobody', async () => {
    expect((await post('/auth/register/', appForm({ role: 'SUPER_ADMIN' }))).body).toEqual({
      role: [expect.any(String)],
    });
    expect((await post('/auth/register/', appForm({ password_confirm: 'another one' }))).body).toEqual({
      password: [expect.any(String)],
    });
    const { mobile_number } = await registered();
    expect((await post('/auth/register/', appForm({ mobile_number }))).body).toMatchObject({
      mobile_number: [expect.any(String)],
    });
  });

  test('otp-bruteforce: the right code is refused after five wrong ones, also when they come at once', async () => {
    const { email, code } = await registered();
    const tries = await Promise.all(Array.from({ length: 5 }, () => bring(email, wrong(code))));
    expect(tries.map(({ status }) => status)).toEqual([400, 400, 400, 400, 400]);
    expect(await bring(email, code)).toEqual({ status: 400, body: { otp_code: [expect.any(String)] } });
  });

  test('otp-replay: a code works once, for five minutes, and only the newest does', async () => {
    const first = await registered();
    await bring(first.email, first.code);
    expect((await bring(first.email, first.code)).status).toBe(400);

    const late = await registered();
    it.clock.nowMs = NOW_MS + 5 * MINUTE_MS;
    expect((await bring(late.email, late.code)).status).toBe(400);

    const again = await registered();
    it.clock.nowMs += 1_000;
    await post('/auth/resend-otp/', { email: again.email });
    const newest = await codeTo(again.email);
    if (newest !== again.code) expect((await bring(again.email, again.code)).status).toBe(400);
    expect((await bring(again.email, newest)).status).toBe(200);
  });

  test('otp-race: ten who bring one code at once are one sign-in', async () => {
    const { email, code } = await registered();
    const statuses = (await Promise.all(Array.from({ length: 10 }, () => bring(email, code)))).map(
      ({ status }) => status,
    );
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
  });

  test('otp-flood: five codes an hour, and the answer stays the same', async () => {
    const { email } = await registered();
    const answers = [];
    for (let i = 0; i < 7; i += 1) answers.push(await post('/auth/resend-otp/', { email }));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    const { rows } = await it.owner.query(
      'SELECT count(*)::int FROM "otpVerifications" o JOIN users u ON u.id = o."userId" WHERE u.email = $1',
      [email],
    );
    expect(rows[0].count).toBe(5);
  });

  test('G7: asking for a code and bringing one tell nobody who has an account', async () => {
    const { email, code } = await registered();
    const nobody = 'nobody@example.test';
    expect(await post('/auth/resend-otp/', { email: nobody })).toEqual(
      await post('/auth/resend-otp/', { email }),
    );
    expect(await bring(nobody, '123456')).toEqual(await bring(email, wrong(code)));
    expect(await post('/auth/password-reset/request/', { email: nobody })).toEqual(
      await post('/auth/password-reset/request/', { email }),
    );
  });

  test('G5: a code opens no account that an admin has closed, neither a pending nor a confirmed one', async () => {
    const { email, code } = await registered();
    await bring(email, code);
    await close(email);
    await post('/auth/resend-otp/', { email });
    await post('/auth/resend-otp/', { email, purpose: 'PASSWORD_RESET' });
    const { rows } = await it.owner.query(
      'SELECT count(*)::int FROM "otpVerifications" o JOIN users u ON u.id = o."userId" WHERE u.email = $1',
      [email],
    );
    expect(rows[0].count).toBe(1);
    expect((await signIn(email)).status).toBe(401);
  });

  test('G5: codes are kept as a MAC alone', async () => {
    const { email, code } = await registered();
    const { rows } = await it.owner.query(
      'SELECT o.* FROM "otpVerifications" o JOIN users u ON u.id = o."userId" WHERE u.email = $1',
      [email],
    );
    expect(JSON.stringify(rows)).not.toContain(`"${code}"`);
    expect(rows[0].codeMac).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('A phone number', () => {
  test('is confirmed by a code that came by SMS, and is unconfirmed again once it is changed', async () => {
    const form = webForm();
    const { access } = (await post('/auth/register/', form)).body;
    const profile = async () => (await ask(it, { path: '/auth/profile/', access })).body;
    expect(await profile()).toMatchObject({ is_mobile_verified: false });
    await post('/auth/resend-otp/', { email: form.email, purpose: 'MOBILE_NUMBER' });
    const { channel, code } = await it.messageTo(form.phone_num);
    expect(channel).toBe('sms');
    expect((await bring(form.email, code ?? '', 'MOBILE_NUMBER')).body).toEqual({
      message: expect.any(String),
    });
    expect(await profile()).toMatchObject({ is_mobile_verified: true });
    await ask(it, { method: 'PUT', path: '/auth/profile/', body: { mobile_number: newNumber() }, access });
    expect(await profile()).toMatchObject({ is_mobile_verified: false });
  });
});

describe('A forgotten password', () => {
  const person = async () => {
    const form = webForm();
    const { body } = await post('/auth/register/', form);
    return { ...form, access: body.access as string, refresh: body.refresh as string };
  };
  const linkTo = async (email: string) => {
    await post('/auth/forgot-password/', { email });
    const { link = '' } = await it.messageTo(email);
    const [, uid = '', token = ''] = /\/reset-password\/([^/]+)\/([^/]+)$/.exec(link) ?? [];
    return { link, uid, token };
  };
  const reset = (link: { uid: string; token: string }, password = 'một mật khẩu mới') =>
    post('/auth/reset-password/', { ...link, new_password: password, confirm_password: password });

  test('is set anew by the link in a mail, which works once and ends the sessions that stood', async () => {
    const { email, access, refresh } = await person();
    const { uid, token } = await linkTo(email);
    expect(await post('/auth/verify-reset-token/', { uid, token })).toEqual({
      status: 200,
      body: { success: true, message: expect.any(String), valid: true },
    });
    expect(await reset({ uid, token })).toEqual({
      status: 200,
      body: { success: true, message: expect.any(String) },
    });
    expect((await signIn(email)).status).toBe(401);
    expect((await signIn(email, 'một mật khẩu mới')).status).toBe(200);
    expect((await ask(it, { path: '/user/me/', access })).status).toBe(401);
    expect((await post('/token/refresh/', { refresh })).status).toBe(401);
    expect(await it.messageTo(email)).toMatchObject({ subject: 'Mật khẩu đã được thay đổi' });
    // reset-token-reuse
    expect(await reset({ uid, token })).toEqual({
      status: 400,
      body: {
        success: false,
        message: expect.any(String),
        error: expect.any(String),
        valid: false,
        errors: { token: [expect.any(String)] },
      },
    });
    expect((await post('/auth/verify-reset-token/', { uid, token })).status).toBe(400);
  });

  test('F11: the link is good for half an hour, for its own person, and until another sets a password', async () => {
    const { email } = await person();
    const first = await linkTo(email);
    it.clock.nowMs = NOW_MS + 30 * MINUTE_MS;
    expect((await reset(first)).status).toBe(400);
    it.clock.nowMs = NOW_MS;
    const other = await linkTo((await person()).email);
    expect((await reset({ uid: other.uid, token: first.token })).status).toBe(400);
    it.clock.nowMs = NOW_MS + 1_000;
    expect((await reset(await linkTo(email))).status).toBe(200);
    expect((await reset(first)).status).toBe(400);
  });

  test('F10: asking answers alike whether the e-mail has an account, none, or a closed one', async () => {
    const { email } = await person();
    const known = await post('/auth/forgot-password/', { email });
    expect(known).toEqual({ status: 200, body: { success: true, message: expect.any(String) } });
    expect(await post('/auth/forgot-password/', { email: 'nobody@example.test' })).toEqual(known);
    await close(email);
    expect(await post('/auth/forgot-password/', { email })).toEqual(known);
  });

  test('reset-host-header: the link leads to the web client of the settings, whatever the request calls the server', async () => {
    const { email } = await person();
    await fetch(`${it.address}/api/v1/auth/forgot-password/`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-forwarded-host': 'evil.example',
        origin: 'https://evil.example',
      },
      body: JSON.stringify({ email }),
    });
    expect((await it.messageTo(email)).link).toMatch(/^http:\/\/localhost:5173\/reset-password\//);
  });

  test('is set anew by a code in the app; looking at the code before does not use it up', async () => {
    const { email } = await person();
    await post('/auth/password-reset/request/', { email });
    const code = await codeTo(email);
    expect((await bring(email, code, 'PASSWORD_RESET')).body).toEqual({ message: expect.any(String) });
    const body = { email, otp_code: code, new_password: 'một mật khẩu mới' };
    expect(await post('/auth/password-reset/', { ...body, otp_code: wrong(code) })).toEqual({
      status: 400,
      body: { otp_code: expect.any(String) },
    });
    expect(await post('/auth/password-reset/', body)).toEqual({
      status: 200,
      body: { message: expect.any(String) },
    });
    expect((await post('/auth/password-reset/', body)).status).toBe(400);
    expect((await signIn(email, 'một mật khẩu mới')).status).toBe(200);
  });
});

describe('Changing the password', () => {
  test('asks for the old one, keeps this session and ends the others', async () => {
    const form = webForm();
    const here = (await post('/auth/register/', form)).body;
    const elsewhere = (await signIn(form.email)).body;
    const change = (old_password: string, again = 'một mật khẩu mới') =>
      post(
        '/auth/change-password/',
        { old_password, new_password: 'một mật khẩu mới', new_password_confirm: again },
        here.access,
      );
    expect(await change('not this one')).toEqual({ status: 400, body: { old_password: expect.any(String) } });
    expect((await change(form.password, 'another one')).body).toEqual({
      new_password_confirm: [expect.any(String)],
    });
    expect(await change(form.password)).toEqual({ status: 200, body: { message: expect.any(String) } });
    expect((await ask(it, { path: '/user/me/', access: here.access })).status).toBe(200);
    expect((await ask(it, { path: '/user/me/', access: elsewhere.access })).status).toBe(401);
    expect((await post('/auth/change-password/', {})).status).toBe(401);
  });
});

describe('My profile', () => {
  const tokenOf = async (role: string) => {
    const found = demoSignIns().find((person) => person.role === role);
    return (await signIn(found?.email ?? '', found?.password)).body.access as string;
  };
  const change = (access: string, body: unknown, method = 'PATCH') =>
    ask(it, { method, path: '/user/me/', body, access });

  test('a patient with gaps saves the whole form: empty fields are nothing, and the answer is the whole person', async () => {
    const access = (await post('/auth/register/', webForm())).body.access;
    const empty = {
      date_of_birth: '',
      gender: '',
      address: '',
      insurance_id: '',
      emergency_contact: '',
      emergency_contact_phone: '',
    };
    const { status, body } = await change(
      access,
      { full_name: 'Phạm Thị Thu Hằng', patient_profile: empty },
      'PUT',
    );
    expect(status).toBe(200);
    expect(body).toMatchObject({
      id: expect.any(Number),
      role: 'patient',
      full_name: 'Phạm Thị Thu Hằng',
      patient_profile: Object.fromEntries(Object.keys(empty).map((key) => [key, null])),
    });
    const phone = '0911222333';
    expect(
      (await change(access, { patient_profile: { emergency_contact_phone: phone, gender: 'Male' } })).body,
    ).toMatchObject({
      patient_profile: { emergency_contact_phone: phone, gender: 'male' },
    });
  });

  test('F13, F17: what is wrong is told under its field, nested as it was sent, and nothing is saved', async () => {
    const access = (await post('/auth/register/', webForm())).body.access;
    const before = (await ask(it, { path: '/user/me/', access })).body;
    expect((await change(access, { phone_num: null })).body).toEqual({ phone_num: [expect.any(String)] });
    expect(
      (await change(access, { full_name: 'X', patient_profile: { date_of_birth: '2030-01-01' } })).body,
    ).toEqual({
      patient_profile: { date_of_birth: [expect.any(String)] },
    });
    expect(
      (await change(access, { patient_profile: { gender: 'x', emergency_contact_phone: '123' } })).body,
    ).toEqual({
      patient_profile: {
        gender: [expect.any(String)],
        emergency_contact_phone: ['The phone number needs exactly 10 digits.'],
      },
    });
    expect((await ask(it, { path: '/user/me/', access })).body).toEqual(before);
  });

  test('body-id-overrides-path, mass-assignment-role: e-mail, role, number and state are not written', async () => {
    const access = (await post('/auth/register/', webForm())).body.access;
    const before = (await ask(it, { path: '/user/me/', access })).body;
    const sent = {
      id: 1,
      email: 'boss@example.test',
      role: 'admin',
      is_active: false,
      restId: 1,
      clinicId: 'x',
    };
    expect((await change(access, sent)).body).toEqual(before);
  });

  test('a doctor changes room, title, field and text; a room that a colleague has is refused', async () => {
    const access = await tokenOf('doctor');
    const { rows } = await it.owner.query(
      `SELECT r."restId"::int AS number, d.id IS NOT NULL AS "isTaken" FROM rooms r LEFT JOIN doctors d ON d."roomId" = r.id WHERE r."isActive"`,
    );
    const mine = (await ask(it, { path: '/user/me/', access })).body.doctor_profile.room_id;
    const taken = rows.find((room) => room.isTaken && room.number !== mine).number;
    expect((await change(access, { doctor_profile: { room: taken } })).body).toEqual({
      doctor_profile: { room: ['Another doctor has this room.'] },
    });
    expect((await change(access, { doctor_profile: { room: 999_999 } })).body).toEqual({
      doctor_profile: { room: ['There is no such room.'] },
    });
    const { body } = await change(access, {
      doctor_profile: {
        room: null,
        title: 'ThS.BS',
        bio: 'Hai mươi năm nội khoa',
        department_id: 1,
        rating: 5,
      },
    });
    expect(body.doctor_profile).toMatchObject({
      room_id: null,
      title: 'ThS.BS',
      bio: 'Hai mươi năm nội khoa',
    });
  });

  test('the app reads and writes it in its own words', async () => {
    const { email, code, mobile_number } = await registered();
    const { access } = (await bring(email, code)).body;
    const profile = {
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      email,
      mobile_number,
      full_name: 'Lê Minh Quân',
      role: 'PATIENT',
      date_of_birth: null,
      gender: null,
      blood_group: null,
      allergies: null,
      chronic_conditions: null,
      specialization: null,
      license_number: null,
      patient_uuid: expect.stringMatching(/^[0-9a-f-]{36}$/),
      is_verified: true,
      is_mobile_verified: false,
      created_at: expect.any(String),
      updated_at: expect.any(String),
    };
    expect((await ask(it, { path: '/auth/profile/', access })).body).toEqual(profile);
    const body = {
      date_of_birth: '',
      blood_group: 'O+',
      allergies: 'Penicillin',
      role: 'DOCTOR',
      is_verified: false,
    };
    expect((await ask(it, { method: 'PUT', path: '/auth/profile/', body, access })).body).toEqual({
      ...profile,
      blood_group: 'O+',
      allergies: 'Penicillin',
    });
    expect((await ask(it, { path: '/auth/profile/' })).status).toBe(401);
  });
});
