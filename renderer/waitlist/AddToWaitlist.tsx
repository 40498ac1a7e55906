// "Would come sooner": the form of an entry over any page, begun with what that page knows.
import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { EntryForm, type Wish } from './EntryForm.tsx';

type AddToWaitlistProps = { start: Partial<Wish>; isOpen: boolean; onClose: () => void };

export function AddToWaitlist({ start, isOpen, onClose }: AddToWaitlistProps) {
  const { t } = useTranslation('waitlist');
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t('addTitle')}
      size={560}
      closeButtonProps={{ 'aria-label': t('close', { ns: 'common' }) }}
    >
      {isOpen && <EntryForm entry={null} start={start} onDone={onClose} />}
    </Modal>
  );
}
