// What the front desk is doing now: which day, which visit is open, what is being booked, what is on the move. No drawing here.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays } from '../../domain/civil-date.ts';
import { useDesk } from '../app/desk-context.tsx';
import { failureIn } from '../app/failure-text.ts';
import { notifyDone } from '../app/notify.tsx';
import { useTRPC } from '../app/trpc.ts';
import { useAskedAddress } from './use-asked-address.ts';
import { useBookingDraft } from './use-booking-draft.ts';
import { type DayOfClinic, doctorName, type Place, placeOf, type Visit } from './day.ts';
import { type CellPlace, focusCell, focusDoctor, focusGrid } from './grid-focus.ts';
import { type Cell, type GridModel, type GridView, rememberingGrid } from './grid-model.ts';
import { type RefusedMove, useVisitChanges } from './use-visit-changes.ts';
import { useWallClock } from './use-wall-clock.ts';
import { whyNoMove, whyNot } from './why-not.ts';

/** A form that is open in the panel of a visit. */
export type VisitForm = 'cancel' | 'edit';
type Open = { visitId: string; form: VisitForm | null };

export function useFrontDesk() {
  const { t } = useTranslation('frontDesk');
  const { user, clinic } = useDesk();
  const now = useWallClock(clinic.timeZone);
  const [departmentId, setDepartmentId] = useState<string | null>(null);
  const [open, setOpen] = useState<Open | null>(null);
  const [askedFor, setAskedFor] = useState(0);
  const [moving, setMoving] = useState<Visit | null>(null);
  const [refused, setRefused] = useState<RefusedMove | null>(null);
  const booking = useBookingDraft({ userId: user.userId, today: now.date });
  const { date, setDate, draft, patchDraft, clearDraft } = booking;
  const dateInput = useRef<HTMLInputElement>(null);
  const changes = useVisitChanges({ onRefusedMove: setRefused });

  const trpc = useTRPC();
  // Another PC or another window may book too: the day is read again now and then, and after every change.
  const {
    data: day,
    error,
    isPlaceholderData,
  } = useQuery(
    trpc.appointments.day.queryOptions(
      { date },
      { placeholderData: keepPreviousData, refetchInterval: 30_000 },
    ),
  );
  const everyone = useModel(day, { now, departmentId: null, ownDoctorId: user.userId });
  const model = useModel(day, { now, departmentId, ownDoctorId: user.userId });

  /** After the panel closed, the keyboard returns to where it came from, else to the grid. */
  const backTo = useCallback((place: CellPlace | null) => {
    if (place) requestAnimationFrame(() => focusCell(place));
    else focusGrid();
  }, []);
  const visitOf = useCallback((id: string) => day?.visits.find((visit) => visit.id === id), [day]);

  const goTo = useCallback((to: string) => setDate(to), [setDate]);
  const step = useCallback((days: number) => setDate((from) => addDays(from, days)), [setDate]);
  const openVisit = useCallback((visit: Visit) => {
    setRefused(null);
    setOpen({ visitId: visit.id, form: null });
  }, []);
  const startBooking = useCallback(() => {
    setRefused(null);
    setOpen(null);
    setAskedFor((times) => times + 1);
  }, []);
  const openCell = useCallback(
    (cell: Cell, visit: Visit | null) => {
      if (visit) return openVisit(visit);
      if (cell.state !== 'free') return;
      patchDraft({ doctorId: cell.doctorId, time: cell.time });
      startBooking();
    },
    [openVisit, patchDraft, startBooking],
  );

  /** A booking for somebody else that was begun is not lost: the patient is put back with one press. */
  const bookFor = (patientId: string) => {
    const before = draft.patientId;
    patchDraft({ patientId });
    startBooking();
    if (before === null || before === patientId) return;
    notifyDone(t('done.otherPatient'), { undo: () => patchDraft({ patientId: before }) });
  };
  useAskedAddress({
    isReady: booking.isReady && day !== undefined,
    take: ({ date: asked, visit, patient, doctor }) => {
      if (asked !== undefined) goTo(asked);
      if (visit !== undefined) setOpen({ visitId: visit, form: null });
      if (patient !== undefined) bookFor(patient);
      if (doctor !== undefined) focusDoctor(doctor);
    },
  });

  const pickUp = useCallback(
    (visit: Visit) => {
      openVisit(visit);
      // The main process would refuse too; picking it up in vain would be unkind.
      const wrong = whyNoMove(visit, user);
      if (wrong) return setRefused({ visit, to: placeOf(visit), wrong });
      setMoving(visit);
      backTo(visit);
    },
    [backTo, openVisit, user],
  );
  const putDown = useCallback(() => {
    if (moving) backTo(moving);
    setMoving(null);
  }, [moving, backTo]);
  const move = useCallback(
    async (visit: Visit, to: Place) => {
      setMoving(null);
      setRefused(null);
      backTo(to);
      const other = to.doctorId === visit.doctorId ? null : day?.doctors.find(({ id }) => id === to.doctorId);
      if (!(await changes.move(visit, to, other ? doctorName(other) : null)) && visit.date === to.date)
        backTo(visit);
    },
    [changes, backTo, day],
  );
  const drop = useCallback(
    (visit: Visit, cell: Cell) => {
      if (!day || !model) return;
      const to = { date: day.date, doctorId: cell.doctorId, time: cell.time };
      const from = placeOf(visit);
      if (from.date === to.date && from.doctorId === to.doctorId && from.time === to.time)
        return setMoving(null);
      const wrong = whyNot(cell, { model, day, today: now.date });
      if (wrong) setRefused({ visit, to, wrong });
      else void move(visit, to);
    },
    [day, model, now.date, move],
  );

  /** Alt+arrow: straight to the cell beside it, or the reason why not. */
  const nudge = (visit: Visit, cell: Cell) => {
    if (!day || !model) return;
    const wrong = whyNoMove(visit, user) ?? whyNot(cell, { model, day, today: now.date });
    if (visit.id !== open?.visitId) openVisit(visit);
    const to = { date: day.date, doctorId: cell.doctorId, time: cell.time };
    if (wrong) setRefused({ visit, to, wrong });
    else void move(visit, to);
  };

  return {
    booking,
    date,
    now,
    day,
    model,
    everyone,
    open,
    moving,
    refused,
    askedFor,
    departmentId,
    changes,
    dateInput,
    isWaiting: isPlaceholderData,
    failure: error && !day ? failureIn(error) : null,
    openSlot:
      open === null && draft.doctorId !== null && draft.time !== null
        ? { doctorId: draft.doctorId, time: draft.time }
        : null,
    goTo,
    step,
    setDepartmentId,
    openVisit,
    openCell,
    startBooking,
    pickUp,
    putDown,
    drop,
    nudge,
    askToCancel: (visit: Visit) => setOpen({ visitId: visit.id, form: 'cancel' }),
    setForm: (form: VisitForm | null) => {
      setOpen((before) => before && { ...before, form });
      const visit = open && visitOf(open.visitId);
      if (form === null && visit) backTo(visit);
    },
    takeInstead: (time: string) => refused && void move(refused.visit, { ...refused.to, time }),
    forgetRefusal: () => setRefused(null),
    leavePanel: () => {
      const visit = open && visitOf(open.visitId);
      setOpen(null);
      backTo(
        visit ??
          (draft.doctorId !== null && draft.time !== null
            ? { doctorId: draft.doctorId, time: draft.time }
            : null),
      );
    },
    booked: (visit: Visit) => {
      changes.draw(visit);
      clearDraft();
      openVisit(visit);
      notifyDone(t('done.booked', { name: visit.patientName, time: visit.time }), { about: visit.id });
      void changes.refresh();
      backTo(visit);
    },
  };
}

/** The grid of a day; cells that did not change keep their identity from one drawing to the next. */
function useModel(
  day: DayOfClinic | undefined,
  { now, departmentId, ownDoctorId }: GridView,
): GridModel | null {
  const [draw] = useState(rememberingGrid);
  return useMemo(
    () => (day ? draw(day, { now, departmentId, ownDoctorId }) : null),
    [draw, day, now, departmentId, ownDoctorId],
  );
}
