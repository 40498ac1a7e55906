// The list as a file: one menu with export and import, in the head of each list.
import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconFileExport, IconFileImport, IconFileSpreadsheet } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CsvListName } from '../../domain/csv-lists.ts';
import { useCsvExport } from './use-csv-export.ts';

const CsvImport = lazy(async () => ({ default: (await import('./CsvImport.tsx')).CsvImport }));

export function CsvMenu({ list }: { list: CsvListName }) {
  const { t } = useTranslation('setup');
  const [isImporting, setIsImporting] = useState(false);
  const exportList = useCsvExport();
  return (
    <>
      <Menu position="bottom-end" transitionProps={{ duration: 0 }}>
        <Menu.Target>
          <Tooltip label={t('csv.menu')}>
            <ActionIcon variant="default" size={30} aria-label={t('csv.menu')}>
              <IconFileSpreadsheet size={17} stroke={1.7} />
            </ActionIcon>
          </Tooltip>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconFileExport size={16} aria-hidden />}
            onClick={() => exportList.mutate(list)}
          >
            {t('csv.export')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconFileImport size={16} aria-hidden />}
            onClick={() => setIsImporting(true)}
          >
            {t('csv.import')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {isImporting && (
        <Suspense fallback={null}>
          <CsvImport list={list} onClose={() => setIsImporting(false)} />
        </Suspense>
      )}
    </>
  );
}
