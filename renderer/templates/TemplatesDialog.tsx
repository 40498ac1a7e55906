// The texts that are used again, over the record they are written for.
import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DialogKeys } from '../app/use-page-hotkeys.ts';
import { TemplatesSection } from './TemplatesSection.tsx';

export function TemplatesDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('prescribing');
  return (
    <Modal
      opened
      onClose={onClose}
      size={1060}
      padding={0}
      withCloseButton={false}
      aria-label={t('templates.manage')}
      styles={{ body: { blockSize: 'min(640px, 80vh)' } }}
      transitionProps={{ duration: 0 }}
    >
      <DialogKeys value>
        <TemplatesSection onClose={onClose} />
      </DialogKeys>
    </Modal>
  );
}
