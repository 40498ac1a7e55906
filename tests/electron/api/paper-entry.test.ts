// Paper taken back in over a real database: a page whole or not at all, in the history, and never two people in one slot.
import { describe, expect, test } from 'vitest';
import { fill } from '../../../db/write.ts';
import { queueStateOf } from '../../../domain/queue.ts';
import type { PaperLine } from '../../../domain/paper-entry.ts';
import { appRouter } from '../../../electron/api/router.ts';
import { createCallerFactory, type SignedIn } from '../../../electron/api/trpc.ts';
import { atTheDesk, receptionistLan } from '../../support/at-the-desk.ts';
import { anAppointment, aPatient } from '../../support/builders.ts';
import { NOW_MS, openTestVault, type TestVault } from '../../support/test-vault.ts';
import { fillMorning } from '../../support/visits.ts';

const createCaller = createCallerFactory(appRouter);
/** Sunday 22 November, 16:10: the morning is over. */
const AFTERNOON_MS = NOW_MS + (7 * 60 + 10) * 60_000;
const as = (vault: TestVault, user: SignedIn = receptionistLan, nowMs = AFTERNOON_MS) =>
  createCaller(atTheDesk(vault, user, { nowMs }));
const line = (time: string, patientId: string, more: Partial<PaperLine> = {}): PaperLine => ({
  time,
  patientId,
  outcome: 'came',
  reason: 'Sốt',
  notes: '',
  ...more,
});
const page = (...lines: PaperLine[]) => ({ date: '2026-11-22', doctorId: 'user-an', lines });
const mark = 'Nhập lại từ giấy';

function afterOutage(): TestVault {
  const vault = openTestVault();
  // Bình was booked at nine before the power went.
  fillMorning(vault);
  fill(vault, { userId: null, kind: 'tests.more', nowMs: NOW_MS }, (tx) => {
    for (const [id, fullName] of [
      ['patient-cuc', 'Phạm Thị Cúc'],
      ['patient-dao', 'Lê Đào'],
    ] as const)
      tx.insert('patients', aPatient({ id, fullName, recordNumber: id }));
  });
  return vault;
}
const visitAt = (vault: TestVault, time: string) =>
  vault.sqlite
    .prepare(
      "SELECT * FROM appointments WHERE appointmentTime = ? AND doctorId = 'user-an' ORDER BY createdAtMs",
    )
    .get(time) as Parameters<typeof queueStateOf>[0] & Record<string, unknown>;
const eventsAt = (vault: TestVault, time: string) =>
  vault.sqlite
    .prepare(
      `SELECT e.kind, e.reason, e.byUserId FROM appointmentEvents e JOIN appointments a ON a.id = e.appointmentId
       WHERE a.appointmentTime = ? AND a.doctorId = 'user-an' ORDER BY e.atMs, e.id`,
    )
    .all(time);
const visits = (vault: TestVault) => vault.sqlite.prepare('SELECT count(*) FROM appointments').pluck().get();

describe('a page of paper', () => {
  test('becomes visits as they happened, each marked in its history', async () => {
    using vault = afterOutage();
    const answer = await as(vault).paperEntry.enter({
      ...page(
        line('08:00', 'patient-cuc'),
        line('09:00', 'patient-binh', { notes: 'Đã thu 150.000' }),
        line('09:30', 'patient-dao', { outcome: 'walk_in' }),
        line('10:00', 'patient-dao', { outcome: 'no_show' }),
        line('10:30', 'patient-cuc', { outcome: 'cancelled' }),
      ),
      mark,
    });
    expect(answer).toEqual({ refused: [] });
    const eight = visitAt(vault, '08:00');
    expect(eight).toMatchObject({
      patientId: 'patient-cuc',
      kind: 'booked',
      reason: 'Sốt',
      arrivedAtMs: Date.parse('2026-11-22T08:00:00+07:00'),
      leftAtMs: Date.parse('2026-11-22T08:30:00+07:00'),
    });
    expect(queueStateOf({ ...eight, isNoShow: false })).toBe('done');
    expect(eventsAt(vault, '08:00')).toEqual([
      { kind: 'arrived', reason: '', byUserId: 'user-lan' },
      { kind: 'in_room', reason: '', byUserId: 'user-lan' },
      { kind: 'left', reason: '', byUserId: 'user-lan' },
      { kind: 'booked', reason: mark, byUserId: 'user-lan' },
    ]);
    // Booked before the outage: the same visit, not a second one; its reason stays.
    expect(visitAt(vault, '09:00')).toMatchObject({
      id: 'appointment-9',
      reason: 'Đau đầu',
      notes: 'Đã thu 150.000',
      inRoomAtMs: Date.parse('2026-11-22T09:00:00+07:00'),
    });
    expect(eventsAt(vault, '09:00').at(-1)).toMatchObject({ kind: 'edited', reason: mark });
    expect(visitAt(vault, '09:30')).toMatchObject({ kind: 'walk_in', overbookReason: mark });
    expect(visitAt(vault, '10:00')).toMatchObject({ isNoShow: 1 });
    expect(visitAt(vault, '10:30')).toMatchObject({ status: 'cancelled', cancellationReason: mark });
    expect(visits(vault)).toBe(5);
    expect(
      vault.sqlite.prepare("SELECT userId, detail FROM auditLog WHERE action = 'paper.enter'").get(),
    ).toMatchObject({ userId: 'user-lan', detail: expect.stringContaining('"lines":5') });
  });

  test('with lines that clash is not entered at all, and says which and why; looking it over says the same and writes nothing', async () => {
    using vault = afterOutage();
    const clashing = page(
      line('08:00', 'patient-cuc'),
      line('08:00', 'patient-dao'),
      line('09:00', 'patient-dao'),
      line('08:10', 'patient-dao'),
    );
    const expected = {
      refused: [
        { line: 1, failure: { code: 'slot_taken' } },
        { line: 2, failure: { code: 'slot_taken', appointmentId: 'appointment-9' } },
        { line: 3, failure: { code: 'off_grid' } },
      ],
    };
    expect(await as(vault).paperEntry.check(clashing)).toMatchObject(expected);
    expect(await as(vault).paperEntry.enter({ ...clashing, mark })).toMatchObject(expected);
    expect(visits(vault)).toBe(1);
    expect(
      vault.sqlite.prepare("SELECT count(*) FROM auditLog WHERE action = 'paper.enter'").pluck().get(),
    ).toBe(0);
  });

  test('the same page twice is refused line by line: nobody came twice', async () => {
    using vault = afterOutage();
    const twice = { ...page(line('08:00', 'patient-cuc')), mark };
    await as(vault).paperEntry.enter(twice);
    expect(await as(vault).paperEntry.enter(twice)).toMatchObject({
      refused: [{ line: 0, failure: { code: 'queue_state_forbids', state: 'done' } }],
    });
    expect(visits(vault)).toBe(1 + 1);
  });

  test('of up to a week ago is taken in, whatever the hours say; older paper and what has not happened yet are not', async () => {
    using vault = afterOutage();
    const day = (date: string, time: string, outcome: PaperLine['outcome'] = 'came') => ({
      date,
      doctorId: 'user-an',
      lines: [line(time, 'patient-cuc', { outcome })],
    });
    fill(vault, { userId: null, kind: 'tests.hours', nowMs: NOW_MS }, (tx) => {
      tx.insert('workingHours', {
        id: 'h',
        doctorId: 'user-an',
        weekday: 1,
        fromTime: '08:00',
        toTime: '12:00',
      });
    });
    const refusedOf = async (input: ReturnType<typeof day>) =>
      (await as(vault).paperEntry.check(input)).refused.map(({ failure }) => failure.code);
    expect(await refusedOf(day('2026-11-15', '08:00'))).toEqual([]);
    expect(await refusedOf(day('2026-11-14', '08:00'))).toEqual(['not_on_paper_yet']);
    expect(await refusedOf(day('2026-11-22', '16:00'))).toEqual([]);
    expect(await refusedOf(day('2026-11-22', '16:30'))).toEqual(['not_on_paper_yet']);
    expect(await refusedOf(day('2026-11-22', '16:30', 'cancelled'))).toEqual([]);
    expect(await refusedOf(day('2026-11-23', '08:00', 'cancelled'))).toEqual(['not_on_paper_yet']);
  });

  test('never puts a patient with two doctors at once', async () => {
    using vault = afterOutage();
    fill(vault, { userId: null, kind: 'tests.more', nowMs: NOW_MS }, (tx) => {
      tx.insert(
        'appointments',
        anAppointment({
          id: 'k',
          doctorId: 'user-khoa',
          departmentId: 'department-eye',
          patientId: 'patient-cuc',
          appointmentTime: '11:00',
        }),
      );
    });
    expect(await as(vault).paperEntry.check(page(line('11:00', 'patient-cuc')))).toMatchObject({
      refused: [{ failure: { code: 'patient_busy' } }],
    });
  });

  test('does not overrule what was noted at the desk', async () => {
    using vault = afterOutage();
    vault.sqlite.prepare("UPDATE appointments SET arrivedAtMs = ? WHERE id = 'appointment-9'").run(NOW_MS);
    const caller = as(vault);
    expect(
      await caller.paperEntry.check(page(line('09:00', 'patient-binh', { outcome: 'no_show' }))),
    ).toMatchObject({ refused: [{ failure: { code: 'queue_state_forbids', state: 'waiting' } }] });
    await caller.paperEntry.enter({ ...page(line('09:00', 'patient-binh')), mark });
    expect(visitAt(vault, '09:00')).toMatchObject({ arrivedAtMs: NOW_MS });
  });
});

test('a page that is being typed is kept for its writer and forgotten once it is entered', async () => {
  using vault = afterOutage();
  const caller = as(vault);
  await caller.drafts.paper.keep({ content: '{"lines":[]}' });
  expect(await caller.drafts.paper.newest()).toMatchObject({ content: '{"lines":[]}' });
  await caller.paperEntry.enter({ ...page(line('08:00', 'patient-cuc')), mark });
  expect(await caller.drafts.paper.newest()).toBeNull();
});
