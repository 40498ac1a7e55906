// The papers the clinic holds of a patient, printed again from here: slips of what is booked, prescriptions of what was signed.
import { UnstyledButton } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../app/desk-context.tsx';
import type { PrintDocument } from '../printing/print-document.ts';
import { PrintPreview } from '../printing/PrintPreview.tsx';
import classes from './PatientDetails.module.css';
import { dayText } from './patient-facts.ts';
import { isAhead, type Visit } from './visit-list.ts';

const MOST = 6;

export function PatientPapers({ visits, today }: { visits: Visit[]; today: string }) {
  const { t } = useTranslation('patients');
  const [printing, setPrinting] = useState<PrintDocument | null>(null);
  const maySlip = useMay('print.slip');
  const mayPrescription = useMay('print.prescription');
  const kindOf = (visit: Visit): 'slip' | 'prescription' | null => {
    if (mayPrescription && visit.signedAtMs !== null) return 'prescription';
    return maySlip && isAhead(visit, today) ? 'slip' : null;
  };
  const papers = visits.flatMap((visit) => {
    const kind = kindOf(visit);
    return kind === null ? [] : [{ visit, kind }];
  });
  if (papers.length === 0) return null;
  return (
    <section className={classes.part}>
      <h2 className={classes.title}>{t('papers.title')}</h2>
      <ul className={classes.list}>
        {papers.slice(0, MOST).map(({ visit, kind }) => (
          <li key={visit.id}>
            <UnstyledButton
              className={classes.paper}
              onClick={() => setPrinting({ kind, appointmentId: visit.id })}
            >
              <IconPrinter size={14} stroke={1.8} aria-hidden /> {t(`papers.${kind}`)}
            </UnstyledButton>
            <span>
              {dayText(visit.appointmentDate)} · {visit.doctorName}
            </span>
          </li>
        ))}
      </ul>
      <PrintPreview document={printing} onClose={() => setPrinting(null)} />
    </section>
  );
}
