import { expect, test } from 'vitest';
import { verifyAuditChain } from '../../../db/audit.ts';
import { write } from '../../../db/write.ts';
import { refusal } from '../../support/refusal.ts';
import { ADMIN, TestSession } from '../../support/test-session.ts';

const MAI = {
  fullName: 'Lê Thị Mai',
  email: 'mai@hoasen.vn',
  password: 'chín cây tre bên hồ',
  pin: '739154',
};
const someone = {
  ...MAI,
  mobileNumber: null,
  role: 'receptionist' as const,
  locale: 'vi' as const,
  departmentId: null,
};

test('a new member gets a first password that is shown once and opens only the door to their own', async () => {
  await using desk = new TestSession();
  await desk.createClinic();
  const { userId, shownOnce } = await desk.api.staff.create({ ...someone, password: undefined });
  expect(shownOnce).toMatch(/^[2-9a-z]{4}(-[2-9a-z]{4}){3}$/);
  await desk.takeOver({ userId, password: shownOnce ?? '' });
  expect(desk.session.state()).toMatchObject({ kind: 'new_password', user: { fullName: MAI.fullName } });
  await expect(desk.api.staff.me()).rejects.toEqual(refusal('not_signed_in'));
  await desk.api.doorstep.chooseOwnPassword({ password: MAI.password });
  expect(await desk.api.staff.me()).toMatchObject({ fullName: MAI.fullName });
  await desk.restart();
  await desk.api.doorstep.signIn(MAI);
  expect(desk.session.state()).toMatchObject({ kind: 'open', user: { userId } });
});

test('an e-mail belongs to one person, and a refused member leaves no way in behind', async () => {
  await using desk = new TestSession();
  await desk.createClinic();
  await expect(desk.api.staff.create({ ...someone, email: ` ${ADMIN.email.toUpperCase()}` })).rejects.toEqual(
    refusal('email_taken', { email: ADMIN.email }),
  );
  await expect(desk.api.staff.create({ ...someone, password: 'lê thị mai 2026' })).rejects.toEqual(
    refusal('weak_password'),
  );
  expect(await desk.api.staff.list()).toHaveLength(1);
});

test('a doctor belongs to a department, which is chosen with the role', async () => {
  await using desk = new TestSession();
  await desk.createClinic();
  const doctor = { ...someone, role: 'doctor' as const };
  await expect(desk.api.staff.create(doctor)).rejects.toEqual(refusal('department_required'));
  const department = {
    id: 'dept-eyes',
    name: 'Mắt',
    icon: 'eye',
    description: '',
    isActive: true,
    examinationFeeMinor: 150_000,
  };
  write(desk.session.openVault(), { userId: null, kind: 'test', nowMs: 1 }, (tx) =>
    tx.insert('departments', department),
  );
  const { userId } = await desk.api.staff.create({ ...doctor, departmentId: 'dept-eyes' });
  expect(await desk.api.staff.list()).toContainEqual(
    expect.objectContaining({ userId, departmentId: 'dept-eyes' }),
  );
});

test('deactivated-user-login: who is switched off gets in by neither password nor PIN, at the lock or after a restart', async () => {
  await using desk = new TestSession();
  await desk.createClinic();
  const userId = await desk.hire(MAI);
  await desk.api.staff.deactivate({ userId });
  await desk.api.doorstep.lock();
  expect(desk.session.state()).toMatchObject({ people: [{ fullName: ADMIN.fullName }] });
  await expect(desk.api.doorstep.unlockWithPin({ userId, pin: MAI.pin })).rejects.toEqual(
    refusal('pin_missing'),
  );
  await expect(desk.api.doorstep.unlockWithPassword({ userId, password: MAI.password })).rejects.toEqual(
    refusal('wrong_password'),
  );
  await desk.restart();
  await expect(desk.api.doorstep.signIn(MAI)).rejects.toEqual(refusal('wrong_password'));
  await desk.api.doorstep.signIn(ADMIN);
  const { shownOnce } = await desk.api.staff.reactivate({ userId, password: undefined });
  await desk.takeOver({ userId, password: shownOnce ?? '' });
  expect(desk.session.state().kind).toBe('new_password');
});

test('whoever is switched off while at the desk is shown out with the next call', async () => {
  await using desk = new TestSession();
  await desk.createClinic();
  const userId = await desk.hire(MAI);
  await desk.takeOver({ userId, password: MAI.password });
  write(desk.session.openVault(), { userId: null, kind: 'test', nowMs: 1 }, (tx) =>
    tx.update('users', userId, { isActive: false }),
  );
  await expect(desk.api.staff.me()).rejects.toEqual(refusal('not_signed_in'));
  desk.session.changed();
  expect(desk.session.state().kind).toBe('locked');
});

test('nobody takes away their own access, nor the clinic its last admin', async () => {
  await using desk = new TestSession();
  await desk.createClinic();
  const admin = desk.adminId;
  await expect(desk.api.staff.deactivate({ userId: admin })).rejects.toEqual(refusal('own_account'));
  await expect(
    desk.api.staff.changeRole({ userId: admin, role: 'receptionist', departmentId: null }),
  ).rejects.toEqual(refusal('own_account'));
  await expect(desk.api.staff.resetPassword({ userId: admin })).rejects.toEqual(refusal('own_account'));
  const mai = await desk.hire(MAI);
  await desk.api.staff.changeRole({ userId: mai, role: 'admin', departmentId: null });
  await desk.takeOver({ userId: mai, password: MAI.password });
  await desk.api.staff.deactivate({ userId: admin });
  expect(
    (await desk.api.staff.list()).filter(({ role, isActive }) => role === 'admin' && isActive),
  ).toHaveLength(1);
});

test('nobody who is still here is brought back: an open desk is no way to a new password', async () => {
  await using desk = new TestSession();
  await desk.createClinic();
  await expect(desk.api.staff.reactivate({ userId: desk.adminId, password: MAI.password })).rejects.toEqual(
    refusal('changed_meanwhile', { subject: 'user', id: desk.adminId }),
  );
  await desk.takeOver({ userId: desk.adminId, password: ADMIN.password });
  expect(desk.session.state().kind).toBe('open');
});

test('a reset password ends the old one and the PIN', async () => {
  await using desk = new TestSession();
  await desk.createClinic();
  const userId = await desk.hire(MAI);
  const { shownOnce } = await desk.api.staff.resetPassword({ userId });
  await desk.api.doorstep.lock();
  await expect(desk.api.doorstep.unlockWithPassword({ userId, password: MAI.password })).rejects.toEqual(
    refusal('wrong_password'),
  );
  await expect(desk.api.doorstep.unlockWithPin({ userId, pin: MAI.pin })).rejects.toEqual(
    refusal('pin_missing'),
  );
  await desk.api.doorstep.unlockWithPassword({ userId, password: shownOnce ?? '' });
  expect(desk.session.state().kind).toBe('new_password');
});

test('a changed e-mail is what the person signs in with from then on', async () => {
  await using desk = new TestSession();
  await desk.createClinic();
  const userId = await desk.hire(MAI);
  await desk.api.staff.update({
    userId,
    fullName: MAI.fullName,
    email: 'le.mai@hoasen.vn',
    mobileNumber: '0901234567',
  });
  await desk.restart();
  await expect(desk.api.doorstep.signIn(MAI)).rejects.toEqual(refusal('wrong_password'));
  await desk.api.doorstep.signIn({ email: 'le.mai@hoasen.vn', password: MAI.password });
  expect(desk.session.state().kind).toBe('open');
});

test('one’s own password is changed with the old one, and everything about staff is in the audit trail', async () => {
  await using desk = new TestSession();
  await desk.createClinic();
  await desk.hire(MAI);
  const password = 'bốn con ếch xanh nhảy';
  await expect(desk.api.staff.changeOwnPassword({ oldPassword: 'wrong', password })).rejects.toEqual(
    refusal('wrong_password'),
  );
  await desk.api.staff.changeOwnPassword({ oldPassword: ADMIN.password, password });
  await desk.restart();
  await desk.api.doorstep.signIn({ email: ADMIN.email, password: 'wrong once more' }).catch(() => {});
  await desk.api.doorstep.signIn({ email: ADMIN.email, password });
  const lines = await desk.api.vault.auditLog({
    patientId: null,
    userId: null,
    action: null,
    beforeSeq: null,
  });
  const actions = new Set(lines.map(({ action }) => action));
  for (const action of ['clinic.create', 'session.signIn', 'staff.create', 'staff.changeOwnPassword'])
    expect(actions).toContain(action);
  // Failed sign-ins at a closed door are told by the one that succeeded.
  expect(JSON.parse(lines[0]?.detail ?? '')).toMatchObject({ note: { how: 'password', failedBefore: 1 } });
  expect(verifyAuditChain(desk.session.openVault()).ok).toBe(true);
});
