// One's own texts and the clinic's, to be written, changed and taken away. Lines of prescriptions are made where they are typed: here they get a name.
import { Button, Group, Modal, NativeSelect, Switch, Text, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery, useQueryClient } from '@tanstack/react-query';
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
import classes from './TemplatesDialog.module.css';

const writtenHere = ['snippet', 'record', 'referral', 'sickNote'] as const satisfies readonly TemplateKind[];

export function TemplatesDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['prescribing', 'common']);
  const trpc = useTRPC();
  const { data: templates = [] } = useQuery(trpc.templates.list.queryOptions());
  const [open, setOpen] = useState<{ template: Template | null; take: number }>({ template: null, take: 0 });
  const show = (template: Template | null) => setOpen(({ take }) => ({ template, take: take + 1 }));
  return (
    <Modal
      opened
      onClose={onClose}
      size={860}
      title={t('templates.manage')}
      closeButtonProps={{ 'aria-label': t('close', { ns: 'common' }) }}
      transitionProps={{ duration: 0 }}
    >
      <div className={classes.split}>
        <div className={classes.list}>
          <Button variant="default" fullWidth onClick={() => show(null)}>
            {t('templates.new')}
          </Button>
          <ul>
            {templates.map((template) => (
              <li key={template.id}>
                <button
                  type="button"
                  aria-pressed={template.id === open.template?.id}
                  onClick={() => show(template)}
                >
                  {template.name}
                  <small>
                    {[
                      t(`templates.kind.${template.kind}`),
                      template.shortcut && `/${template.shortcut}`,
                      template.doctorId === null && t('templates.shared'),
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </small>
                </button>
              </li>
            ))}
          </ul>
        </div>
        <TemplateForm key={open.take} template={open.template} onDone={() => show(null)} />
      </div>
    </Modal>
  );
}

function TemplateForm({ template, onDone }: { template: Template | null; onDone: () => void }) {
  const { t } = useTranslation(['prescribing', 'common']);
  const { user } = useDesk();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const [kind, setKind] = useState<TemplateKind>(template?.kind ?? 'snippet');
  const texts = template && recordTemplateOf(template.content);
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: {
      name: template?.name ?? '',
      shortcut: template?.shortcut ?? '',
      // An admin writes for the clinic alone.
      isShared: template ? template.doctorId === null : user.role === 'admin',
      content: template?.content ?? '',
      diagnosis: texts?.diagnosis ?? '',
      treatmentPlan: texts?.treatmentPlan ?? '',
      notes: texts?.notes ?? '',
    },
  });
  const again = () => queries.invalidateQueries({ queryKey: trpc.templates.list.queryKey() });
  const save = async () => {
    const { name, shortcut, isShared, content, ...record } = form.getValues();
    const read = templateInput.safeParse({
      kind,
      name,
      shortcut,
      isShared,
      content: kind === 'record' ? JSON.stringify(record) : content,
    });
    if (!read.success) {
      const missing = read.error.issues.map(({ path }) => String(path[0]));
      form.setErrors(
        Object.fromEntries(missing.map((field) => [field, t('validation.required', { ns: 'common' })])),
      );
      return;
    }
    try {
      const edit = { id: template?.id ?? null, updatedAtMs: template?.updatedAtMs ?? null };
      await client.templates.save.mutate({ edit, values: read.data });
      await again();
      notifyDone(t('templates.saved', { name: read.data.name }));
      onDone();
    } catch (error) {
      showFailure(error);
    }
  };
  const archive = async ({ id, name }: Template) => {
    const set = (isArchived: boolean) => client.templates.archive.mutate({ id, isArchived }).then(again);
    try {
      await set(true);
      notifyDone(t('templates.archived', { name }), { undo: () => void set(false).catch(showFailure) });
      onDone();
    } catch (error) {
      showFailure(error);
    }
  };
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {kind === 'prescription' ? (
        <Text size="sm">{t('templates.kind.prescription')}</Text>
      ) : (
        <NativeSelect
          label={t('templates.what')}
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value as TemplateKind)}
          data={writtenHere.map((value) => ({ value, label: t(`templates.kind.${value}`) }))}
        />
      )}
      <TextInput
        key={form.key('name')}
        {...form.getInputProps('name')}
        label={t('templates.name')}
        maxLength={120}
        data-autofocus
      />
      {kind === 'snippet' && (
        <TextInput
          key={form.key('shortcut')}
          {...form.getInputProps('shortcut')}
          label={t('templates.shortcut')}
          leftSection="/"
          maxLength={40}
        />
      )}
      {kind === 'record' &&
        templateTexts.map((name) => (
          <Textarea
            key={form.key(name)}
            {...form.getInputProps(name)}
            label={t(`templates.text.${name}`)}
            autosize
            minRows={2}
            maxRows={6}
          />
        ))}
      {kind === 'prescription' && (
        <p className={classes.lines}>{textOfLines(linesTemplateOf(template?.content ?? '') ?? [])}</p>
      )}
      {kind !== 'record' && kind !== 'prescription' && (
        <Textarea
          key={form.key('content')}
          {...form.getInputProps('content')}
          label={t('templates.content')}
          autosize
          minRows={5}
          maxRows={12}
        />
      )}
      {kind !== 'prescription' && (
        <Text size="xs" c="dimmed">
          {t('templates.placeholders')} {placeholders.map((name) => `{{${name}}}`).join(' ')}
        </Text>
      )}
      <Switch
        key={form.key('isShared')}
        {...form.getInputProps('isShared', { type: 'checkbox' })}
        label={t('templates.forAll')}
        disabled={user.role === 'admin'}
      />
      <Group justify="space-between">
        {template ? (
          <Button variant="subtle" color="red" onClick={() => void archive(template)}>
            {t('templates.archive')}
          </Button>
        ) : (
          <span />
        )}
        <Button type="submit">{t('save', { ns: 'common' })}</Button>
      </Group>
    </form>
  );
}
