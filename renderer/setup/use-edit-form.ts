// One form of the set-up: uncontrolled fields, what was typed kept as a draft, refusals put where they belong. Knows no list.
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import i18next from 'i18next';
import { useState } from 'react';
import type { z } from 'zod';
import type { Failure } from '../../domain/failure.ts';
import { useDesk } from '../app/desk-context.tsx';
import { failureIn, failureText, type WentWrong } from '../app/failure-text.ts';
import { notifyDone } from '../app/notify.tsx';
import { draftOf, dropDraft, keepDraft } from './drafts.ts';

/** What is edited: the list's name, the row as it was read, or null for a new one. */
export type Edited = { list: string; row: { id: string; updatedAtMs: number | null } | null };
export type Edit = { id: string | null; updatedAtMs: number | null };

type EditFormOptions<Fields, Input, Saved> = {
  edited: Edited;
  start: Fields;
  schema: z.ZodType<Input>;
  /** The form's text as the schema takes it: amounts and numbers read from what was typed. */
  toInput: (fields: Fields) => unknown;
  save: (edit: Edit, input: Input) => Promise<Saved>;
  done: string;
  /** Takes back what was saved; without it the toast offers none. */
  undo?: (saved: Saved) => void;
  onDone: () => void;
};

// Where a refusal is about one field, it is shown there.
const fieldOf: Partial<Record<Failure['code'], string[]>> = {
  name_taken: ['name', 'roomNumber'],
  license_taken: ['licenseNumber'],
  room_has_doctor: ['roomId'],
  room_inactive: ['roomId'],
  department_inactive: ['departmentId'],
  currency_in_use: ['currency'],
};

export function useEditForm<Fields extends Record<string, unknown>, Input, Saved = unknown>(
  options: EditFormOptions<Fields, Input, Saved>,
) {
  const { edited, start, schema, toInput, save, done, undo, onDone } = options;
  const queries = useQueryClient();
  const { user } = useDesk();
  const key = `${user.userId}:${edited.list}:${edited.row?.id ?? 'new'}`;
  const [draft] = useState(() => draftOf<Fields>(key));
  const [trouble, setTrouble] = useState<WentWrong | null>(null);
  const edit: Edit = {
    id: edited.row?.id ?? null,
    updatedAtMs: draft?.updatedAtMs ?? edited.row?.updatedAtMs ?? null,
  };
  const form = useForm<Fields>({
    mode: 'uncontrolled',
    initialValues: draft?.fields ?? start,
    onValuesChange: (fields) => keepDraft(key, { fields, updatedAtMs: edit.updatedAtMs }),
  });

  const show = (errors: Record<string, string>) => {
    form.setErrors(errors);
    const first = Object.keys(start).find((field) => field in errors);
    if (first) form.getInputNode(first)?.focus();
  };
  const refuse = (error: unknown) => {
    const wrong = failureIn(error);
    const fields = wrong.code === 'bug' ? [] : (fieldOf[wrong.code] ?? []);
    const field = fields.find((name) => name in start);
    if (wrong.code === 'invalid_input') show(wordsOf(wrong.fields));
    else if (field) show({ [field]: failureText(wrong) });
    setTrouble(field || wrong.code === 'invalid_input' ? null : wrong);
  };
  const mutation = useMutation({
    mutationFn: (input: Input) => save(edit, input),
    onSuccess: async (saved) => {
      dropDraft(key);
      // Departments, rooms and hours stand on the staff's, the desk's and the doctor's screens, too.
      await queries.invalidateQueries();
      notifyDone(done, undo && { undo: () => undo(saved), about: key });
      onDone();
    },
    onError: refuse,
  });
  const submit = () => {
    if (mutation.isPending) return;
    setTrouble(null);
    const read = schema.safeParse(toInput(form.getValues()));
    if (read.success) mutation.mutate(read.data);
    else show(wordsOf(byField(read.error)));
  };
  return {
    form,
    submit,
    isSaving: mutation.isPending,
    trouble,
    /** True when the panel opened with what was typed earlier. */
    isFromDraft: draft !== undefined,
    /** Forgets what was typed; the caller opens the form anew. */
    discard: () => dropDraft(key),
  };
}

export type EditForm = Pick<
  ReturnType<typeof useEditForm>,
  'submit' | 'isSaving' | 'trouble' | 'isFromDraft' | 'discard'
>;

function byField(error: z.ZodError): Record<string, string[]> {
  const fields: Record<string, string[]> = {};
  for (const issue of error.issues) (fields[issue.path.join('.')] ??= []).push(issue.message);
  return fields;
}

/** Keys to words. The main process names fields from its own input (`values.name`): the last part is the form's. */
const wordsOf = (fields: Record<string, string[]>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fields).map(([path, keys]) => [path.split('.').at(-1) ?? path, wordFor(keys[0] ?? '')]),
  );

/** Keys come from zod in domain/ and from the main process; both speak in keys of the common namespace. */
export const wordFor = (key: string): string => i18next.t(hasWords(key) ? key : 'validation.invalid');

const hasWords = (key: string): key is 'validation.invalid' => i18next.exists(key);
