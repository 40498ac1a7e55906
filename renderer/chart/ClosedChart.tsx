// A chart that is closed to the person at the desk: who the patient is and what no screen hides, and the way in for an emergency.
import { Button, Textarea } from '@mantine/core';
import { IconHammer, IconLock } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../app/desk-context.tsx';
import { showFailure } from '../app/notify.tsx';
import { useTRPC } from '../app/trpc.ts';
import { PatientBanner } from '../patients/PatientBanner.tsx';
import classes from './ClosedChart.module.css';

export function ClosedChart({ patientId, onBroken }: { patientId: string; onBroken: () => void }) {
  const { t } = useTranslation('chart');
  const { t: common } = useTranslation();
  const trpc = useTRPC();
  const mayBreak = useMay('chart.breakGlass');
  const [error, setError] = useState<string | null>(null);
  const breakGlass = useMutation(
    trpc.charts.breakGlass.mutationOptions({ onError: showFailure, onSuccess: onBroken }),
  );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget).get('reason');
    const reason = typeof typed === 'string' ? typed.trim() : '';
    if (reason === '') setError(common('validation.required'));
    else breakGlass.mutate({ patientId, reason });
  };
  return (
    <div className={classes.closed}>
      <header className={classes.head}>
        <PatientBanner patientId={patientId} />
      </header>
      <div className={classes.middle}>
        <IconLock size={28} stroke={1.5} aria-hidden />
        <h2>{t('closed.title')}</h2>
        <p role="alert">{t('closed.why')}</p>
        {mayBreak && (
          <form className={classes.form} onSubmit={submit}>
            <p>{t('closed.glass')}</p>
            <Textarea
              name="reason"
              label={t('closed.reason')}
              autoFocus
              autosize
              minRows={2}
              maxLength={500}
              error={error}
              onChange={() => setError(null)}
            />
            <Button
              type="submit"
              color="red"
              leftSection={<IconHammer size={16} aria-hidden />}
              loading={breakGlass.isPending}
            >
              {t('closed.break')}
            </Button>
          </form>
        )}
      </div>
    </div>
  );
}
