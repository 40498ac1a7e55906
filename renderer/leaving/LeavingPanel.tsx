// The admin's way out with everything, and the way in from such a file.
import { Button, Modal, Paper, Stack, Text, Title } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../app/desk-context.tsx';
import { ExportEverything } from './ExportEverything.tsx';
import { ImportSteps } from './ImportSteps.tsx';
import classes from './LeavingPanel.module.css';

export function LeavingPanel() {
  return (
    <div className={classes.columns}>
      <ExportEverything />
      <ImportHere />
    </div>
  );
}

function ImportHere() {
  const { t } = useTranslation(['leaving', 'common']);
  const { clinic } = useDesk();
  const [isOpen, setOpen] = useState(false);
  return (
    <Paper p="md" component="section">
      <Stack gap="sm" align="start">
        <Title order={2}>{t('import.here')}</Title>
        <Text size="sm" c="dimmed">
          {t(clinic.isDemo ? 'import.notInDemo' : 'import.hereHelp')}
        </Text>
        {!clinic.isDemo && (
          <Button
            variant="default"
            leftSection={<IconFileImport size={16} aria-hidden />}
            onClick={() => setOpen(true)}
          >
            {t('import.hereOpen')}
          </Button>
        )}
      </Stack>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={t('import.title')}
        size={620}
        closeButtonProps={{ 'aria-label': t('common:close') }}
      >
        <ImportSteps replaces />
      </Modal>
    </Paper>
  );
}
