import { expect, test } from 'vitest';
import { write } from '../../../db/write.ts';
import { patientsCsv } from '../../../domain/patients-csv.ts';
import { refusal } from '../../support/refusal.ts';
import { ADMIN, MINUTE_MS, TestSession } from '../../support/test-session.ts';

const MAI = {
  fullName: 'Lê Thị Mai',
  email: 'mai@hoasen.vn',
  password: 'chín cây tre bên hồ',
  pin: '739154',
};

test('idle-lock-ipc: after five minutes without a hand on the PC the screen is locked and every procedure refuses', async () => {
  await using desk = new TestSession();
  await desk.createClinic();
  desk.clock.pass(5 * MINUTE_MS - 1);
  expect(desk.session.state().kind).toBe('open');
  desk.clock.pass(1);
  expect(desk.session.state().kind).toBe('locked');
  await expect(desk.api.staff.list()).rejects.toEqual(refusal('locked'));
  await expect(desk.api.staff.me()).rejects.toEqual(refusal('locked'));
});

test('idle-lock-background-poll: a page that goes on asking does not keep the screen open, a hand does', async () => {
  await using desk = new TestSession();
  await desk.createClinic();
  for (let minute = 0; minute < 4; minute++) {
    desk.clock.pass(MINUTE_MS);
    await desk.api.staff.list();
  }
  await desk.api.doorstep.reportInput();
  for (let minute = 0; minute < 4; minute++) {
    desk.clock.pass(MINUTE_MS);
    await desk.api.staff.list();
  }
  expect(desk.session.state().kind).toBe('open');
  desk.clock.pass(MINUTE_MS);
  expect(desk.session.state().kind).toBe('locked');
});

test('a key pressed after the time was up meets the lock, and moving the wall clock does not put it off', async () => {
  await using desk = new TestSession();
  await desk.createClinic();
  desk.clock.turnBack(60 * MINUTE_MS);
  desk.clock.pass(5 * MINUTE_MS);
  expect(desk.session.state().kind).toBe('locked');
  await desk.api.doorstep.reportInput();
  expect(desk.session.state().kind).toBe('locked');
});

test('half an hour after the screen lock the clinic is closed: no vault, no names, only a password opens it', async () => {
  await using desk = new TestSession();
  await desk.createClinic();
  const vault = desk.session.openVault();
  desk.clock.pass(5 * MINUTE_MS);
  expect(desk.session.state()).toMatchObject({ kind: 'locked', people: [{ fullName: ADMIN.fullName }] });
  desk.clock.pass(30 * MINUTE_MS);
  expect(desk.session.state()).toMatchObject({ kind: 'closed', because: 'idle' });
  expect(JSON.stringify(desk.session.state())).not.toContain(ADMIN.fullName);
  await desk.session.end();
  expect(vault.sqlite.open).toBe(false);
  expect(Object.values(vault.keys).every((key) => key.every((byte) => byte === 0))).toBe(true);
  await desk.api.doorstep.signIn(ADMIN);
  expect(desk.session.state().kind).toBe('open');
});

test('a shorter time set by the admin counts at once', async () => {
  await using desk = new TestSession();
  await desk.createClinic();
  const vault = desk.session.openVault();
  write(vault, { userId: null, kind: 'test', nowMs: 1 }, (tx) =>
    tx.update('clinics', vault.clinicId, { idleLockMinutes: 2, name: 'Hoa Mai' }),
  );
  await desk.api.staff.list();
  await Promise.resolve();
  expect(desk.session.state()).toMatchObject({ kind: 'open', clinic: { name: 'Hoa Mai' } });
  desk.clock.pass(2 * MINUTE_MS);
  expect(desk.session.state().kind).toBe('locked');
});

test('a PC that slept long wakes with the clinic closed, a short nap only locks when its time was up', async () => {
  await using desk = new TestSession();
  await desk.createClinic();
  desk.session.suspended();
  desk.clock.sleep(4 * MINUTE_MS);
  desk.session.resumed();
  expect(desk.session.state().kind).toBe('open');
  desk.session.suspended();
  desk.clock.sleep(6 * MINUTE_MS);
  desk.session.resumed();
  expect(desk.session.state()).toMatchObject({ kind: 'closed', because: 'slept' });
});

test('staff switch by PIN at the locked screen, and each is who they are', async () => {
  await using desk = new TestSession();
  await desk.createClinic();
  const mai = await desk.hire(MAI);
  await desk.api.doorstep.lock();
  await desk.api.doorstep.unlockWithPin({ userId: mai, pin: MAI.pin });
  expect(desk.session.state()).toMatchObject({
    kind: 'open',
    user: { fullName: MAI.fullName, role: 'receptionist' },
  });
  await expect(desk.api.staff.list()).rejects.toEqual(refusal('forbidden', { permission: 'staff.manage' }));
  expect(await desk.api.staff.me()).toMatchObject({ fullName: MAI.fullName, hasPin: true });
});

test('pin-cross-user: one person’s PIN does not open another person’s desk', async () => {
  await using desk = new TestSession();
  await desk.createClinic();
  await desk.hire(MAI);
  const admin = desk.adminId;
  await desk.api.doorstep.lock();
  await expect(desk.api.doorstep.unlockWithPin({ userId: admin, pin: MAI.pin })).rejects.toEqual(
    refusal('pin_missing'),
  );
  expect(desk.session.state().kind).toBe('locked');
});

test('pin-bruteforce: the fifth wrong PIN closes the clinic, whoever’s PINs were guessed, even all at once', async () => {
  await using desk = new TestSession();
  await desk.createClinic();
  const mai = await desk.hire(MAI);
  const nam = await desk.hire({
    fullName: 'Phạm Nam',
    email: 'nam@hoasen.vn',
    password: 'bảy hạt mưa lạnh rơi',
    pin: '582046',
  });
  await desk.api.doorstep.lock();
  const guesses = ['111222', '908070', '010203', '445566', '121314', '151617', '181920'];
  const tries = guesses.map((pin, i) =>
    desk.api.doorstep.unlockWithPin({ userId: i % 2 ? mai : nam, pin }).catch(() => 'refused'),
  );
  await Promise.all(tries);
  expect(desk.session.state()).toMatchObject({ kind: 'closed', because: 'wrong_pins' });
  // The right one comes too late.
  await desk.api.doorstep.unlockWithPin({ userId: mai, pin: MAI.pin });
  expect(desk.session.state().kind).toBe('closed');
  await desk.api.doorstep.signIn(MAI);
  expect(desk.session.state()).toMatchObject({ kind: 'open', user: { fullName: MAI.fullName } });
});

test('a wrong secret at the locked screen is in the audit trail at once, and a PC that is switched off takes nothing out', async () => {
  await using desk = new TestSession();
  await desk.createClinic();
  const mai = await desk.hire(MAI);
  await desk.api.doorstep.lock();
  await desk.api.doorstep.unlockWithPin({ userId: mai, pin: '908070' }).catch(() => {});
  await desk.api.doorstep.unlockWithPassword({ userId: mai, password: 'not hers' }).catch(() => {});
  const tries = desk.session
    .openVault()
    .sqlite.prepare("SELECT entityId, detail FROM auditLog WHERE action = 'session.refused' ORDER BY seq")
    .all();
  expect(tries).toEqual([
    { entityId: mai, detail: '{"note":{"how":"pin"}}' },
    { entityId: mai, detail: '{"note":{"how":"password"}}' },
  ]);
});

test('a weak PIN is refused, and setting one asks for the password first', async () => {
  await using desk = new TestSession();
  await desk.createClinic();
  const { password } = ADMIN;
  await expect(desk.api.staff.setOwnPin({ pin: '123456', password })).rejects.toEqual(refusal('pin_weak'));
  await expect(desk.api.staff.setOwnPin({ pin: '739154', password: 'not mine at all' })).rejects.toEqual(
    refusal('wrong_password'),
  );
  await desk.api.staff.setOwnPin({ pin: '739154', password });
  expect(await desk.api.staff.me()).toMatchObject({ hasPin: true });
});

test('the window hears of each change of the door, and of nothing after it stopped listening', async () => {
  await using desk = new TestSession();
  await desk.createClinic();
  const stop = new AbortController();
  const seen: string[] = [];
  const watching = (async () => {
    for await (const state of desk.session.watch(stop.signal)) seen.push(state.kind);
  })();
  await new Promise(setImmediate);
  await desk.api.doorstep.lock();
  await new Promise(setImmediate);
  stop.abort();
  await watching;
  await desk.api.doorstep.signOut();
  expect(seen).toEqual(['open', 'locked']);
});

test('whoever is half-way in when the clinic closes is told that it is locked: neither a bug nor a way in', async () => {
  await using desk = new TestSession();
  await desk.createClinic();
  await desk.api.doorstep.lock();
  const coming = desk.api.doorstep.unlockWithPassword({ userId: desk.adminId, password: ADMIN.password });
  await halfWay();
  desk.session.close('wrong_pins');
  await expect(coming).rejects.toEqual(refusal('locked'));
  expect(desk.session.state().kind).toBe('closed');
});

test('work that is half-way when the clinic closes ends as locked and changes nothing', async () => {
  await using desk = new TestSession();
  await desk.createClinic();
  const member = { fullName: 'Lê Thị Mai', email: 'mai@hoasen.vn', mobileNumber: null, departmentId: null };
  const hiring = desk.api.staff.create({ ...member, role: 'receptionist', locale: 'vi' });
  await halfWay();
  desk.session.close('wrong_pins');
  await expect(hiring).rejects.toEqual(refusal('locked'));
  await desk.restart();
  await desk.api.doorstep.signIn(ADMIN);
  expect(await desk.api.staff.list()).toHaveLength(1);
});

test('the check of a list ends with the lock: a page that is blank is told nothing more, nor is a closed clinic read', async () => {
  await using desk = new TestSession();
  await desk.createClinic();
  const header = patientsCsv.columns.map(({ field }) => field);
  const row = (i: number) => header.map((field) => (field === 'fullName' ? `Bệnh nhân ${i}` : '')).join(';');
  const rows = Array.from({ length: 20_000 }, (_, i) => row(i));
  const bytes = Buffer.from([header.join(';'), ...rows].join('\n'));
  for (const leave of [() => desk.session.lock(), () => desk.session.close('wrong_pins')]) {
    const told: unknown[] = [];
    const steps = await desk.api.setup.csv.check({ list: 'patients', locale: 'vi', bytes });
    for await (const step of steps) if (told.push(step) === 1) leave();
    expect(told).toHaveLength(1);
    await desk.session.end();
    await desk.restart();
    await desk.api.doorstep.signIn(ADMIN);
  }
});

test('places do not change under somebody who is signing in', async () => {
  await using desk = new TestSession();
  await desk.createClinic();
  await desk.restart();
  const coming = desk.api.doorstep.signIn(ADMIN);
  await halfWay();
  await expect(desk.api.doorstep.choosePlace({ place: 'demo' })).rejects.toEqual(refusal('busy'));
  await coming;
  expect(desk.session.state()).toMatchObject({ kind: 'open', place: 'clinic' });
});

/** Argon2 is at work by then and takes ten times as long. */
const halfWay = () => new Promise((done) => setTimeout(done, 25));
