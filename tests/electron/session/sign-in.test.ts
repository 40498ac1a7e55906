import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { refusal } from '../../support/refusal.ts';
import { ADMIN, MINUTE_MS, TestSession } from '../../support/test-session.ts';

test('a new clinic is made in one go and its admin sits at the desk', async () => {
  await using desk = new TestSession();
  expect(desk.session.state().kind).toBe('no_clinic');
  await desk.createClinic();
  expect(desk.session.state()).toMatchObject({
    kind: 'open',
    clinic: { name: 'Phòng khám Hoa Sen', isDemo: false },
    user: { fullName: ADMIN.fullName, role: 'admin' },
  });
});

test('a recovery code that was not written down makes no clinic', async () => {
  await using desk = new TestSession();
  await desk.api.doorstep.showRecoveryCode();
  const typedGroups = ['0000', '0000'];
  const clinic = { name: 'Hoa Sen', timeZone: 'Asia/Ho_Chi_Minh', currency: 'VND', locale: 'vi' as const };
  await expect(desk.api.doorstep.createClinic({ clinic, admin: ADMIN, typedGroups })).rejects.toEqual(
    refusal('wrong_recovery_code'),
  );
  expect(existsSync(join(desk.dataDir, 'vault'))).toBe(false);
});

test('after a restart the clinic is closed, and the password opens it', async () => {
  await using desk = new TestSession();
  await desk.createClinic();
  await desk.restart();
  expect(desk.session.state()).toMatchObject({ kind: 'closed', because: 'start', trouble: null });
  await expect(
    desk.api.doorstep.signIn({ email: ADMIN.email, password: 'not this one at all' }),
  ).rejects.toEqual(refusal('wrong_password'));
  expect(desk.session.state()).toMatchObject({ kind: 'closed', trouble: null });
  await desk.api.doorstep.signIn({ email: ADMIN.email, password: ADMIN.password });
  expect(desk.session.state()).toMatchObject({ kind: 'open', user: { fullName: ADMIN.fullName } });
});

test('unicode-password-nfd: the same password from a keyboard that decomposes letters opens the clinic', async () => {
  await using desk = new TestSession();
  await desk.createClinic();
  await desk.restart();
  const decomposed = ADMIN.password.normalize('NFD');
  expect(decomposed).not.toBe(ADMIN.password);
  await desk.api.doorstep.signIn({ email: ` ${ADMIN.email.toUpperCase()} `, password: decomposed });
  expect(desk.session.state().kind).toBe('open');
});

test('the recovery code lets an admin in, but only to choose a new password first', async () => {
  await using desk = new TestSession();
  const recoveryCode = await desk.createClinic();
  await desk.restart();
  await desk.api.doorstep.signInWithRecoveryCode({
    recoveryCode: recoveryCode.toLowerCase().replaceAll('-', ' '),
    email: ADMIN.email,
  });
  expect(desk.session.state().kind).toBe('new_password');
  expect(desk.session.context()).toMatchObject({ vault: null, user: null });
  await expect(desk.api.doorstep.chooseOwnPassword({ password: 'tran thi lan 2026' })).rejects.toEqual(
    refusal('weak_password'),
  );
  const password = 'bốn con ếch xanh nhảy';
  await desk.api.doorstep.chooseOwnPassword({ password });
  expect(desk.session.state().kind).toBe('open');
  await desk.restart();
  await expect(desk.api.doorstep.signIn(ADMIN)).rejects.toEqual(refusal('wrong_password'));
  await desk.api.doorstep.signIn({ email: ADMIN.email, password });
  expect(desk.session.state().kind).toBe('open');
});

test('after five wrong passwords the door waits, and says how long', async () => {
  await using desk = new TestSession();
  await desk.createClinic();
  await desk.restart();
  for (let i = 0; i < 5; i++)
    await desk.api.doorstep.signIn({ email: ADMIN.email, password: `wrong ${i}` }).catch(() => {});
  await expect(desk.api.doorstep.signIn(ADMIN)).rejects.toEqual(
    refusal('too_many_tries', { retryAfterMs: 30_000 }),
  );
  desk.clock.turnBack(60 * MINUTE_MS);
  await expect(desk.api.doorstep.signIn(ADMIN)).rejects.toEqual(
    refusal('too_many_tries', { retryAfterMs: 30_000 }),
  );
  desk.clock.pass(30_000);
  await desk.api.doorstep.signIn(ADMIN);
  expect(desk.session.state().kind).toBe('open');
});
