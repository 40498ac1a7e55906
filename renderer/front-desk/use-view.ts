// Which view of the desk somebody chose: day, week or month; by doctor or by room; whose. Kept for each person while the window is open.
import { useCallback, useState } from 'react';
import { addDays, weekdayOf } from '../../domain/civil-date.ts';
import type { GridKind } from './grid-model.ts';

export type Span = 'day' | 'week' | 'month';
export type View = {
  span: Span;
  by: 'doctors' | 'rooms';
  departmentId: string | null;
  /** Whose week; null: of the whole department. */
  doctorId: string | null;
};
const first: View = { span: 'day', by: 'doctors', departmentId: null, doctorId: null };
const inWindow = new Map<string, View>();

export function useView(userId: string) {
  const [view, setView] = useState(inWindow.get(userId) ?? first);
  const patchView = useCallback(
    (patch: Partial<View>) =>
      setView((before) => {
        const next = { ...before, ...patch };
        inWindow.set(userId, next);
        return next;
      }),
    [userId],
  );
  return { view, patchView };
}

export const kindOf = ({ span, by, doctorId }: View): GridKind =>
  span === 'week' ? (doctorId === null ? 'weekOfMany' : 'week') : by;

const mondayOf = (date: string): string => addDays(date, 1 - weekdayOf(date));
export const weekOf = (date: string) => ({ fromDate: mondayOf(date), toDate: addDays(mondayOf(date), 6) });

/** Of whom a week is asked: of one doctor, a department, or everybody. */
export const whoseWeek = ({ departmentId, doctorId }: View) =>
  doctorId !== null ? { doctorId } : departmentId !== null ? { departmentId } : {};

/** The six weeks a calendar shows. */
export function monthOf(date: string) {
  const fromDate = mondayOf(`${date.slice(0, 7)}-01`);
  return { fromDate, toDate: addDays(fromDate, 41) };
}

/** One day, week or month on or back. The end of a month stays an end: 31 January leads to 28 February. */
export function stepped(date: string, span: Span, by: 1 | -1): string {
  if (span !== 'month') return addDays(date, span === 'day' ? by : 7 * by);
  const months = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + by;
  const month = `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`;
  const nextFirst = addDays(`${month}-28`, 4).slice(0, 8);
  const last = addDays(`${nextFirst}01`, -1);
  const same = `${month}-${date.slice(8)}`;
  return same < last ? same : last;
}
