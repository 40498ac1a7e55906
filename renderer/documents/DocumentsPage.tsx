// A patient's documents on a page of their own: the list, and beside it the one that is open.
import { VisuallyHidden } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PageBar } from '../app/PageBar.tsx';
import { PatientBanner } from '../patients/PatientBanner.tsx';
import type { DocumentLine } from './document-line.ts';
import classes from './documents.module.css';
import { DocumentViewer } from './DocumentViewer.tsx';
import { PatientDocuments } from './PatientDocuments.tsx';

export function DocumentsPage() {
  const { patientId } = useParams({ from: '/patients/$patientId/documents' });
  return <OfPatient key={patientId} patientId={patientId} />;
}

function OfPatient({ patientId }: { patientId: string }) {
  const { t } = useTranslation('documents');
  const [open, setOpen] = useState<DocumentLine | null>(null);
  const close = () => {
    const id = open?.id ?? '';
    setOpen(null);
    // The keyboard goes back to where the document was opened from.
    document.querySelector<HTMLElement>(`[data-document="${id}"]`)?.focus();
  };
  return (
    <div className={classes.page} data-viewing={open !== null || undefined}>
      <PageBar>
        <Link to="/patients/$patientId" params={{ patientId }} className={classes.back}>
          ← {t('backToPatient')}
        </Link>
      </PageBar>
      <VisuallyHidden component="h1">{t('title')}</VisuallyHidden>
      <header className={classes.head}>
        <PatientBanner patientId={patientId} />
      </header>
      <section className={classes.side} aria-label={t('title')}>
        <PatientDocuments patientId={patientId} openId={open?.id ?? null} onOpen={setOpen} />
      </section>
      {open && <DocumentViewer key={open.id} line={open} onClose={close} />}
    </div>
  );
}
