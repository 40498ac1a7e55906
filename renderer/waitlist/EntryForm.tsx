// One entry of the waiting list being written: who, with whom, when it would suit, how urgent, why. What was typed outlives a closed form.
import { Button, Group, SegmentedControl, Stack, Switch, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { wallClock } from '../../domain/civil-date.ts';
import { partsOfDay, type WaitlistInput, waitlistInput } from '../../domain/waitlist.ts';
import { useDesk } from '../app/desk-context.tsx';
import { notifyDone, showFailure } from '../app/notify.tsx';
import { useTRPC } from '../app/trpc.ts';
import { shortDay } from '../front-desk/day-text.ts';
import { KeyHint } from '../front-desk/KeyHint.tsx';
import { PatientPicker } from '../patients/PatientPicker.tsx';
import { Choice } from '../setup/Choice.tsx';
import { OptionalDay } from './OptionalDay.tsx';
import classes from './Waitlist.module.css';
import type { Entry } from './waitlist-shapes.ts';

export type Wish = Omit<WaitlistInput, 'patientId' | 'departmentId'> & {
  patientId: string | null;
  departmentId: string | null;
};
export const emptyWish: Wish = {
  patientId: null,
  departmentId: null,
  doctorId: null,
  fromDate: null,
  toDate: null,
  partOfDay: 'any',
  isUrgent: false,
  reason: '',
  appointmentId: null,
};

/** Since this window opened, for each person and each thing an entry is written from. */
const typed = new Map<string, Wish>();

type EntryFormProps = {
  /** Null: a new entry. */
  entry: Entry | null;
  start?: Partial<Wish>;
  onDone: () => void;
};

export function EntryForm({ entry, start = {}, onDone }: EntryFormProps) {
  const { t } = useTranslation('waitlist');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { clinic, user } = useDesk();
  const about = `${user.userId} ${entry?.id ?? ''} ${start.appointmentId ?? start.patientId ?? ''}`;
  const [wish, setWish] = useState<Wish>(() => typed.get(about) ?? { ...emptyWish, ...start, ...entry });
  const [isAsked, setIsAsked] = useState(false);
  const set = (patch: Partial<Wish>) => {
    const next = { ...wish, ...patch };
    typed.set(about, next);
    setWish(next);
  };
  const { data: departments = [] } = useQuery(trpc.setup.departments.departments.queryOptions());
  const { data: doctors = [] } = useQuery(trpc.setup.doctors.doctors.queryOptions());
  const others = useOthers(wish.patientId, entry?.id ?? null);
  const today = wallClock(Date.now(), clinic.timeZone).date;
  const save = useMutation(
    trpc.waitlist.save.mutationOptions({
      onError: showFailure,
      onSuccess: async () => {
        typed.delete(about);
        await queries.invalidateQueries(trpc.waitlist.pathFilter());
        notifyDone(t(entry ? 'done.edited' : 'done.added'));
        onDone();
      },
    }),
  );
  const values = waitlistInput.safeParse(wish);
  const submit = () => {
    setIsAsked(true);
    if (!values.success || save.isPending) return;
    save.mutate({
      edit: { id: entry?.id ?? null, updatedAtMs: entry?.updatedAtMs ?? null },
      values: values.data,
    });
  };
  const missing = (value: string | null) => (isAsked && value === null ? t('missing') : undefined);
  const isReversed = wish.fromDate !== null && wish.toDate !== null && wish.toDate < wish.fromDate;
  return (
    <form
      aria-label={t(entry ? 'editTitle' : 'addTitle')}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      onKeyDown={(event) => {
        if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 's') return;
        event.preventDefault();
        submit();
      }}
    >
      <Stack gap="sm">
        <PatientPicker
          value={wish.patientId}
          autoFocus={wish.patientId === null}
          error={missing(wish.patientId)}
          onChange={(patientId) => set({ patientId, appointmentId: null })}
        />
        {others.length > 0 && (
          <Text size="sm" className={classes.already} role="status">
            {t('already', { since: shortDay(wallClock(others[0]?.createdAtMs ?? 0, clinic.timeZone).date) })}
          </Text>
        )}
        <div className={classes.pair}>
          <Choice
            label={t('department')}
            required
            data={departments
              .filter(({ isActive }) => isActive)
              .map(({ id, name }) => ({ value: id, label: name }))}
            value={wish.departmentId}
            error={missing(wish.departmentId)}
            onChange={(departmentId) => set({ departmentId, doctorId: null })}
          />
          <Choice
            label={t('doctor')}
            clearable
            placeholder={t('anyDoctor')}
            data={doctors
              .filter(({ isActive, departmentId }) => isActive && departmentId === wish.departmentId)
              .map(({ id, fullName }) => ({ value: id, label: fullName }))}
            value={wish.doctorId}
            onChange={(doctorId) => set({ doctorId })}
          />
          <OptionalDay
            label={t('from')}
            value={wish.fromDate}
            today={today}
            onChange={(fromDate) => set({ fromDate })}
          />
          <OptionalDay
            label={t('until')}
            value={wish.toDate}
            today={today}
            error={isReversed ? t('validation.rangeReversed', { ns: 'common' }) : undefined}
            onChange={(toDate) => set({ toDate })}
          />
        </div>
        <SegmentedControl
          aria-label={t('partOfDay.label')}
          size="xs"
          fullWidth
          value={wish.partOfDay}
          onChange={(partOfDay) => set({ partOfDay })}
          data={partsOfDay.map((value) => ({ value, label: t(`partOfDay.${value}`) }))}
        />
        <Switch
          size="sm"
          label={t('isUrgent')}
          checked={wish.isUrgent}
          onChange={(event) => set({ isUrgent: event.currentTarget.checked })}
        />
        <TextInput
          label={t('reason')}
          maxLength={300}
          autoComplete="off"
          data-autofocus={wish.patientId !== null || undefined}
          value={wish.reason}
          onChange={(event) => set({ reason: event.currentTarget.value })}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={save.isPending} rightSection={<KeyHint>Ctrl S</KeyHint>}>
            {t('save', { ns: 'common' })}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** What the patient waits for already, so that nobody is written down twice unseen. */
function useOthers(patientId: string | null, ownId: string | null): Entry[] {
  const trpc = useTRPC();
  const { data = [] } = useQuery(
    trpc.waitlist.ofPatient.queryOptions({ patientId: patientId ?? '' }, { enabled: patientId !== null }),
  );
  return data.filter(({ id }) => id !== ownId);
}
