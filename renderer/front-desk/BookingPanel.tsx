// Books in one panel: patient (found or registered), when, with whom, why. Ctrl+Enter books; Esc leaves, what was typed stays.
import { Button, Group, Stack, TextInput, Title } from '@mantine/core';
import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftJournal } from '../app/draft-journal.ts';
import { failureIn, type WentWrong } from '../app/failure-text.ts';
import { showFailure } from '../app/notify.tsx';
import { usePageHotkeys } from '../app/use-page-hotkeys.ts';
import { PatientPicker } from '../patients/PatientPicker.tsx';
import type { BookingDraft } from './booking-draft.ts';
import { type Missing, missingIn } from './booking-order.ts';
import { BookingFacts } from './BookingFacts.tsx';
import { BookingTexts } from './BookingTexts.tsx';
import type { Visit } from './day.ts';
import { FreeSlots } from './FreeSlots.tsx';
import type { GridModel } from './grid-model.ts';
import { KeptNote } from './KeptNote.tsx';
import { KeyHint } from './KeyHint.tsx';
import { SoonerButton } from '../waitlist/SoonerButton.tsx';
import { WhoWouldCome } from '../waitlist/WhoWouldCome.tsx';
import { LastVisits } from './LastVisits.tsx';
import classes from './panel.module.css';
import { RefusalNote } from './RefusalNote.tsx';
import { SeriesFields } from './SeriesFields.tsx';
import { useBookIt } from './use-book-it.ts';
import { useSeries } from './use-series.ts';
import { WayPicker } from './WayPicker.tsx';
import { WhenFields } from './WhenFields.tsx';

type BookingPanelProps = {
  /** All doctors of the day, whatever the filter of the grid. Of the day shown before while that of `date` is on its way. */
  model: GridModel;
  /** The day that is asked for: what is booked is booked on it. */
  date: string;
  slotLengthMinutes: number;
  today: string;
  draft: BookingDraft;
  /** Grows when the panel is asked for: the keyboard then goes to the first thing that is missing. */
  askedFor: number;
  /** The search for free slots lies over the fields of when and who. */
  isSearching: boolean;
  onSearching: (isSearching: boolean) => void;
  journal: DraftJournal;
  /** When an unfinished booking was given back, and it is neither booked nor thrown away yet. */
  restoredAtMs: number | null;
  onDiscard: () => Promise<void>;
  onDraft: (patch: Partial<BookingDraft>) => void;
  onDate: (date: string) => void;
  onBooked: (visits: readonly Visit[]) => void;
  onLeave: () => void;
};

export function BookingPanel(props: BookingPanelProps) {
  const { model, date, slotLengthMinutes, today, draft, askedFor, isSearching, onSearching } = props;
  const { journal, restoredAtMs, onDiscard, onDraft, onDate, onBooked, onLeave } = props;
  const { t } = useTranslation('booking');
  const form = useRef<HTMLFormElement>(null);
  const reason = useRef<HTMLInputElement>(null);
  const why = useRef<HTMLInputElement>(null);
  const bookButton = useRef<HTMLButtonElement>(null);
  const [refused, setRefused] = useState<{ wrong: WentWrong; slot: string } | null>(null);
  const [isAsked, setIsAsked] = useState(false);
  const [isBooking, setIsBooking] = useState(false);
  const bookIt = useBookIt();
  const { lines, planned } = useSeries(draft, date);
  const { patientId, doctorId, time, way } = draft;
  const missing = missingIn(draft, planned);
  // A refusal is about one slot: it goes when another is chosen.
  const slot = JSON.stringify([date, time, doctorId, patientId, way, draft.companionIds, draft.lengthSlots]);
  const refusal = refused?.slot === slot ? refused.wrong : null;

  const focusOn = (what: Missing | null) => {
    if (what === 'patient') form.current?.querySelector<HTMLElement>('[data-patient] input')?.focus();
    else if (what === 'why') why.current?.focus();
    else if (what === 'series') form.current?.querySelector<HTMLElement>('[data-clash] select')?.focus();
    else reason.current?.focus();
  };
  // Only being asked for moves the keyboard, never what is typed.
  const begin = useEffectEvent(() => {
    if (!isSearching) focusOn(patientId === null ? 'patient' : null);
  });
  useEffect(() => {
    if (askedFor > 0) begin();
  }, [askedFor]);

  const submit = async () => {
    setIsAsked(true);
    if (isBooking) return;
    if (missing !== null) return focusOn(missing);
    setIsBooking(true);
    try {
      // No late draft may outlive the booking.
      await journal.hold();
      onBooked(await bookIt(draft, date, planned ?? []));
    } catch (error) {
      journal.release();
      const wrong = failureIn(error);
      if (wrong.code === 'bug' || wrong.code === 'invalid_input') showFailure(error);
      else setRefused({ wrong, slot });
    } finally {
      setIsBooking(false);
    }
  };

  const onKeyDown = (event: React.KeyboardEvent) => {
    // Keys of the register panel bubble here through React; they are not ours.
    if (!(event.target instanceof Element) || !form.current?.contains(event.target)) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void submit();
    } else if (event.key === 'Escape' && event.target.getAttribute('aria-expanded') !== 'true') {
      event.stopPropagation();
      onLeave();
    }
  };

  const chosen = () => requestAnimationFrame(() => focusOn(patientId === null ? 'patient' : null));
  usePageHotkeys(
    [
      { keys: 'mod+Enter', label: t('submit') },
      { keys: 'Escape', label: t('does.later', { ns: 'commands' }) },
    ],
    { group: t('title') },
  );
  usePageHotkeys([{ keys: 'alt+F', label: t('search.title'), act: () => onSearching(true) }], {
    group: t('title'),
    inFields: true,
  });

  const isOrdinary = way === 'booked';
  const onRegistering = useCallback(
    (registering: BookingDraft['registering']) => onDraft({ registering }),
    [onDraft],
  );
  const onPatient = useCallback(
    (id: string | null) => {
      onDraft({ patientId: id, companionIds: [] });
      if (id !== null) (isOrdinary ? reason : why).current?.focus();
    },
    [onDraft, isOrdinary],
  );
  return (
    <form
      ref={form}
      className={classes.panel}
      aria-label={t('title')}
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        if (event.target === form.current) void submit();
      }}
    >
      <Group justify="space-between" wrap="nowrap">
        <Title order={2}>{t('title')}</Title>
        {!isSearching && (
          <Button
            size="compact-sm"
            variant="default"
            rightSection={<KeyHint>Alt F</KeyHint>}
            onClick={() => onSearching(true)}
          >
            {t('search.open')}
          </Button>
        )}
      </Group>
      <KeptNote journal={journal} restoredAtMs={restoredAtMs} onDiscard={onDiscard} />
      <Stack gap="sm" className={classes.body}>
        <WayPicker draft={draft} today={today} onDraft={onDraft} onDate={onDate} />
        {isSearching && (
          <FreeSlots
            model={model}
            slotLengthMinutes={slotLengthMinutes}
            fromDate={date}
            patientId={patientId}
            startWith={draft}
            onTake={(found, lengthSlots) => {
              onDraft({ doctorId: found.doctorId, time: found.time, lengthSlots, way: 'booked' });
              onDate(found.date);
              onSearching(false);
              chosen();
            }}
            onLeave={() => {
              onSearching(false);
              chosen();
            }}
          />
        )}
        <div data-patient>
          <PatientPicker
            value={patientId}
            error={isAsked && patientId === null ? t('choose') : undefined}
            registering={draft.registering}
            onRegistering={onRegistering}
            onChange={onPatient}
          />
        </div>
        {patientId !== null && (
          <BookingFacts
            patientId={patientId}
            date={date}
            companionIds={isOrdinary && draft.series === null ? draft.companionIds : null}
            onCompanions={(companionIds) => onDraft({ companionIds })}
          />
        )}
        {!isSearching && (
          <WhenFields
            model={model}
            date={date}
            slotLengthMinutes={slotLengthMinutes}
            draft={draft}
            missing={isAsked ? missing : null}
            onDraft={onDraft}
            onDate={onDate}
          />
        )}
        {!isOrdinary && (
          <TextInput
            ref={why}
            label={t(`why.${way}`)}
            required
            maxLength={500}
            error={isAsked && missing === 'why' ? t('why.say') : undefined}
            value={draft.overbookReason}
            onChange={(event) => onDraft({ overbookReason: event.currentTarget.value })}
          />
        )}
        <TextInput
          ref={reason}
          label={t('reason')}
          maxLength={500}
          value={draft.reason}
          onChange={(event) => onDraft({ reason: event.currentTarget.value })}
        />
        {refusal && (
          <RefusalNote
            wrong={refusal}
            onTake={(at) => {
              onDraft({ time: at });
              bookButton.current?.focus();
            }}
          />
        )}
        {isOrdinary && draft.companionIds.length === 0 && draft.lengthSlots === 1 && (
          <SeriesFields
            series={draft.series}
            lines={lines}
            time={time}
            isAsked={isAsked && missing === 'series'}
            onSeries={(series) => onDraft({ series })}
          />
        )}
        <BookingTexts draft={draft} onDraft={onDraft} />
        {doctorId !== null && time !== null && (
          <WhoWouldCome slot={{ doctorId, date, time }} onTaken={onLeave} />
        )}
        {patientId !== null && (
          <SoonerButton
            key={patientId}
            variant="subtle"
            label={t('putOn', { ns: 'waitlist' })}
            start={{
              patientId,
              doctorId,
              departmentId: model.doctors.find(({ id }) => id === doctorId)?.departmentId ?? null,
              reason: draft.reason,
            }}
          />
        )}
        {patientId !== null && <LastVisits patientId={patientId} />}
      </Stack>
      <Group gap="sm" grow wrap="nowrap" className={classes.foot}>
        <Button variant="default" onClick={onLeave} rightSection={<KeyHint>Esc</KeyHint>}>
          {t('leave')}
        </Button>
        <Button
          ref={bookButton}
          type="submit"
          aria-keyshortcuts="Control+Enter"
          rightSection={<KeyHint>Ctrl ⏎</KeyHint>}
        >
          {t(way === 'walk_in' ? 'take' : 'submit')}
        </Button>
      </Group>
    </form>
  );
}
