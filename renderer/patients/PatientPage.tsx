// One patient: who they are, whom they live with, what is booked, what has been. Edit, book, merge, archive with undo. What doctors wrote
// in visits is not shown here.
import { Modal, VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, Navigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { failureIn, failureText } from '../app/failure-text.ts';
import { DocumentsPart } from '../documents/DocumentsPart.tsx';
import { PageBar } from '../app/PageBar.tsx';
import { useTRPC } from '../app/trpc.ts';
import { ExportPatient } from '../leaving/ExportPatient.tsx';
import { PrintPreview } from '../printing/PrintPreview.tsx';
import { EditPatient } from './EditPatient.tsx';
import { Household } from './Household.tsx';
import { MergedRecords } from './MergedRecords.tsx';
import { PatientActions } from './PatientActions.tsx';
import { PatientBanner } from './PatientBanner.tsx';
import { PatientDetails } from './PatientDetails.tsx';
import { PatientPapers } from './PatientPapers.tsx';
import classes from './PatientPage.module.css';
import { PatientVisits } from './PatientVisits.tsx';
import { SamePerson } from './SamePerson.tsx';

type Over = 'edit' | 'same' | 'card' | 'export' | null;

export function PatientPage() {
  const { patientId } = useParams({ from: '/patients/$patientId' });
  // Every patient has a page of their own: nothing of the one before is left open over the next.
  return <OnePatient key={patientId} patientId={patientId} />;
}

function OnePatient({ patientId }: { patientId: string }) {
  const { t } = useTranslation('patients');
  const { earlier } = useSearch({ from: '/patients/$patientId' });
  const trpc = useTRPC();
  const { data, error } = useQuery(trpc.patients.page.queryOptions({ patientId }));
  const [over, setOver] = useState<Over>(null);
  const close = () => setOver(null);
  if (error) return <p className={classes.failure}>{failureText(failureIn(error))}</p>;
  if (data?.mergedInto)
    return (
      <Navigate
        to="/patients/$patientId"
        params={{ patientId: data.mergedInto.id }}
        search={{ earlier: data.patient.recordNumber }}
        replace
      />
    );

  return (
    <div className={classes.page}>
      <PageBar>
        <Link to="/patients" className={classes.back}>
          ← {t('page.back')}
        </Link>
      </PageBar>
      <VisuallyHidden component="h1">{data?.patient.fullName ?? t('title')}</VisuallyHidden>
      <header className={classes.head}>
        {earlier !== undefined && (
          <p className={classes.earlier} role="status">
            {t('merges.cameFrom', { number: earlier })}
          </p>
        )}
        <PatientBanner patientId={patientId} />
        {data && (
          <PatientActions
            patient={data.patient}
            onEdit={() => setOver('edit')}
            onSame={() => setOver('same')}
            onCard={() => setOver('card')}
            onExport={() => setOver('export')}
          />
        )}
      </header>
      {data && (
        <div className={classes.columns}>
          <div className={classes.about}>
            <PatientDetails patient={data.patient} />
            <Household patient={data.patient} household={data.household} />
            <DocumentsPart patientId={patientId} />
            <PatientPapers visits={data.visits} today={data.today} />
            <MergedRecords merges={data.merges} />
          </div>
          <PatientVisits visits={data.visits} today={data.today} hasMore={data.hasMoreVisits} />
        </div>
      )}
      <Modal
        opened={over === 'edit' && data !== undefined}
        onClose={close}
        title={t('edit.title', { name: data?.patient.fullName ?? '' })}
        size={760}
        closeButtonProps={{ 'aria-label': t('close', { ns: 'common' }) }}
      >
        {data && <EditPatient patient={data.patient} onClose={close} />}
      </Modal>
      <Modal
        opened={over === 'same' && data !== undefined}
        onClose={close}
        title={t('same.title', { name: data?.patient.fullName ?? '' })}
        size={560}
        closeButtonProps={{ 'aria-label': t('close', { ns: 'common' }) }}
      >
        {data && <SamePerson patient={data.patient} />}
      </Modal>
      {over === 'export' && data && <ExportPatient patient={data.patient} onClose={close} />}
      <PrintPreview document={over === 'card' ? { kind: 'patientCard', patientId } : null} onClose={close} />
    </div>
  );
}
