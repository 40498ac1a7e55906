// The set-up's procedures over a real vault: an admin sets up, everyone else reads, and what leaves the clinic is written down.
import { describe, expect, test } from 'vitest';
import { clinicOf, departmentsOf } from '../../../db/clinic-setup.ts';
import { write } from '../../../db/write.ts';
import type { DepartmentInput } from '../../../domain/clinic-setup-input.ts';
import { Refused } from '../../../domain/failure.ts';
import { setupRouter } from '../../../electron/api/setup.ts';
import { createCallerFactory, type SignedIn } from '../../../electron/api/trpc.ts';
import type { Desk } from '../../../electron/desk.ts';
import { adminHa, atTheDesk, doctorAn, receptionistLan } from '../../support/at-the-desk.ts';
import { aDepartment, aDoctor, anAppointment, aPatient, aUser } from '../../support/builders.ts';
import { NOW_MS, openTestVault, type TestVault } from '../../support/test-vault.ts';

const createCaller = createCallerFactory(setupRouter);
const as = (vault: TestVault, user: SignedIn, given: Parameters<typeof atTheDesk>[2] = {}) =>
  createCaller(atTheDesk(vault, user, given));

const newRow = { id: null, updatedAtMs: null };
const heart: DepartmentInput = {
  name: ' Tim mạch ',
  icon: 'heart',
  description: '',
  isActive: true,
  examinationFeeMinor: 200_000,
};

const failureOf = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: unknown) =>
      error instanceof Error && error.cause instanceof Refused ? error.cause.failure : error,
  );
const actions = (vault: TestVault) =>
  vault.sqlite.prepare('SELECT action FROM auditLog ORDER BY seq').pluck().all() as string[];

describe('Who may set up', () => {
  test.each([doctorAn, receptionistLan])('$role reads the lists and changes none of them', async (user) => {
    using vault = openTestVault();
    const caller = as(vault, user);
    expect(await caller.departments.departments()).toEqual([]);
    expect(await caller.clinic()).toMatchObject({ name: 'Phòng khám Hoa Sen' });
    const forbidden = { code: 'forbidden', permission: 'setup.manage' };
    expect(await failureOf(caller.departments.saveDepartment({ edit: newRow, values: heart }))).toEqual(
      forbidden,
    );
    expect(await failureOf(caller.csv.save({ list: 'patients', locale: 'vi', fileName: 'x' }))).toEqual(
      forbidden,
    );
    expect(
      await failureOf(
        caller.csv.import({ list: 'rooms', locale: 'vi', bytes: new Uint8Array(), skipBad: false }),
      ),
    ).toEqual(forbidden);
    expect(departmentsOf(vault)).toEqual([]);
  });

  test('an admin adds a department; the write is in the audit trail in the admin’s name', async () => {
    using vault = openTestVault();
    const saved = await as(vault, adminHa).departments.saveDepartment({ edit: newRow, values: heart });
    expect(saved.name).toBe('Tim mạch');
    expect(
      vault.sqlite.prepare('SELECT userId, action FROM auditLog ORDER BY seq DESC LIMIT 1').get(),
    ).toEqual({
      userId: 'user-ha',
      action: 'setup.saveDepartment',
    });
  });
});

describe('What is typed is checked at the door', () => {
  test('a clinic whose last visit does not lie on its grid is refused at that field', async () => {
    using vault = openTestVault();
    const { updatedAtMs, ...clinic } = clinicOf(vault);
    const call = as(vault, adminHa).saveClinic({ updatedAtMs, clinic: { ...clinic, slotEndTime: '16:45' } });
    await expect(call).rejects.toThrow('validation.slotGrid');
  });

  test.each([
    [{ idleLockMinutes: 1 }, 'validation.idleLock'],
    [{ idleLockMinutes: 16 }, 'validation.idleLock'],
    [{ timeZone: 'Asia/Atlantis' }, 'validation.timeZone'],
    [{ currency: 'XQZ' }, 'validation.currency'],
    [{ slotEndTime: '07:30' }, 'validation.rangeReversed'],
    [{ name: '   ' }, 'validation.required'],
  ])('a clinic with %j is refused', async (wrong, message) => {
    using vault = openTestVault();
    const { updatedAtMs, ...clinic } = clinicOf(vault);
    await expect(
      as(vault, adminHa).saveClinic({ updatedAtMs, clinic: { ...clinic, ...wrong } }),
    ).rejects.toThrow(message);
  });

  test('time off that ends before it begins, or has one time only, is refused at the field', async () => {
    using vault = openTestVault();
    const off = {
      scope: 'clinic',
      doctorId: null,
      roomId: null,
      kind: 'holiday',
      fromDate: '2026-12-02',
      toDate: '2026-12-01',
      fromTime: '08:00',
      toTime: null,
      reason: '',
    } as const;
    const call = as(vault, adminHa).timeOff.save({ edit: newRow, values: off });
    await expect(call).rejects.toThrow('validation.rangeReversed');
    await expect(call).rejects.toThrow('validation.required');
  });
});

test('today is the clinic’s day, not the PC’s: at one in the morning in Hanoi it is still yesterday in London', async () => {
  using vault = openTestVault();
  write(vault, { userId: null, kind: 'test', nowMs: NOW_MS }, (tx) => {
    tx.insert('departments', aDepartment());
    tx.insert('users', aUser());
    tx.insert('doctors', aDoctor());
    tx.insert('patients', aPatient());
    tx.insert('appointments', anAppointment({ appointmentDate: '2026-11-22' }));
  });
  const impactAt = (instant: string) =>
    as(vault, adminHa, { nowMs: Date.parse(instant) }).impact({ kind: 'doctor', id: 'user-an' });
  expect((await impactAt('2026-11-22T16:59:00Z')).appointments).toBe(1);
  expect((await impactAt('2026-11-22T17:01:00Z')).appointments).toBe(0);
});

describe('Lists as files', () => {
  type Saved = { kind: string; name: string; content: string };
  function deskWithFiles(chosen: Uint8Array | null = null) {
    const saved: Saved[] = [];
    const files: Pick<Desk['files'], 'choose' | 'save'> = {
      choose: async () => chosen && { name: 'list.csv', bytes: chosen },
      save: async (kind, name, content) => {
        saved.push({ kind, name, content: String(content) });
        return { path: `chosen/${name}.csv`, name: `${name}.csv` };
      },
    };
    return { saved, desk: { files } as unknown as Desk };
  }

  test('export-not-logged: a list that leaves the clinic is in the audit trail', async () => {
    using vault = openTestVault();
    await as(vault, adminHa).departments.saveDepartment({ edit: newRow, values: heart });
    const { saved, desk } = deskWithFiles();
    const result = await as(vault, adminHa, { desk }).csv.save({
      list: 'departments',
      locale: 'vi',
      fileName: 'Khoa',
    });
    expect(result).toMatchObject({ rows: 1, name: 'Khoa.csv' });
    expect(saved[0]?.content).toBe(
      '\uFEFFTên khoa,Biểu tượng,Mô tả,Phí khám,Đang hoạt động\r\nTim mạch,heart,,200000,Có',
    );
    expect(actions(vault).at(-1)).toBe('setup.exportCsv');
  });

  test('a chosen file is looked at, then taken, then nothing is left to do', async () => {
    using vault = openTestVault();
    const bytes = new TextEncoder().encode('name;examination fee\nDa liễu;150000\nMắt;120000');
    const caller = as(vault, adminHa, { desk: deskWithFiles(bytes).desk });
    const chosen = await caller.csv.choose();
    const file = { list: 'departments', locale: 'vi', bytes: chosen?.bytes ?? new Uint8Array() } as const;
    const reports = async () => {
      const seen = [];
      for await (const step of await caller.csv.check(file)) seen.push(step);
      return seen.at(-1);
    };
    expect(await reports()).toMatchObject({ kind: 'report', report: { added: 2, problemCount: 0 } });
    expect(await caller.csv.import({ ...file, skipBad: false })).toMatchObject({
      isImported: true,
      added: 2,
    });
    expect(await reports()).toMatchObject({ kind: 'report', report: { added: 0, changed: 0, same: 2 } });
  });

  test('an ANSI file is refused in words of its own', async () => {
    using vault = openTestVault();
    const bytes = new Uint8Array([0x6e, 0x61, 0x6d, 0x65, 0x0a, 0xe9, 0xf4]);
    const call = as(vault, adminHa).csv.import({ list: 'departments', locale: 'vi', bytes, skipBad: false });
    expect(await failureOf(call)).toEqual({ code: 'csv_encoding' });
  });
});
