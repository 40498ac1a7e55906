// Cancelling asks why, because the patient will be asked too. The commonest reasons are one press.
import { Button, Group, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePageHotkeys } from '../app/use-page-hotkeys.ts';
import { KeyHint } from './KeyHint.tsx';

const commonReasons = ['patient', 'doctor', 'mistake'] as const;

type CancelFormProps = { onCancel: (reason: string) => Promise<void>; onLeave: () => void };

export function CancelForm({ onCancel, onLeave }: CancelFormProps) {
  const { t } = useTranslation('frontDesk');
  const [reason, setReason] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [isSaving, setIsSaving] = useState(false);
  const submit = async () => {
    if (reason.trim() === '') return setError(t('cancel.why'));
    setIsSaving(true);
    await onCancel(reason);
    setIsSaving(false);
  };
  usePageHotkeys(
    [
      { keys: 'mod+Enter', label: t('cancel.submit') },
      { keys: 'Escape', label: t('does.leaveForm', { ns: 'commands' }) },
    ],
    { group: t('card.cancel') },
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit();
        else if (event.key === 'Escape') onLeave();
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      <Textarea
        autoFocus
        label={t('cancel.reason')}
        rows={2}
        maxLength={500}
        value={reason}
        error={error}
        onChange={(event) => {
          setReason(event.currentTarget.value);
          setError(null);
        }}
      />
      <Group gap={6} my={6}>
        {commonReasons.map((key) => (
          <Button
            key={key}
            size="compact-xs"
            h={24}
            px={8}
            fz={12}
            variant="default"
            onClick={() => setReason(t(`cancel.common.${key}`))}
          >
            {t(`cancel.common.${key}`)}
          </Button>
        ))}
      </Group>
      <Group grow wrap="nowrap" gap="xs">
        <Button variant="default" px={8} onClick={onLeave} rightSection={<KeyHint>Esc</KeyHint>}>
          {t('cancel.keep')}
        </Button>
        <Button type="submit" color="red" px={8} loading={isSaving} rightSection={<KeyHint>Ctrl ⏎</KeyHint>}>
          {t('cancel.submit')}
        </Button>
      </Group>
    </form>
  );
}
