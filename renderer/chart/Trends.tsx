// Trends of every vital sign that was measured twice or more, one strip each, all on the same days; a larger view opens over the page.
import { Modal } from '@mantine/core';
import { useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Measured } from '../../domain/timeline.ts';
import { useEarlierMeasured, useOpenChart } from './chart-context.tsx';
import { pointsOf, type TrendKey, trendKeys, type TrendPoint } from './trend-points.ts';
import { TrendStrip } from './TrendStrip.tsx';
import classes from './Trends.module.css';

export function Trends() {
  const { t } = useTranslation('chart');
  const entries = useDeferredValue(useOpenChart().entries);
  const trends = useTrends();
  const [larger, setLarger] = useState<TrendKey | null>(null);
  if (entries === undefined) return <div aria-busy />;
  if (trends.lines.length === 0) return <p className={classes.none}>{t('trends.none')}</p>;
  return (
    <>
      {trends.lines.map(({ key, points }) => (
        <TrendStrip
          key={key}
          sign={key}
          points={points}
          span={trends.span}
          size="strip"
          onEnlarge={() => setLarger(key)}
        />
      ))}
      <Modal
        opened={larger !== null}
        onClose={() => setLarger(null)}
        size="min(1000px, 92vw)"
        title={t('trends.title')}
      >
        <div className={classes.larger}>
          {trends.lines.map(({ key, points }) => (
            <TrendStrip
              key={key}
              sign={key}
              points={points}
              span={trends.span}
              size="large"
              startsFocused={key === larger}
            />
          ))}
        </div>
      </Modal>
    </>
  );
}

type Trend = { key: TrendKey; points: TrendPoint[] };

/** Earlier visits and what is saved of today's. */
function useTrends(): { lines: Trend[]; span: { from: string; to: string } } {
  const { chart } = useOpenChart();
  // After the timeline: a thousand visits are a thousand points of each strip.
  const earlier = useDeferredValue(useEarlierMeasured());
  const { patient, record } = chart;
  const { appointmentDate, id } = chart.appointment;
  return useMemo(() => {
    const today: Measured[] = record
      ? [{ appointmentId: id, date: appointmentDate, signs: record.vitalSigns }]
      : [];
    const measured = [...earlier, ...today];
    const lines = trendKeys
      .map((key) => ({ key, points: pointsOf(key, measured, patient) }))
      .filter(({ points }) => points.length > 1);
    return { lines, span: { from: measured[0]?.date ?? appointmentDate, to: appointmentDate } };
  }, [earlier, record, id, appointmentDate, patient]);
}
