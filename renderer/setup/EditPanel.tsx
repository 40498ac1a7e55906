// The panel beside a list in which one row is edited: its head, its fields, its two buttons and their keys. Knows no field.
import { Alert, Button, CloseButton, Group, Kbd, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconPencil } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { failureText } from '../app/failure-text.ts';
import { usePageHotkeys } from '../app/use-page-hotkeys.ts';
import classes from './EditPanel.module.css';
import type { EditForm } from './use-edit-form.ts';

type EditPanelProps = {
  title: string;
  form: EditForm;
  onClose: () => void;
  /** Opens the form anew with the row as it is now. */
  onReload: () => void;
  /** Stands below the fields, outside what is saved: switching off, withdrawing. */
  after?: ReactNode;
  children: ReactNode;
};

export function EditPanel({ title, form, onClose, onReload, after, children }: EditPanelProps) {
  const { t } = useTranslation('setup');
  const panel = useRef<HTMLElement>(null);
  useEffect(() => panel.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus(), []);
  usePageHotkeys(
    [
      { keys: ['mod+S', 'mod+Enter'], label: t('save', { ns: 'common' }), act: form.submit },
      { keys: 'Escape', label: t('does.closePanel', { ns: 'commands' }) },
    ],
    { inFields: true, group: title },
  );
  const discard = () => {
    form.discard();
    onReload();
  };
  return (
    <section ref={panel} className={classes.panel} aria-label={title} onKeyDown={closeOnEscape(onClose)}>
      <Group className={classes.head} justify="space-between" wrap="nowrap">
        <Title order={2} className={classes.title}>
          {title}
        </Title>
        <CloseButton aria-label={t('close', { ns: 'common' })} onClick={onClose} />
      </Group>
      <form
        noValidate
        className={classes.body}
        onSubmit={(event) => {
          event.preventDefault();
          form.submit();
        }}
      >
        {form.isFromDraft && (
          <Group className={classes.note} gap={8} wrap="nowrap">
            <IconPencil size={15} aria-hidden />
            <Text size="sm" flex={1}>
              {t('panel.draft')}
            </Text>
            <Button variant="subtle" size="compact-sm" onClick={discard}>
              {t('panel.discard')}
            </Button>
          </Group>
        )}
        {form.trouble && (
          <Alert color="red" icon={<IconAlertTriangle size={17} />} role="alert" p="sm">
            {failureText(form.trouble)}
            {form.trouble.code === 'changed_meanwhile' && (
              <Button variant="light" color="red" size="compact-sm" mt={8} onClick={discard}>
                {t('panel.takeNewer')}
              </Button>
            )}
          </Alert>
        )}
        <div className={classes.fields}>{children}</div>
        {after}
        <input type="submit" hidden />
      </form>
      <Group className={classes.foot} grow gap={8}>
        <Button variant="default" onClick={onClose} rightSection={<Kbd size="xs">Esc</Kbd>}>
          {t('close', { ns: 'common' })}
        </Button>
        <Button onClick={form.submit} loading={form.isSaving} rightSection={<Kbd size="xs">Ctrl S</Kbd>}>
          {t('save', { ns: 'common' })}
        </Button>
      </Group>
    </section>
  );
}

/** An open dropdown takes Escape for itself. */
const closeOnEscape = (onClose: () => void) => (event: KeyboardEvent<HTMLElement>) => {
  const isDropdownOpen =
    event.target instanceof HTMLElement && event.target.getAttribute('aria-expanded') === 'true';
  if (event.key !== 'Escape' || event.defaultPrevented || isDropdownOpen) return;
  event.stopPropagation();
  onClose();
};
