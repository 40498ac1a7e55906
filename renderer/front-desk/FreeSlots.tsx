// The next ten free slots, each with the digit that takes it: with whom, which part of the day, how long. It takes none by itself.
import { CloseButton, Group, SegmentedControl, Select } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../app/trpc.ts';
import { ActionButton } from './ActionButton.tsx';
import classes from './booking.module.css';
import { doctorName } from './day.ts';
import { shortDay, shortWeekday } from './day-text.ts';
import type { GridModel } from './grid-model.ts';
import { KeyHint } from './KeyHint.tsx';
import { EVERYBODY, type Who, WhoSelect } from './WhoSelect.tsx';

export type FreeSlot = { date: string; time: string; doctorId: string };
type FreeSlotsProps = {
  model: GridModel;
  slotLengthMinutes: number;
  fromDate: string;
  patientId: string | null;
  startWith: { doctorId: string | null; lengthSlots: number };
  onTake: (slot: FreeSlot, lengthSlots: number) => void;
  onLeave: () => void;
};

const AT_ONCE = 10;
const LENGTHS = [1, 2, 3, 4, 6, 8];
const parts = ['any', 'morning', 'afternoon'] as const;
/** 1 to 9, then 0. */
const digitOf = (at: number) => String((at + 1) % AT_ONCE);

export function FreeSlots(props: FreeSlotsProps) {
  const { model, slotLengthMinutes, fromDate, patientId, startWith, onTake, onLeave } = props;
  const { t } = useTranslation('booking');
  const trpc = useTRPC();
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [who, setWho] = useState<Who>(
    startWith.doctorId === null ? EVERYBODY : `doctor:${startWith.doctorId}`,
  );
  const [partOfDay, setPart] = useState<(typeof parts)[number]>('any');
  const [lengthSlots, setLength] = useState(startWith.lengthSlots);
  const [skip, setSkip] = useState(0);
  const [active, setActive] = useState(0);
  // A digit that came before the answer: it is for that answer, never for an old one.
  const [waiting, setWaiting] = useState<number | null>(null);
  const [kind, whoId] = who.split(':');
  const {
    data: slots,
    isPending,
    isPlaceholderData,
  } = useQuery(
    trpc.appointments.nextFree.queryOptions(
      {
        ...(kind === 'doctor' && whoId ? { doctorId: whoId } : {}),
        ...(kind === 'department' && whoId ? { departmentId: whoId } : {}),
        ...(patientId === null ? {} : { patientId }),
        fromDate,
        partOfDay,
        lengthSlots,
        skip,
      },
      { placeholderData: keepPreviousData },
    ),
  );
  // The digits work at once.
  useEffect(() => list.current?.focus(), []);

  const asked =
    <Value,>(set: (value: Value) => void) =>
    (value: Value) => {
      set(value);
      setSkip(0);
      setActive(0);
      setWaiting(null);
    };
  const shown = slots ?? [];
  const isAnswered = !isPending && !isPlaceholderData;
  const take = (at: number) => {
    const slot = shown[at];
    if (!isAnswered) setWaiting(at);
    else if (slot) onTake(slot, lengthSlots);
  };
  const takeLate = useEffectEvent(() => {
    if (waiting !== null) take(waiting);
    setWaiting(null);
  });
  useEffect(() => {
    if (isAnswered) takeLate();
  }, [isAnswered]);
  const page = (to: number) => {
    if (to < 0 || (to > skip && shown.length < AT_ONCE)) return;
    setSkip(to);
    setActive(0);
    setWaiting(null);
  };
  const doctors = new Map(model.doctors.map((doctor) => [doctor.id, doctorName(doctor)]));
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const acts: Record<string, () => void> = {
      ArrowDown: () => setActive(Math.min(active + 1, shown.length - 1)),
      ArrowUp: () => setActive(Math.max(active - 1, 0)),
      Enter: () => take(active),
      '+': () => page(skip + AT_ONCE),
      '-': () => page(skip - AT_ONCE),
    };
    const act = /^\d$/.test(event.key)
      ? () => take((Number(event.key) + AT_ONCE - 1) % AT_ONCE)
      : acts[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };

  return (
    <section
      className={classes.search}
      aria-label={t('search.title')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || (event.target as Element).getAttribute('aria-expanded') === 'true')
          return;
        event.stopPropagation();
        onLeave();
      }}
    >
      <Group justify="space-between" wrap="nowrap">
        <h3 className={classes.searchTitle}>{t('search.title')}</h3>
        <CloseButton size="sm" aria-label={t('search.leave')} onClick={onLeave} />
      </Group>
      <WhoSelect
        model={model}
        label={t('search.who')}
        departments={t('who.departments')}
        withEverybody
        value={who}
        onWho={asked(setWho)}
      />
      <div className={classes.searchRow}>
        <SegmentedControl
          size="xs"
          aria-label={t('search.part')}
          data={parts.map((part) => ({ value: part, label: t(`part.${part}`) }))}
          value={partOfDay}
          onChange={asked((part: string) => setPart(parts.find((one) => one === part) ?? 'any'))}
        />
        <Select
          aria-label={t('search.length')}
          data={LENGTHS.map((slots) => ({
            value: String(slots),
            label: t('minutes', { count: slots * slotLengthMinutes }),
          }))}
          value={String(lengthSlots)}
          comboboxProps={{ transitionProps: { duration: 0 } }}
          onChange={asked((slots: string | null) => setLength(Number(slots ?? 1)))}
        />
      </div>
      <div
        ref={list}
        role="listbox"
        tabIndex={0}
        aria-label={t('search.found')}
        aria-busy={isPending || isPlaceholderData}
        aria-activedescendant={shown.length > 0 ? `${id}-${active}` : undefined}
        className={classes.found}
        data-waiting={isPlaceholderData || undefined}
        onKeyDown={onKeyDown}
      >
        {shown.map(({ date, time, doctorId }, at) => (
          // The list has the keyboard and answers its keys for every option.
          <div
            key={`${date} ${time} ${doctorId}`}
            id={`${id}-${at}`}
            role="option"
            aria-selected={at === active}
            aria-keyshortcuts={digitOf(at)}
            className={classes.slot}
            onMouseDown={(event) => {
              event.preventDefault();
              take(at);
            }}
          >
            <KeyHint>{digitOf(at)}</KeyHint>
            <span className={classes.slotWhen}>
              {shortWeekday(date)} {shortDay(date).slice(0, 5)} <strong>{time}</strong>
            </span>
            <span className={classes.slotWho}>{doctors.get(doctorId)}</span>
          </div>
        ))}
      </div>
      {slots?.length === 0 && (
        <p className={classes.none} role="status">
          {t(skip > 0 ? 'search.noMore' : 'search.none')}
        </p>
      )}
      <Group gap="xs" justify="space-between">
        <ActionButton
          shortcut="-"
          whyOff={skip === 0 ? t('search.first') : null}
          onClick={() => page(skip - AT_ONCE)}
        >
          {t('search.before')}
        </ActionButton>
        <ActionButton
          shortcut="+"
          whyOff={shown.length < AT_ONCE ? t('search.noMore') : null}
          onClick={() => page(skip + AT_ONCE)}
        >
          {t('search.more')}
        </ActionButton>
      </Group>
    </section>
  );
}
