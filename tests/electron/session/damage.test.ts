import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { refusal } from '../../support/refusal.ts';
import { ADMIN, TestSession } from '../../support/test-session.ts';

const databaseOf = (desk: TestSession) => join(desk.dataDir, 'vault', 'clinic.db');

test('a wrong password is never called damage, and damage is never called a wrong password', async () => {
  await using desk = new TestSession();
  await desk.createClinic();
  await desk.restart();
  await expect(desk.api.doorstep.signIn({ ...ADMIN, password: 'certainly not this' })).rejects.toEqual(
    refusal('wrong_password'),
  );
  expect(desk.session.state()).toMatchObject({ kind: 'closed', trouble: null });
  await desk.session.end();
  truncateSync(databaseOf(desk), 40_960);
  await desk.restart();
  await expect(desk.api.doorstep.signIn(ADMIN)).rejects.toEqual(
    refusal('vault_damaged', { what: 'database' }),
  );
  expect(desk.session.state()).toMatchObject({
    kind: 'closed',
    trouble: { code: 'vault_damaged', what: 'database' },
  });
});

test('an emptied database file is damage and not a new clinic', async () => {
  await using desk = new TestSession();
  await desk.createClinic();
  await desk.session.end();
  writeFileSync(databaseOf(desk), '');
  await desk.restart();
  expect(desk.session.state()).toMatchObject({
    kind: 'closed',
    trouble: { code: 'vault_damaged', what: 'database_empty' },
  });
});

test('a damaged clinic comes back from its last backup, with the loss said and the damaged file kept', async () => {
  await using desk = new TestSession();
  await desk.createClinic();
  await desk.api.vault.backUpNow();
  await desk.api.staff.create({
    fullName: 'Lê Thị Mai',
    email: 'mai@hoasen.vn',
    mobileNumber: null,
    role: 'receptionist',
    locale: 'vi',
    departmentId: null,
  });
  // No backup on the way out: the clinic dies where it stands.
  desk.session.close('wrong_pins');
  await desk.session.end();
  truncateSync(databaseOf(desk), 8192);
  await desk.restart();
  await desk.api.doorstep.signIn(ADMIN).catch(() => {});
  const [backup] = await desk.api.doorstep.backups();
  expect(backup).toMatchObject({ kind: 'manual', place: 'here' });
  await desk.api.doorstep.restore({
    backupPath: backup?.path ?? '',
    credentials: { email: ADMIN.email, password: ADMIN.password },
  });
  const state = desk.session.state();
  expect(state).toMatchObject({
    kind: 'closed',
    because: 'restored',
    trouble: null,
    restored: { lostChanges: expect.any(Number) },
  });
  const folder = state.kind === 'closed' ? (state.restored?.damagedFolder ?? '') : '';
  expect(readdirSync(folder)).toContain('clinic.db');
  await desk.api.doorstep.signIn(ADMIN);
  expect((await desk.api.staff.list()).map(({ fullName }) => fullName)).toEqual([ADMIN.fullName]);
});

test('the window names a backup from the list; any other path is not found', async () => {
  await using desk = new TestSession();
  await desk.createClinic();
  await desk.session.end();
  writeFileSync(databaseOf(desk), '');
  await desk.restart();
  const stranger = join(desk.dataDir, 'elsewhere.db');
  writeFileSync(stranger, 'not a backup');
  await expect(
    desk.api.doorstep.restore({
      backupPath: stranger,
      credentials: { email: ADMIN.email, password: ADMIN.password },
    }),
  ).rejects.toEqual(refusal('not_found', { subject: 'backup' }));
});

test('a clinic that is whole is taken back in time by nobody at the door: rights that were taken away do not come back', async () => {
  await using desk = new TestSession();
  await desk.createClinic();
  await desk.api.vault.backUpNow();
  await desk.session.end();
  await desk.restart();
  const [backup] = await desk.api.doorstep.backups();
  const credentials = { email: ADMIN.email, password: ADMIN.password };
  await expect(desk.api.doorstep.restore({ backupPath: backup?.path ?? '', credentials })).rejects.toEqual(
    refusal('role_needs', { role: 'admin' }),
  );
  await desk.api.doorstep.signIn(ADMIN);
  expect(desk.session.state().kind).toBe('open');
});

test('with the clinic open nothing at the door lists backups, restores or changes the place', async () => {
  await using desk = new TestSession();
  await desk.createClinic();
  await desk.api.vault.backUpNow();
  expect(await desk.api.doorstep.backups()).toEqual([]);
  const credentials = { email: ADMIN.email, password: ADMIN.password };
  await expect(desk.api.doorstep.restore({ backupPath: 'x', credentials })).rejects.toEqual(refusal('busy'));
  await expect(desk.api.doorstep.choosePlace({ place: 'demo' })).rejects.toEqual(refusal('busy'));
});

test('an admin goes back to a backup from the desk: password first, then the door says what came back', async () => {
  await using desk = new TestSession();
  await desk.createClinic();
  await desk.api.vault.backUpNow();
  const [backup] = (await desk.api.vault.status()).backups;
  const backupPath = backup?.path ?? '';
  await expect(desk.api.vault.restore({ backupPath, password: 'somebody else' })).rejects.toEqual(
    refusal('wrong_password'),
  );
  expect(desk.session.state().kind).toBe('open');
  await desk.api.vault.restore({ backupPath, password: ADMIN.password });
  expect(desk.session.state()).toMatchObject({ kind: 'closed', because: 'restored' });
  await desk.api.doorstep.signIn(ADMIN);
  expect(desk.session.state().kind).toBe('open');
});

test('closing takes a backup, four hours of use take another, and the dot says when it was proven', async () => {
  await using desk = new TestSession();
  await desk.createClinic();
  expect(desk.session.backups.light).toMatchObject({ provenAtMs: null, failure: null });
  await desk.restart();
  await desk.api.doorstep.signIn(ADMIN);
  expect(desk.session.backups.light.provenAtMs).not.toBeNull();
  expect((await desk.api.vault.status()).backups.map(({ kind }) => kind)).toContain('close');
});

test('a backup that cannot be written turns the dot red and never stops the desk', async () => {
  await using desk = new TestSession();
  await desk.createClinic();
  // A file where the folder should be: no system lets a backup in.
  rmSync(join(desk.dataDir, 'backups'), { recursive: true, force: true });
  writeFileSync(join(desk.dataDir, 'backups'), 'in the way');
  await expect(desk.api.vault.backUpNow()).rejects.toThrow();
  expect(desk.session.backups.light.failure).not.toBeNull();
  expect(await desk.api.staff.list()).toHaveLength(1);
});

test('a demo clinic that was never finished is gone at the next start, and the real one is untouched', async () => {
  await using desk = new TestSession();
  await desk.createClinic();
  const unfinished = join(desk.dataDir, 'demo.unfinished');
  mkdirSync(unfinished);
  appendFileSync(join(unfinished, 'half'), 'made');
  await desk.restart();
  expect(existsSync(unfinished)).toBe(false);
  expect(desk.session.state()).toMatchObject({ kind: 'closed', place: 'clinic', otherPlaceExists: false });
});
