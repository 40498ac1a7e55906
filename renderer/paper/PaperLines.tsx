// The lines of the page so far, each with what stands in its way. A line is taken back into the form, or off the page.
import { ActionIcon, Button, Table, Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { PaperLine, RefusedLine } from '../../domain/paper-entry.ts';
import { failureText } from '../app/failure-text.ts';
import { useTRPC } from '../app/trpc.ts';
import classes from './Paper.module.css';

type PaperLinesProps = {
  lines: readonly PaperLine[];
  refused: readonly RefusedLine[];
  onTakeBack: (at: number) => void;
  onRemove: (at: number) => void;
};

export function PaperLines({ lines, refused, onTakeBack, onRemove }: PaperLinesProps) {
  const { t } = useTranslation('paper');
  return (
    <Table aria-label={t('entry.lines')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={70}>{t('entry.time')}</Table.Th>
          <Table.Th>{t('entry.patient')}</Table.Th>
          <Table.Th>{t('entry.outcome')}</Table.Th>
          <Table.Th>{t('entry.reason')}</Table.Th>
          <Table.Th>{t('entry.notes')}</Table.Th>
          <Table.Th>{t('entry.checked')}</Table.Th>
          <Table.Th w={130} aria-label={t('entry.change')} />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {lines.map((line, at) => {
          const failure = refused.find((each) => each.line === at)?.failure;
          return (
            // Two lines may be equal in everything but their place.
            <Table.Tr
              key={`${line.time} ${line.patientId} ${at}`}
              data-refused={failure !== undefined || undefined}
            >
              <Table.Td fw={650}>{line.time}</Table.Td>
              <Table.Td>
                <PatientName patientId={line.patientId} />
              </Table.Td>
              <Table.Td>{t(`outcome.${line.outcome}`)}</Table.Td>
              <Table.Td>{line.reason}</Table.Td>
              <Table.Td>{line.notes}</Table.Td>
              <Table.Td className={failure && classes.wrong}>
                {failure ? (
                  <>
                    <IconAlertTriangle size={15} aria-hidden /> {failureText(failure)}
                  </>
                ) : (
                  <IconCheck size={15} aria-label={t('entry.fits')} />
                )}
              </Table.Td>
              <Table.Td>
                <div className={classes.row}>
                  <Button size="compact-sm" variant="subtle" onClick={() => onTakeBack(at)}>
                    {t('entry.change')}
                  </Button>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={t('entry.remove', { time: line.time })}
                    onClick={() => onRemove(at)}
                  >
                    <IconX size={15} />
                  </ActionIcon>
                </div>
              </Table.Td>
            </Table.Tr>
          );
        })}
      </Table.Tbody>
    </Table>
  );
}

function PatientName({ patientId }: { patientId: string }) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.patients.banner.queryOptions({ patientId }));
  return (
    <>
      {data?.fullName}{' '}
      <Text span size="xs" c="dimmed">
        {data?.recordNumber}
      </Text>
    </>
  );
}
