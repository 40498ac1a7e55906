// What the grid draws: times down, and across them doctors, rooms or the days of a week. Cells that did not change keep their
// identity, so that a move draws two of them anew and leaves the other hundreds alone.
import { minutesOf } from '../../domain/civil-date.ts';
import { type OffTime, type SlotState, slotStates, slotTimes, type WallClock } from '../../domain/slot.ts';
import { type DayOfClinic, type Doctor, doctorName, isStanding, type Room, type Visit } from './day.ts';

export type CellState = SlotState['state'] | 'off_grid';
export type Cell = {
  columnId: string;
  date: string;
  time: string;
  /** Null where the column is no doctor's: a room, or a day of many. */
  doctorId: string | null;
  /** Set where the column is a room. */
  roomId: string | null;
  state: CellState;
  /** Set where the doctor, the room or the clinic is off. */
  off: OffTime | null;
  /** The first slot of a time off carries its reason. */
  startsOff: boolean;
  /** Cancelled ones left out. More than one where somebody overbooked, or where the column is a day of many. */
  visits: readonly Visit[];
  /** Who is free then, where the column is a day of many. */
  freeDoctorIds: readonly string[];
};
export type GridKind = 'doctors' | 'rooms' | 'week' | 'weekOfMany';
export type Column = {
  id: string;
  date: string;
  /** Null for a day: its heading is a date. */
  name: string | null;
  departmentName: string | null;
  roomNumber: string | null;
  /** How late the doctor of the column runs on that day; left out where none stands over it. */
  delayMinutes?: number;
  booked: number;
  free: number;
};
export type GridRow = { time: string; cells: readonly Cell[] };
export type GridModel = {
  kind: GridKind;
  /** The first day of it. */
  date: string;
  columns: readonly Column[];
  /** Of the day, in the order of the columns where they are doctors. */
  doctors: readonly Doctor[];
  rows: readonly GridRow[];
};

export type GridView = {
  kind: GridKind;
  now: WallClock;
  departmentId: string | null;
  /** The one of a week; otherwise the person, whose own column comes first. */
  doctorId: string;
};
/** Visits in no room stand in a column of their own. */
export const NO_ROOM = 'none';

/** `gridOf` that remembers what it drew last. */
export function rememberingGrid(): (days: readonly DayOfClinic[], view: GridView) => GridModel {
  let previous: GridModel | undefined;
  return (days, view) => (previous = gridOf(days, view, previous));
}

export function gridOf(days: readonly DayOfClinic[], view: GridView, previous?: GridModel): GridModel {
  const [first] = days;
  if (!first) throw new Error('Assertion failed: a grid has at least one day');
  const times = timesOfDays(days);
  const strips = stripsOf(days, view, times);
  const isSameShape =
    previous?.columns.length === strips.length &&
    previous.columns.every(({ id }, place) => id === strips[place]?.column.id);
  const known = new Map(isSameShape ? previous.rows.map((row) => [row.time, row]) : []);
  const rows = times.map((time, index): GridRow => {
    const before = known.get(time);
    const cells = strips.map(({ cells: column }, place) => {
      const cell = column[index];
      if (!cell) throw new Error('Assertion failed: a column has a cell for every time');
      return sameOr(cell, before?.cells[place]);
    });
    const unchanged =
      before?.cells.length === cells.length && cells.every((cell, place) => cell === before.cells[place]);
    return unchanged ? before : { time, cells };
  });
  const columns = strips.map(({ column }) => column);
  return { kind: view.kind, date: first.date, columns, doctors: doctorsOf(first, view), rows };
}

/** The clinic's times, and any other at which a visit stands (kept from an older grid): nobody is hidden. */
function timesOfDays(days: readonly DayOfClinic[]): string[] {
  const times = days.flatMap(({ grid, visits }) => {
    const slots = slotTimes(grid);
    const begins = slots.map(minutesOf);
    const isInside = (time: string) => {
      const minute = minutesOf(time);
      return begins.some((begin) => minute >= begin && minute - begin < grid.slotLengthMinutes);
    };
    const strays = visits
      .filter(isStanding)
      .map(({ time }) => time)
      .filter((time) => !isInside(time));
    return [...slots, ...strays];
  });
  return [...new Set(times)].toSorted();
}

type Strip = { column: Column; cells: Cell[] };
type Times = readonly string[];

function stripsOf(days: readonly DayOfClinic[], view: GridView, times: Times): Strip[] {
  switch (view.kind) {
    case 'doctors':
      return days.flatMap((day) =>
        doctorsOf(day, view).map((doctor) =>
          stripOf(
            { id: doctor.id, name: doctorName(doctor), ...whereOf(doctor) },
            doctorCells(day, doctor, { view, times }),
          ),
        ),
      );
    case 'rooms':
      return days.flatMap((day) => roomStrips(day, { view, times }));
    case 'week':
      return days.map((day) => {
        const doctor = day.doctors.find(({ id }) => id === view.doctorId);
        const cells = doctor
          ? doctorCells(day, doctor, { view, times })
          : times.map((time) => ({ ...emptyCell(day.date, time), doctorId: view.doctorId }));
        return stripOf(
          { id: day.date, name: null },
          cells.map((cell) => ({ ...cell, columnId: day.date })),
        );
      });
    case 'weekOfMany':
      return days.map((day) =>
        stripOf({ id: day.date, name: null }, manyCells(day, doctorsOf(day, view), { view, times })),
      );
  }
}

const whereOf = ({ departmentName, roomNumber, delayMinutes }: Doctor) => ({
  departmentName,
  roomNumber,
  delayMinutes,
});
type Heading = Pick<Column, 'id' | 'name'> & Partial<Column>;
const stripOf = (heading: Heading, cells: Cell[]): Strip => ({
  column: {
    departmentName: null,
    roomNumber: null,
    date: cells[0]?.date ?? '',
    booked: cells.reduce((sum, { visits }) => sum + visits.length, 0),
    free: cells.reduce(
      (sum, { state, freeDoctorIds }) => sum + (freeDoctorIds.length || Number(state === 'free')),
      0,
    ),
    ...heading,
  },
  cells,
});

const emptyCell = (date: string, time: string): Cell => ({
  columnId: date,
  date,
  time,
  doctorId: null,
  roomId: null,
  state: 'outside_hours',
  off: null,
  startsOff: false,
  visits: [],
  freeDoctorIds: [],
});

type Parts = { view: GridView; times: Times };
/** What decides the slots of one column. */
type ColumnFacts = Pick<Doctor, 'weeklyHours' | 'timeOff'> & { own: readonly Visit[] };

function columnCells(day: DayOfClinic, { own, weeklyHours, timeOff }: ColumnFacts, parts: Parts): Cell[] {
  const { times, view } = parts;
  const states = slotStates({
    date: day.date,
    grid: day.grid,
    now: view.now,
    horizonDays: day.horizonDays,
    asker: 'desk',
    weeklyHours,
    timeOff,
    taken: own.filter(({ holdsSlot }) => holdsSlot).map(({ id, time }) => ({ appointmentId: id, time })),
  });
  let offBefore: string | null = null;
  return times.map((time, index) => {
    const next = times[index + 1] ?? '24:00';
    const state = states.get(time);
    const off = state?.state === 'off' ? state.timeOff : null;
    const startsOff = off !== null && off.id !== offBefore;
    offBefore = off?.id ?? null;
    return {
      ...emptyCell(day.date, time),
      state: state?.state ?? 'off_grid',
      off,
      startsOff,
      visits: own.filter((visit) => time <= visit.time && visit.time < next),
    };
  });
}

function doctorCells(day: DayOfClinic, doctor: Doctor, parts: Parts): Cell[] {
  const own = day.visits.filter((visit) => isStanding(visit) && visit.doctorId === doctor.id);
  return columnCells(day, { own, ...doctor }, parts).map((cell) => ({
    ...cell,
    columnId: doctor.id,
    doctorId: doctor.id,
    state: doctor.isOpen || cell.state === 'taken' ? cell.state : 'outside_hours',
  }));
}

function roomStrips(day: DayOfClinic, parts: Parts): Strip[] {
  const { departmentId } = parts.view;
  const standing = day.visits.filter(isStanding);
  const rooms = day.rooms.filter((room) => departmentId === null || room.departmentId === departmentId);
  const strips = rooms.map((room: Room) => {
    const own = standing.filter((visit) => visit.roomId === room.id);
    const cells = columnCells(day, { own, weeklyHours: [], timeOff: room.timeOff }, parts).map((cell) => ({
      ...cell,
      columnId: room.id,
      roomId: room.id,
      state: room.isActive || cell.state === 'taken' ? cell.state : ('outside_hours' as const),
    }));
    const heading = { id: room.id, name: null, roomNumber: room.roomNumber };
    return stripOf({ ...heading, departmentName: room.departmentName }, cells);
  });
  const doctors = new Set(doctorsOf(day, parts.view).map(({ id }) => id));
  const roomless = standing.filter(({ roomId, doctorId }) => roomId === null && doctors.has(doctorId));
  if (roomless.length === 0) return strips;
  const cells = columnCells(day, { own: roomless, weeklyHours: [], timeOff: [] }, parts).map((cell) => ({
    ...cell,
    columnId: NO_ROOM,
    state: cell.visits.length > 0 ? cell.state : ('off_grid' as const),
  }));
  return [...strips, stripOf({ id: NO_ROOM, name: null }, cells)];
}

/** A day of many: all who come at a time, and who is free then. Where nobody is, the state most of them share says why. */
function manyCells(day: DayOfClinic, doctors: readonly Doctor[], parts: Parts): Cell[] {
  const columns = doctors.map((doctor) => doctorCells(day, doctor, parts));
  return parts.times.map((time, index) => {
    const cells = columns.flatMap((column) => column[index] ?? []);
    const freeDoctorIds = cells.flatMap(({ state, doctorId }) =>
      state === 'free' && doctorId !== null ? [doctorId] : [],
    );
    const visits = cells.flatMap((cell) => cell.visits);
    const closed = cells.find(({ off }) => off?.scope === 'clinic')?.off ?? null;
    const state = freeDoctorIds.length > 0 ? 'free' : visits.length > 0 ? 'taken' : commonest(cells);
    const startsOff = closed !== null && index === 0;
    return { ...emptyCell(day.date, time), state, off: closed, startsOff, visits, freeDoctorIds };
  });
}

function commonest(cells: readonly Cell[]): CellState {
  const groups = [...Map.groupBy(cells, ({ state }) => state)];
  return groups.toSorted(([, a], [, b]) => b.length - a.length)[0]?.[0] ?? 'outside_hours';
}

/** Of the department looked at; a person's own column comes first. */
function doctorsOf(day: DayOfClinic, { departmentId, doctorId }: GridView): Doctor[] {
  const shown = day.doctors.filter((doctor) => departmentId === null || doctor.departmentId === departmentId);
  return [...shown.filter(({ id }) => id === doctorId), ...shown.filter(({ id }) => id !== doctorId)];
}

const sameOr = (cell: Cell, before: Cell | undefined): Cell =>
  before !== undefined && before.date === cell.date && looksTheSame(before, cell) ? before : cell;

/** Whether two cells are drawn alike, on whatever days they are. */
export const looksTheSame = (one: Cell, other: Cell): boolean =>
  one === other ||
  (one.columnId === other.columnId &&
    one.doctorId === other.doctorId &&
    one.time === other.time &&
    one.state === other.state &&
    one.startsOff === other.startsOff &&
    one.off?.id === other.off?.id &&
    one.off?.kind === other.off?.kind &&
    one.off?.reason === other.off?.reason &&
    one.off?.fromTime === other.off?.fromTime &&
    one.off?.toTime === other.off?.toTime &&
    isSameList(one.visits, other.visits) &&
    isSameList(one.freeDoctorIds, other.freeDoctorIds));
const isSameList = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((one, i) => one === b[i]);

/** The column a place stands in; which one that is depends on what the columns are. */
export const columnIdOf = (
  kind: GridKind,
  { doctorId, date, roomId }: { doctorId: string; date: string; roomId?: string | null | undefined },
): string => (kind === 'doctors' ? doctorId : kind === 'rooms' ? (roomId ?? NO_ROOM) : date);

/** Free times of a doctor on the day shown, for the panel's list. */
export const freeTimesOf = (model: GridModel, doctorId: string): string[] =>
  model.rows.flatMap(({ time, cells }) =>
    cells.some((cell) => cell.doctorId === doctorId && cell.state === 'free') ? [time] : [],
  );

/** Free times of the very column, for a drop that was refused. */
export const freeTimesOfColumn = (model: GridModel, columnId: string): string[] =>
  model.rows.flatMap(({ time, cells }) =>
    cells.some((cell) => cell.columnId === columnId && cell.state === 'free') ? [time] : [],
  );
