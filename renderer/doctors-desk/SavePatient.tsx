// The star that keeps a patient at hand: on the chart.
import { ActionIcon } from '@mantine/core';
import { IconStar, IconStarFilled } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useMay } from '../app/desk-context.tsx';
import { useTRPC } from '../app/trpc.ts';
import { usePageHotkeys } from '../app/use-page-hotkeys.ts';
import { useSavePatient } from './use-save-patient.ts';

export function SavePatient({ patientId }: { patientId: string }) {
  const { t } = useTranslation('doctorsDesk');
  const trpc = useTRPC();
  const mayKeep = useMay('savedPatient.keep');
  const { data: saved } = useQuery(trpc.doctorsDesk.saved.queryOptions(undefined, { enabled: mayKeep }));
  const { data: patient } = useQuery(trpc.patients.banner.queryOptions({ patientId }));
  const save = useSavePatient();
  const isSaved = saved?.some((line) => line.patientId === patientId) ?? false;
  const label = t(isSaved ? 'save.off' : 'save.on');
  const act = () => void (patient && save({ patientId, name: patient.fullName, isSaved: !isSaved }));
  usePageHotkeys([{ keys: 'alt+S', label, act, when: mayKeep }], { inFields: true });
  if (!mayKeep) return null;
  return (
    <ActionIcon
      variant="subtle"
      color={isSaved ? 'yellow' : 'gray'}
      aria-label={label}
      aria-pressed={isSaved}
      aria-keyshortcuts="Alt+S"
      title={`${label}  Alt+S`}
      disabled={!saved || !patient}
      onClick={act}
    >
      {isSaved ? <IconStarFilled size={17} /> : <IconStar size={17} />}
    </ActionIcon>
  );
}
