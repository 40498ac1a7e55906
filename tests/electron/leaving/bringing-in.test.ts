// A clinic brought in through the door as the window does it: by whom, in which order, and what happens to the people.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { refusal } from '../../support/refusal.ts';
import { ADMIN, TestSession } from '../../support/test-session.ts';

// Each password costs what it costs, and these journeys set half a dozen.
vi.setConfig({ testTimeout: 180_000 });

const PASSPHRASE = 'bảy con cò trắng bay';
const RECEPTION = { fullName: 'Phạm Ngọc Mai', email: 'mai@hoasen.vn', password: 'thuyền giấy trôi xa bờ' };
const NEW_PASSWORD = 'năm ngón tay trên giấy';

/** Everything of the clinic that is open, in a file the next dialog will name. */
async function exported(desk: TestSession): Promise<string> {
  desk.chosenFile = join(desk.dataDir, 'everything.zip');
  await desk.api.leaving.exportEverything({ password: ADMIN.password, passphrase: PASSPHRASE });
  return desk.chosenFile;
}
async function confirmedCode(desk: TestSession): Promise<string[]> {
  const { recoveryCode, asked } = await desk.api.doorstep.showRecoveryCode();
  const groups = recoveryCode.split('-');
  return asked.map((place) => groups[place] ?? '');
}

test('at the first start: the people come along, their passwords do not, and the admin gives new ones', async () => {
  await using old = new TestSession();
  await old.createClinic();
  const maiId = await old.hire(RECEPTION);
  const adminUserId = old.adminId;
  const file = await exported(old);

  await using desk = new TestSession();
  desk.chosenFile = file;
  expect(await desk.api.doorstep.chooseExport()).toEqual({ name: 'everything.zip' });
  await expect(desk.api.doorstep.lookThroughExport({ passphrase: 'sai mật khẩu mất rồi' })).rejects.toEqual(
    refusal('import_refused', { reason: 'wrong_passphrase' }),
  );
  const summary = await desk.api.doorstep.lookThroughExport({ passphrase: PASSPHRASE });
  expect(summary).toMatchObject({
    clinicName: 'Phòng khám Hoa Sen',
    admins: [{ userId: adminUserId, fullName: ADMIN.fullName, email: ADMIN.email }],
  });
  const typedGroups = await confirmedCode(desk);
  const wish = { adminUserId, password: NEW_PASSWORD, ownPassword: null };
  await expect(desk.api.doorstep.bringClinicIn({ ...wish, typedGroups: ['x', 'y'] })).rejects.toEqual(
    refusal('wrong_recovery_code'),
  );
  await expect(desk.api.doorstep.bringClinicIn({ ...wish, adminUserId: maiId, typedGroups })).rejects.toEqual(
    refusal('import_refused', { reason: 'no_admin' }),
  );
  await expect(
    desk.api.doorstep.bringClinicIn({ ...wish, password: 'password1234', typedGroups }),
  ).rejects.toEqual(refusal('weak_password'));
  expect(desk.session.kind).toBe('no_clinic');
  await desk.api.doorstep.bringClinicIn({ ...wish, typedGroups });
  expect(desk.session.state()).toMatchObject({ kind: 'open', user: { fullName: ADMIN.fullName } });

  const people = await desk.api.staff.list();
  expect(people.map(({ fullName }) => fullName).toSorted()).toEqual([RECEPTION.fullName, ADMIN.fullName]);
  const { shownOnce } = await desk.api.staff.resetPassword({ userId: maiId });
  await desk.session.closeNow('signed_out');
  await expect(
    desk.api.doorstep.signIn({ email: RECEPTION.email, password: RECEPTION.password }),
  ).rejects.toEqual(refusal('wrong_password'));
  await desk.api.doorstep.signIn({ email: RECEPTION.email, password: shownOnce ?? '' });
  expect(desk.session.kind).toBe('new_password');
});

test('into the place of an open clinic: only its admin, with the password once more, and the old one is kept', async () => {
  await using desk = new TestSession();
  await desk.createClinic();
  const maiId = await desk.hire(RECEPTION);
  const adminUserId = desk.adminId;
  await exported(desk);
  await desk.takeOver({ userId: maiId, password: RECEPTION.password });
  await expect(desk.api.doorstep.chooseExport()).rejects.toEqual(refusal('role_needs'));
  await desk.takeOver({ userId: adminUserId, password: ADMIN.password });
  await desk.api.doorstep.chooseExport();
  await desk.api.doorstep.lookThroughExport({ passphrase: PASSPHRASE });
  const typedGroups = await confirmedCode(desk);
  const wish = { adminUserId, password: NEW_PASSWORD, typedGroups };
  await expect(
    desk.api.doorstep.bringClinicIn({ ...wish, ownPassword: 'not this one at all' }),
  ).rejects.toEqual(refusal('wrong_password'));
  expect(desk.session.kind).toBe('open');
  await desk.api.doorstep.bringClinicIn({ ...wish, ownPassword: ADMIN.password });
  expect(desk.session.kind).toBe('open');
  expect(existsSync(join(desk.dataDir, 'damaged'))).toBe(true);
  await desk.api.doorstep.lock();
  await expect(desk.api.doorstep.chooseExport()).rejects.toEqual(refusal('role_needs'));
});

test('export-not-logged: leaving with everything asks for the password and stands in the trail, begun and finished', async () => {
  await using desk = new TestSession();
  await desk.createClinic();
  desk.chosenFile = join(desk.dataDir, 'everything.zip');
  await expect(
    desk.api.leaving.exportEverything({ password: 'not this one at all', passphrase: null }),
  ).rejects.toEqual(refusal('wrong_password'));
  expect(existsSync(desk.chosenFile)).toBe(false);
  await exported(desk);
  const lines = await desk.api.vault.auditLog({
    patientId: null,
    userId: null,
    action: null,
    beforeSeq: null,
  });
  expect(lines.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['leaving.exportEverything', 'leaving.exported']),
  );
});
