// One patient's whole file as a zip: what will be in it, how it is protected, how far it is.
import { Button, Group, List, Modal, Stack, Text } from '@mantine/core';
import { IconFileExport } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { notifyDone } from '../app/notify.tsx';
import { useTRPC } from '../app/trpc.ts';
import { Refusal } from '../doorstep/Refusal.tsx';
import { isReady, lockedAtFirst, Passphrase, passphraseOf } from './Passphrase.tsx';
import { PackProgress } from './PackProgress.tsx';
import { usePacking } from './use-packing.ts';

type ExportPatientProps = { patient: { id: string; fullName: string }; onClose: () => void };

export function ExportPatient({ patient, onClose }: ExportPatientProps) {
  const { t } = useTranslation(['leaving', 'common']);
  const trpc = useTRPC();
  const [protection, setProtection] = useState(lockedAtFirst);
  const exporting = useMutation(
    trpc.leaving.exportPatient.mutationOptions({
      onSuccess: (done) => {
        if (done === null) return;
        const { name, missingDocuments: count } = done;
        notifyDone(count === 0 ? t('patient.done', { name }) : t('patient.missing', { name, count }));
        onClose();
      },
    }),
  );
  const { progress, stop } = usePacking(exporting.isPending);
  return (
    <Modal
      opened
      // A window that closes over running work would hide how it ends.
      onClose={() => !exporting.isPending && onClose()}
      title={t('patient.title', { name: patient.fullName })}
      size={520}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          exporting.mutate({ patientId: patient.id, passphrase: passphraseOf(protection) });
        }}
      >
        <Stack gap="md">
          <div>
            <Text size="sm">{t('patient.what')}</Text>
            <List size="sm" mt={4}>
              <List.Item>{t('patient.page')}</List.Item>
              <List.Item>{t('patient.documents')}</List.Item>
              <List.Item>{t('patient.tables')}</List.Item>
              <List.Item>{t('patient.fhir')}</List.Item>
            </List>
          </div>
          <Passphrase value={protection} onChange={setProtection} isDisabled={exporting.isPending} />
          <Refusal error={exporting.error} />
          {exporting.isPending && (
            <PackProgress label={t('progress.packing')} progress={progress} onStop={stop} />
          )}
          <Group justify="space-between" wrap="nowrap">
            <Text size="xs" c="dimmed">
              {t('patient.audited')}
            </Text>
            <Button
              type="submit"
              flex="none"
              leftSection={<IconFileExport size={16} aria-hidden />}
              disabled={!isReady(protection)}
              loading={exporting.isPending}
            >
              {t('patient.now')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
