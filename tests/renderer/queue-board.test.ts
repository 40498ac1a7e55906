// What the board makes of a day: who stands where, in which order, who waits too long, where the arrows lead.
import { describe, expect, test } from 'vitest';
import {
  type Board,
  type BoardVisit,
  cardBeside,
  drawBoard,
  laterBy,
} from '../../renderer/queue/board-model.ts';

const NOW_MS = 1_000_000_000;
const MINUTE = 60_000;
const clock = { now: { date: '2026-11-22', time: '09:40' }, nowMs: NOW_MS };
const everything = { order: 'appointment', only: null, search: '' } as const;
const ago = (minutes: number) => NOW_MS - minutes * MINUTE;

const aVisit = (visit: Partial<BoardVisit> & { id: string }): BoardVisit => ({
  doctorId: 'an',
  departmentId: 'general',
  patientId: 'binh',
  appointmentDate: '2026-11-22',
  appointmentTime: '09:00',
  status: 'confirmed',
  kind: 'booked',
  reason: '',
  isNoShow: false,
  isPriority: false,
  ticket: null,
  arrivedAtMs: null,
  calledAtMs: null,
  inRoomAtMs: null,
  leftAtMs: null,
  updatedAtMs: 1,
  patientName: 'Trần Văn Bình',
  recordNumber: 'A-1',
  allergies: null,
  warnings: null,
  noShows: 0,
  roomNumber: null,
  ...visit,
});
const aBoard = (visits: BoardVisit[], delayMinutes = 0): Board => ({
  date: '2026-11-22',
  waitWarnMinutes: 15,
  waitAlarmMinutes: 30,
  doctors: [
    {
      id: 'an',
      fullName: 'Nguyễn Thị An',
      title: 'BS.',
      departmentId: 'general',
      departmentName: 'Nội',
      roomNumber: '101',
      delayMinutes,
      delayReason: '',
    },
  ],
  visits,
});
const idsOf = (board: Board, view: Parameters<typeof drawBoard>[1] = everything) =>
  drawBoard(board, view, clock).map((groups) =>
    groups.flatMap(({ cards }) => cards.map(({ visit }) => visit.id)),
  );
const cardsOf = (board: Board) =>
  drawBoard(board, everything, clock).flatMap((groups) => groups.flatMap(({ cards }) => cards));

describe('the board', () => {
  test('shows everybody where he or she is, from left to right', () => {
    const board = aBoard([
      aVisit({ id: 'gone', arrivedAtMs: ago(50), inRoomAtMs: ago(40), leftAtMs: ago(20) }),
      aVisit({ id: 'inside', arrivedAtMs: ago(50), inRoomAtMs: ago(10) }),
      aVisit({ id: 'called', arrivedAtMs: ago(50), calledAtMs: ago(1) }),
      aVisit({ id: 'waits', arrivedAtMs: ago(5) }),
      aVisit({ id: 'awaited' }),
      aVisit({ id: 'missed', isNoShow: true }),
    ]);
    expect(idsOf(board)).toEqual([['awaited'], ['waits'], ['called', 'inside'], ['gone', 'missed']]);
  });

  test('orders by appointment or by arrival, and priority goes first in both', () => {
    const board = aBoard([
      aVisit({ id: 'early', appointmentTime: '08:00', arrivedAtMs: ago(5) }),
      aVisit({ id: 'first here', appointmentTime: '09:30', arrivedAtMs: ago(60) }),
      aVisit({ id: 'urgent', appointmentTime: '10:00', arrivedAtMs: ago(1), isPriority: true }),
    ]);
    expect(idsOf(board)[1]).toEqual(['urgent', 'early', 'first here']);
    expect(idsOf(board, { ...everything, order: 'arrival' })[1]).toEqual(['urgent', 'first here', 'early']);
  });

  test('narrows to a doctor, a department, a name without accents, or a ticket', () => {
    const board = aBoard([
      aVisit({ id: 'one', ticket: 'A7', arrivedAtMs: ago(1) }),
      aVisit({ id: 'two', doctorId: 'mai', departmentId: 'eye', patientName: 'Đặng Cúc' }),
    ]);
    const of = (view: object) => idsOf(board, { ...everything, ...view }).flat();
    expect(of({ only: { doctorId: 'mai' } })).toEqual(['two']);
    expect(of({ only: { departmentId: 'general' } })).toEqual(['one']);
    expect(of({ search: 'dang c' })).toEqual(['two']);
    expect(of({ search: 'a7' })).toEqual(['one']);
  });
});

describe('how long somebody waits', () => {
  test.each([
    [14, null],
    [15, 'warn'],
    [29, 'warn'],
    [30, 'alarm'],
  ] as const)('%i minutes: marked %s', (minutes, mark) => {
    const [card] = cardsOf(aBoard([aVisit({ id: 'a', arrivedAtMs: ago(minutes) })]));
    expect(card).toMatchObject({ waitedMinutes: minutes, mark });
  });

  test('is counted to the room and no further, and marks nobody who is inside', () => {
    const [card] = cardsOf(aBoard([aVisit({ id: 'a', arrivedAtMs: ago(90), inRoomAtMs: ago(50) })]));
    expect(card).toMatchObject({ waitedMinutes: 40, mark: null });
  });

  test('a clock that was set back makes nobody wait less than nothing', () => {
    const [card] = cardsOf(aBoard([aVisit({ id: 'a', arrivedAtMs: ago(-3) })]));
    expect(card?.waitedMinutes).toBe(0);
  });
});

describe('a doctor who runs late', () => {
  test('shifts what is expected; who comes by then is not late', () => {
    const visits = [aVisit({ id: 'a', appointmentTime: '09:30' })];
    expect(cardsOf(aBoard(visits))[0]).toMatchObject({
      expectedTime: '09:30',
      lateMinutes: 10,
      mark: 'late',
    });
    expect(cardsOf(aBoard(visits, 25))[0]).toMatchObject({
      expectedTime: '09:55',
      lateMinutes: null,
      mark: null,
    });
  });

  test('an evening has no end beyond midnight', () => {
    expect(laterBy('23:30', 60)).toBe('23:59');
  });
});

test('arrows walk a column, and go over to the same height of the next column that has patients', () => {
  const drawn = drawBoard(
    aBoard([
      aVisit({ id: 'a', appointmentTime: '08:00' }),
      aVisit({ id: 'b', appointmentTime: '08:30' }),
      aVisit({ id: 'c', arrivedAtMs: ago(9), inRoomAtMs: ago(5) }),
    ]),
    everything,
    clock,
  );
  const walk = (from: string | null, ...keys: string[]) =>
    keys.reduce<string | null>((at, key) => cardBeside(drawn, at, key), from);
  expect(walk('a', 'ArrowDown')).toBe('b');
  expect(walk('b', 'ArrowDown')).toBeNull();
  expect(walk('b', 'ArrowRight')).toBe('c');
  expect(walk('c', 'ArrowLeft')).toBe('a');
  expect(walk('a', 'End')).toBe('b');
  expect(walk(null, 'ArrowDown')).toBe('a');
});
