// A day, typed or picked: 24/11, 24.11.2026 or from the calendar. Speaks the person's language.
import 'dayjs/locale/vi';
import { DateInput, DatesProvider } from '@mantine/dates';
import type { Ref } from 'react';
import { spokenLocale } from '../app/i18n.ts';
import { typedDay } from './typed-day.ts';

type DayInputProps = {
  value: string;
  onChange: (date: string) => void;
  label?: string;
  ariaLabel?: string;
  valueFormat?: string;
  width?: number;
  ref?: Ref<HTMLInputElement>;
};

export function DayInput({
  value,
  onChange,
  label,
  ariaLabel,
  valueFormat = 'DD/MM/YYYY',
  width,
  ref,
}: DayInputProps) {
  return (
    <DatesProvider settings={{ locale: spokenLocale(), firstDayOfWeek: 1, weekendDays: [0] }}>
      <DateInput
        {...(ref ? { ref } : {})}
        {...(label === undefined ? { 'aria-label': ariaLabel ?? '' } : { label })}
        {...(width === undefined ? {} : { w: width })}
        value={value}
        valueFormat={valueFormat}
        dateParser={(text) => typedDay(text, value)}
        popoverProps={{ transitionProps: { duration: 0 } }}
        onChange={(date) => {
          if (date !== null && date !== value) onChange(date);
        }}
        onFocus={(event) => event.currentTarget.select()}
      />
    </DatesProvider>
  );
}
