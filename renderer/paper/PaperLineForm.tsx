// One line of paper under the hand: time, patient, what happened, why, notes. Enter puts it on the page.
import { Button, Select, TextInput } from '@mantine/core';
import { type KeyboardEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { paperOutcomes } from '../../domain/paper-entry.ts';
import { clockTime } from '../../domain/civil-date.ts';
import { KeyHint } from '../front-desk/KeyHint.tsx';
import { PatientPicker } from '../patients/PatientPicker.tsx';
import { TimeField } from '../setup/TimeField.tsx';
import classes from './Paper.module.css';
import type { TypedLine } from './paper-page.ts';

type PaperLineFormProps = {
  typed: TypedLine;
  /** Somebody wanted to put it in before it was whole. */
  isAsked: boolean;
  onTyped: (patch: Partial<TypedLine>) => void;
  onAdd: () => void;
};

export function PaperLineForm({ typed, isAsked, onTyped, onAdd }: PaperLineFormProps) {
  const { t } = useTranslation(['paper', 'common']);
  const form = useRef<HTMLDivElement>(null);
  const outcome = useRef<HTMLInputElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    // Keys of the register panel bubble here through React; an open list takes Enter for itself.
    const { target } = event;
    if (!(target instanceof HTMLInputElement) || !form.current?.contains(target)) return;
    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.defaultPrevented) return;
    if (target.getAttribute('aria-expanded') === 'true') return;
    event.preventDefault();
    onAdd();
  };
  const isTime = clockTime.safeParse(typed.time).success;
  return (
    <div ref={form} className={classes.line} role="group" aria-label={t('entry.line')} onKeyDown={onKeyDown}>
      <TimeField
        data-paper-time
        label={t('entry.time')}
        placeholder="08:00"
        value={typed.time}
        error={isAsked && !isTime ? t('validation.time', { ns: 'common' }) : undefined}
        onChange={(time) => onTyped({ time })}
      />
      <PatientPicker
        value={typed.patientId}
        error={isAsked && typed.patientId === null ? t('entry.choosePatient') : undefined}
        onChange={(patientId) => {
          onTyped({ patientId });
          if (patientId !== null) outcome.current?.focus();
        }}
      />
      <Select
        ref={outcome}
        label={t('entry.outcome')}
        data={paperOutcomes.map((value) => ({ value, label: t(`outcome.${value}`) }))}
        value={typed.outcome}
        openOnFocus={false}
        searchable
        comboboxProps={{ transitionProps: { duration: 0 } }}
        onChange={(value) => onTyped({ outcome: paperOutcomes.find((each) => each === value) ?? 'came' })}
      />
      <TextInput
        label={t('entry.reason')}
        maxLength={500}
        autoComplete="off"
        value={typed.reason}
        onChange={(event) => onTyped({ reason: event.currentTarget.value })}
      />
      <TextInput
        label={t('entry.notes')}
        placeholder={t('entry.notesHint')}
        maxLength={2000}
        autoComplete="off"
        value={typed.notes}
        onChange={(event) => onTyped({ notes: event.currentTarget.value })}
      />
      <Button variant="default" rightSection={<KeyHint>↵</KeyHint>} onClick={onAdd}>
        {t('entry.add')}
      </Button>
    </div>
  );
}
