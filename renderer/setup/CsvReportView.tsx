// What a file would do: counts, and each bad row by line and column with what is wrong, in words.
import { Alert, Table, Text } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Complaint } from '../../domain/csv-lists.ts';
import { failureText } from '../app/failure-text.ts';
import classes from './CsvImport.module.css';
import type { CsvReport } from './use-csv-check.ts';
import { wordFor } from './use-edit-form.ts';

export function CsvReportView({ report, fileName }: { report: CsvReport; fileName: string }) {
  const { t } = useTranslation('setup');
  const { added, changed, same, removed, problemCount, problems, ignored } = report;
  const counts = [
    { key: 'added', count: added },
    { key: 'changed', count: changed },
    { key: 'same', count: same },
    ...(removed > 0 ? [{ key: 'removed', count: removed } as const] : []),
    { key: 'bad', count: problemCount },
  ] as const;
  return (
    <>
      <Text size="sm">{t('csv.result', { name: fileName, count: report.total })}</Text>
      <div className={classes.counts}>
        {counts.map(({ key, count }) => (
          <div key={key} className={classes.count} data-bad={(key === 'bad' && count > 0) || undefined}>
            <span className={classes.figure}>{count}</span>
            {t(`csv.count.${key}`)}
          </div>
        ))}
      </div>
      {ignored.length > 0 && (
        <Text size="sm" c="dimmed">
          {t('csv.ignored', { columns: ignored.join(', ') })}
        </Text>
      )}
      {problemCount === 0 && added + changed + removed === 0 && (
        <Alert color="teal" icon={<IconCheck size={17} />}>
          {t('csv.nothingToDo')}
        </Alert>
      )}
      {problems.length > 0 && <Problems problems={problems} />}
      {problems.length < problemCount && (
        <Text size="sm" c="dimmed">
          {t('csv.moreProblems', { count: problemCount - problems.length })}
        </Text>
      )}
    </>
  );
}

function Problems({ problems }: Pick<CsvReport, 'problems'>) {
  const { t } = useTranslation('setup');
  return (
    <div className={classes.problems} tabIndex={0} role="region" aria-label={t('csv.count.bad')}>
      <Table stickyHeader highlightOnHover={false}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={60}>{t('csv.line')}</Table.Th>
            <Table.Th w={150}>{t('csv.column')}</Table.Th>
            <Table.Th>{t('csv.wrong')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {problems.map(({ line, column, value, what }) => (
            <Table.Tr key={`${line} ${column}`}>
              <Table.Td>{line}</Table.Td>
              <Table.Td>{column}</Table.Td>
              <Table.Td>
                <Words what={what} />
                {value.trim() !== '' && (
                  <Text size="xs" c="dimmed">
                    {t('csv.stands', { value: value.slice(0, 80) })}
                  </Text>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function Words({ what }: { what: Complaint }) {
  const { t } = useTranslation('setup');
  if (what.kind === 'csv') return t(`csv.problem.${what.problem}`);
  return what.kind === 'field' ? wordFor(what.key) : failureText(what.failure);
}
