// What a person says about a document: title, kind, whose it is and of when, notes.
import { Button, Group, Kbd, Modal, Select, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import i18next from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type DocumentDetails, documentTypes } from '../../domain/documents.ts';
import { failureIn } from '../app/failure-text.ts';
import { notifyDone, showFailure } from '../app/notify.tsx';
import { useTRPC } from '../app/trpc.ts';
import { dayText, typedBirthDay, useClinicToday } from '../patients/patient-facts.ts';
import type { DocumentLine } from './document-line.ts';

export function EditDocument({ line, onClose }: { line: DocumentLine; onClose: () => void }) {
  const { t } = useTranslation('documents');
  const form = useDetails(line, onClose);
  const { details, change } = form;
  return (
    <Modal
      opened
      onClose={onClose}
      size={520}
      title={t('edit.title')}
      closeButtonProps={{ 'aria-label': t('close', { ns: 'common' }) }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          form.save();
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.save();
        }}
      >
        <TextInput
          label={t('field.title')}
          data-autofocus
          required
          maxLength={200}
          value={details.title}
          error={form.errorOf('title')}
          onChange={(event) => change({ title: event.currentTarget.value })}
        />
        <Group grow mt="xs" align="start">
          <Select
            label={t('field.documentType')}
            allowDeselect={false}
            value={details.documentType}
            onChange={(value) => value !== null && change({ documentType: value })}
            data={documentTypes.map((value) => ({ value, label: t(`type.${value}`) }))}
          />
          <TextInput
            label={t('field.dateOfRecord')}
            placeholder={t('field.datePlaceholder')}
            inputMode="numeric"
            value={form.typedDate}
            error={form.errorOf('dateOfRecord')}
            onChange={(event) => form.typeDate(event.currentTarget.value)}
          />
        </Group>
        <TextInput
          mt="xs"
          label={t('field.sourceDoctor')}
          maxLength={120}
          value={details.sourceDoctor}
          error={form.errorOf('sourceDoctor')}
          onChange={(event) => change({ sourceDoctor: event.currentTarget.value })}
        />
        <Textarea
          mt="xs"
          label={t('field.notes')}
          autosize
          minRows={3}
          maxRows={8}
          maxLength={2_000}
          value={details.notes}
          error={form.errorOf('notes')}
          onChange={(event) => change({ notes: event.currentTarget.value })}
        />
        <Group justify="end" mt="md" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('cancel', { ns: 'common' })}
          </Button>
          <Button type="submit" loading={form.isSaving} rightSection={<Kbd size="xs">Ctrl ↵</Kbd>}>
            {t('save', { ns: 'common' })}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}

function useDetails(line: DocumentLine, onSaved: () => void) {
  const { t } = useTranslation('documents');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const today = useClinicToday();
  const [details, setDetails] = useState<DocumentDetails>(() => ({
    title: line.title,
    documentType: line.documentType,
    sourceDoctor: line.sourceDoctor,
    dateOfRecord: line.dateOfRecord,
    notes: line.notes,
  }));
  const [typedDate, setTypedDate] = useState(line.dateOfRecord === null ? '' : dayText(line.dateOfRecord));
  const [fields, setFields] = useState<Record<string, string[]>>({});
  const edit = useMutation(
    trpc.documents.edit.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.documents.pathFilter());
        // They stand in an open chart's timeline, too.
        void queries.invalidateQueries(trpc.charts.timeline.pathFilter());
        notifyDone(t('done.edit', { title: details.title }));
        onSaved();
      },
      onError: (error) => {
        const wrong = failureIn(error);
        if (wrong.code === 'invalid_input') setFields(wrong.fields);
        else showFailure(error);
      },
    }),
  );
  return {
    details,
    change: (changed: Partial<DocumentDetails>) => setDetails({ ...details, ...changed }),
    typedDate,
    typeDate: setTypedDate,
    isSaving: edit.isPending,
    errorOf: (field: keyof DocumentDetails) => wordsFor(fields[`details.${field}`]?.[0]),
    save() {
      const dateOfRecord = typedDate.trim() === '' ? null : typedBirthDay(typedDate, today);
      if (dateOfRecord === null && typedDate.trim() !== '')
        return setFields({ 'details.dateOfRecord': ['validation.date'] });
      setFields({});
      edit.mutate({
        documentId: line.id,
        basedOnMs: line.updatedAtMs,
        details: { ...details, dateOfRecord },
      });
    },
  };
}

const wordsFor = (key: string | undefined) =>
  key === undefined ? undefined : i18next.t(hasWords(key) ? key : 'validation.invalid');
const hasWords = (key: string): key is 'validation.invalid' => i18next.exists(key);
