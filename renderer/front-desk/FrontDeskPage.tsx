// The front desk: the day's list; the grid of a day, a week or a month; and the panel that books a visit or shows what is chosen.
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useDeferredValue, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../app/desk-context.tsx';
import { KeyHint } from './KeyHint.tsx';
import { failureText } from '../app/failure-text.ts';
import { usePageHotkeys } from '../app/use-page-hotkeys.ts';
import { AppointmentPanel } from './AppointmentPanel.tsx';
import { BookingPanel } from './BookingPanel.tsx';
import { DateBar } from './DateBar.tsx';
import { DayGrid } from './DayGrid.tsx';
import { DayList } from './DayList.tsx';
import { DayNote } from './DayNote.tsx';
import { useDragToMove } from './drag-to-move.ts';
import classes from './FrontDeskPage.module.css';
import { shortDay } from './day-text.ts';
import { MonthGrid } from './MonthGrid.tsx';
import { Pinboard } from './Pinboard.tsx';
import { RefusalNote } from './RefusalNote.tsx';
import { SelectionPanel } from './SelectionPanel.tsx';
import { type FrontDesk, useFrontDesk } from './use-front-desk.ts';
import { ViewSwitch } from './ViewSwitch.tsx';
import { VisitHover } from './VisitHover.tsx';

export function FrontDeskPage() {
  const { t } = useTranslation('frontDesk');
  const desk = useFrontDesk();
  const { day, everyone, moving, open, view } = desk;
  // The grid first, what only lists the day a moment later: two hundred rows are as much to draw as the grid itself.
  const listed = useDeferredValue(day);
  const middle = useRef<HTMLDivElement>(null);
  useDeskKeys(desk);
  useDragToMove(middle, {
    model: desk.model,
    pins: moving.pins,
    words: { cannot: t('drag.cannot'), pin: t('pins.dropHere') },
    onDrop: moving.drop,
    onPin: moving.pin,
  });

  return (
    <div className={classes.page}>
      <h1 className={classes.hidden}>{t('title')}</h1>
      <DateBar
        date={desk.date}
        today={desk.now.date}
        view={view}
        dateInput={desk.dateInput}
        onDate={desk.goTo}
        onTyped={desk.readAhead}
        onStep={desk.step}
        onNew={desk.startBooking}
      />
      <div className={classes.side}>
        <DayList
          date={desk.date}
          day={listed}
          now={desk.now}
          openVisitId={open?.visitId ?? null}
          onOpen={desk.openVisit}
        />
      </div>
      <div className={classes.middle} ref={middle}>
        <ViewSwitch view={view} day={listed} onView={desk.look} />
        {day && everyone && view.span === 'day' && (
          <DayNote day={day} model={everyone} today={desk.now.date} />
        )}
        <div className={classes.gridHolder} data-waiting={desk.isWaiting || undefined}>
          <Views desk={desk} />
          <OverGrid desk={desk} />
        </div>
        <Pinboard
          pins={moving.pins}
          inHandId={moving.inHand?.id ?? null}
          onTake={moving.take}
          onUnpin={moving.unpin}
        />
        <VisitHover desk={middle} />
      </div>
      <div className={classes.panel}>
        <Panel desk={desk} />
      </div>
    </div>
  );
}

function useDeskKeys(desk: FrontDesk) {
  const { t } = useTranslation('frontDesk');
  const { view, moving, open } = desk;
  usePageHotkeys([
    { keys: 'N', label: t('bar.new'), act: desk.startBooking },
    { keys: 'F', label: t('search.title', { ns: 'booking' }), act: desk.findFree },
    { keys: 'W', label: t('walkIn.open', { ns: 'booking' }), act: desk.takeInWalkIn },
    {
      keys: 'shift+O',
      label: t('overbookHere', { ns: 'booking' }),
      act: desk.overbookHere,
      when: open !== null,
    },
    { keys: 'T', label: t('bar.today'), act: () => desk.goTo(desk.now.date) },
    { keys: 'D', label: t('does.dateField', { ns: 'commands' }), act: () => desk.dateInput.current?.focus() },
    { keys: 'PageUp', label: t(`bar.back.${view.span}`), act: () => desk.step(-1) },
    { keys: 'PageDown', label: t(`bar.on.${view.span}`), act: () => desk.step(1) },
    { keys: '1', label: t('view.day'), act: () => desk.look({ span: 'day' }) },
    { keys: '2', label: t('view.week'), act: () => desk.look({ span: 'week' }) },
    { keys: '3', label: t('view.month'), act: () => desk.look({ span: 'month' }) },
    {
      keys: 'R',
      label: view.by === 'rooms' ? t('view.doctors') : t('view.rooms'),
      act: () => desk.look({ span: 'day', by: view.by === 'rooms' ? 'doctors' : 'rooms' }),
    },
    {
      keys: 'Escape',
      label: t('does.putDown', { ns: 'commands' }),
      act: moving.putDown,
      when: moving.inHand !== null,
    },
  ]);
}

function Views({ desk }: { desk: FrontDesk }) {
  const { day, model, moving, open, view } = desk;
  if (desk.failure) return <div className={classes.empty}>{failureText(desk.failure)}</div>;
  if (view.span === 'month')
    return (
      <MonthGrid
        date={desk.date}
        today={desk.now.date}
        departmentId={view.departmentId}
        doctorId={view.doctorId}
        onOpen={desk.showDay}
      />
    );
  if (!day || !model) return null;
  if (day.doctors.length === 0 || model.columns.length === 0) return <NoDoctors />;
  return (
    <DayGrid
      model={model}
      now={desk.now}
      slotLengthMinutes={day.grid.slotLengthMinutes}
      openVisitId={open?.visitId ?? null}
      openSlot={desk.openSlot}
      moving={moving.inHand}
      selection={desk.selection}
      onOpen={desk.openCell}
      onDrop={moving.drop}
      onNudge={moving.nudge}
      onPickUp={moving.pickUp}
      onPin={desk.pin}
      onPaste={moving.paste}
      onCancelOrder={desk.askToCancel}
    />
  );
}

function OverGrid({ desk }: { desk: FrontDesk }) {
  const { t } = useTranslation('frontDesk');
  const { moving, refused } = desk;
  return (
    <div className={classes.overGrid}>
      {moving.inHand && (
        <div className={classes.moving} role="status">
          <span className={classes.movingText}>
            {t('moving.text', {
              name: moving.inHand.patientName,
              date: shortDay(moving.inHand.date),
              time: moving.inHand.time,
            })}
          </span>
          <Button
            size="compact-sm"
            variant="default"
            rightSection={<KeyHint>Esc</KeyHint>}
            onClick={moving.putDown}
          >
            {t('moving.keep')}
          </Button>
        </div>
      )}
      {refused && (
        <RefusalNote
          wrong={refused.wrong}
          about={t('refusal.notMoved', { name: refused.visit.patientName })}
          onTake={moving.takeInstead}
          onClose={desk.forgetRefusal}
        />
      )}
    </div>
  );
}

function Panel({ desk }: { desk: FrontDesk }) {
  const { day, everyone, moving, open, booking, selection } = desk;
  if (selection.visits.length > 0)
    return (
      <SelectionPanel
        selection={selection}
        changes={desk.changes}
        onPin={desk.pin}
        onLeave={desk.leaveSelection}
      />
    );
  if (open)
    return (
      <AppointmentPanel
        appointmentId={open.visitId}
        today={desk.now.date}
        changes={desk.changes}
        form={open.form}
        onForm={desk.setForm}
        onMove={moving.pickUp}
        onLeave={desk.leavePanel}
      />
    );
  if (!day || !everyone || !booking.isReady) return null;
  return (
    <BookingPanel
      model={everyone}
      date={desk.date}
      slotLengthMinutes={day.grid.slotLengthMinutes}
      today={desk.now.date}
      draft={booking.draft}
      askedFor={desk.askedFor}
      isSearching={desk.isSearching}
      onSearching={desk.setSearching}
      journal={booking.journal}
      restoredAtMs={booking.restoredAtMs}
      onDiscard={booking.discardDraft}
      onDraft={booking.patchDraft}
      onDate={desk.goTo}
      onBooked={desk.booked}
      onLeave={desk.leavePanel}
    />
  );
}

/** The next step of a clinic that has just begun: an admin goes there, others know whom to ask. */
function NoDoctors() {
  const { t } = useTranslation('frontDesk');
  const mayHire = useMay('staff.manage');
  return (
    <div className={classes.empty}>
      {t(mayHire ? 'grid.noDoctorsYet' : 'grid.noDoctors')}{' '}
      {mayHire && <Link to="/staff">{t('grid.addDoctor')}</Link>}
    </div>
  );
}
