// One visit in three columns: what was, today, and what helps. The patient above, always. Who may read and write it, the main process decides.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TimelineEntry } from '../../domain/timeline.ts';
import { useDesk } from '../app/desk-context.tsx';
import { failureIn, failureText } from '../app/failure-text.ts';
import { PageBar } from '../app/PageBar.tsx';
import { useTRPC } from '../app/trpc.ts';
import { usePageHotkeys } from '../app/use-page-hotkeys.ts';
import { Beside } from '../chart/Beside.tsx';
import { ChartProvider } from '../chart/chart-context.tsx';
import { ClosedChart } from '../chart/ClosedChart.tsx';
import { FoldedColumn, FoldButton } from '../chart/FoldedColumn.tsx';
import { GlassNote } from '../chart/GlassNote.tsx';
import { SidePanels } from '../chart/SidePanels.tsx';
import { Timeline } from '../chart/Timeline.tsx';
import { useFolds } from '../chart/use-folds.ts';
import { SavePatient } from '../doctors-desk/SavePatient.tsx';
import { PatientBanner } from '../patients/PatientBanner.tsx';
import type { Chart } from './chart.ts';
import classes from './ConsultationPage.module.css';
import { dayText } from './record-fields.ts';
import { Today } from './Today.tsx';

export function ConsultationPage() {
  const { appointmentId } = useParams({ from: '/consultations/$appointmentId' });
  const trpc = useTRPC();
  const queries = useQueryClient();
  // Never shown from memory: a chart is read anew, and the reading audited, each time it is opened. Both are asked for at once.
  const asked = { appointmentId };
  const anew = { gcTime: 0, staleTime: Number.POSITIVE_INFINITY };
  const { data: chart, error } = useQuery(trpc.consultations.chart.queryOptions(asked, anew));
  const { data: timeline } = useQuery(trpc.charts.timeline.queryOptions(asked, anew));
  if (error) {
    const wrong = failureIn(error);
    if (wrong.code !== 'chart_closed') return <RefusedChart error={error} />;
    const readAgain = () => {
      void queries.resetQueries(trpc.consultations.chart.queryFilter(asked));
      void queries.resetQueries(trpc.charts.timeline.queryFilter(asked));
    };
    return (
      <>
        <BackToDay />
        <ClosedChart patientId={wrong.patientId} onBroken={readAgain} />
      </>
    );
  }
  // The next patient gets new fields, never the last one's.
  return chart ? (
    <OpenChart key={appointmentId} chart={chart} timeline={timeline} />
  ) : (
    <div aria-busy className={classes.page} />
  );
}

type OpenChartProps = { chart: Chart; timeline: readonly TimelineEntry[] | undefined };

function OpenChart({ chart, timeline }: OpenChartProps) {
  const { t } = useTranslation(['consultation', 'chart']);
  const [beside, setBeside] = useState<TimelineEntry | null>(null);
  const [findsAsked, setFindsAsked] = useState(0);
  const folds = useFolds();
  const { appointment } = chart;
  // Today's visit stands in the middle.
  const entries = useMemo(
    () => timeline?.filter(({ id }) => id !== appointment.id),
    [timeline, appointment.id],
  );
  const complaints = [
    appointment.reason && t('head.reason', { reason: appointment.reason }),
    appointment.symptoms && t('head.symptoms', { symptoms: appointment.symptoms }),
  ].filter(Boolean);
  const left = folds.isFolded('left');
  const right = folds.isFolded('right');
  const find = () => {
    folds.unfold('left');
    setFindsAsked((asked) => asked + 1);
  };
  usePageHotkeys(
    [
      { keys: 'mod+F', label: t('chart:timeline.search'), act: find },
      {
        keys: 'alt+Q',
        label: t(left ? 'chart:column.unfoldLeft' : 'chart:column.foldLeft'),
        act: () => folds.toggle('left'),
      },
      {
        keys: 'alt+E',
        label: t(right ? 'chart:column.unfoldRight' : 'chart:column.foldRight'),
        act: () => folds.toggle('right'),
      },
    ],
    { inFields: true },
  );
  return (
    <ChartProvider value={{ chart, entries, folds, besideId: beside?.id ?? null, openBeside: setBeside }}>
      <div
        className={classes.page}
        data-beside={beside !== null || undefined}
        data-left-folded={left || undefined}
        data-right-folded={right || undefined}
      >
        <PageBar>
          <Link to="/consultations" className={classes.back}>
            ← {t('day.back')}
          </Link>
          <VisitTitle chart={chart} />
          <SavePatient patientId={appointment.patientId} />
        </PageBar>
        <header className={classes.head}>
          <PatientBanner patientId={appointment.patientId} />
          {complaints.length > 0 && <p className={classes.complaints}>{complaints.join(' · ')}</p>}
          <GlassNote untilMs={chart.glassUntilMs} appointmentId={appointment.id} />
        </header>
        <div className={classes.left}>
          {left ? (
            <FoldedColumn side="left" onUnfold={() => folds.toggle('left')} />
          ) : (
            <>
              <FoldButton side="left" onFold={() => folds.toggle('left')} />
              <Timeline openId={beside?.id ?? null} onOpen={setBeside} findsAsked={findsAsked} />
            </>
          )}
        </div>
        {beside !== null && (
          <div className={classes.beside}>
            <Beside entry={beside} onClose={() => setBeside(null)} />
          </div>
        )}
        <section className={classes.today} aria-label={t('today')}>
          <Today chart={chart} />
        </section>
        <div className={classes.right}>
          {right ? (
            <FoldedColumn side="right" onUnfold={() => folds.toggle('right')} />
          ) : (
            <>
              <FoldButton side="right" onFold={() => folds.toggle('right')} />
              <SidePanels />
            </>
          )}
        </div>
      </div>
    </ChartProvider>
  );
}

function VisitTitle({ chart }: { chart: Chart }) {
  const { t } = useTranslation('consultation');
  const { user } = useDesk();
  const { appointment, doctorName, department, roomNumber } = chart;
  const facts = [
    `${appointment.appointmentTime} ${dayText(appointment.appointmentDate)}`,
    appointment.doctorId !== user.userId && doctorName,
    department.name,
    roomNumber && t('head.room', { number: roomNumber }),
  ];
  return <h1 className={classes.title}>{facts.filter(Boolean).join(' · ')}</h1>;
}

function BackToDay() {
  const { t } = useTranslation('consultation');
  return (
    <PageBar>
      <Link to="/consultations" className={classes.back}>
        ← {t('day.back')}
      </Link>
    </PageBar>
  );
}

function RefusedChart({ error }: { error: unknown }) {
  const { t } = useTranslation('consultation');
  return (
    <div className={classes.refused} role="alert">
      <p>{failureText(failureIn(error))}</p>
      <Link to="/consultations" className={classes.back}>
        ← {t('day.back')}
      </Link>
    </div>
  );
}
