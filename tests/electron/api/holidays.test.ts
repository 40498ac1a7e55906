// Holidays from a country's list over a real vault: entered once, whoever imports them again.
import { expect, test } from 'vitest';
import { appRouter } from '../../../electron/api/router.ts';
import { createCallerFactory } from '../../../electron/api/trpc.ts';
import { anAppointment } from '../../support/builders.ts';
import { atTheDesk, doctorAn, receptionistLan } from '../../support/at-the-desk.ts';
import { fillFrontDesk } from '../../support/front-desk-clinic.ts';
import { refusalOf } from '../../support/refusal.ts';
import { NOW_MS, openTestVault, type TestVault } from '../../support/test-vault.ts';

const createCaller = createCallerFactory(appRouter);
let later = 0;
const lan = (vault: TestVault) =>
  createCaller(atTheDesk(vault, receptionistLan, { nowMs: NOW_MS + (later += 1) }));
const open = () => {
  const vault = openTestVault();
  fillFrontDesk(vault, (tx) =>
    tx.insert('appointments', anAppointment({ appointmentDate: '2027-01-01', appointmentTime: '09:00' })),
  );
  return vault;
};
const list = { country: 'VN', region: null, years: [2026, 2027], language: 'vi' as const };
const newYear = { date: '2027-01-01', name: 'Tết Dương lịch' };
const tet = { date: '2027-02-06', name: 'Tết Nguyên đán (mùng 1)' };

test('the list shows days from today on, with the visits that stand on them', async () => {
  using vault = open();
  const days = await lan(vault).holidays.preview(list);
  expect(days[0]).toEqual({ ...newYear, isChoice: false, isEntered: false, visits: 1 });
  expect(days.find(({ date }) => date === tet.date)).toMatchObject({ name: tet.name, visits: 0 });
});

test('chosen days close the clinic once, however often they are imported', async () => {
  using vault = open();
  const first = await lan(vault).holidays.import({ days: [newYear, tet, tet] });
  expect(first.added).toMatchObject([{ ...newYear, visits: 1 }, tet]);
  expect((await lan(vault).holidays.import({ days: [newYear, tet] })).added).toEqual([]);
  const entries = await lan(vault).setup.timeOff.list({ past: false });
  expect(entries).toMatchObject([
    { scope: 'clinic', kind: 'holiday', fromDate: newYear.date, toDate: newYear.date, reason: newYear.name },
    { fromDate: tet.date },
  ]);
  const days = await lan(vault).holidays.preview(list);
  expect(days.filter(({ isEntered }) => isEntered).map(({ date }) => date)).toEqual([newYear.date, tet.date]);
});

test('a day inside a closing that was entered otherwise is not entered again; half a day closed is', async () => {
  using vault = open();
  const closing = {
    scope: 'clinic' as const,
    doctorId: null,
    roomId: null,
    kind: 'holiday' as const,
    fromTime: null,
    toTime: null,
    reason: 'Tết',
  };
  const isNew = { id: null, updatedAtMs: null };
  await lan(vault).setup.timeOff.save({
    edit: isNew,
    values: { ...closing, fromDate: '2027-02-05', toDate: '2027-02-09' },
  });
  await lan(vault).setup.timeOff.save({
    edit: isNew,
    values: { ...closing, fromDate: newYear.date, toDate: newYear.date, fromTime: '13:00', toTime: '17:00' },
  });
  expect((await lan(vault).holidays.import({ days: [tet, newYear] })).added).toMatchObject([newYear]);
});

test('an import is taken back whole, or not at all when a day was changed since', async () => {
  using vault = open();
  const { added } = await lan(vault).holidays.import({ days: [newYear, tet] });
  const stale = added.map((entry, index) => (index === 1 ? { ...entry, updatedAtMs: 1 } : entry));
  expect(await refusalOf(lan(vault).holidays.undo({ entries: stale }))).toMatchObject({
    code: 'changed_meanwhile',
  });
  const active = async () =>
    (await lan(vault).setup.timeOff.list({ past: false })).filter(
      ({ archivedAtMs }) => archivedAtMs === null,
    );
  expect(await active()).toHaveLength(2);
  await lan(vault).holidays.undo({ entries: added });
  expect(await active()).toEqual([]);
  expect((await lan(vault).holidays.import({ days: [tet] })).added).toHaveLength(1);
});

test('closing the clinic is for reception and admins', async () => {
  using vault = open();
  const an = createCaller(atTheDesk(vault, doctorAn));
  expect(await refusalOf(an.holidays.import({ days: [tet] }))).toMatchObject({ code: 'forbidden' });
});
