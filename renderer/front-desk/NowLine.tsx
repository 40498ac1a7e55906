// Where the clock stands on today's grid.
import { minutesOf } from '../../domain/civil-date.ts';
import type { WallClock } from '../../domain/slot.ts';
import classes from './day-grid.module.css';
import type { GridRow } from './grid-model.ts';

type NowLineProps = { rows: readonly GridRow[]; now: WallClock; slotLengthMinutes: number };

export function NowLine({ rows, now, slotLengthMinutes }: NowLineProps) {
  const minute = minutesOf(now.time);
  const index = rows.findLastIndex(({ time }) => minutesOf(time) <= minute);
  const row = rows[index];
  if (!row) return null;
  const into = (minute - minutesOf(row.time)) / slotLengthMinutes;
  // After the last slot has ended there is nothing left to point at.
  if (index === rows.length - 1 && into > 1) return null;
  return <div aria-hidden className={classes.now} style={{ '--rows-down': index + Math.min(into, 1) }} />;
}
