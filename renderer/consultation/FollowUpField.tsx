// The day to come again: typed (29/11, +7, +2w, +1m) or chosen by a button; what was understood is said beside it, with a free time near
// that day and the key that books it.
import { Button, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { spokenLocale } from '../app/i18n.ts';
import { useClinicToday } from '../patients/patient-facts.ts';
import classes from './FollowUpField.module.css';
import { BookFollowUp } from './finish/BookFollowUp.tsx';
import { dayText, type RecordFields, typedDay } from './record-fields.ts';

const soon = [
  { typed: '+3', label: 'followUp.days3' },
  { typed: '+7', label: 'followUp.week1' },
  { typed: '+14', label: 'followUp.weeks2' },
  { typed: '+1m', label: 'followUp.month1' },
] as const;

export function FollowUpField({ form }: { form: UseFormReturnType<RecordFields> }) {
  const { t } = useTranslation('consultation');
  const today = useClinicToday();
  const [typed, setTyped] = useState(form.getValues().followUpDate);
  form.watch('followUpDate', ({ value }) => setTyped(value));
  const day = typedDay(typed, today);
  const write = (text: string) => {
    const understood = typedDay(text, today);
    if (understood) form.setFieldValue('followUpDate', dayText(understood));
  };
  return (
    <div className={classes.row}>
      <TextInput
        key={form.key('followUpDate')}
        {...form.getInputProps('followUpDate')}
        label={t('field.followUpDate')}
        placeholder={t('followUp.hint')}
        autoComplete="off"
        maxLength={12}
        className={classes.input}
        onBlur={(event) => write(event.currentTarget.value)}
      />
      <div className={classes.soon}>
        {soon.map(({ typed: shortcut, label }) => (
          <Button
            key={shortcut}
            variant="default"
            size="compact-sm"
            tabIndex={-1}
            onClick={() => write(shortcut)}
          >
            {t(label)}
          </Button>
        ))}
        {day && <span className={classes.understood}>{weekdayText(day)}</span>}
        {day && day > today && <BookFollowUp date={day} />}
      </div>
    </div>
  );
}

const weekdayText = (day: string) =>
  new Intl.DateTimeFormat(spokenLocale(), { weekday: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );
