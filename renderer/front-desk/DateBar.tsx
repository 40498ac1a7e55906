// Which day, and which department, in the window's bar: ‹ Today ›, a date that can be typed, the keys that do the same.
import { ActionIcon, Button, Select, Tooltip } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconPlus } from '@tabler/icons-react';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyHint } from './KeyHint.tsx';
import { addDays } from '../../domain/civil-date.ts';
import { PageBar } from '../app/PageBar.tsx';
import { DayInput } from './DayInput.tsx';
import type { DayOfClinic } from './day.ts';
import classes from './FrontDeskPage.module.css';
import { focusGrid } from './grid-focus.ts';

type DateBarProps = {
  date: string;
  today: string;
  day: DayOfClinic | undefined;
  departmentId: string | null;
  dateInput: Ref<HTMLInputElement>;
  onDate: (date: string) => void;
  onDepartment: (departmentId: string | null) => void;
  onNew: () => void;
};

export function DateBar({
  date,
  today,
  day,
  departmentId,
  dateInput,
  onDate,
  onDepartment,
  onNew,
}: DateBarProps) {
  const { t } = useTranslation('frontDesk');
  const departments = [
    ...new Map(day?.doctors.map((doctor) => [doctor.departmentId, doctor.departmentName])),
  ];
  return (
    <PageBar>
      <Tooltip label={`${t('bar.before')}  PageUp`}>
        <ActionIcon
          variant="subtle"
          size={30}
          aria-label={t('bar.before')}
          aria-keyshortcuts="PageUp"
          onClick={() => onDate(addDays(date, -1))}
        >
          <IconChevronLeft size={18} />
        </ActionIcon>
      </Tooltip>
      <Button
        variant="default"
        aria-keyshortcuts="T"
        rightSection={<KeyHint>T</KeyHint>}
        onClick={() => onDate(today)}
      >
        {t('bar.today')}
      </Button>
      <Tooltip label={`${t('bar.after')}  PageDown`}>
        <ActionIcon
          variant="subtle"
          size={30}
          aria-label={t('bar.after')}
          aria-keyshortcuts="PageDown"
          onClick={() => onDate(addDays(date, 1))}
        >
          <IconChevronRight size={18} />
        </ActionIcon>
      </Tooltip>
      <DayInput
        ref={dateInput}
        ariaLabel={t('bar.date')}
        value={date}
        isLong
        width={228}
        onEntered={focusGrid}
        onChange={onDate}
      />
      <KeyHint>D</KeyHint>
      <Select
        aria-label={t('bar.department')}
        placeholder={t('bar.allDepartments')}
        data={departments.map(([value, label]) => ({ value, label }))}
        value={departmentId}
        clearable
        w={190}
        comboboxProps={{ transitionProps: { duration: 0 } }}
        onChange={onDepartment}
      />
      <span className={classes.spring} />
      <Button
        leftSection={<IconPlus size={15} />}
        rightSection={<KeyHint>N</KeyHint>}
        aria-keyshortcuts="N"
        onClick={onNew}
      >
        {t('bar.new')}
      </Button>
    </PageBar>
  );
}
