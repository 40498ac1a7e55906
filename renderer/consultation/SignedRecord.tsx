// A record that is read: signed, or somebody else's. Its own doctor may amend it; earlier versions open from here.
import { Button, Kbd } from '@mantine/core';
import { IconHistory, IconPencil } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../app/desk-context.tsx';
import { usePageHotkeys } from '../app/use-page-hotkeys.ts';
import { PrintMenu } from '../printing/PrintMenu.tsx';
import { type Chart, type MedicalRecord, momentText } from './chart.ts';
import classes from './ConsultationPage.module.css';
import { FinishButton } from './finish/FinishButton.tsx';
import { useFinish } from './finish/finish-context.ts';
import { RecordView } from './RecordView.tsx';
import { RecordVersions } from './RecordVersions.tsx';
import { ServiceAndFee } from './ServiceAndFee.tsx';

type SignedRecordProps = { chart: Chart; record: MedicalRecord; isOwn: boolean; onAmend: () => void };

export function SignedRecord({ chart, record, isOwn, onAmend }: SignedRecordProps) {
  const { t } = useTranslation('consultation');
  const { clinic } = useDesk();
  const [isReadingVersions, setIsReadingVersions] = useState(false);
  const back = useRef<HTMLAnchorElement>(null);
  // The visit is done: Enter goes on to the next patient.
  const isFinishing = useRef(useFinish()?.isOpen ?? false);
  useEffect(() => {
    if (!isFinishing.current) back.current?.focus();
  }, []);
  const canAmend = isOwn && record.signedAtMs !== null;
  usePageHotkeys([{ keys: 'mod+E', label: t('amend.open'), act: onAmend, when: canAmend }], {
    inFields: true,
  });

  return (
    <>
      <div className={classes.read}>
        <p className={classes.signed} role="status" data-unsigned={record.signedAtMs === null || undefined}>
          {record.signedAtMs === null
            ? t('state.unsignedBy', { name: chart.doctorName })
            : t('sign.signedBy', {
                name: chart.doctorName,
                moment: momentText(record.signedAtMs, clinic.timeZone),
              })}
        </p>
        <RecordView heading="h2" content={record} />
      </div>
      <footer className={classes.foot}>
        <ServiceAndFee chart={chart} isReadOnly={!isOwn} />
        <div className={classes.actions}>
          {chart.versionCount > 0 && (
            <Button
              variant="default"
              leftSection={<IconHistory size={16} aria-hidden />}
              onClick={() => setIsReadingVersions(true)}
            >
              {t('versions.open', { count: chart.versionCount })}
            </Button>
          )}
          {canAmend && <FinishButton />}
          {canAmend && (
            <Button
              variant="default"
              leftSection={<IconPencil size={16} aria-hidden />}
              rightSection={<Kbd size="xs">Ctrl E</Kbd>}
              onClick={onAmend}
            >
              {t('amend.open')}
            </Button>
          )}
          <PrintMenu appointmentId={chart.appointment.id} />
          <Button component={Link} to="/consultations" ref={back} rightSection={<Kbd size="xs">↵</Kbd>}>
            {t('day.back')}
          </Button>
        </div>
      </footer>
      <RecordVersions
        appointmentId={chart.appointment.id}
        record={record}
        opened={isReadingVersions}
        onClose={() => setIsReadingVersions(false)}
      />
    </>
  );
}
