// One doctor's week: ranges of each day, a day copied to others, overlaps shown while they are typed.
import { ActionIcon, Button, Group, Text } from '@mantine/core';
import { IconCopy, IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { minutesOf, timeOfMinutes } from '../../domain/civil-date.ts';
import {
  copyDay,
  type HoursRange,
  inOrder,
  overlappingRange,
  reversedRange,
  weekdays,
  weekInput,
} from '../../domain/working-hours.ts';
import { useTRPCClient } from '../app/trpc.ts';
import { EditPanel } from './EditPanel.tsx';
import { TimeField } from './TimeField.tsx';
import { useEditForm, wordFor } from './use-edit-form.ts';
import classes from './WeekPanel.module.css';
import { longDay } from './week-text.ts';
import { z } from 'zod';
import { useState } from 'react';

type WeekPanelProps = {
  doctor: { id: string; fullName: string };
  week: readonly HoursRange[];
  onClose: () => void;
  onReload: () => void;
};

export function WeekPanel({ doctor, week: read, onClose, onReload }: WeekPanelProps) {
  const { t } = useTranslation('setup');
  const client = useTRPCClient();
  const [was] = useState(() => plainWeek(read));
  const edit = useEditForm({
    edited: { list: 'hours', row: { id: doctor.id, updatedAtMs: null } },
    start: { was, week: was },
    schema: z.object({ was: weekInput, week: weekInput }),
    toInput: (fields) => fields,
    save: (_, weeks) => client.setup.doctors.saveWeek.mutate({ doctorId: doctor.id, ...weeks }),
    done: t('saved'),
    onDone: onClose,
  });
  const [week, setWeek] = useState<readonly HoursRange[]>(edit.form.getValues().week);
  const change = (update: Update) => {
    // On what the form holds, not on what was drawn last: leaving one field and typing into the next may be one moment.
    const next = update(edit.form.getValues().week);
    setWeek(next);
    edit.form.setFieldValue('week', [...next]);
  };
  return (
    <EditPanel title={doctor.fullName} form={edit} onClose={onClose} onReload={onReload}>
      <div className={classes.week}>
        <CopyButtons
          onCopy={(days) => change((before) => copyDay(before, 1, days))}
          isEmpty={!week.some((range) => range.weekday === 1)}
        />
        {weekdays.map((day) => (
          <Day key={day} day={day} week={week} onChange={change} />
        ))}
        {week.length === 0 && (
          <Text size="sm" c="dimmed">
            {t('hours.noneHint')}
          </Text>
        )}
      </div>
    </EditPanel>
  );
}

type Update = (week: readonly HoursRange[]) => readonly HoursRange[];

const plainWeek = (week: readonly HoursRange[]): HoursRange[] =>
  inOrder(week).map(({ weekday, fromTime, toTime }) => ({ weekday, fromTime, toTime }));

function CopyButtons({ onCopy, isEmpty }: { onCopy: (days: readonly number[]) => void; isEmpty: boolean }) {
  const { t } = useTranslation('setup');
  const icon = <IconCopy size={14} aria-hidden />;
  return (
    <Group gap={6}>
      <Button
        size="compact-sm"
        variant="light"
        leftSection={icon}
        disabled={isEmpty}
        onClick={() => onCopy([1, 2, 3, 4, 5])}
      >
        {t('hours.copyWeekdays')}
      </Button>
      <Button
        size="compact-sm"
        variant="light"
        leftSection={icon}
        disabled={isEmpty}
        onClick={() => onCopy([1, 2, 3, 4, 5, 6])}
      >
        {t('hours.copySaturday')}
      </Button>
      {isEmpty && (
        <Text size="xs" c="dimmed">
          {t('hours.mondayFirst')}
        </Text>
      )}
    </Group>
  );
}

type DayProps = { day: number; week: readonly HoursRange[]; onChange: (update: Update) => void };

function Day({ day, week, onChange }: DayProps) {
  const { t, i18n } = useTranslation('setup');
  const name = longDay(day, i18n.language);
  const places = week.map((range, index) => ({ range, index })).filter(({ range }) => range.weekday === day);
  const ranges = places.map(({ range }) => range);
  const set = (index: number, patch: Partial<HoursRange>) =>
    onChange((before) => before.map((range, place) => (place === index ? { ...range, ...patch } : range)));
  const wrong = reversedRange(ranges)
    ? wordFor('validation.rangeReversed')
    : overlappingRange(ranges) && t('hours.overlap');
  return (
    <div className={classes.day} role="group" aria-label={name} data-off={ranges.length === 0 || undefined}>
      <div className={classes.name}>{name}</div>
      <div className={classes.ranges}>
        {places.map(({ range, index }, nth) => (
          <Group key={index} gap={6} wrap="nowrap">
            <TimeField
              aria-label={t('hours.from', { day: name })}
              className={classes.time}
              value={range.fromTime}
              error={Boolean(wrong)}
              onChange={(fromTime) => set(index, { fromTime })}
              data-autofocus={day === 1 && nth === 0 ? true : undefined}
            />
            <span aria-hidden>–</span>
            <TimeField
              aria-label={t('hours.to', { day: name })}
              className={classes.time}
              value={range.toTime}
              error={Boolean(wrong)}
              onChange={(toTime) => set(index, { toTime })}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('hours.remove', { day: name, range: `${range.fromTime}–${range.toTime}` })}
              onClick={() => onChange((before) => before.filter((_, place) => place !== index))}
            >
              <IconX size={15} />
            </ActionIcon>
          </Group>
        ))}
        {ranges.length === 0 && (
          <Text size="sm" c="dimmed">
            {t('hours.off')}
          </Text>
        )}
        {wrong && (
          <Text size="xs" c="var(--mantine-color-error)" role="alert">
            {wrong}
          </Text>
        )}
      </div>
      <ActionIcon
        variant="subtle"
        aria-label={t('hours.add', { day: name })}
        onClick={() => onChange((before) => [...before, nextRange(day, ranges)])}
      >
        <IconPlus size={16} />
      </ActionIcon>
    </div>
  );
}

/** Morning first, then afternoon, then an hour after the last. */
function nextRange(weekday: number, ranges: readonly HoursRange[]): HoursRange {
  const last = inOrder(ranges).at(-1)?.toTime;
  if (last === undefined) return { weekday, fromTime: '08:00', toTime: '12:00' };
  if (last <= '13:00') return { weekday, fromTime: '13:00', toTime: '16:30' };
  const from = Math.min(minutesOf(last) + 60, 22 * 60);
  return { weekday, fromTime: timeOfMinutes(from), toTime: timeOfMinutes(from + 60) };
}
