// One text that is used again, being written. Lines of prescriptions are made where they are typed: here they get a name.
import { Button, NativeSelect, Switch, Text, Textarea, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { textOfLines } from '../../domain/prescriptions.ts';
import {
  linesTemplateOf,
  placeholders,
  recordTemplateOf,
  type Template,
  templateInput,
  type TemplateKind,
  templateTexts,
} from '../../domain/templates.ts';
import { useDesk } from '../app/desk-context.tsx';
import { notifyDone, showFailure } from '../app/notify.tsx';
import { useTRPC, useTRPCClient } from '../app/trpc.ts';
import { EditPanel } from '../setup/EditPanel.tsx';
import panelClasses from '../setup/EditPanel.module.css';
import { useEditForm } from '../setup/use-edit-form.ts';
import classes from './TemplatePanel.module.css';

const writtenHere = ['snippet', 'record', 'referral', 'sickNote'] as const satisfies readonly TemplateKind[];

const newKind: TemplateKind = 'snippet';

type TemplatePanelProps = { row: Template | null; onClose: () => void; onReload: () => void };

export function TemplatePanel({ row, onClose, onReload }: TemplatePanelProps) {
  const { t } = useTranslation(['prescribing', 'setup']);
  const { user } = useDesk();
  const client = useTRPCClient();
  const texts = row && recordTemplateOf(row.content);
  const edit = useEditForm({
    edited: { list: 'templates', row },
    start: {
      kind: row?.kind ?? newKind,
      name: row?.name ?? '',
      shortcut: row?.shortcut ?? '',
      // An admin writes for the clinic alone.
      isShared: row ? row.doctorId === null : user.role === 'admin',
      content: row?.content ?? '',
      diagnosis: texts?.diagnosis ?? '',
      treatmentPlan: texts?.treatmentPlan ?? '',
      notes: texts?.notes ?? '',
    },
    schema: templateInput,
    toInput: ({ kind, name, shortcut, isShared, content, ...record }) => ({
      kind,
      name,
      shortcut: kind === 'snippet' ? shortcut : '',
      isShared,
      content: kind === 'record' ? JSON.stringify(record) : content,
    }),
    save: (mark, values) => client.templates.save.mutate({ edit: mark, values }),
    done: t('saved', { ns: 'setup' }),
    onDone: onClose,
  });
  const { form } = edit;
  const [kind, setKind] = useState(form.getValues().kind);
  return (
    <EditPanel
      title={row?.name ?? t('templates.new')}
      form={edit}
      onClose={onClose}
      onReload={onReload}
      after={row && <TakeAway template={row} onDone={onClose} />}
    >
      {kind === 'prescription' ? (
        <Text size="sm" className={panelClasses.wide}>
          {t('templates.kind.prescription')}
        </Text>
      ) : (
        <NativeSelect
          className={panelClasses.wide}
          label={t('templates.what')}
          value={kind}
          onChange={(event) => {
            const chosen = event.currentTarget.value as TemplateKind;
            form.setFieldValue('kind', chosen);
            setKind(chosen);
          }}
          data={writtenHere.map((value) => ({ value, label: t(`templates.kind.${value}`) }))}
        />
      )}
      <TextInput
        key={form.key('name')}
        {...form.getInputProps('name')}
        className={panelClasses.wide}
        label={t('templates.name')}
        required
        maxLength={120}
        autoComplete="off"
        data-autofocus
      />
      {kind === 'snippet' && (
        <TextInput
          key={form.key('shortcut')}
          {...form.getInputProps('shortcut')}
          className={panelClasses.wide}
          label={t('templates.shortcut')}
          leftSection="/"
          maxLength={40}
          autoComplete="off"
        />
      )}
      {kind === 'record' &&
        templateTexts.map((name) => (
          <Textarea
            key={form.key(name)}
            {...form.getInputProps(name)}
            className={panelClasses.wide}
            label={t(`templates.text.${name}`)}
            autosize
            minRows={2}
            maxRows={6}
          />
        ))}
      {kind === 'prescription' && (
        <p className={classes.lines}>{textOfLines(linesTemplateOf(row?.content ?? '') ?? [])}</p>
      )}
      {kind !== 'record' && kind !== 'prescription' && (
        <Textarea
          key={form.key('content')}
          {...form.getInputProps('content')}
          className={panelClasses.wide}
          label={t('templates.content')}
          required
          autosize
          minRows={5}
          maxRows={12}
        />
      )}
      {kind !== 'prescription' && (
        <Text size="xs" c="dimmed" className={panelClasses.wide}>
          {t('templates.placeholders')} {placeholders.map((name) => `{{${name}}}`).join(' ')}
        </Text>
      )}
      <Switch
        key={form.key('isShared')}
        {...form.getInputProps('isShared', { type: 'checkbox' })}
        className={panelClasses.wide}
        label={t('templates.forAll')}
        disabled={user.role === 'admin'}
      />
    </EditPanel>
  );
}

function TakeAway({ template: { id, name }, onDone }: { template: Template; onDone: () => void }) {
  const { t } = useTranslation('prescribing');
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const archive = async () => {
    const set = async (isArchived: boolean) => {
      await client.templates.archive.mutate({ id, isArchived });
      await queries.invalidateQueries({ queryKey: trpc.templates.list.queryKey() });
    };
    try {
      await set(true);
      notifyDone(t('templates.archived', { name }), { undo: () => void set(false).catch(showFailure) });
      onDone();
    } catch (error) {
      showFailure(error);
    }
  };
  return (
    <Button variant="subtle" color="red" className={classes.takeAway} onClick={() => void archive()}>
      {t('templates.archive')}
    </Button>
  );
}
