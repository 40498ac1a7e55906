// The grid as it is drawn: who stands where, and that a move draws no more than two cells anew.
import { describe, expect, test } from 'vitest';
import {
  type DayOfClinic,
  type Doctor,
  lookOf,
  type Visit,
  withVisit,
} from '../../renderer/front-desk/day.ts';
import type { GridTexts } from '../../renderer/front-desk/cell-name.ts';
import { rememberedTexts } from '../../renderer/front-desk/remembered-texts.ts';
import { cellAt as cellAtPlace, cellsBetween } from '../../renderer/front-desk/grid-focus.ts';
import {
  freeTimesOf,
  gridOf,
  type GridModel,
  type GridView,
  looksTheSame,
  NO_ROOM,
} from '../../renderer/front-desk/grid-model.ts';
import { monthOf, stepped, weekOf } from '../../renderer/front-desk/use-view.ts';
import { whyNot } from '../../renderer/front-desk/why-not.ts';
import { typedDay } from '../../renderer/front-desk/typed-day.ts';

const DATE = '2026-11-23';
const AT_TEN = { columnId: 'an', time: '10:00' };
const now = { date: '2026-11-22', time: '09:00' };
const view: GridView = { kind: 'doctors', now, departmentId: null, doctorId: '' };
const aDoctor = (doctor: Partial<Doctor> = {}): Doctor => ({
  id: 'an',
  fullName: 'Nguyễn Thị An',
  title: 'BS.',
  departmentId: 'general',
  departmentName: 'Nội',
  roomId: null,
  roomNumber: null,
  delayMinutes: 0,
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
  rooms: [],
  visits: [aVisit()],
  ...day,
});
const cellsOf = (model: GridModel) => model.rows.flatMap(({ cells }) => cells);
const inColumn = (model: GridModel, columnId: string, time: string) => cellAtPlace(model, { columnId, time });
const cellAt = (model: GridModel, doctorId: string, time: string) =>
  cellsOf(model).find((cell) => cell.doctorId === doctorId && cell.time === time);

describe('what stands where', () => {
  test('a visit stands in its cell, a cancelled one leaves it free', () => {
    expect(cellAt(gridOf([aDay()], view), 'an', '09:00')).toMatchObject({
      state: 'taken',
      visits: [{ id: 'v1' }],
    });
    const cancelled = gridOf([aDay({ visits: [aVisit({ status: 'cancelled' })] })], view);
    expect(cellAt(cancelled, 'an', '09:00')).toMatchObject({ state: 'free', visits: [] });
  });
  test('a visit at a time that is no longer one of the clinic is not hidden', () => {
    const model = gridOf(
      [aDay({ visits: [aVisit({ time: '07:10' }), aVisit({ id: 'v2', time: '09:15' })] })],
      view,
    );
    expect(cellAt(model, 'an', '07:10')?.visits).toHaveLength(1);
    expect(cellAt(model, 'hung', '07:10')?.state).toBe('off_grid');
    expect(cellAt(model, 'an', '09:00')?.visits[0]?.id).toBe('v2');
    expect(freeTimesOf(model, 'an')).not.toContain('09:30');
  });
  test('a doctor sees the own column first, and a department can be looked at alone', () => {
    expect(gridOf([aDay()], { ...view, doctorId: 'hung' }).doctors.map(({ id }) => id)).toEqual([
      'hung',
      'an',
    ]);
    expect(gridOf([aDay()], { ...view, departmentId: 'eye' }).doctors.map(({ id }) => id)).toEqual(['hung']);
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
    const model = gridOf([aDay({ doctors: [aDoctor({ timeOff })] })], view);
    const starts = cellsOf(model).filter(({ startsOff }) => startsOff);
    expect(starts.map(({ time }) => time)).toEqual(['13:00']);
    expect(cellsOf(model).filter(({ state }) => state === 'off')).toHaveLength(4);
  });
  test('a doctor who left keeps the column for what stands in it, and nothing can be booked there', () => {
    const model = gridOf([aDay({ doctors: [aDoctor({ isOpen: false })] })], view);
    expect(freeTimesOf(model, 'an')).toEqual([]);
    expect(cellAt(model, 'an', '09:00')?.visits).toHaveLength(1);
  });
});

test('a visit is not taken out of its room by a drop on those without one', () => {
  const day = aDay({ visits: [aVisit({ roomId: null })] });
  const model = gridOf([day], { ...view, kind: 'rooms' });
  const cell = cellAtPlace(model, { columnId: NO_ROOM, time: '10:00' });
  expect(cell && whyNot(cell, { model, horizonDays: 30, today: DATE })).toEqual({ code: 'room_kept' });
});

describe('another day', () => {
  const next = '2026-11-24';
  const today = gridOf([aDay()], view);
  const grid = gridOf([aDay({ date: next, visits: [aVisit({ id: 'v2', date: next })] })], view, today);

  test('a free time is drawn as it was, and yet means its own day', () => {
    const [before, after] = [cellAtPlace(today, AT_TEN), cellAtPlace(grid, AT_TEN)];
    expect(before && after && looksTheSame(before, after)).toBe(true);
    expect(after?.date).toBe(next);
  });

  test('a time at which somebody else comes is drawn anew', () => {
    const at = { columnId: 'an', time: '09:00' };
    const [before, after] = [cellAtPlace(today, at), cellAtPlace(grid, at)];
    expect(before && after && looksTheSame(before, after)).toBe(false);
  });

  test('a word is looked up once, and with other figures again', () => {
    const asked: string[] = [];
    const t = rememberedTexts(((key: string, options?: { count: number }) => {
      asked.push(key);
      return `${key} ${options?.count ?? ''}`;
    }) as unknown as GridTexts);
    expect([t('slot.free'), t('slot.free')]).toEqual(['slot.free ', 'slot.free ']);
    expect(t('grid.freeCount', { count: 1 })).not.toBe(t('grid.freeCount', { count: 2 }));
    expect(asked).toHaveLength(3);
  });
});

describe('by room', () => {
  const rooms = [
    {
      id: 'r1',
      roomNumber: '101',
      floor: '1',
      departmentId: 'general',
      departmentName: 'Nội',
      isActive: true,
      timeOff: [],
    },
    {
      id: 'r2',
      roomNumber: '201',
      floor: '2',
      departmentId: 'eye',
      departmentName: 'Mắt',
      isActive: true,
      timeOff: [],
    },
  ];
  const byRoom = { ...view, kind: 'rooms' } as const;

  test('a visit stands in its room, whoever the doctor is; one without a room in a column of its own', () => {
    const visits = [aVisit({ roomId: 'r1' }), aVisit({ id: 'v2', doctorId: 'hung', time: '10:00' })];
    const model = gridOf([aDay({ rooms, visits })], byRoom);
    expect(model.columns.map(({ id }) => id)).toEqual(['r1', 'r2', NO_ROOM]);
    expect(inColumn(model, 'r1', '09:00')).toMatchObject({ state: 'taken', doctorId: null, roomId: 'r1' });
    expect(inColumn(model, NO_ROOM, '10:00')?.visits[0]?.id).toBe('v2');
    expect(inColumn(model, NO_ROOM, '11:00')?.state).toBe('off_grid');
  });
  test('the rooms of one department, and no empty column for the roomless', () => {
    const model = gridOf([aDay({ rooms, visits: [] })], { ...byRoom, departmentId: 'eye' });
    expect(model.columns.map(({ id }) => id)).toEqual(['r2']);
  });
});

describe('a week', () => {
  const tuesday = '2026-11-24';
  const days = [
    aDay(),
    aDay({ date: tuesday, visits: [aVisit({ id: 'v3', date: tuesday, doctorId: 'hung' })] }),
  ];

  test('of one doctor: days side by side, each with its own visits', () => {
    const model = gridOf(days, { ...view, kind: 'week', doctorId: 'an' });
    expect(model.columns.map(({ id, booked }) => [id, booked])).toEqual([
      [DATE, 1],
      [tuesday, 0],
    ]);
    expect(inColumn(model, tuesday, '09:00')).toMatchObject({ state: 'free', doctorId: 'an', date: tuesday });
  });
  test('of many: all who come at a time, and who is free then', () => {
    const model = gridOf(days, { ...view, kind: 'weekOfMany' });
    expect(inColumn(model, DATE, '09:00')).toMatchObject({
      state: 'free',
      freeDoctorIds: ['hung'],
      visits: [{ id: 'v1' }],
    });
    expect(inColumn(model, DATE, '08:00')?.freeDoctorIds).toEqual(['an', 'hung']);
    expect(model.columns[0]).toMatchObject({ booked: 1, free: 35 });
  });
  test('the arrows choose a rectangle of it', () => {
    const model = gridOf(days, { ...view, kind: 'week', doctorId: 'an' });
    const cells = cellsBetween(
      model,
      { columnId: tuesday, time: '08:30' },
      { columnId: DATE, time: '08:00' },
    );
    expect(cells.map(({ columnId, time }) => `${columnId} ${time}`)).toEqual([
      `${DATE} 08:00`,
      `${tuesday} 08:00`,
      `${DATE} 08:30`,
      `${tuesday} 08:30`,
    ]);
  });
});

test.each([
  ['booked', {}],
  ['confirmed', { status: 'confirmed' }],
  ['waiting', { status: 'confirmed', arrivedAtMs: 1 }],
  ['called', { arrivedAtMs: 1, calledAtMs: 2 }],
  ['in_room', { arrivedAtMs: 1, inRoomAtMs: 3 }],
  ['done', { status: 'completed' }],
  ['no_show', { isNoShow: true }],
  ['left_unseen', { arrivedAtMs: 1, leftAtMs: 2 }],
  ['cancelled', { status: 'cancelled' }],
] as const)('a visit looks %s', (look, facts) => {
  expect(lookOf(aVisit(facts))).toBe(look);
});

test.each([
  ['2027-01-31', 'month', 1, '2027-02-28'],
  ['2026-12-15', 'month', 1, '2027-01-15'],
  ['2027-01-15', 'month', -1, '2026-12-15'],
  ['2026-11-30', 'week', 1, '2026-12-07'],
  ['2026-11-30', 'day', -1, '2026-11-29'],
] as const)('from %s a %s on by %i leads to %s', (from, span, by, to) => {
  expect(stepped(from, span, by)).toBe(to);
});
test('a week begins on Monday, a month shows six weeks', () => {
  expect(weekOf('2026-11-29')).toEqual({ fromDate: '2026-11-23', toDate: '2026-11-29' });
  expect(monthOf('2026-11-15')).toEqual({ fromDate: '2026-10-26', toDate: '2026-12-06' });
});

test('a move draws two cells and two rows anew, everything else stays the very same', () => {
  const day = aDay();
  const before = gridOf([day], view);
  const after = gridOf([withVisit(day, aVisit({ doctorId: 'hung', time: '10:00' }))], view, before);
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
