// What stands in the form now, kept under a name to be used again.
import { Button, Modal, Switch, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TemplateKind } from '../../domain/templates.ts';
import { notifyDone, showFailure } from '../app/notify.tsx';
import { useTRPCClient } from '../app/trpc.ts';

type SaveTemplateProps = { kind: TemplateKind; content: string; onClose: () => void };

export function SaveTemplate({ kind, content, onClose }: SaveTemplateProps) {
  const { t } = useTranslation(['prescribing', 'common']);
  const client = useTRPCClient();
  const name = useRef<HTMLInputElement>(null);
  const [isShared, setIsShared] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const save = async () => {
    const typed = name.current?.value.trim() ?? '';
    if (typed === '') {
      setError(t('validation.required', { ns: 'common' }));
      return;
    }
    try {
      const values = { kind, isShared, name: typed, shortcut: '', content };
      await client.templates.save.mutate({ edit: { id: null, updatedAtMs: null }, values });
      notifyDone(t('templates.saved', { name: typed }));
      onClose();
    } catch (problem) {
      showFailure(problem);
    }
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(kind === 'prescription' ? 'lines.saveTemplate' : 'templates.saveRecord')}
      closeButtonProps={{ 'aria-label': t('close', { ns: 'common' }) }}
      transitionProps={{ duration: 0 }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextInput ref={name} data-autofocus label={t('templates.name')} maxLength={120} error={error} />
        <Switch
          my="sm"
          label={t('templates.forAll')}
          checked={isShared}
          onChange={(event) => setIsShared(event.currentTarget.checked)}
        />
        <Button type="submit">{t('save', { ns: 'common' })}</Button>
      </form>
    </Modal>
  );
}
