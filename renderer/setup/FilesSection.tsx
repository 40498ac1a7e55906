// All lists of the clinic as files, on one page: take them out, bring them in.
import { Button, Group, Table, Text, Title } from '@mantine/core';
import { IconFileExport, IconFileImport } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type CsvListName, csvListNames } from '../../domain/csv-lists.ts';
import { CsvImport } from './CsvImport.tsx';
import classes from './FilesSection.module.css';
import { useCsvExport } from './use-csv-export.ts';

export function FilesSection() {
  const { t } = useTranslation('setup');
  const [importing, setImporting] = useState<CsvListName | null>(null);
  const exportList = useCsvExport();
  return (
    <div className={classes.page}>
      <Title order={1}>{t('nav.files')}</Title>
      <Text size="sm" c="dimmed" maw={640}>
        {t('csv.pageHint')}
      </Text>
      <Table className={classes.table} highlightOnHover={false}>
        <Table.Tbody>
          {csvListNames.map((list) => (
            <Table.Tr key={list}>
              <Table.Th scope="row" w={200}>
                {t(`csv.list.${list}`)}
              </Table.Th>
              <Table.Td>
                <Text size="sm" c="dimmed">
                  {t(`csv.about.${list}`)}
                </Text>
              </Table.Td>
              <Table.Td>
                <Group gap={8} wrap="nowrap" justify="flex-end">
                  <Button
                    variant="default"
                    leftSection={<IconFileExport size={15} aria-hidden />}
                    loading={exportList.isPending && exportList.variables === list}
                    onClick={() => exportList.mutate(list)}
                    aria-label={t('csv.exportOf', { list: t(`csv.list.${list}`) })}
                  >
                    {t('csv.exportShort')}
                  </Button>
                  <Button
                    variant="default"
                    leftSection={<IconFileImport size={15} aria-hidden />}
                    onClick={() => setImporting(list)}
                    aria-label={t('csv.importOf', { list: t(`csv.list.${list}`) })}
                  >
                    {t('csv.importShort')}
                  </Button>
                </Group>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {importing && <CsvImport list={importing} onClose={() => setImporting(null)} />}
    </div>
  );
}
