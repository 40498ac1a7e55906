// An earlier visit open beside today's, read only.
import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { failureIn, failureText } from '../app/failure-text.ts';
import { useTRPC } from '../app/trpc.ts';
import { dayText } from './record-fields.ts';
import { RecordView } from './RecordView.tsx';
import classes from './VisitBeside.module.css';

export function VisitBeside({ appointmentId, onClose }: { appointmentId: string; onClose: () => void }) {
  const { t } = useTranslation('consultation');
  const trpc = useTRPC();
  const { data, error } = useQuery(
    trpc.consultations.chart.queryOptions({ appointmentId }, { placeholderData: (old) => old }),
  );
  return (
    <section className={classes.beside} aria-label={t('earlier.open')}>
      <header className={classes.head}>
        <div>
          <h2>{data && dayText(data.appointment.appointmentDate)}</h2>
          {data && (
            <p>
              {data.doctorName} · {data.department.name}
            </p>
          )}
        </div>
        <ActionIcon variant="subtle" color="gray" aria-label={t('earlier.close')} onClick={onClose}>
          <IconX size={17} />
        </ActionIcon>
      </header>
      <div className={classes.body}>
        {error && <p role="alert">{failureText(failureIn(error))}</p>}
        {data?.record && <RecordView heading="h3" content={data.record} />}
      </div>
    </section>
  );
}
