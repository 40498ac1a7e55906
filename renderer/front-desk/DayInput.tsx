// A day, typed or picked: 24/11, 24.11.2026 or from the calendar. What is typed counts at Enter or on leaving, not letter by letter.
import 'dayjs/locale/vi';
import { DateInput, DatesProvider } from '@mantine/dates';
import { type Ref, useState } from 'react';
import { spokenLocale } from '../app/i18n.ts';
import { typedDay } from './typed-day.ts';

type DayInputProps = {
  value: string;
  onChange: (date: string) => void;
  label?: string;
  ariaLabel?: string;
  /** "Monday, 23 November 2026" instead of "23/11/2026". */
  isLong?: boolean;
  width?: number;
  /** A date can be read from what is typed, or is pointed at in the calendar; it does not count yet. */
  onTyped?: (date: string) => void;
  /** After Enter: where the keyboard goes on. */
  onEntered?: () => void;
  ref?: Ref<HTMLInputElement>;
};

const longFormat = { en: 'dddd, D MMMM YYYY', vi: 'dddd, DD/MM/YYYY' };

export function DayInput({
  value,
  onChange,
  label,
  ariaLabel,
  isLong,
  width,
  onTyped,
  onEntered,
  ref,
}: DayInputProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const [isOpen, setIsOpen] = useState(false);
  const settle = (date: string | null) => {
    setTyped(null);
    setIsOpen(false);
    if (date !== null && date !== value) onChange(date);
  };
  const locale = spokenLocale();
  return (
    <DatesProvider settings={{ locale, firstDayOfWeek: 1, weekendDays: [0] }}>
      <DateInput
        {...(ref ? { ref } : {})}
        {...(label === undefined ? { 'aria-label': ariaLabel ?? '' } : { label })}
        {...(width === undefined ? {} : { w: width })}
        value={typed ?? value}
        valueFormat={isLong ? longFormat[locale] : 'DD/MM/YYYY'}
        styles={{ input: { textTransform: 'capitalize' } }}
        dateParser={(text) => typedDay(text, value)}
        popoverProps={{ opened: isOpen, onChange: setIsOpen, transitionProps: { duration: 0 } }}
        getDayProps={(date) => ({ onClick: () => settle(date), onPointerEnter: () => onTyped?.(date) })}
        onChange={(date) => {
          setTyped(date);
          if (date !== null) onTyped?.(date);
        }}
        onClick={() => setIsOpen(true)}
        onFocus={(event) => {
          setIsOpen(true);
          event.currentTarget.select();
        }}
        onBlur={() => settle(typed)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && isOpen) {
            setTyped(null);
            setIsOpen(false);
          } else if (event.key === 'Enter' && !event.ctrlKey) {
            settle(typed);
            onEntered?.();
          } else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
    </DatesProvider>
  );
}
