// The grid as it is drawn: who stands where, and that a move draws no more than two cells anew.
import { describe, expect, test } from 'vitest';
import { type DayOfClinic, type Doctor, type Visit, withVisit } from '../../renderer/front-desk/day.ts';
import { freeTimesOf, gridOf, type GridModel, type GridView } from '../../renderer/front-desk/grid-model.ts';
import { typedDay } from '../../renderer/front-desk/typed-day.ts';

const DATE = '2026-11-23';
const view: GridView = { now: { date: '2026-11-22', time: '09:00' }, departmentId: null, ownDoctorId: '' };
const aDoctor = (doctor: Partial<Doctor> = {}): Doctor => ({
  id: 'an',
  fullName: 'Nguyễn Thị An',
  title: 'BS.',
  departmentId: 'general',
  departmentName: 'Nội',
  roomNumber: null,
  isOpen: true,
  weeklyHours: [],
  timeOff: [],
  ...doctor,
});
const aVisit = (visit: Partial<Visit> = {}): Visit => ({
  id: 'v1',
  doctorId: 'an',
  patientId: 'p1',
  patientName: 'Trần Văn Bình',
  recordNumber: 'A-000001',
  phone: null,
  hasAllergies: false,
  date: DATE,
  time: '09:00',
  status: 'booked',
  kind: 'booked',
  reason: '',
  roomId: null,
  roomNumber: null,
  overbookReason: null,
  holdsSlot: true,
  isNoShow: false,
  isPriority: false,
  ticket: null,
  arrivedAtMs: null,
  calledAtMs: null,
  inRoomAtMs: null,
  leftAtMs: null,
  noShows: 0,
  updatedAtMs: 1,
  ...visit,
});
const aDay = (day: Partial<DayOfClinic> = {}): DayOfClinic => ({
  date: DATE,
  grid: { slotStartTime: '08:00', slotEndTime: '16:30', slotLengthMinutes: 30 },
  horizonDays: 30,
  timeZone: 'Asia/Ho_Chi_Minh',
  doctors: [aDoctor(), aDoctor({ id: 'hung', departmentId: 'eye' })],
  visits: [aVisit()],
  ...day,
});
const cellsOf = (model: GridModel) => model.rows.flatMap(({ cells }) => cells);
const cellAt = (model: GridModel, doctorId: string, time: string) =>
  cellsOf(model).find((cell) => cell.doctorId === doctorId && cell.time === time);

describe('what stands where', () => {
  test('a visit stands in its cell, a cancelled one leaves it free', () => {
    expect(cellAt(gridOf(aDay(), view), 'an', '09:00')).toMatchObject({
      state: 'taken',
      visits: [{ id: 'v1' }],
    });
    const cancelled = gridOf(aDay({ visits: [aVisit({ status: 'cancelled' })] }), view);
    expect(cellAt(cancelled, 'an', '09:00')).toMatchObject({ state: 'free', visits: [] });
  });
  test('a visit at a time that is no longer one of the clinic is not hidden', () => {
    const model = gridOf(
      aDay({ visits: [aVisit({ time: '07:10' }), aVisit({ id: 'v2', time: '09:15' })] }),
      view,
    );
    expect(cellAt(model, 'an', '07:10')?.visits).toHaveLength(1);
    expect(cellAt(model, 'hung', '07:10')?.state).toBe('off_grid');
    expect(cellAt(model, 'an', '09:00')?.visits[0]?.id).toBe('v2');
    expect(freeTimesOf(model, 'an')).not.toContain('09:30');
  });
  test('a doctor sees the own column first, and a department can be looked at alone', () => {
    expect(gridOf(aDay(), { ...view, ownDoctorId: 'hung' }).doctors.map(({ id }) => id)).toEqual([
      'hung',
      'an',
    ]);
    expect(gridOf(aDay(), { ...view, departmentId: 'eye' }).doctors.map(({ id }) => id)).toEqual(['hung']);
  });
  test('the reason of a leave stands in its first slot only', () => {
    const leave = {
      id: 'off',
      scope: 'doctor',
      kind: 'leave',
      fromDate: DATE,
      toDate: DATE,
      reason: 'Hội thảo',
    } as const;
    const timeOff = [{ ...leave, fromTime: '13:00', toTime: '15:00' }];
    const model = gridOf(aDay({ doctors: [aDoctor({ timeOff })] }), view);
    const starts = cellsOf(model).filter(({ startsOff }) => startsOff);
    expect(starts.map(({ time }) => time)).toEqual(['13:00']);
    expect(cellsOf(model).filter(({ state }) => state === 'off')).toHaveLength(4);
  });
  test('a doctor who left keeps the column for what stands in it, and nothing can be booked there', () => {
    const model = gridOf(aDay({ doctors: [aDoctor({ isOpen: false })] }), view);
    expect(freeTimesOf(model, 'an')).toEqual([]);
    expect(cellAt(model, 'an', '09:00')?.visits).toHaveLength(1);
  });
});

test('a move draws two cells and two rows anew, everything else stays the very same', () => {
  const day = aDay();
  const before = gridOf(day, view);
  const after = gridOf(withVisit(day, aVisit({ doctorId: 'hung', time: '10:00' })), view, before);
  const old = new Set(cellsOf(before));
  expect(
    cellsOf(after)
      .filter((cell) => !old.has(cell))
      .map(({ doctorId, time }) => `${doctorId} ${time}`),
  ).toEqual(['an 09:00', 'hung 10:00']);
  const oldRows = new Set(before.rows);
  expect(after.rows.filter((row) => !oldRows.has(row))).toHaveLength(2);
});

describe('a changed visit in a day that is on the screen', () => {
  test('goes away when it moved to another day, and comes in when it moved to this one', () => {
    expect(withVisit(aDay(), aVisit({ date: '2026-11-24' })).visits).toEqual([]);
    expect(withVisit(aDay({ visits: [] }), aVisit()).visits).toHaveLength(1);
  });
  test('a day that has nothing to do with it stays the very same', () => {
    const other = aDay({ date: '2026-11-25', visits: [] });
    expect(withVisit(other, aVisit())).toBe(other);
  });
});

test.each([
  ['24', '2026-11-24'],
  ['24/12', '2026-12-24'],
  ['3.1.27', '2027-01-03'],
  ['24-11-2026', '2026-11-24'],
  ['2026-12-01', '2026-12-01'],
  ['31/11', null],
  ['hôm nay', null],
  ['1/2/3/4', null],
])('“%s” typed as a day is %s', (text, day) => {
  expect(typedDay(text, DATE)).toBe(day);
});
