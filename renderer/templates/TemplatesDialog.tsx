// The texts that are used again, over the record they are written for.
import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DialogKeys, usePageHotkeys } from '../app/use-page-hotkeys.ts';
import { TemplatesSection } from './TemplatesSection.tsx';

export function TemplatesDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['prescribing', 'common']);
  // Not the dialog's own: Escape closes the open text first, and then the dialog.
  usePageHotkeys([{ keys: 'Escape', label: t('close', { ns: 'common' }), act: onClose }], {
    inFields: true,
    inDialogs: true,
  });
  return (
    <Modal.Root
      opened
      onClose={onClose}
      closeOnEscape={false}
      size={1060}
      padding={0}
      transitionProps={{ duration: 0 }}
    >
      <Modal.Overlay />
      <Modal.Content aria-label={t('templates.manage')}>
        <Modal.Body h="min(640px, 80vh)">
          <DialogKeys value>
            <TemplatesSection onClose={onClose} />
          </DialogKeys>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
