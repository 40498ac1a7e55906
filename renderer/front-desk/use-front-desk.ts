// What the front desk is doing now: which days, which visit is open, what is being booked, moved and chosen. No drawing here.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../app/desk-context.tsx';
import { failureIn } from '../app/failure-text.ts';
import { notifyDone } from '../app/notify.tsx';
import { useTRPC } from '../app/trpc.ts';
import { useAskedAddress } from './use-asked-address.ts';
import { useBookingDraft } from './use-booking-draft.ts';
import { type DayOfClinic, doctorName, type Place, type Visit } from './day.ts';
import { focusCell, focusDoctor, focusGrid } from './grid-focus.ts';
import {
  type Cell,
  columnIdOf,
  type GridKind,
  type GridModel,
  type GridView,
  rememberingGrid,
} from './grid-model.ts';
import { useMoving } from './use-moving.ts';
import { useNeighbours, useReadAhead } from './use-read-ahead.ts';
import { useSelection } from './use-selection.ts';
import { kindOf, stepped, useView, type View, weekOf, whoseWeek } from './use-view.ts';
import { type RefusedMove, useVisitChanges } from './use-visit-changes.ts';
import { useWallClock } from './use-wall-clock.ts';

/** A form that is open in the panel of a visit. */
export type VisitForm = 'cancel' | 'edit';
type Open = { visitId: string; form: VisitForm | null };

export function useFrontDesk() {
  const { t } = useTranslation('frontDesk');
  const { user, clinic } = useDesk();
  const now = useWallClock(clinic.timeZone);
  const { view, patchView } = useView(user.userId);
  const [open, setOpen] = useState<Open | null>(null);
  const [askedFor, setAskedFor] = useState(0);
  const [isSearching, setSearching] = useState(false);
  const [refused, setRefused] = useState<RefusedMove | null>(null);
  const booking = useBookingDraft({ userId: user.userId, today: now.date });
  const { date, setDate, draft, patchDraft, clearDraft } = booking;
  const dateInput = useRef<HTMLInputElement>(null);
  const readAhead = useReadAhead(view);
  const changes = useVisitChanges({ onRefusedMove: setRefused });
  const { day, everyone, model, isWaiting, failure } = useGrids({ view, date, now, userId: user.userId });
  const kind = kindOf(view);
  const selection = useSelection(model);
  const { clear } = selection;

  const backTo = useBackTo(kind);
  const visitOf = useCallback((id: string) => day?.visits.find((visit) => visit.id === id), [day]);

  const goTo = useCallback(
    (to: string) => {
      clear();
      setDate(to);
    },
    [clear, setDate],
  );
  const openVisit = useCallback(
    (visit: Visit) => {
      clear();
      setRefused(null);
      setOpen((before) => (before?.visitId === visit.id ? before : { visitId: visit.id, form: null }));
    },
    [clear],
  );
  const startBooking = useCallback(() => {
    clear();
    setRefused(null);
    setOpen(null);
    setAskedFor((times) => times + 1);
  }, [clear]);
  const look = useCallback(
    (patch: Partial<View>) => {
      clear();
      patchView(patch);
    },
    [clear, patchView],
  );
  const showDay = useCallback(
    (to: string, at?: Visit) => {
      look({ span: 'day' });
      goTo(to);
      if (at) setTimeout(() => focusCell({ columnId: at.doctorId, time: at.time }), 60);
      else focusGrid();
    },
    [goTo, look],
  );
  const openCell = useCallback(
    (cell: Cell, visit: Visit | null) => {
      // Many in one cell: its day has room for each of them.
      if (visit && kind === 'weekOfMany') return showDay(cell.date, visit);
      if (visit) return openVisit(visit);
      if (cell.state !== 'free') return;
      setDate(cell.date);
      const ownRoom = cell.roomId && day?.doctors.find(({ roomId }) => roomId === cell.roomId)?.id;
      const doctorId = cell.doctorId ?? cell.freeDoctorIds[0] ?? (ownRoom || draft.doctorId);
      patchDraft({ doctorId, time: cell.time, way: 'booked' });
      startBooking();
    },
    [day, draft.doctorId, kind, openVisit, patchDraft, setDate, showDay, startBooking],
  );

  /** A booking for somebody else that was begun is not lost: the patient is put back with one press. */
  const bookFor = (patientId: string, doctorId?: string) => {
    const before = draft.patientId;
    patchDraft({ patientId, ...(doctorId !== undefined && { doctorId, time: null }) });
    // With the doctor known, all that is missing is a time: the free ones are there, each with its digit.
    if (doctorId !== undefined) setSearching(true);
    startBooking();
    if (before === null || before === patientId) return;
    notifyDone(t('done.otherPatient'), { undo: () => patchDraft({ patientId: before }) });
  };
  useAskedAddress({
    isReady: booking.isReady && day !== undefined,
    take: ({ date: asked, visit, patient, doctor, week }) => {
      if (week !== undefined) look({ span: 'week', by: 'doctors', doctorId: week, departmentId: null });
      // A booking has the keyboard: its day comes up beside it.
      if (patient !== undefined) {
        look({ span: 'day' });
        goTo(asked ?? date);
      } else if (asked !== undefined || doctor !== undefined) showDay(asked ?? date);
      if (visit !== undefined) setOpen({ visitId: visit, form: null });
      if (patient !== undefined) bookFor(patient, doctor);
      else if (doctor !== undefined) focusDoctor(doctor);
    },
  });

  const nameOfPlace = useCallback(
    (to: Place, from: Visit): string | null => {
      const doctor = to.doctorId === from.doctorId ? null : day?.doctors.find(({ id }) => id === to.doctorId);
      if (doctor) return doctorName(doctor);
      const room = to.roomId === from.roomId ? null : day?.rooms.find(({ id }) => id === to.roomId);
      return room ? t('grid.room', { roomNumber: room.roomNumber }) : null;
    },
    [day, t],
  );
  const moving = useMoving({
    user,
    changes,
    model,
    day,
    today: now.date,
    refuse: setRefused,
    refused,
    openVisit,
    backTo,
    nameOfPlace,
  });
  const draftPlace =
    draft.doctorId !== null && draft.time !== null
      ? { doctorId: draft.doctorId, time: draft.time, date }
      : null;

  return {
    booking,
    date,
    now,
    day,
    model,
    everyone,
    view,
    look,
    showDay,
    open,
    moving,
    selection,
    refused,
    askedFor,
    changes,
    dateInput,
    isWaiting,
    failure,
    openSlot:
      open === null && draftPlace !== null
        ? { columnId: columnIdOf(kind, draftPlace), time: draftPlace.time }
        : null,
    goTo,
    readAhead,
    step: (by: 1 | -1) => goTo(stepped(date, view.span, by)),
    openVisit,
    openCell,
    startBooking,
    /** Onto the pinboard: those chosen are chosen no longer. */
    pin: (visits: readonly Visit[]) => {
      clear();
      moving.pin(visits);
    },
    leaveSelection: () => {
      clear();
      focusGrid();
    },
    askToCancel: (visit: Visit) => {
      clear();
      setOpen({ visitId: visit.id, form: 'cancel' });
    },
    setForm: (form: VisitForm | null) => {
      setOpen((before) => before && { ...before, form });
      const visit = open && visitOf(open.visitId);
      if (form === null && visit) backTo(visit);
    },
    forgetRefusal: () => setRefused(null),
    leavePanel: () => {
      const visit = open && visitOf(open.visitId);
      setOpen(null);
      backTo(visit ?? draftPlace);
    },
    booked: (visits: readonly Visit[]) => {
      for (const visit of visits) changes.draw(visit);
      clearDraft();
      void changes.refresh();
      const [first] = visits;
      if (!first) return;
      openVisit(first);
      backTo(first);
    },
    isSearching,
    setSearching,
    /** Straight to the free slots; a digit takes one. */
    findFree: () => {
      setSearching(true);
      startBooking();
    },
    takeInWalkIn: () => {
      goTo(now.date);
      patchDraft({ way: 'walk_in', queueOf: draft.doctorId === null ? '' : `doctor:${draft.doctorId}` });
      startBooking();
    },
    /** Beside the visit that is open. */
    overbookHere: () => {
      const visit = open && visitOf(open.visitId);
      if (visit) patchDraft({ way: 'overbook', doctorId: visit.doctorId, time: visit.time });
      startBooking();
    },
  };
}

export type FrontDesk = ReturnType<typeof useFrontDesk>;

/** After the panel closed, the keyboard returns to where it came from, else to the grid. */
function useBackTo(kind: GridKind) {
  return useCallback(
    (place: Place | Visit | null) => {
      if (!place) return focusGrid();
      const at = { columnId: columnIdOf(kind, place), time: place.time };
      requestAnimationFrame(() => focusCell(at));
    },
    [kind],
  );
}

type GridsAsked = { view: View; date: string; now: GridView['now']; userId: string };

/** The day for the list and the booking, and what the grid shows: that day, or the week around it. */
function useGrids({ view, date, now, userId }: GridsAsked) {
  const trpc = useTRPC();
  // Another PC or another window may book too: the days are read again now and then, and after every change.
  const often = { placeholderData: keepPreviousData, refetchInterval: 30_000 } as const;
  const { departmentId, doctorId } = view;
  const isWeek = view.span === 'week';
  const week = useQuery(
    trpc.appointments.days.queryOptions(
      { ...weekOf(date), ...whoseWeek(view) },
      { ...often, enabled: isWeek },
    ),
  );
  // The grid first: what lists the day is read when the week stands.
  const isNext = !isWeek || (week.data !== undefined && !week.isPlaceholderData) || week.isError;
  const day = useQuery(trpc.appointments.day.queryOptions({ date }, { ...often, enabled: isNext }));
  const days = useMemo(() => (day.data ? [day.data] : undefined), [day.data]);
  const everyone = useModel(days, { kind: 'doctors', now, departmentId: null, doctorId: userId });
  const kind = kindOf(view);
  // The day of all doctors is drawn already.
  const isEveryone = kind === 'doctors' && departmentId === null;
  const narrower = useModel(isEveryone ? undefined : isWeek ? week.data : days, {
    kind,
    now,
    departmentId,
    doctorId: kind === 'week' ? (doctorId ?? userId) : userId,
  });
  const asked = isWeek ? week : day;
  useNeighbours({ date, view, isThere: day.data?.date === date && !asked.isPlaceholderData });
  return {
    day: day.data,
    everyone,
    model: isEveryone ? everyone : narrower,
    isWaiting: asked.isPlaceholderData,
    failure: asked.error && !asked.data ? failureIn(asked.error) : null,
  };
}

/** The grid of some days; cells that did not change keep their identity from one drawing to the next. */
function useModel(
  days: readonly DayOfClinic[] | undefined,
  { kind, now, departmentId, doctorId }: GridView,
): GridModel | null {
  const [draw] = useState(rememberingGrid);
  return useMemo(
    () => (days ? draw(days, { kind, now, departmentId, doctorId }) : null),
    [draw, days, kind, now, departmentId, doctorId],
  );
}
