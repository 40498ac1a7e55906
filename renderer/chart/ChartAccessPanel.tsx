// Who may read this chart: everybody who reads charts, or only the doctors who treat the patient; closed and opened from here.
import { Button, Group, Textarea } from '@mantine/core';
import { IconLock, IconLockOpen } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../app/desk-context.tsx';
import { showFailure } from '../app/notify.tsx';
import { useTRPC } from '../app/trpc.ts';
import { useClinicMoment } from '../staff/use-clinic-moment.ts';
import { useOpenChart } from './chart-context.tsx';
import classes from './ClosedChart.module.css';

export function ChartAccessPanel() {
  const { t } = useTranslation('chart');
  const { user } = useDesk();
  const { chart } = useOpenChart();
  const trpc = useTRPC();
  const { patientId } = chart.appointment;
  const moment = useClinicMoment();
  const { data: access } = useQuery(trpc.charts.access.queryOptions({ patientId }, { staleTime: 0 }));
  if (!access) return null;
  const { restriction } = access;
  const mayChange = user.role === 'admin' || access.treats;
  return (
    <div className={classes.access}>
      <p>
        {restriction
          ? t('access.closed', { name: restriction.byName ?? '', moment: moment(restriction.sinceMs) })
          : t('access.open')}
      </p>
      {mayChange && (restriction ? <Lift patientId={patientId} /> : <Close patientId={patientId} />)}
    </div>
  );
}

function useAfterwards(patientId: string) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return {
    onError: showFailure,
    onSuccess: () => queries.invalidateQueries(trpc.charts.access.queryFilter({ patientId })),
  };
}

function Lift({ patientId }: { patientId: string }) {
  const { t } = useTranslation('chart');
  const lift = useMutation(useTRPC().charts.lift.mutationOptions(useAfterwards(patientId)));
  return (
    <Button
      size="compact-sm"
      variant="default"
      leftSection={<IconLockOpen size={15} aria-hidden />}
      loading={lift.isPending}
      onClick={() => lift.mutate({ patientId })}
    >
      {t('access.lift')}
    </Button>
  );
}

function Close({ patientId }: { patientId: string }) {
  const { t } = useTranslation('chart');
  const { t: common } = useTranslation();
  const [isAsking, setIsAsking] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const close = useMutation(useTRPC().charts.close.mutationOptions(useAfterwards(patientId)));
  if (!isAsking)
    return (
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconLock size={15} aria-hidden />}
        onClick={() => setIsAsking(true)}
      >
        {t('access.close')}
      </Button>
    );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget).get('reason');
    const reason = typeof typed === 'string' ? typed.trim() : '';
    if (reason === '') setError(common('validation.required'));
    else close.mutate({ patientId, reason });
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      <Textarea
        name="reason"
        label={t('access.why')}
        autoFocus
        autosize
        minRows={2}
        maxLength={500}
        error={error}
        onChange={() => setError(null)}
      />
      <Group gap="xs">
        <Button size="compact-sm" type="submit" loading={close.isPending}>
          {t('access.close')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => setIsAsking(false)}>
          {common('cancel')}
        </Button>
      </Group>
    </form>
  );
}
