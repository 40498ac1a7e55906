// The frame of a small form inside the receipt's panel: Ctrl Enter sends, Escape goes back. It does not know what is typed.
import { Button, Group } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyHint } from '../front-desk/KeyHint.tsx';
import classes from './cashier.module.css';

type PanelFormProps = {
  title: string;
  submit: string;
  color?: string;
  isSending: boolean;
  children: ReactNode;
  onSubmit: () => void;
  onLeave: () => void;
};

export function PanelForm({ title, submit, color, isSending, children, onSubmit, onLeave }: PanelFormProps) {
  const { t } = useTranslation('cashier');
  return (
    <form
      className={classes.panelForm}
      aria-label={title}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onSubmit();
        else if (event.key === 'Escape') onLeave();
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      {children}
      <Group grow wrap="nowrap" gap="xs" mt={8}>
        <Button variant="default" px={8} rightSection={<KeyHint>Esc</KeyHint>} onClick={onLeave}>
          {t('form.leave')}
        </Button>
        <Button
          type="submit"
          px={8}
          {...(color === undefined ? {} : { color })}
          loading={isSending}
          rightSection={<KeyHint>Ctrl ⏎</KeyHint>}
        >
          {submit}
        </Button>
      </Group>
    </form>
  );
}
