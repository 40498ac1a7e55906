// On the patient's page, for who may read documents: how many there are, and the way to them.
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMay } from '../app/desk-context.tsx';
import { useTRPC } from '../app/trpc.ts';
import { KeyHint } from '../front-desk/KeyHint.tsx';
import { usePageHotkeys } from '../app/use-page-hotkeys.ts';
import classes from './documents.module.css';
import { StatisticsLine } from './StatisticsLine.tsx';

export function DocumentsPart({ patientId }: { patientId: string }) {
  return useMay('document.read') ? <Part patientId={patientId} /> : null;
}

function Part({ patientId }: { patientId: string }) {
  const { t } = useTranslation('documents');
  const trpc = useTRPC();
  const navigate = useNavigate();
  const { data } = useQuery(trpc.documents.statistics.queryOptions({ patientId }));
  usePageHotkeys([
    {
      keys: 'D',
      label: t('title'),
      act: () => void navigate({ to: '/patients/$patientId/documents', params: { patientId } }),
    },
  ]);
  return (
    <section className={classes.part}>
      <h2>
        <Link to="/patients/$patientId/documents" params={{ patientId }}>
          {t('title')}
        </Link>
        <KeyHint>D</KeyHint>
      </h2>
      {data?.count === 0 ? (
        <p className={classes.none}>{t('list.none')}</p>
      ) : (
        data && <StatisticsLine statistics={data} />
      )}
    </section>
  );
}
