// One vital sign over the visits, drawn by hand: six charts of a library take 400 ms to mount, seven of these a few. One tab stop; arrows
// walk the visits and say each value, Enter opens the larger view.
import { type KeyboardEvent, type PointerEvent, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { limitsOf } from '../../domain/vital-signs-ranges.ts';
import { dayText, narrowDay } from '../consultation/record-fields.ts';
import { useSignNames } from './sign-names.ts';
import { useOpenChart } from './chart-context.tsx';
import { type Plot, plotOf, type TrendKey, type TrendPoint, yearsIn } from './trend-points.ts';
import classes from './Trends.module.css';

const sizes = {
  strip: { width: 236, height: 40, years: 4 },
  large: { width: 900, height: 120, years: 12 },
} as const;
const EDGE = 5;

type TrendStripProps = {
  sign: TrendKey;
  /** At least one, the oldest first. */
  points: readonly TrendPoint[];
  span: { from: string; to: string };
  size: keyof typeof sizes;
  startsFocused?: boolean;
  onEnlarge?: () => void;
};

export function TrendStrip({ sign, points, span, size, startsFocused, onEnlarge }: TrendStripProps) {
  const { t } = useTranslation('chart');
  const { nameOf, valueOf } = useSignNames();
  const [chosen, setChosen] = useState<number | null>(null);
  const { width, height, years } = sizes[size];
  const plot = useMemo(() => plotOf(points, span), [points, span]);
  const at = Math.min(chosen ?? points.length - 1, points.length - 1);
  const point = points[at];
  if (!point) return null;

  const onKeyDown = (event: KeyboardEvent) => {
    const to: Record<string, number> = {
      ArrowLeft: at - 1,
      ArrowDown: at - 1,
      ArrowRight: at + 1,
      ArrowUp: at + 1,
      Home: 0,
      End: points.length - 1,
    };
    const next = to[event.key];
    if (next !== undefined) {
      event.preventDefault();
      setChosen(Math.max(0, Math.min(points.length - 1, next)));
    } else if (event.key === 'Enter' && onEnlarge) {
      event.preventDefault();
      onEnlarge();
    }
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    setChosen(nearest(points, plot, (event.clientX - box.left) / box.width));
  };
  const value = valueOf(sign, point);

  return (
    <div
      className={classes.trend}
      data-trend={sign}
      data-size={size}
      // The dialog gives the keyboard to what it was opened from.
      data-autofocus={startsFocused || undefined}
      role="slider"
      tabIndex={0}
      aria-label={t('trends.of', { sign: nameOf(sign) })}
      aria-valuemin={1}
      aria-valuemax={points.length}
      aria-valuenow={at + 1}
      aria-valuetext={`${dayText(point.date)}: ${value}`}
      onKeyDown={onKeyDown}
      onPointerMove={onPointerMove}
      onPointerLeave={() => setChosen(null)}
      onBlur={() => setChosen(null)}
      onClick={onEnlarge}
    >
      <span className={classes.caption}>
        <span>{nameOf(sign)}</span>
        <span className={classes.value} data-marked={point.marks.some(Boolean) || undefined}>
          {value}
        </span>
        <span className={classes.day}>{size === 'strip' ? narrowDay(point.date) : dayText(point.date)}</span>
      </span>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        className={classes.drawing}
        aria-hidden
      >
        <Drawing sign={sign} points={points} plot={plot} at={at} width={width} height={height} />
        {yearsIn(span, years).map((day) => {
          const x = acrossOf(plot.xOf(day), width);
          return <line key={day} className={classes.year} x1={x} x2={x} y1={0} y2={height} />;
        })}
      </svg>
      {size === 'large' && (
        <span className={classes.axis} aria-hidden>
          {yearsIn(span, years).map((day) => (
            <span key={day} style={{ insetInlineStart: `${plot.xOf(day) * 100}%` }}>
              {day.slice(0, 4)}
            </span>
          ))}
        </span>
      )}
    </div>
  );
}

type DrawingProps = {
  sign: TrendKey;
  points: readonly TrendPoint[];
  plot: Plot;
  at: number;
  width: number;
  height: number;
};

/** A tick for each visit below, the band of ordinary values of today, a line for each value, dots where a value lies outside. */
function Drawing({ sign, points, plot, at, width, height }: DrawingProps) {
  const up = (value: number) => EDGE + (1 - plot.yOf(value)) * (height - 2 * EDGE - 4);
  const xs = useMemo(() => points.map(({ date }) => acrossOf(plot.xOf(date), width)), [points, plot, width]);
  const lines = (points[0]?.values ?? []).map((_, line) =>
    points.map(({ values }, place) => `${short(xs[place])},${short(up(values[line] ?? 0))}`).join(' '),
  );
  const ticks = xs.map((x) => `M${short(x)} ${height - 3}v3`).join('');
  // One path for all: of 1,000 visits some hundred values may lie outside.
  const outside = points
    .flatMap(({ values, marks }, place) =>
      values.map((value, line) => (marks[line] ? dot(xs[place] ?? 0, up(value)) : '')),
    )
    .join('');
  const chosen = points[at];
  return (
    <>
      <Band sign={sign} up={up} width={width} height={height} />
      <path className={classes.ticks} d={ticks} />
      {lines.map((line) => (
        <polyline key={line} className={classes.line} points={line} />
      ))}
      <path className={classes.outside} d={outside} />
      <path
        className={classes.chosen}
        d={chosen?.values.map((value) => dot(xs[at] ?? 0, up(value))).join('')}
      />
    </>
  );
}

function Band({
  sign,
  up,
  width,
  height,
}: Pick<DrawingProps, 'sign' | 'width' | 'height'> & { up: (value: number) => number }) {
  const { chart } = useOpenChart();
  if (sign === 'weight' || sign === 'height') return null;
  const signs = sign === 'blood_pressure' ? (['systolic', 'diastolic'] as const) : ([sign] as const);
  const inside = (y: number) => Math.max(0, Math.min(height - 4, y));
  return signs.map((limited) => {
    const limits = limitsOf(limited, chart.patient, chart.appointment.appointmentDate);
    if (limits === null) return null;
    const top = limits.high === null ? 0 : inside(up(limits.high));
    const bottom = limits.low === null ? height - 4 : inside(up(limits.low));
    return (
      <rect
        key={limited}
        className={classes.band}
        x={0}
        width={width}
        y={top}
        height={Math.max(0, bottom - top)}
      />
    );
  });
}

const acrossOf = (share: number, width: number) => EDGE + share * (width - 2 * EDGE);
/** A line of no length with round ends: a circle that stays one when the drawing is stretched. */
const dot = (x: number, y: number) => `M${short(x)} ${short(y)}h0`;
const short = (pixels = 0) => Math.round(pixels * 10) / 10;

function nearest(points: readonly TrendPoint[], plot: Plot, share: number): number {
  let best = 0;
  points.forEach(({ date }, at) => {
    const distance = (day: string) => Math.abs(plot.xOf(day) - share);
    if (distance(date) < distance(points[best]?.date ?? date)) best = at;
  });
  return best;
}
