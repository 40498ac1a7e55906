// After a change that freed a time: who would come, in a calm note on whatever page that was. It offers; booking is one press of a button.
import { CloseButton } from '@mantine/core';
import { IconUserUp } from '@tabler/icons-react';
import { skipToken, useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../app/trpc.ts';
import { usePageHotkeys } from '../app/use-page-hotkeys.ts';
import { shortDay } from '../front-desk/day-text.ts';
import { KeyHint } from '../front-desk/KeyHint.tsx';
import { type Freed, forgetFreed, useFreed } from './freed-slots.ts';
import { People } from './People.tsx';
import classes from './Waitlist.module.css';
import type { Suggestion } from './waitlist-shapes.ts';

export function FreedNote() {
  const freed = useFreed();
  const found = useSuggestions(freed);
  // Said to a screen reader when it comes: the live region is there before its text.
  return <div role="status">{found.length > 0 && <Note found={found} />}</div>;
}

function useSuggestions(freed: Freed | null): Suggestion[] {
  const trpc = useTRPC();
  const ofSlots = useQuery(
    trpc.waitlist.whoWouldCome.queryOptions(
      freed && 'slots' in freed ? { slots: [...freed.slots] } : skipToken,
      { staleTime: 0 },
    ),
  );
  const inside = useQuery(
    trpc.waitlist.whoWouldComeInside.queryOptions(
      freed && 'timeOffId' in freed ? { timeOffId: freed.timeOffId } : skipToken,
      { staleTime: 0 },
    ),
  );
  if (!freed) return [];
  return ('slots' in freed ? ofSlots.data : inside.data) ?? [];
}

/** More than fits beside the day's work is told in number. */
const SLOTS_SHOWN = 3;
const PEOPLE_SHOWN = 3;

function Note({ found }: { found: Suggestion[] }) {
  const { t } = useTranslation('waitlist');
  const note = useRef<HTMLElement>(null);
  const before = useRef<Element | null>(null);
  const close = () => {
    forgetFreed();
    if (before.current instanceof HTMLElement) before.current.focus();
  };
  usePageHotkeys(
    [
      {
        keys: 'alt+W',
        label: t('toNote'),
        act: () => {
          before.current = document.activeElement;
          note.current?.querySelector<HTMLElement>('li button')?.focus();
        },
      },
    ],
    { isEverywhere: true, inFields: true },
  );
  return (
    <section
      ref={note}
      className={classes.note}
      aria-label={t('noteLabel')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        close();
      }}
    >
      <div className={classes.noteHead}>
        <IconUserUp size={17} aria-hidden />
        <span>{t('noteTitle')}</span>
        <KeyHint>Alt W</KeyHint>
        <CloseButton ms="auto" size="sm" aria-label={t('close', { ns: 'common' })} onClick={close} />
      </div>
      <div className={classes.slots}>
        {found.slice(0, SLOTS_SHOWN).map((suggestion) => (
          <div key={`${suggestion.slot.date} ${suggestion.slot.time} ${suggestion.slot.doctorId}`}>
            <div className={classes.slotTitle}>
              {t('wouldCome', {
                count: suggestion.people.length,
                date: shortDay(suggestion.slot.date),
                time: suggestion.slot.time,
                doctor: suggestion.slot.doctorName,
              })}
            </div>
            <People suggestion={suggestion} atMost={PEOPLE_SHOWN} onTaken={close} />
          </div>
        ))}
        {found.length > SLOTS_SHOWN && (
          <p className={classes.dim}>{t('moreSlots', { count: found.length - SLOTS_SHOWN })}</p>
        )}
      </div>
    </section>
  );
}
