// Beside the follow-up day: a free time near it and the key that books it; or what is booked already.
import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/desk-context.tsx';
import { usePageHotkeys } from '../../app/use-page-hotkeys.ts';
import { KeyHint } from '../../front-desk/KeyHint.tsx';
import type { Chart } from '../chart.ts';
import { useFinish } from './finish-context.ts';
import classes from './finish.module.css';
import { useFollowUp, whenText } from './use-follow-up.ts';

export function BookFollowUp({ date }: { date: string }) {
  const finish = useFinish();
  const mayBook = useMay('appointment.book');
  // While a date is typed, each letter is another day: only the one that stays is looked up.
  const [settled] = useDebouncedValue(date, 250);
  return finish && mayBook ? <FreeTime chart={finish.chart} date={settled} /> : null;
}

function FreeTime({ chart, date }: { chart: Chart; date: string }) {
  const { t } = useTranslation('doctorsDesk');
  const { isKnown, booked, slot, hasOthers, other, book, isBusy } = useFollowUp(chart, date);
  const bookIt = slot ? t('followUp.book', { when: whenText(slot) }) : '';
  usePageHotkeys(
    [
      { keys: 'alt+B', label: bookIt, act: () => void book(), when: slot !== null },
      { keys: 'alt+O', label: t('followUp.other'), act: other, when: hasOthers },
    ],
    { inFields: true },
  );
  if (!isKnown) return null;
  if (booked)
    return (
      <span className={classes.booked} role="status">
        {t('followUp.booked', { when: whenText(booked), doctor: booked.doctorName })}
      </span>
    );
  if (!slot)
    return (
      <span className={classes.onRadar} role="status">
        {t('followUp.noSlot')}
      </span>
    );
  return (
    <>
      <Button
        variant="light"
        size="compact-sm"
        tabIndex={-1}
        loading={isBusy}
        rightSection={<KeyHint>Alt B</KeyHint>}
        aria-keyshortcuts="Alt+B"
        onClick={() => void book()}
      >
        {bookIt}
      </Button>
      {hasOthers && (
        <Button
          variant="subtle"
          size="compact-sm"
          tabIndex={-1}
          aria-keyshortcuts="Alt+O"
          title={`${t('followUp.other')}  Alt+O`}
          onClick={other}
        >
          {t('followUp.other')}
        </Button>
      )}
    </>
  );
}
