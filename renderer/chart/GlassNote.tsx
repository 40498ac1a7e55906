// That a closed chart is being read through broken glass, and until when; when the time is over the chart is asked for again, and refused.
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { wallClock } from '../../domain/civil-date.ts';
import { useDesk } from '../app/desk-context.tsx';
import { useTRPC } from '../app/trpc.ts';
import classes from './ClosedChart.module.css';

type GlassNoteProps = { untilMs: number | null; appointmentId: string };

export function GlassNote({ untilMs, appointmentId }: GlassNoteProps) {
  const { t } = useTranslation('chart');
  const { clinic } = useDesk();
  const trpc = useTRPC();
  const queries = useQueryClient();
  useEffect(() => {
    if (untilMs === null) return;
    const timer = setTimeout(
      () => void queries.resetQueries(trpc.consultations.chart.queryFilter({ appointmentId })),
      Math.max(0, untilMs - Date.now()) + 1_000,
    );
    return () => clearTimeout(timer);
  }, [untilMs, appointmentId, queries, trpc]);
  if (untilMs === null) return null;
  return (
    <p className={classes.glass} role="status">
      <IconAlertTriangle size={15} aria-hidden />
      {t('glass.until', { time: wallClock(untilMs, clinic.timeZone).time })}
    </p>
  );
}
