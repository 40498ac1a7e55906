// Which day, in the window's bar: ‹ Today ›, a date that can be typed, the keys that do the same.
import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconPlus } from '@tabler/icons-react';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyHint } from './KeyHint.tsx';
import { PageBar } from '../app/PageBar.tsx';
import { DayInput } from './DayInput.tsx';
import classes from './FrontDeskPage.module.css';
import { focusGrid } from './grid-focus.ts';
import type { View } from './use-view.ts';

type DateBarProps = {
  date: string;
  today: string;
  view: View;
  dateInput: Ref<HTMLInputElement>;
  onDate: (date: string) => void;
  /** A date stands in the field and is not entered yet. */
  onTyped: (date: string) => void;
  onStep: (by: 1 | -1) => void;
  onNew: () => void;
};

export function DateBar({ date, today, view, dateInput, onDate, onTyped, onStep, onNew }: DateBarProps) {
  const { t } = useTranslation('frontDesk');
  return (
    <PageBar>
      <Tooltip label={`${t(`bar.back.${view.span}`)}  PageUp`}>
        <ActionIcon
          variant="subtle"
          size={30}
          aria-label={t(`bar.back.${view.span}`)}
          aria-keyshortcuts="PageUp"
          onClick={() => onStep(-1)}
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
      <Tooltip label={`${t(`bar.on.${view.span}`)}  PageDown`}>
        <ActionIcon
          variant="subtle"
          size={30}
          aria-label={t(`bar.on.${view.span}`)}
          aria-keyshortcuts="PageDown"
          onClick={() => onStep(1)}
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
        onTyped={onTyped}
        onChange={onDate}
      />
      <KeyHint>D</KeyHint>
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
