// A field for a day in a set-up form: typed day first, or chosen from the calendar. Speaks the person's language.
import 'dayjs/locale/vi';
import { DateInput, DatesProvider } from '@mantine/dates';
import { spokenLocale } from '../app/i18n.ts';
import { typedDay } from '../front-desk/typed-day.ts';

type DayFieldProps = {
  label: string;
  value: string;
  error?: string | undefined;
  onChange: (date: string) => void;
  isFirst?: boolean;
};

export function DayField({ label, value, error, onChange, isFirst }: DayFieldProps) {
  return (
    <DatesProvider settings={{ locale: spokenLocale(), firstDayOfWeek: 1, weekendDays: [0] }}>
      <DateInput
        label={label}
        required
        value={value}
        error={error}
        valueFormat="DD/MM/YYYY"
        dateParser={(text) => typedDay(text, value)}
        popoverProps={{ transitionProps: { duration: 0 } }}
        onChange={(date) => {
          if (date !== null && date !== value) onChange(date);
        }}
        onFocus={(event) => event.currentTarget.select()}
        data-autofocus={isFirst || undefined}
      />
    </DatesProvider>
  );
}
