// What the palette offers for what was typed: actions of this page, days, today's visits, patients, doctors. Draws nothing.
import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk, useMay } from '../app/desk-context.tsx';
import { everyKeyOf, keysNow, watchKeys } from '../app/page-keys.ts';
import { useTRPC } from '../app/trpc.ts';
import { doctorName, lookOf } from '../front-desk/day.ts';
import { longDay } from '../front-desk/day-text.ts';
import { useClinicToday } from '../patients/patient-facts.ts';
import type { HitFacts } from '../patients/PatientHitRow.tsx';
import { bestOf } from './match.ts';
import type { PaletteGroup, PaletteItem } from './palette-item.ts';
import { spokenDays } from './spoken-day.ts';
import { recentPatients, timesUsed } from './used.ts';

const AT_MOST = 8;

/** `isOld`: the patients shown are still those of what was typed before. */
export function usePaletteGroups(text: string): { groups: PaletteGroup[]; isOld: boolean } {
  const { t } = useTranslation('commands');
  const patients = usePatients(text);
  const ofDay = useDayItems(text);
  const actions = useActions(text);
  const days = useDays(text);
  const groups = [
    { id: 'days', title: t('palette.days'), items: days },
    ...(text.trim() === ''
      ? [patients.group, ...actions]
      : [...actions, patients.group, ofDay.visits, ofDay.doctors]),
  ];
  return { groups: groups.filter(({ items }) => items.length > 0), isOld: patients.isOld };
}

/** As they are now: a visit that is confirmed while the palette is open cannot be confirmed again. */
function useActions(text: string): PaletteGroup[] {
  const { t } = useTranslation('commands');
  const { userId } = useDesk().user;
  const told = useSyncExternalStore(watchKeys, keysNow);
  const groups = told.map(({ title, isEverywhere, keys }) => ({
    id: isEverywhere ? 'everywhere' : `group ${title ?? ''}`,
    title: isEverywhere ? t('group.everywhere') : (title ?? t('group.page')),
    items: keys.flatMap((key): PaletteItem[] => {
      const { act, label, whyOff = null } = key;
      if (!act || key.inPalette === false) return [];
      const [shortcut = ''] = everyKeyOf(key);
      return [
        { id: `action ${shortcut} ${label}`, title: label, shortcut, whyOff, isSettled: true, run: act },
      ];
    }),
  }));
  return groups.map((group) => ({
    ...group,
    items: bestOf(text, group.items, (id) => timesUsed(userId, id)),
  }));
}

function useDays(text: string): PaletteItem[] {
  const { t } = useTranslation('commands');
  const today = useClinicToday();
  const navigate = useNavigate();
  const mayRead = useMay('appointment.read');
  if (!mayRead || text.trim() === '') return [];
  return spokenDays(text, today).map((date) => ({
    id: `day ${date}`,
    title: longDay(date),
    detail: t('palette.openDay'),
    isSettled: true,
    run: () => void navigate({ to: '/', search: { date } }),
  }));
}

type Found = HitFacts & { id: string };

function usePatients(text: string): { group: PaletteGroup; isOld: boolean } {
  const { t } = useTranslation('commands');
  const { userId } = useDesk().user;
  const trpc = useTRPC();
  const navigate = useNavigate();
  const mayBook = useMay('appointment.book');
  const isAsked = text.trim() !== '';
  const search = useQuery(
    trpc.patients.search.queryOptions({ text }, { enabled: isAsked, placeholderData: keepPreviousData }),
  );
  const [ids] = useState(() => recentPatients(userId));
  const recent = useQueries({
    queries: ids.map((patientId) => trpc.patients.banner.queryOptions({ patientId }, { enabled: !isAsked })),
  });
  const found: Found[] = isAsked
    ? (search.data ?? []).slice(0, AT_MOST)
    : recent.flatMap(({ data }) => data ?? []);
  const items = found.map(
    (patient): PaletteItem => ({
      id: `patient ${patient.id}`,
      title: patient.fullName,
      patient,
      run: () => void navigate({ to: '/patients/$patientId', params: { patientId: patient.id } }),
      ...(mayBook && {
        second: {
          label: t('palette.book'),
          run: () => void navigate({ to: '/', search: { patient: patient.id } }),
        },
      }),
    }),
  );
  const title = isAsked ? t('palette.patients') : t('palette.recent');
  return {
    group: { id: 'patients', title, items },
    isOld: isAsked && (search.isPlaceholderData || search.isPending),
  };
}

/** Today's visits by name, and the doctors of today. */
function useDayItems(text: string): Record<'visits' | 'doctors', PaletteGroup> {
  const { t } = useTranslation('commands');
  const { userId } = useDesk().user;
  const trpc = useTRPC();
  const navigate = useNavigate();
  const date = useClinicToday();
  const mayRead = useMay('appointment.read');
  const { data: day } = useQuery(
    trpc.appointments.day.queryOptions({ date }, { enabled: mayRead, staleTime: 15_000 }),
  );
  const all = useMemo(() => {
    const doctors = day?.doctors ?? [];
    const nameOf = new Map(doctors.map((doctor) => [doctor.id, doctorName(doctor)]));
    return {
      visits: (day?.visits ?? []).map((visit): PaletteItem => {
        const { id, time, patientName, doctorId, patientId } = visit;
        return {
          id: `visit ${id}`,
          title: patientName,
          words: visit.recordNumber,
          detail: `${time} · ${nameOf.get(doctorId) ?? ''} · ${t(`status.${lookOf(visit)}`, { ns: 'frontDesk' })}`,
          run: () => void navigate({ to: '/', search: { date, visit: id } }),
          second: {
            label: t('palette.openPatient'),
            run: () => void navigate({ to: '/patients/$patientId', params: { patientId } }),
          },
        };
      }),
      doctors: doctors.map(
        (doctor): PaletteItem => ({
          id: `doctor ${doctor.id}`,
          title: doctorName(doctor),
          words: `${doctor.fullName} ${doctor.departmentName}`,
          detail: doctor.departmentName,
          run: () => void navigate({ to: '/', search: { doctor: doctor.id } }),
        }),
      ),
    };
  }, [day, date, navigate, t]);
  const fitting = (items: PaletteItem[]) =>
    text.trim() === '' ? [] : bestOf(text, items, (id) => timesUsed(userId, id)).slice(0, AT_MOST);
  return {
    visits: { id: 'visits', title: t('palette.visits'), items: fitting(all.visits) },
    doctors: { id: 'doctors', title: t('palette.doctors'), items: fitting(all.doctors) },
  };
}
