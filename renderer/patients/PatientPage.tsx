// One patient: who they are, what is booked, what has been. Edit, archive with undo. What doctors wrote in visits is not shown here.
import { Button, Group, Kbd, Modal, VisuallyHidden } from '@mantine/core';
import { IconArchive, IconArchiveOff, IconPencil } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../app/desk-context.tsx';
import { failureIn, failureText } from '../app/failure-text.ts';
import { notifyDone, showFailure } from '../app/notify.tsx';
import { PageBar } from '../app/PageBar.tsx';
import { useTRPC } from '../app/trpc.ts';
import { usePageHotkeys } from '../app/use-page-hotkeys.ts';
import { EditPatient } from './EditPatient.tsx';
import { PatientBanner } from './PatientBanner.tsx';
import { PatientDetails } from './PatientDetails.tsx';
import classes from './PatientPage.module.css';
import { PatientVisits } from './PatientVisits.tsx';

export function PatientPage() {
  const { t } = useTranslation('patients');
  const { patientId } = useParams({ from: '/patients/$patientId' });
  const trpc = useTRPC();
  const { data, error } = useQuery(trpc.patients.page.queryOptions({ patientId }));
  const [isEditing, setIsEditing] = useState(false);
  const mayEdit = useMay('patient.edit');
  const canEdit = mayEdit && data?.patient.archivedAtMs === null;
  usePageHotkeys([{ keys: 'E', label: t('edit.open'), act: () => setIsEditing(true), when: canEdit }]);
  if (error) return <p className={classes.failure}>{failureText(failureIn(error))}</p>;

  return (
    <div className={classes.page}>
      <PageBar>
        <Link to="/patients" className={classes.back}>
          ← {t('page.back')}
        </Link>
        <Group gap="xs" ms="auto">
          {canEdit && (
            <Button
              variant="default"
              leftSection={<IconPencil size={15} aria-hidden />}
              rightSection={<Kbd size="xs">E</Kbd>}
              onClick={() => setIsEditing(true)}
            >
              {t('edit.open')}
            </Button>
          )}
          {data && <ArchiveButton patient={data.patient} />}
        </Group>
      </PageBar>
      <VisuallyHidden component="h1">{data?.patient.fullName ?? t('title')}</VisuallyHidden>
      <header className={classes.head}>
        <PatientBanner patientId={patientId} />
      </header>
      {data && (
        <div className={classes.columns}>
          <PatientDetails patient={data.patient} household={data.household} />
          <PatientVisits visits={data.visits} today={data.today} />
        </div>
      )}
      <Modal
        opened={isEditing && data !== undefined}
        onClose={() => setIsEditing(false)}
        title={t('edit.title', { name: data?.patient.fullName ?? '' })}
        size={760}
        closeButtonProps={{ 'aria-label': t('close', { ns: 'common' }) }}
      >
        {data && <EditPatient patient={data.patient} onClose={() => setIsEditing(false)} />}
      </Modal>
    </div>
  );
}

function ArchiveButton({
  patient,
}: {
  patient: { id: string; fullName: string; archivedAtMs: number | null };
}) {
  const { t } = useTranslation('patients');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const refresh = () => void queries.invalidateQueries({ queryKey: trpc.patients.pathKey() });
  const restore = useMutation(
    trpc.patients.restore.mutationOptions({
      onError: showFailure,
      onSuccess: () => {
        refresh();
        notifyDone(t('page.restoredDone', { name: patient.fullName }));
      },
    }),
  );
  const archive = useMutation(
    trpc.patients.archive.mutationOptions({
      onError: showFailure,
      onSuccess: () => {
        refresh();
        const undo = () => restore.mutate({ patientId: patient.id });
        notifyDone(t('page.archivedDone', { name: patient.fullName }), { undo });
      },
    }),
  );
  if (!useMay('patient.archive')) return null;
  return patient.archivedAtMs === null ? (
    <Button
      variant="default"
      leftSection={<IconArchive size={15} aria-hidden />}
      onClick={() => archive.mutate({ patientId: patient.id })}
      loading={archive.isPending}
    >
      {t('page.archive')}
    </Button>
  ) : (
    <Button
      leftSection={<IconArchiveOff size={15} aria-hidden />}
      onClick={() => restore.mutate({ patientId: patient.id })}
      loading={restore.isPending}
    >
      {t('page.restore')}
    </Button>
  );
}
