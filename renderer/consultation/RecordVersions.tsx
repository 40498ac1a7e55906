// What stood in a record before each amendment: who replaced it, when and why.
import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../app/desk-context.tsx';
import { failureIn, failureText } from '../app/failure-text.ts';
import { useTRPC } from '../app/trpc.ts';
import { type MedicalRecord, momentText } from './chart.ts';
import { VersionDifference } from './VersionDifference.tsx';
import classes from './RecordVersions.module.css';

type RecordVersionsProps = {
  appointmentId: string;
  /** What the newest of the versions became. */
  record: MedicalRecord;
  opened: boolean;
  onClose: () => void;
};

export function RecordVersions({ appointmentId, record, opened, onClose }: RecordVersionsProps) {
  const { t } = useTranslation(['consultation', 'common']);
  const { clinic } = useDesk();
  const trpc = useTRPC();
  const { data = [], error } = useQuery(
    trpc.consultations.versions.queryOptions({ appointmentId }, { enabled: opened }),
  );
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('versions.title')}
      size={720}
      closeButtonProps={{ 'aria-label': t('close', { ns: 'common' }) }}
    >
      {error && <p role="alert">{failureText(failureIn(error))}</p>}
      <ol className={classes.versions}>
        {data.map((version, index) => (
          <li key={version.versionNumber}>
            <h3>
              {t('versions.number', {
                number: version.versionNumber,
                moment: version.signedAtMs === null ? '–' : momentText(version.signedAtMs, clinic.timeZone),
              })}
            </h3>
            <p className={classes.reason}>
              {t('versions.replaced', {
                moment: momentText(version.replacedAtMs, clinic.timeZone),
                name: version.replacedByName,
                reason: version.reason,
              })}
            </p>
            <VersionDifference before={version} after={data[index - 1] ?? record} />
          </li>
        ))}
      </ol>
    </Modal>
  );
}
