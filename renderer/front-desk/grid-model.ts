// The day as rows of times and cells of doctors, ready to draw. Cells that did not change keep their identity, so that a move
// draws two of them anew and leaves the other hundreds alone.
import { minutesOf } from '../../domain/civil-date.ts';
import { type OffTime, type SlotState, slotStates, slotTimes, type WallClock } from '../../domain/slot.ts';
import type { DayOfClinic, Doctor, Visit } from './day.ts';

export type CellState = SlotState['state'] | 'off_grid';
export type Cell = {
  doctorId: string;
  time: string;
  state: CellState;
  /** Set where the doctor or the clinic is off. */
  off: OffTime | null;
  /** The first slot of a time off carries its reason. */
  startsOff: boolean;
  /** Cancelled ones left out. More than one only where somebody overbooked. */
  visits: readonly Visit[];
};
export type GridRow = { time: string; cells: readonly Cell[] };
export type GridModel = { date: string; doctors: readonly Doctor[]; rows: readonly GridRow[] };

export type GridView = { now: WallClock; departmentId: string | null; ownDoctorId: string };

/** `gridOf` that remembers what it drew last. */
export function rememberingGrid(): (day: DayOfClinic, view: GridView) => GridModel {
  let previous: GridModel | undefined;
  return (day, view) => (previous = gridOf(day, view, previous));
}

export function gridOf(day: DayOfClinic, view: GridView, previous?: GridModel): GridModel {
  const doctors = ownFirst(
    day.doctors.filter(
      ({ departmentId }) => view.departmentId === null || departmentId === view.departmentId,
    ),
    view.ownDoctorId,
  );
  const standing = day.visits.filter(({ status }) => status !== 'cancelled');
  const times = timesOfDay(day, standing);
  const columns = doctors.map((doctor) => columnOf(day, doctor, { times, standing, now: view.now }));
  const known = new Map(previous?.rows.map((row) => [row.time, row]));
  const rows = times.map((time, index): GridRow => {
    const before = known.get(time);
    const cells = columns.map((column, place) => {
      const cell = column[index];
      if (!cell) throw new Error('Assertion failed: a column has a cell for every time');
      return sameOr(cell, before?.cells[place]);
    });
    const unchanged =
      before?.cells.length === cells.length && cells.every((cell, place) => cell === before.cells[place]);
    return unchanged ? before : { time, cells };
  });
  return { date: day.date, doctors, rows };
}

/** The clinic's times, and any other at which a visit stands (kept from an older grid): nobody is hidden. */
function timesOfDay(day: DayOfClinic, standing: readonly Visit[]): string[] {
  const grid = slotTimes(day.grid);
  const isInside = (time: string) =>
    grid.some(
      (slot) =>
        minutesOf(slot) <= minutesOf(time) && minutesOf(time) < minutesOf(slot) + day.grid.slotLengthMinutes,
    );
  const strays = standing.map(({ time }) => time).filter((time) => !isInside(time));
  return [...new Set([...grid, ...strays])].toSorted();
}

type ColumnParts = { times: readonly string[]; standing: readonly Visit[]; now: WallClock };

function columnOf(day: DayOfClinic, doctor: Doctor, { times, standing, now }: ColumnParts): Cell[] {
  const own = standing.filter(({ doctorId }) => doctorId === doctor.id);
  const states = slotStates({
    date: day.date,
    grid: day.grid,
    now,
    horizonDays: day.horizonDays,
    asker: 'desk',
    weeklyHours: doctor.weeklyHours,
    timeOff: doctor.timeOff,
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
      doctorId: doctor.id,
      time,
      state: doctor.isOpen || state?.state === 'taken' ? (state?.state ?? 'off_grid') : 'outside_hours',
      off,
      startsOff,
      visits: own.filter((visit) => time <= visit.time && visit.time < next),
    };
  });
}

const ownFirst = (doctors: readonly Doctor[], ownId: string): Doctor[] => [
  ...doctors.filter(({ id }) => id === ownId),
  ...doctors.filter(({ id }) => id !== ownId),
];

function sameOr(cell: Cell, before: Cell | undefined): Cell {
  const isSame =
    before !== undefined &&
    before.doctorId === cell.doctorId &&
    before.state === cell.state &&
    before.startsOff === cell.startsOff &&
    before.off?.id === cell.off?.id &&
    before.off?.reason === cell.off?.reason &&
    before.visits.length === cell.visits.length &&
    before.visits.every((visit, i) => visit === cell.visits[i]);
  return isSame ? before : cell;
}

/** Free times of a doctor on the day shown, for the panel's list. */
export const freeTimesOf = (model: GridModel, doctorId: string): string[] =>
  model.rows.flatMap(({ time, cells }) =>
    cells.some((cell) => cell.doctorId === doctorId && cell.state === 'free') ? [time] : [],
  );
