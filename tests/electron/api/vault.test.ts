import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { write } from '../../../db/write.ts';
import { refusal } from '../../support/refusal.ts';
import { ADMIN, MINUTE_MS, TestSession } from '../../support/test-session.ts';

const everything = { patientId: null, userId: null, action: null, beforeSeq: null };

/** Somebody works: a key now and then, so that the screen stays open. Lets what was begun in a worker go on in between. */
async function work(desk: TestSession, minutes: number): Promise<void> {
  for (let passed = 0; passed < minutes; passed += 4) {
    desk.clock.pass(4 * MINUTE_MS);
    await desk.api.doorstep.reportInput();
  }
}

test('four hours of work make a backup by themselves, and a month’s copy is kept', async () => {
  await using desk = new TestSession();
  await desk.createClinic();
  const kindsAfter = async (minutes: number) => {
    await work(desk, minutes);
    return (await desk.api.vault.status()).backups.map(({ kind }) => kind).toSorted();
  };
  await expect.poll(() => kindsAfter(8), { timeout: 30_000 }).toEqual(['monthly']);
  await work(desk, 4 * 60);
  await expect.poll(() => kindsAfter(8), { timeout: 30_000 }).toEqual(['hours', 'monthly']);
  expect(desk.session.backups.light).toMatchObject({ failure: null });
}, 120_000);

test('the second place gets a copy at once, and may not lie inside the clinic’s own folder', async () => {
  await using desk = new TestSession();
  await desk.createClinic();
  const inside = join(desk.dataDir, 'copies');
  mkdirSync(inside);
  desk.chosenFolder = inside;
  await expect(desk.api.vault.chooseSecondPlace()).rejects.toEqual(refusal('folder_inside_clinic'));
  const linked = join(tmpdir(), `clinic-desk-link-${process.pid}`);
  symlinkSync(inside, linked);
  desk.chosenFolder = linked;
  await expect(desk.api.vault.chooseSecondPlace()).rejects.toEqual(refusal('folder_inside_clinic'));
  rmSync(linked);
  // Beside it, with a name that begins as the clinic's does.
  const elsewhere = `${desk.dataDir}-copies`;
  mkdirSync(elsewhere);
  desk.chosenFolder = elsewhere;
  expect(await desk.api.vault.chooseSecondPlace()).toEqual({ isChosen: true });
  const status = await desk.api.vault.status();
  expect(status.secondPlace).toMatchObject({ path: elsewhere, isThere: true });
  expect(status.backups).toContainEqual(expect.objectContaining({ place: 'second', kind: 'daily' }));
  rmSync(elsewhere, { recursive: true, force: true });
  expect((await desk.api.vault.status()).secondPlace).toMatchObject({ isThere: false });
});

test('the full check and the trial restore say that all is well, and when', async () => {
  await using desk = new TestSession();
  await desk.createClinic();
  await expect(desk.api.vault.drill()).rejects.toEqual(refusal('not_found', { subject: 'backup' }));
  await desk.api.vault.backUpNow();
  expect(await desk.api.vault.check()).toEqual({ faults: [] });
  expect(await desk.api.vault.drill()).toMatchObject({ faults: [] });
  expect(await desk.api.vault.status()).toMatchObject({
    lastFullCheckAtMs: expect.any(Number),
    lastDrillAtMs: expect.any(Number),
  });
});

test('a new recovery code opens the clinic, and the old one no more', async () => {
  await using desk = new TestSession();
  const oldCode = await desk.createClinic();
  await expect(desk.api.vault.renewRecoveryCode({ password: 'not mine at all' })).rejects.toEqual(
    refusal('wrong_password'),
  );
  const { shownOnce } = await desk.api.vault.renewRecoveryCode({ password: ADMIN.password });
  await desk.restart();
  await expect(
    desk.api.doorstep.signInWithRecoveryCode({ recoveryCode: oldCode, email: ADMIN.email }),
  ).rejects.toEqual(refusal('wrong_recovery_code'));
  await desk.api.doorstep.signInWithRecoveryCode({ recoveryCode: shownOnce, email: ADMIN.email });
  expect(desk.session.state().kind).toBe('new_password');
});

test('the audit trail is read a page at a time, by patient, by person and by what was done', async () => {
  await using desk = new TestSession();
  await desk.createClinic();
  const vault = desk.session.openVault();
  const note = (kind: string, patientId: string) =>
    write(vault, { userId: desk.adminId, kind, nowMs: desk.clock.nowMs() }, (tx) => tx.about({ patientId }));
  for (let i = 0; i < 130; i++)
    note(i % 2 ? 'records.read' : 'appointments.book', i % 3 ? 'patient-a' : 'patient-b');
  const first = await desk.api.vault.auditLog(everything);
  expect(first).toHaveLength(100);
  expect(first.map(({ seq }) => seq)).toEqual(first.map(({ seq }) => seq).toSorted((a, b) => b - a));
  const second = await desk.api.vault.auditLog({ ...everything, beforeSeq: first.at(-1)?.seq ?? null });
  expect(second.length).toBeGreaterThan(30);
  expect(second.at(-1)).toMatchObject({ seq: 1, action: 'clinic.create' });
  const ofPatient = await desk.api.vault.auditLog({
    ...everything,
    patientId: 'patient-b',
    action: 'records',
  });
  expect(ofPatient.length).toBeGreaterThan(10);
  expect(
    ofPatient.every(({ patientId, action }) => patientId === 'patient-b' && action === 'records.read'),
  ).toBe(true);
  expect(await desk.api.vault.auditLog({ ...everything, userId: 'nobody' })).toEqual([]);
});
