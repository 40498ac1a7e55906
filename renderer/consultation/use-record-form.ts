// The form of one record: starts from the record or from an unsaved draft, journals every pause, sends what was typed. It draws nothing.
import { type UseFormReturnType, useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import i18next from 'i18next';
import { useEffect, useRef, useState } from 'react';
import type { DraftKind } from '../../domain/drafts.ts';
import { type Companions, nothingBeside, type RecordPatch, sameBeside } from '../../domain/consultations.ts';
import { DraftJournal } from '../app/draft-journal.ts';
import { failureIn, failureText } from '../app/failure-text.ts';
import { showFailure } from '../app/notify.tsx';
import { useTRPC, useTRPCClient } from '../app/trpc.ts';
import { useFlushOnLeaving } from '../app/use-flush-on-leaving.ts';
import { useClinicToday } from '../patients/patient-facts.ts';
import { BesideRecord, besideOf } from '../prescribing/beside-record.ts';
import type { Chart, MedicalRecord } from './chart.ts';
import {
  errorsByField,
  fieldsOf,
  readDraft,
  readFields,
  type RecordFields,
  type RecordFieldName,
  sameFields,
  writeDraft,
} from './record-fields.ts';

export type KeptDraft = { content: string; atMs: number } | null;
type Sent = { appointmentId: string; basedOnMs: number | null; record: RecordPatch } & Companions;
/** One way of sending a record; answers with the record as it is now. */
export type Send = (input: Sent) => Promise<MedicalRecord>;

export type RecordForm = {
  form: UseFormReturnType<RecordFields>;
  /** The lines and codes beside the fields. */
  beside: BesideRecord;
  journal: DraftJournal;
  /** When an unsaved draft was taken up, and it is not discarded yet. */
  restoredAtMs: number | null;
  isSending: boolean;
  hasChanges: () => boolean;
  /** False when the fields or the main process refused; the form then says why. */
  send: (send: Send) => Promise<boolean>;
  discard: () => Promise<void>;
};

export function useRecordForm(chart: Chart, kind: DraftKind, kept: KeptDraft): RecordForm {
  const client = useTRPCClient();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const today = useClinicToday();
  const subject = { kind, appointmentId: chart.appointment.id };
  const saved = fieldsOf(chart.record);
  const savedBeside = besideOf(chart.record);
  const [draft] = useState(() => usable(kept, { fields: saved, beside: savedBeside }));
  const [restoredAtMs, setRestoredAtMs] = useState(draft?.atMs ?? null);
  const [isSending, setIsSending] = useState(false);
  const basedOnMs = useRef(draft ? draft.basedOnMs : (chart.record?.updatedAtMs ?? null));
  const [journal] = useState(
    () => new DraftJournal((content) => client.drafts.keep.mutate({ ...subject, content })),
  );
  const [beside] = useState(() => new BesideRecord(draft?.beside ?? savedBeside));
  const typed = () =>
    writeDraft({ fields: form.getValues(), basedOnMs: basedOnMs.current, beside: beside.now() });
  const form = useForm<RecordFields>({
    mode: 'uncontrolled',
    initialValues: draft?.fields ?? saved,
    onValuesChange: () => journal.changed(typed),
  });
  useEffect(() => beside.subscribe(() => journal.changed(typed)));
  useFlushOnLeaving(journal);

  const refuse = (errors: Partial<RecordFields>) => {
    form.setErrors(Object.fromEntries(Object.entries(errors).map(([name, key]) => [name, wordsFor(key)])));
    focusFirst(form, Object.keys(errors));
  };

  const send = async (transmit: Send): Promise<boolean> => {
    const fields = { ...form.getValues() };
    const sentBeside = beside.now();
    const read = readFields(fields, today);
    if ('errors' in read) {
      refuse(read.errors);
      return false;
    }
    setIsSending(true);
    await journal.hold();
    try {
      const record = await transmit({
        appointmentId: subject.appointmentId,
        basedOnMs: basedOnMs.current,
        record: read.patch,
        ...sentBeside,
      });
      basedOnMs.current = record.updatedAtMs;
      journal.release(record.updatedAtMs);
      // What was typed while the record was on its way is new typing.
      if (!sameFields(fields, form.getValues()) || beside.now() !== sentBeside) journal.changed(typed);
      setRestoredAtMs(null);
      const key = trpc.consultations.chart.queryKey({ appointmentId: subject.appointmentId });
      queries.setQueryData(key, (before) => before && { ...before, record });
      void queries.invalidateQueries(trpc.doctorsDesk.unsigned.pathFilter());
      return true;
    } catch (error) {
      journal.release();
      // Somebody else may have recorded the allergy, or prescribed the medicine, since this chart was opened: then the line says so now.
      if (failureIn(error).code === 'warning_unexplained') {
        await Promise.all([
          queries.refetchQueries(
            trpc.consultations.chart.queryFilter({ appointmentId: subject.appointmentId }),
          ),
          queries.refetchQueries(trpc.patients.banner.pathFilter()),
        ]);
      }
      showRefusal(form, error, refuse);
      return false;
    } finally {
      setIsSending(false);
    }
  };

  const discard = async () => {
    await journal.hold();
    await client.drafts.discard.mutate(subject).catch(showFailure);
    basedOnMs.current = chart.record?.updatedAtMs ?? null;
    form.setValues(saved);
    beside.reset(savedBeside);
    journal.reset();
    setRestoredAtMs(null);
  };

  const hasChanges = () => !sameFields(form.getValues(), saved) || !beside.isSame(savedBeside);
  return { form, beside, journal, restoredAtMs, isSending, hasChanges, send, discard };
}

/** A draft that says nothing new is not worth a word. */
function usable(kept: KeptDraft, saved: { fields: RecordFields; beside: Companions }) {
  const draft = kept && readDraft(kept.content);
  if (!draft || !kept) return null;
  // A draft of an older make says nothing of lines: they stay as they are saved.
  const beside = draft.beside ?? saved.beside ?? nothingBeside;
  const isNew = !sameFields(draft.fields, saved.fields) || !sameBeside(beside, saved.beside);
  return isNew ? { ...draft, beside, atMs: kept.atMs } : null;
}

function showRefusal(
  form: UseFormReturnType<RecordFields>,
  error: unknown,
  refuse: (errors: Partial<RecordFields>) => void,
) {
  const wrong = failureIn(error);
  if (wrong.code === 'warning_unexplained') {
    showFailure(error);
    requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-reason-missing]')?.focus());
    return;
  }
  if (wrong.code === 'follow_up_in_past') {
    form.setFieldError('followUpDate', failureText(wrong));
    focusFirst(form, ['followUpDate']);
    return;
  }
  const fields =
    wrong.code === 'invalid_input'
      ? errorsByField(Object.entries(wrong.fields).map(([path, keys]) => [path, keys[0] ?? '']))
      : {};
  if (Object.keys(fields).length > 0) refuse(fields);
  else showFailure(error);
}

function focusFirst(form: UseFormReturnType<RecordFields>, names: string[]): void {
  const first = (Object.keys(form.getValues()) as RecordFieldName[]).find((name) => names.includes(name));
  if (first) form.getInputNode(first)?.focus();
}

// Keys come from zod in domain/ and from the main process; both speak in keys of the common namespace.
const wordsFor = (key: string) => i18next.t(hasWords(key) ? key : 'validation.invalid');
const hasWords = (key: string): key is 'validation.invalid' => i18next.exists(key);
