// The follow-up step: a free time near the day, booked with Enter. Without a day, with a booking, or without a free time it passes by itself.
import { Button } from '@mantine/core';
import { type ReactNode, useEffect, useEffectEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { usePageHotkeys } from '../../app/use-page-hotkeys.ts';
import { shortDay } from '../../front-desk/day-text.ts';
import { KeyHint } from '../../front-desk/KeyHint.tsx';
import type { Chart } from '../chart.ts';
import type { Settle } from './FinishBar.tsx';
import { FirstButton } from './FirstButton.tsx';
import { useFollowUp, whenText } from './use-follow-up.ts';

type BookStepProps = { chart: Chart; onSettle: Settle; children: ReactNode };

export function BookStep({ chart, onSettle, children }: BookStepProps) {
  const { t } = useTranslation('doctorsDesk');
  const date = chart.record?.followUpDate ?? null;
  const { isKnown, booked, slot, hasOthers, other, book, isBusy } = useFollowUp(chart, date);
  const passes = date === null || (isKnown && (booked !== null || slot === null));
  const pass = useEffectEvent(() => {
    if (date === null) onSettle('book', 'skipped', t('finish.noDate'));
    else if (booked) onSettle('book', 'done', t('finish.alreadyBooked', { when: whenText(booked) }));
    else onSettle('book', 'skipped', t('finish.onRadar'));
  });
  useEffect(() => {
    if (passes) pass();
  }, [passes]);
  usePageHotkeys([{ keys: 'O', label: t('followUp.other'), act: other, when: hasOthers }]);
  if (passes || date === null || !slot) return null;
  return (
    <>
      <span role="status">{t('finish.freeTime', { date: shortDay(date), when: whenText(slot) })}</span>
      {/* What is booked already is seen by the next answer, which then passes the step. */}
      <FirstButton loading={isBusy} rightSection={<KeyHint>↵</KeyHint>} onClick={() => void book()}>
        {t('followUp.book', { when: whenText(slot) })}
      </FirstButton>
      {hasOthers && (
        <Button size="compact-sm" variant="default" rightSection={<KeyHint>O</KeyHint>} onClick={other}>
          {t('followUp.other')}
        </Button>
      )}
      {children}
    </>
  );
}
