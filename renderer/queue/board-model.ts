// What stands where on the board, in which order, and how long somebody has waited. It reads no clock and changes nothing.
import type { inferRouterOutputs } from '@trpc/server';
import { minutesOf, timeOfMinutes } from '../../domain/civil-date.ts';
import { foldText } from '../../domain/folded-text.ts';
import { type QueueState, queueStateOf } from '../../domain/queue.ts';
import type { WallClock } from '../../domain/slot.ts';
import type { AppRouter } from '../../electron/api/router.ts';

export type Board = inferRouterOutputs<AppRouter>['queue']['board'];
export type BoardVisit = Board['visits'][number];
export type BoardDoctor = Board['doctors'][number];

/** From left to right as a patient goes; a column has its states from top to bottom. */
export const columns = [
  ['expected'],
  ['waiting'],
  ['called', 'in_room'],
  ['done', 'left_unseen', 'no_show'],
] as const satisfies readonly (readonly QueueState[])[];

export type BoardOrder = 'appointment' | 'arrival';
export type BoardView = {
  order: BoardOrder;
  /** Of one doctor or department; null: everybody. */
  only: { doctorId: string } | { departmentId: string } | null;
  search: string;
};

export type Mark = 'late' | 'warn' | 'alarm' | null;
export type Card = {
  visit: BoardVisit;
  state: QueueState;
  doctor: BoardDoctor | undefined;
  /** When the visit is likely to begin: its time, later where the doctor runs late. */
  expectedTime: string;
  /** Since the arrival, until the room; null before. */
  waitedMinutes: number | null;
  /** How long after the expected time somebody has not come; null otherwise. */
  lateMinutes: number | null;
  mark: Mark;
};

export type Group = { state: QueueState; cards: Card[] };

/** The groups of each column. */
export function drawBoard(
  board: Board,
  view: BoardView,
  { now, nowMs }: { now: WallClock; nowMs: number },
): Group[][] {
  const doctors = new Map(board.doctors.map((doctor) => [doctor.id, doctor]));
  const cards = board.visits
    .filter((visit) => isShown(visit, view))
    .map((visit) => cardOf(visit, { doctor: doctors.get(visit.doctorId), board, now, nowMs }));
  const byState = Map.groupBy(cards, ({ state }) => state);
  return columns.map((states) =>
    states.map((state) => ({
      state,
      cards: (byState.get(state) ?? []).toSorted(comparing(state, view.order)),
    })),
  );
}

function isShown(visit: BoardVisit, { only, search }: BoardView): boolean {
  if (only && 'doctorId' in only && visit.doctorId !== only.doctorId) return false;
  if (only && 'departmentId' in only && visit.departmentId !== only.departmentId) return false;
  const said = foldText(`${visit.patientName} ${visit.ticket ?? ''} ${visit.recordNumber}`);
  return said.includes(foldText(search));
}

type Beside = { doctor: BoardDoctor | undefined; board: Board; now: WallClock; nowMs: number };
function cardOf(visit: BoardVisit, { doctor, board, now, nowMs }: Beside): Card {
  const state = queueStateOf(visit);
  const expectedTime = laterBy(visit.appointmentTime, doctor?.delayMinutes ?? 0);
  const isHere = state === 'waiting' || state === 'called';
  const until = visit.inRoomAtMs ?? visit.leftAtMs ?? nowMs;
  const waitedMinutes =
    visit.arrivedAtMs === null ? null : Math.max(0, Math.floor((until - visit.arrivedAtMs) / 60_000));
  const behind = state === 'expected' ? minutesOf(now.time) - minutesOf(expectedTime) : 0;
  const lateMinutes = behind > 0 ? behind : null;
  const waitMark = isHere ? markOf(waitedMinutes ?? 0, board) : null;
  return {
    visit,
    state,
    doctor,
    expectedTime,
    waitedMinutes,
    lateMinutes,
    mark: lateMinutes === null ? waitMark : 'late',
  };
}

function markOf(minutes: number, { waitWarnMinutes, waitAlarmMinutes }: Board): Mark {
  if (minutes >= waitAlarmMinutes) return 'alarm';
  return minutes >= waitWarnMinutes ? 'warn' : null;
}

/** A time of the same day: the evening has no end beyond midnight. */
export const laterBy = (time: string, minutes: number): string =>
  timeOfMinutes(Math.min(minutesOf(time) + minutes, 23 * 60 + 59));

/** Who is over stands with the latest on top; everybody else by the order chosen, the urgent before the others. */
function comparing(state: QueueState, order: BoardOrder) {
  const byTime = (a: Card, b: Card) =>
    a.visit.appointmentTime.localeCompare(b.visit.appointmentTime) || a.visit.id.localeCompare(b.visit.id);
  if (state === 'done' || state === 'left_unseen')
    return (a: Card, b: Card) => lastMoment(b.visit) - lastMoment(a.visit) || byTime(a, b);
  const byOrder = (a: Card, b: Card) =>
    order === 'arrival'
      ? (a.visit.arrivedAtMs ?? 0) - (b.visit.arrivedAtMs ?? 0) || byTime(a, b)
      : byTime(a, b);
  return (a: Card, b: Card) => Number(b.visit.isPriority) - Number(a.visit.isPriority) || byOrder(a, b);
}
const lastMoment = ({ leftAtMs, inRoomAtMs }: BoardVisit) => leftAtMs ?? inRoomAtMs ?? 0;

/** The board with what is known of one visit now. */
export const withChange = (board: Board, change: Pick<BoardVisit, 'id'> & Partial<BoardVisit>): Board => ({
  ...board,
  visits: board.visits.map((visit) => (visit.id === change.id ? { ...visit, ...change } : visit)),
});

/** Where the arrows lead from a card: within its column, or to the same height of a neighbour that has cards. */
export function cardBeside(
  drawn: readonly (readonly Group[])[],
  fromId: string | null,
  key: string,
): string | null {
  const ids = drawn.map((groups) => groups.flatMap(({ cards }) => cards.map(({ visit }) => visit.id)));
  const column = ids.findIndex((column) => fromId !== null && column.includes(fromId));
  if (column === -1) return ids.flat()[0] ?? null;
  const own = ids[column] ?? [];
  const row = own.indexOf(fromId ?? '');
  const beside = (columns: string[][]) => {
    const found = columns.find(({ length }) => length > 0);
    return found?.[Math.min(row, found.length - 1)] ?? null;
  };
  switch (key) {
    case 'ArrowDown':
      return own[row + 1] ?? null;
    case 'ArrowUp':
      return own[row - 1] ?? null;
    case 'ArrowRight':
      return beside(ids.slice(column + 1));
    case 'ArrowLeft':
      return beside(ids.slice(0, column).toReversed());
    case 'Home':
      return own[0] ?? null;
    case 'End':
      return own.at(-1) ?? null;
    default:
      return null;
  }
}
