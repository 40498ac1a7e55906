// Fills empty texts of a record: from a template, or from this doctor's last note about the patient. What is typed already stays; all of it can be undone.
import { Button, Kbd, Menu } from '@mantine/core';
import { IconHistory, IconTemplate } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  fillPlaceholders,
  type PlaceholderValues,
  type RecordTemplate,
  recordTemplateOf,
  templateTexts,
} from '../../domain/templates.ts';
import { notifyDone, showFailure } from '../app/notify.tsx';
import { useTRPC, useTRPCClient } from '../app/trpc.ts';
import { writeInto } from '../app/type-into.ts';
import { openByKey } from '../app/open-by-key.ts';
import { usePageHotkeys } from '../app/use-page-hotkeys.ts';
import { dayText } from '../consultation/record-fields.ts';
import { SaveTemplate } from './SaveTemplate.tsx';

const TemplatesDialog = lazy(async () => ({
  default: (await import('./TemplatesDialog.tsx')).TemplatesDialog,
}));

type RecordTemplatesProps = {
  appointmentId: string;
  fieldOf: (name: (typeof templateTexts)[number]) => HTMLTextAreaElement | null;
  values: () => PlaceholderValues;
};

export function RecordTemplates({ appointmentId, fieldOf, values }: RecordTemplatesProps) {
  const { t } = useTranslation('prescribing');
  const trpc = useTRPC();
  const client = useTRPCClient();
  const [open, setOpen] = useState<'menu' | 'manage' | 'save' | null>(null);
  const target = useRef<HTMLButtonElement>(null);
  const { data: templates = [] } = useQuery(trpc.templates.list.queryOptions());
  const records = templates.filter(({ kind }) => kind === 'record');

  const fill = (texts: RecordTemplate, done: string) => {
    const empty = templateTexts.filter((name) => fieldOf(name)?.value.trim() === '' && texts[name] !== '');
    if (empty.length === 0) {
      notifyDone(t('templates.nothingToFill'));
      return;
    }
    const written = new Map(empty.map((name) => [name, fillPlaceholders(texts[name], values())]));
    const put = (name: (typeof templateTexts)[number], text: string) => {
      const field = fieldOf(name);
      if (field) writeInto(field, text);
    };
    for (const [name, text] of written) put(name, text);
    // Taken back is what was put in and has not been written on since.
    const undo = () => {
      for (const [name, text] of written) if (fieldOf(name)?.value === text) put(name, '');
    };
    notifyDone(done, { undo });
    fieldOf(empty[0] ?? 'diagnosis')?.focus();
  };
  const repeatLast = async () => {
    try {
      const note = await client.prescribing.lastNote.query({ appointmentId });
      if (note) fill(note, t('templates.repeated', { day: dayText(note.appointmentDate) }));
      else notifyDone(t('templates.noLastNote'));
    } catch (error) {
      showFailure(error);
    }
  };
  usePageHotkeys(
    [
      { keys: 'alt+T', label: t('templates.title'), act: () => openByKey(target.current) },
      { keys: 'alt+L', label: t('templates.repeatLast'), act: () => void repeatLast() },
    ],
    { inFields: true },
  );
  const typedNow = () =>
    JSON.stringify(Object.fromEntries(templateTexts.map((name) => [name, fieldOf(name)?.value ?? ''])));
  return (
    <>
      <Menu
        opened={open === 'menu'}
        // The menu closes after what was chosen in it has opened: that stays.
        onChange={(isOpen) => setOpen((now) => (isOpen ? 'menu' : now === 'menu' ? null : now))}
        position="bottom-end"
        transitionProps={{ duration: 0 }}
      >
        <Menu.Target>
          <Button
            ref={target}
            size="compact-sm"
            variant="subtle"
            tabIndex={-1}
            leftSection={<IconTemplate size={15} aria-hidden />}
            rightSection={<Kbd size="xs">Alt T</Kbd>}
          >
            {t('templates.title')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown maw={420}>
          {records.length === 0 && <Menu.Item disabled>{t('templates.noRecords')}</Menu.Item>}
          {records.map((template) => (
            <Menu.Item
              key={template.id}
              onClick={() => {
                const texts = recordTemplateOf(template.content);
                if (texts) fill(texts, t('templates.filled', { name: template.name }));
              }}
            >
              {template.name}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item onClick={() => setOpen('save')}>{t('templates.saveRecord')}</Menu.Item>
          <Menu.Item onClick={() => setOpen('manage')}>{t('templates.manage')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Button
        size="compact-sm"
        variant="subtle"
        tabIndex={-1}
        leftSection={<IconHistory size={15} aria-hidden />}
        rightSection={<Kbd size="xs">Alt L</Kbd>}
        onClick={() => void repeatLast()}
      >
        {t('templates.repeatLast')}
      </Button>
      {open === 'save' && <SaveTemplate kind="record" content={typedNow()} onClose={() => setOpen(null)} />}
      {open === 'manage' && (
        <Suspense fallback={null}>
          <TemplatesDialog onClose={() => setOpen(null)} />
        </Suspense>
      )}
    </>
  );
}
