// One visit: the patient above, earlier visits at the side, today's record in the middle. Who may write it, the main process decides.
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../app/desk-context.tsx';
import { failureIn, failureText } from '../app/failure-text.ts';
import { PageBar } from '../app/PageBar.tsx';
import { ProblemList } from '../diagnoses/ProblemList.tsx';
import { useTRPC } from '../app/trpc.ts';
import { PatientBanner } from '../patients/PatientBanner.tsx';
import type { Chart } from './chart.ts';
import classes from './ConsultationPage.module.css';
import { EarlierVisits } from './EarlierVisits.tsx';
import { dayText } from './record-fields.ts';
import { Today } from './Today.tsx';
import { VisitBeside } from './VisitBeside.tsx';

export function ConsultationPage() {
  const { appointmentId } = useParams({ from: '/consultations/$appointmentId' });
  const trpc = useTRPC();
  // Never shown from memory: a chart is read anew, and the reading audited, each time it is opened.
  const { data: chart, error } = useQuery(
    trpc.consultations.chart.queryOptions(
      { appointmentId },
      { gcTime: 0, staleTime: Number.POSITIVE_INFINITY },
    ),
  );
  if (error) return <RefusedChart error={error} />;
  // The next patient gets new fields, never the last one's.
  return chart ? <OpenChart key={appointmentId} chart={chart} /> : <div aria-busy className={classes.page} />;
}

function OpenChart({ chart }: { chart: Chart }) {
  const { t } = useTranslation('consultation');
  const [besideId, setBesideId] = useState<string | null>(null);
  const { appointment } = chart;
  const complaints = [
    appointment.reason && t('head.reason', { reason: appointment.reason }),
    appointment.symptoms && t('head.symptoms', { symptoms: appointment.symptoms }),
  ].filter(Boolean);
  return (
    <div className={classes.page} data-beside={besideId !== null || undefined}>
      <PageBar>
        <Link to="/consultations" className={classes.back}>
          ← {t('day.back')}
        </Link>
        <VisitTitle chart={chart} />
      </PageBar>
      <header className={classes.head}>
        <PatientBanner patientId={appointment.patientId} />
        {complaints.length > 0 && <p className={classes.complaints}>{complaints.join(' · ')}</p>}
      </header>
      <div className={classes.earlier}>
        <EarlierVisits visits={chart.earlierVisits} openId={besideId} onOpen={setBesideId} />
        <ProblemList patientId={appointment.patientId} />
      </div>
      {besideId !== null && (
        <div className={classes.beside}>
          <VisitBeside appointmentId={besideId} onClose={() => setBesideId(null)} />
        </div>
      )}
      <section className={classes.today} aria-label={t('today')}>
        <Today chart={chart} />
      </section>
    </div>
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
