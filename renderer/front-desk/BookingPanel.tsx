// Books a visit in one panel: patient (found or registered), when, with whom, why. Ctrl+Enter books; Esc leaves, what was typed stays.
import { Button, Group, Stack, Textarea, TextInput, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyHint } from './KeyHint.tsx';
import type { DraftJournal } from '../app/draft-journal.ts';
import { failureIn, type WentWrong } from '../app/failure-text.ts';
import { showFailure } from '../app/notify.tsx';
import { useTRPC } from '../app/trpc.ts';
import { usePageHotkeys } from '../app/use-page-hotkeys.ts';
import { PatientPicker } from '../patients/PatientPicker.tsx';
import type { BookingDraft } from './booking-draft.ts';
import { DayInput } from './DayInput.tsx';
import type { Visit } from './day.ts';
import type { GridModel } from './grid-model.ts';
import { KeptNote } from './KeptNote.tsx';
import { LastVisits } from './LastVisits.tsx';
import classes from './panel.module.css';
import { RefusalNote } from './RefusalNote.tsx';
import { DoctorSelect, TimeSelect } from './WhenAndWho.tsx';

type BookingPanelProps = {
  /** All doctors of the day, whatever the filter of the grid. */
  model: GridModel;
  draft: BookingDraft;
  /** Grows when the panel is asked for: the keyboard then goes to the first thing that is missing. */
  askedFor: number;
  journal: DraftJournal;
  /** When an unfinished booking was given back, and it is neither booked nor thrown away yet. */
  restoredAtMs: number | null;
  onDiscard: () => Promise<void>;
  onDraft: (patch: Partial<BookingDraft>) => void;
  onDate: (date: string) => void;
  onBooked: (visit: Visit) => void;
  onLeave: () => void;
};

export function BookingPanel({
  model,
  draft,
  askedFor,
  journal,
  restoredAtMs,
  onDiscard,
  onDraft,
  onDate,
  onBooked,
  onLeave,
}: BookingPanelProps) {
  const { t } = useTranslation('frontDesk');
  const trpc = useTRPC();
  const form = useRef<HTMLFormElement>(null);
  const reason = useRef<HTMLInputElement>(null);
  const bookButton = useRef<HTMLButtonElement>(null);
  const [refused, setRefused] = useState<{ wrong: WentWrong; slot: string } | null>(null);
  const [isAsked, setIsAsked] = useState(false);
  const book = useMutation(trpc.appointments.book.mutationOptions());
  const { patientId, doctorId, time } = draft;
  // A refusal is about one slot: it goes when another is chosen.
  const slot = `${model.date} ${time} ${doctorId} ${patientId}`;
  const refusal = refused?.slot === slot ? refused.wrong : null;

  const focusFirstMissing = () => {
    if (draft.patientId === null) form.current?.querySelector('input')?.focus();
    else reason.current?.focus();
  };
  // Only being asked for moves the keyboard, never what is typed.
  const begin = useEffectEvent(focusFirstMissing);
  useEffect(() => {
    if (askedFor > 0) begin();
  }, [askedFor]);

  const submit = async () => {
    setIsAsked(true);
    if (book.isPending) return;
    if (patientId === null || doctorId === null || time === null) return focusFirstMissing();
    const { symptoms, notes } = draft;
    try {
      const order = { patientId, doctorId, time, date: model.date, reason: draft.reason, symptoms, notes };
      // No late draft may outlive the booking.
      await journal.hold();
      const { visit } = await book.mutateAsync(order);
      onBooked(visit);
    } catch (error) {
      journal.release();
      const wrong = failureIn(error);
      if (wrong.code === 'bug' || wrong.code === 'invalid_input') showFailure(error);
      else setRefused({ wrong, slot });
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

  usePageHotkeys(
    [
      { keys: 'mod+Enter', label: t('book.submit') },
      { keys: 'Escape', label: t('does.later', { ns: 'commands' }) },
    ],
    { group: t('book.title') },
  );

  const missing = (value: unknown) => (isAsked && value === null ? t('book.missing') : undefined);
  return (
    <form
      ref={form}
      className={classes.panel}
      aria-label={t('book.title')}
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        if (event.target === form.current) void submit();
      }}
    >
      <Title order={2}>{t('book.title')}</Title>
      <KeptNote journal={journal} restoredAtMs={restoredAtMs} onDiscard={onDiscard} />
      <Stack gap="sm" className={classes.body}>
        <PatientPicker
          value={patientId}
          error={missing(patientId)}
          registering={draft.registering}
          onRegistering={(registering) => onDraft({ registering })}
          onChange={(id) => {
            onDraft({ patientId: id });
            if (id !== null) reason.current?.focus();
          }}
        />
        <div className={classes.when}>
          <DayInput label={t('book.date')} value={model.date} onChange={onDate} />
          <TimeSelect
            model={model}
            doctorId={doctorId}
            time={time}
            error={missing(time)}
            onTime={(at) => onDraft({ time: at })}
          />
        </div>
        <DoctorSelect
          model={model}
          doctorId={doctorId}
          error={missing(doctorId)}
          onDoctor={(id) => onDraft({ doctorId: id })}
        />
        <TextInput
          ref={reason}
          label={t('book.reason')}
          maxLength={500}
          value={draft.reason}
          onChange={(event) => onDraft({ reason: event.currentTarget.value })}
        />
        <Textarea
          label={t('book.symptoms')}
          maxLength={2000}
          rows={2}
          value={draft.symptoms}
          onChange={(event) => onDraft({ symptoms: event.currentTarget.value })}
        />
        <Textarea
          label={t('book.notes')}
          maxLength={2000}
          rows={2}
          value={draft.notes}
          onChange={(event) => onDraft({ notes: event.currentTarget.value })}
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
        {patientId !== null && <LastVisits patientId={patientId} />}
      </Stack>
      <Group gap="sm" grow wrap="nowrap" className={classes.foot}>
        <Button variant="default" onClick={onLeave} rightSection={<KeyHint>Esc</KeyHint>}>
          {t('book.leave')}
        </Button>
        <Button
          ref={bookButton}
          type="submit"
          aria-keyshortcuts="Control+Enter"
          rightSection={<KeyHint>Ctrl ⏎</KeyHint>}
        >
          {t('book.submit')}
        </Button>
      </Group>
    </form>
  );
}
