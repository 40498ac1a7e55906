// The one panel in which a patient is registered or edited. Only the name is compulsory. Fields are uncontrolled: a key costs nothing.
import { Button, Group, Kbd, Select, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDebouncedCallback } from '@mantine/hooks';
import i18next from 'i18next';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { bloodGroups, genders, type PatientInput } from '../../domain/patients.ts';
import { useMay } from '../app/desk-context.tsx';
import classes from './PatientForm.module.css';
import { emptyFields, type FieldErrors, type PatientFields, readFields } from './patient-form.ts';
import { useClinicToday } from './patient-facts.ts';

type PatientFormProps = {
  start: Partial<PatientFields>;
  submitLabel: string;
  isSaving: boolean;
  onCancel: () => void;
  onSubmit: (input: PatientInput, refuse: (errors: FieldErrors) => void) => void;
  /** Every change, for a journal of what is not saved yet. */
  onTyped?: ((typed: PatientFields) => void) | undefined;
  /** Hints drawn under the first fields from what is typed so far. */
  renderHints?: (typed: PatientFields) => ReactNode;
};

export function PatientForm({
  start,
  submitLabel,
  isSaving,
  onCancel,
  onSubmit,
  onTyped,
  renderHints,
}: PatientFormProps) {
  const { t } = useTranslation('patients');
  const today = useClinicToday();
  const canNote = useMay('record.write');
  const initialValues = { ...emptyFields, ...start };
  const [typed, setTyped] = useState<PatientFields>(initialValues);
  const tellHints = useDebouncedCallback(setTyped, 120);
  const form = useForm<PatientFields>({
    mode: 'uncontrolled',
    initialValues,
    onValuesChange: (values) => {
      tellHints(values);
      onTyped?.(values);
    },
  });
  const refuse = (errors: FieldErrors) => {
    const words = Object.entries(errors).map(([field, key]) => [field, wordsFor(key)]);
    form.setErrors(Object.fromEntries(words));
    const first = Object.keys(emptyFields).find((field) => field in errors);
    if (first) form.getInputNode(first)?.focus();
  };
  const submit = () => {
    const read = readFields(form.getValues(), { today, canNote });
    if ('errors' in read) refuse(read.errors);
    else onSubmit(read.input, refuse);
  };
  const field = (name: keyof PatientFields) => ({
    key: form.key(name),
    label: t(`field.${name}`),
    autoComplete: 'off',
    ...form.getInputProps(name),
  });

  return (
    <form
      noValidate
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit();
      }}
    >
      <div className={classes.fields}>
        <TextInput {...field('fullName')} className={classes.wide} required data-autofocus maxLength={120} />
        <TextInput {...field('dateOfBirth')} placeholder={t('field.dateHint')} inputMode="numeric" />
        <Select
          {...field('gender')}
          data={genders.map((value) => ({ value, label: t(`gender.${value}`) }))}
          allowDeselect
          comboboxProps={{ transitionProps: { duration: 0 } }}
        />
        <TextInput {...field('phone')} inputMode="tel" maxLength={40} />
        <TextInput
          {...field('allergies')}
          maxLength={1000}
          classNames={{ label: classes.allergyLabel }}
          placeholder={t('field.allergiesHint')}
        />
        {renderHints && <div className={classes.hints}>{renderHints(typed)}</div>}
        <TextInput {...field('chronicConditions')} className={classes.wide} maxLength={1000} />
        <TextInput
          {...field('warnings')}
          className={classes.wide}
          maxLength={500}
          placeholder={t('field.warningsHint')}
        />
        <TextInput {...field('address')} className={classes.wide} maxLength={300} />
        <TextInput {...field('email')} inputMode="email" maxLength={254} />
        <Select
          {...field('bloodGroup')}
          data={[...bloodGroups]}
          allowDeselect
          comboboxProps={{ transitionProps: { duration: 0 } }}
        />
        <TextInput {...field('emergencyContact')} maxLength={120} />
        <TextInput
          {...field('emergencyContactPhone')}
          inputMode="tel"
          maxLength={20}
          placeholder={t('field.phone10Hint')}
        />
        <TextInput {...field('insuranceId')} maxLength={50} />
        {canNote && (
          <Textarea
            {...field('notes')}
            className={classes.wide}
            autosize
            minRows={2}
            maxRows={6}
            maxLength={4000}
          />
        )}
      </div>
      <Group justify="flex-end" className={classes.actions}>
        <Button variant="default" onClick={onCancel} rightSection={<Kbd size="xs">Esc</Kbd>}>
          {i18next.t('cancel')}
        </Button>
        <Button type="submit" loading={isSaving} rightSection={<Kbd size="xs">Ctrl ↵</Kbd>}>
          {submitLabel}
        </Button>
      </Group>
    </form>
  );
}

// Keys come from zod in domain/ and from the main process; both speak in keys of the common namespace.
const wordsFor = (key: string) => i18next.t(hasWords(key) ? key : 'validation.invalid');
const hasWords = (key: string): key is 'validation.invalid' => i18next.exists(key);
