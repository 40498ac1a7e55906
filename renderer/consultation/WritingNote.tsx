// Tells who reads a record that somebody writes it now, or left typing that is not in it yet.
import { Alert, Button } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { BEAT_MS } from '../../domain/record-writers.ts';
import { useDesk } from '../app/desk-context.tsx';
import { useTRPC } from '../app/trpc.ts';
import { type Chart, momentText } from './chart.ts';

const look = { color: 'yellow', variant: 'light', py: 6, px: 'sm', role: 'status' } as const;

export function WritingNote({ chart }: { chart: Chart }) {
  const { t } = useTranslation('doctorsDesk');
  const { clinic } = useDesk();
  const trpc = useTRPC();
  const { data: writer } = useQuery(
    trpc.recordWriters.of.queryOptions(
      { appointmentId: chart.appointment.id },
      { gcTime: 0, staleTime: 0, refetchInterval: BEAT_MS },
    ),
  );
  if (!writer) return null;
  return (
    <Alert {...look} icon={<IconPencil size={16} aria-hidden />}>
      {t(writer.isNow ? 'writer.other' : 'writer.left', {
        name: writer.fullName || chart.doctorName,
        time: momentText(writer.sinceMs, clinic.timeZone),
      })}
    </Alert>
  );
}

export function OwnElsewhere({ sinceMs, onTakeOver }: { sinceMs: number; onTakeOver: () => void }) {
  const { t } = useTranslation('doctorsDesk');
  const { clinic } = useDesk();
  return (
    <Alert {...look} icon={<IconPencil size={16} aria-hidden />}>
      {t('writer.ownElsewhere', { time: momentText(sinceMs, clinic.timeZone) })}{' '}
      <Button size="compact-sm" variant="default" onClick={onTakeOver}>
        {t('writer.takeOver')}
      </Button>
    </Alert>
  );
}
