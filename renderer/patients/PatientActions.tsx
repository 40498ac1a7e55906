// What can be done with a patient from their page, each with its key. Archiving has its undo.
import { Button, Group } from '@mantine/core';
import {
  IconArchive,
  IconArchiveOff,
  IconArrowsJoin2,
  IconCalendarPlus,
  IconFileExport,
  IconHistory,
  IconId,
  IconPencil,
} from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../app/desk-context.tsx';
import { notifyDone, showFailure } from '../app/notify.tsx';
import { useTRPC } from '../app/trpc.ts';
import { usePageHotkeys } from '../app/use-page-hotkeys.ts';
import { SoonerButton } from '../waitlist/SoonerButton.tsx';
import { KeyHint } from '../front-desk/KeyHint.tsx';

type Subject = { id: string; fullName: string; archivedAtMs: number | null };
type PatientActionsProps = {
  patient: Subject;
  onEdit: () => void;
  onSame: () => void;
  onCard: () => void;
  onExport: () => void;
};
type Action = {
  keys: string;
  label: string;
  icon: ReactNode;
  act: () => void;
  when: boolean;
  isBusy?: boolean;
  isMain?: boolean;
};

export function PatientActions({ patient, onEdit, onSame, onCard, onExport }: PatientActionsProps) {
  const { t } = useTranslation(['patients', 'leaving']);
  const navigate = useNavigate();
  const { archive, restore } = useArchiving(patient);
  const isActive = patient.archivedAtMs === null;
  const mayArchive = useMay('patient.archive');
  const actions: Action[] = [
    {
      keys: 'B',
      label: t('page.book'),
      icon: <IconCalendarPlus size={15} aria-hidden />,
      act: () => void navigate({ to: '/', search: { patient: patient.id } }),
      when: useMay('appointment.book') && isActive,
      isMain: true,
    },
    {
      keys: 'E',
      label: t('edit.open'),
      icon: <IconPencil size={15} aria-hidden />,
      act: onEdit,
      when: useMay('patient.edit') && isActive,
    },
    {
      keys: 'P',
      label: t('page.card'),
      icon: <IconId size={15} aria-hidden />,
      act: onCard,
      when: useMay('print.patientCard') && isActive,
    },
    {
      keys: 'M',
      label: t('same.open'),
      icon: <IconArrowsJoin2 size={15} aria-hidden />,
      act: onSame,
      when: useMay('patient.merge') && isActive,
    },
    {
      keys: 'H',
      label: t('page.history'),
      icon: <IconHistory size={15} aria-hidden />,
      act: () => void navigate({ to: '/vault', search: { patient: patient.id } }),
      when: useMay('audit.read'),
    },
    {
      keys: 'X',
      label: t('leaving:patient.open'),
      icon: <IconFileExport size={15} aria-hidden />,
      act: onExport,
      when: useMay('export.patient'),
    },
    {
      keys: 'A',
      label: t('page.archive'),
      icon: <IconArchive size={15} aria-hidden />,
      act: () => archive.mutate({ patientId: patient.id }),
      when: mayArchive && isActive,
      isBusy: archive.isPending,
    },
    {
      keys: 'A',
      label: t('page.restore'),
      icon: <IconArchiveOff size={15} aria-hidden />,
      act: () => restore.mutate({ patientId: patient.id }),
      when: mayArchive && !isActive,
      isBusy: restore.isPending,
      isMain: true,
    },
  ];
  usePageHotkeys(actions.map(({ keys, label, act, when }) => ({ keys, label, act, when })));
  return (
    <Group gap={6} mt={8}>
      {isActive && <SoonerButton keys="W" label={t('page.sooner')} start={{ patientId: patient.id }} />}
      {actions
        .filter(({ when }) => when)
        .map(({ keys, label, icon, act, isBusy, isMain }) => (
          <Button
            key={label}
            variant={isMain ? 'filled' : 'default'}
            px={9}
            leftSection={icon}
            rightSection={<KeyHint>{keys}</KeyHint>}
            aria-keyshortcuts={keys}
            loading={isBusy ?? false}
            onClick={act}
          >
            {label}
          </Button>
        ))}
    </Group>
  );
}

function useArchiving(patient: Subject) {
  const { t } = useTranslation('patients');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const refresh = () => void queries.invalidateQueries({ queryKey: trpc.patients.pathKey() });
  const restore = useMutation(
    trpc.patients.restore.mutationOptions({
      onError: showFailure,
      onSuccess: () => {
        refresh();
        notifyDone(t('page.restoredDone', { name: patient.fullName }), { about: patient.id });
      },
    }),
  );
  const archive = useMutation(
    trpc.patients.archive.mutationOptions({
      onError: showFailure,
      onSuccess: () => {
        refresh();
        const undo = () => restore.mutate({ patientId: patient.id });
        notifyDone(t('page.archivedDone', { name: patient.fullName }), { undo, about: patient.id });
      },
    }),
  );
  return { archive, restore };
}
