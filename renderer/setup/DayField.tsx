// A field for a day in a set-up form: typed day first (`24`, `24/11`, `24/11/2026`), or chosen from a calendar that opens only when asked,
// so that it never covers what the day would touch.
import 'dayjs/locale/vi';
import { ActionIcon, Popover, TextInput } from '@mantine/core';
import { DatePicker, DatesProvider } from '@mantine/dates';
import { IconCalendar } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { spokenLocale } from '../app/i18n.ts';
import { typedDay } from '../front-desk/typed-day.ts';

type DayFieldProps = {
  label: string;
  value: string;
  error?: string | undefined;
  onChange: (date: string) => void;
  isFirst?: boolean;
};

const shown = (date: string): string => date.split('-').toReversed().join('/');

export function DayField({ label, value, error, onChange, isFirst }: DayFieldProps) {
  const { t } = useTranslation('setup');
  /** What is being typed; null shows the day itself. */
  const [typed, setTyped] = useState<string | null>(null);
  const [isOpen, setIsOpen] = useState(false);
  const settle = () => {
    const date = typed === null ? null : typedDay(typed, value);
    if (date !== null && date !== value) onChange(date);
    setTyped(null);
  };
  const calendar = (
    <Popover
      opened={isOpen}
      onChange={setIsOpen}
      position="bottom-end"
      trapFocus
      transitionProps={{ duration: 0 }}
    >
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          // Days are typed; by keyboard the calendar opens with Alt and the down arrow.
          tabIndex={-1}
          aria-label={t('day.choose', { label })}
          onClick={() => setIsOpen(!isOpen)}
        >
          <IconCalendar size={16} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          // The calendar's own Escape: the panel stays.
          event.stopPropagation();
          setIsOpen(false);
        }}
      >
        <DatesProvider settings={{ locale: spokenLocale(), firstDayOfWeek: 1, weekendDays: [0] }}>
          <DatePicker
            size="xs"
            defaultDate={value}
            value={value}
            onChange={(date) => {
              if (date !== null) onChange(date);
              setIsOpen(false);
            }}
          />
        </DatesProvider>
      </Popover.Dropdown>
    </Popover>
  );
  return (
    <TextInput
      label={label}
      required
      inputMode="numeric"
      autoComplete="off"
      maxLength={10}
      error={error}
      value={typed ?? shown(value)}
      rightSection={calendar}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={settle}
      onKeyDownCapture={(event) => {
        const saves = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 's';
        if (event.key === 'Enter' || saves) settle();
        if (event.key === 'ArrowDown' && event.altKey) setIsOpen(true);
      }}
      onFocus={(event) => event.currentTarget.select()}
      data-autofocus={isFirst || undefined}
    />
  );
}
