import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { SMTPServer } from 'smtp-server';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { demoSignIns } from '../../central/demo.ts';
import { ask } from './support/calls.ts';
import { NOW_MS, startTestCentre, type TestCentre } from './support/test-centre.ts';

/** A mail server of our own that speaks the protocol; `refuses` is how often it says "try later" first. */
const mail = { received: [] as string[], refuses: 0 };
const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData(stream, _session, done) {
    const parts: Buffer[] = [];
    stream.on('data', (part: Buffer) => parts.push(part));
    stream.on('end', () => {
      if (mail.refuses > 0) {
        mail.refuses -= 1;
        return done(Object.assign(new Error('Mailbox busy'), { responseCode: 451 }));
      }
      mail.received.push(Buffer.concat(parts).toString());
      return done();
    });
  },
});
const sms = {
  received: [] as { to: string; text: string; key: string; authorization: string }[],
  status: 200,
};
const webhook = createServer((request, response) => {
  let body = '';
  request.on('data', (part) => (body += part));
  request.on('end', () => {
    const { 'idempotency-key': key, authorization } = request.headers;
    sms.received.push({ ...JSON.parse(body), key, authorization });
    response.writeHead(sms.status).end();
  });
});

let it: TestCentre;
beforeAll(async () => {
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
  await new Promise<void>((resolve) => webhook.listen(0, '127.0.0.1', resolve));
  it = await startTestCentre({
    SIGN_IN_RATE_LIMIT: '1000000',
    SMTP_URL: `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`,
    MAIL_FROM: 'Hoa Sen <khong-tra-loi@hoasen.example>',
    SMS_WEBHOOK_URL: `http://127.0.0.1:${(webhook.address() as AddressInfo).port}/sms`,
    SMS_WEBHOOK_TOKEN: 'a token of the provider',
  });
});
afterAll(async () => {
  await it?.stop();
  await new Promise<void>((resolve) => smtp.close(() => resolve()));
  await new Promise((resolve) => webhook.close(resolve));
});
beforeEach(() => {
  it.clock.nowMs = NOW_MS;
});
afterEach(() => {
  mail.received.length = 0;
  sms.received.length = 0;
  sms.status = 200;
});

const patient = demoSignIns().find(({ role }) => role === 'patient')?.email ?? '';
const forgot = () => ask(it, { method: 'POST', path: '/auth/forgot-password/', body: { email: patient } });
const askForSms = () =>
  ask(it, { method: 'POST', path: '/auth/resend-otp/', body: { email: patient, purpose: 'MOBILE_NUMBER' } });
/** Until it holds, ten seconds at most. */
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    if (await holds()) return;
    await wait(25);
  }
  throw new Error('it did not come about');
}
const jobs = async () =>
  (await it.owner.query('SELECT id, attempts, last_error FROM graphile_worker._private_jobs')).rows;
/** The queue waits longer after each failure: the test does not. */
const hurry = () =>
  it.owner.query('UPDATE graphile_worker._private_jobs SET run_at = now() WHERE attempts > 0');

/** Of a mail as it travels: words in quoted-printable (RFC 2047), folded over lines. */
function subjectOf(received: string): string {
  const [, folded = ''] = /^Subject: ((?:.*)(?:\r\n .*)*)/m.exec(received) ?? [];
  const encoded = [...folded.matchAll(/=\?UTF-8\?Q\?(.*?)\?=/g)].map(([, text = '']) => text).join('');
  const bytes = encoded
    .replaceAll('_', ' ')
    .replaceAll(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}

describe('A mail', () => {
  test('leaves by SMTP with the letters of its language, and its text is kept no longer', async () => {
    await forgot();
    await until(() => mail.received.length === 1);
    const [received = ''] = mail.received;
    expect(received).toContain('From: Hoa Sen <khong-tra-loi@hoasen.example>');
    expect(received).toContain(`To: ${patient}`);
    expect(subjectOf(received)).toBe('Đặt lại mật khẩu');
    await until(async () => (await jobs()).length === 0);
    const { rows } = await it.owner.query('SELECT * FROM "outboxMessages" ORDER BY id DESC LIMIT 1');
    expect(rows[0]).toMatchObject({ channel: 'email', sealedContent: null, sentAtMs: String(NOW_MS) });
  });

  test('that the mail server will not take yet is tried again until it does, and leaves once', async () => {
    mail.refuses = 2;
    await forgot();
    for (const attempts of [1, 2]) {
      await until(async () => (await jobs()).some((job) => job.attempts === attempts && job.last_error));
      await hurry();
    }
    await until(() => mail.received.length === 1);
    await until(async () => (await jobs()).length === 0);
    expect(mail.received).toHaveLength(1);
  });

  test('on its way lies sealed in the database; a failure tells the log neither address nor text', async () => {
    mail.refuses = 1;
    await forgot();
    await until(async () => (await jobs()).some((job) => job.last_error));
    const { rows } = await it.owner.query('SELECT * FROM "outboxMessages" WHERE "sealedContent" IS NOT NULL');
    const seen = JSON.stringify([rows, await jobs()]);
    expect(rows).toHaveLength(1);
    expect(seen).not.toContain(patient);
    expect(seen).not.toContain('reset-password');
    await hurry();
    await until(() => mail.received.length === 1);
  });

  test('that would come too late to be of use is dropped', async () => {
    mail.refuses = 1;
    await forgot();
    await until(async () => (await jobs()).some((job) => job.last_error));
    it.clock.nowMs = NOW_MS + 31 * 60_000;
    await hurry();
    await until(async () => (await jobs()).length === 0);
    expect(mail.received).toHaveLength(0);
    const { rows } = await it.owner.query('SELECT "sentAtMs" FROM "outboxMessages" ORDER BY id DESC LIMIT 1');
    expect(rows[0]).toEqual({ sentAtMs: null });
  });

  test('of a change that was refused does not leave', async () => {
    const before = (await it.owner.query('SELECT count(*)::int FROM "outboxMessages"')).rows[0].count;
    const mobile_number = '0909000001';
    const body = {
      email: 'twice@example.test',
      mobile_number,
      full_name: 'X Y',
      role: 'PATIENT',
      password: 'con mèo tam thể',
      password_confirm: 'con mèo tam thể',
    };
    expect((await ask(it, { method: 'POST', path: '/auth/register/', body })).status).toBe(400);
    expect((await it.owner.query('SELECT count(*)::int FROM "outboxMessages"')).rows[0].count).toBe(before);
  });
});

describe('An SMS', () => {
  test('goes to the webhook with its token, and again under the same key when the webhook fails', async () => {
    sms.status = 503;
    await askForSms();
    await until(async () => (await jobs()).some((job) => job.last_error));
    sms.status = 200;
    await hurry();
    await until(async () => (await jobs()).length === 0);
    const [first, second] = sms.received;
    expect(first).toEqual({
      to: '0909000001',
      text: expect.stringMatching(/Mã xác nhận của bạn là \d{6}\./),
      key: expect.any(String),
      authorization: 'Bearer a token of the provider',
    });
    expect(second).toEqual(first);
  });
});
