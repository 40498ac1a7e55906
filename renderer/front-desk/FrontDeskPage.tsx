// The front desk: the day's list, the grid of all doctors, and the panel that books a visit or shows one.
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
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
import classes from './FrontDeskPage.module.css';
import { shortDay } from './day-text.ts';
import { RefusalNote } from './RefusalNote.tsx';
import { useFrontDesk } from './use-front-desk.ts';

export function FrontDeskPage() {
  const { t } = useTranslation('frontDesk');
  const desk = useFrontDesk();
  const { day, model, everyone, moving, open, booking } = desk;
  usePageHotkeys([
    { keys: 'N', label: t('bar.new'), act: desk.startBooking },
    { keys: 'T', label: t('bar.today'), act: () => desk.goTo(desk.now.date) },
    { keys: 'D', label: t('does.dateField', { ns: 'commands' }), act: () => desk.dateInput.current?.focus() },
    { keys: 'PageUp', label: t('bar.before'), act: () => desk.step(-1) },
    { keys: 'PageDown', label: t('bar.after'), act: () => desk.step(1) },
    {
      keys: 'Escape',
      label: t('does.putDown', { ns: 'commands' }),
      act: desk.putDown,
      when: moving !== null,
    },
  ]);

  return (
    <div className={classes.page}>
      <h1 className={classes.hidden}>{t('title')}</h1>
      <DateBar
        date={desk.date}
        today={desk.now.date}
        day={day}
        departmentId={desk.departmentId}
        dateInput={desk.dateInput}
        onDate={desk.goTo}
        onDepartment={desk.setDepartmentId}
        onNew={desk.startBooking}
      />
      <div className={classes.side}>
        {day && (
          <DayList day={day} now={desk.now} openVisitId={open?.visitId ?? null} onOpen={desk.openVisit} />
        )}
      </div>
      <div className={classes.middle}>
        {day && everyone && <DayNote day={day} model={everyone} today={desk.now.date} />}
        <div className={classes.gridHolder} data-waiting={desk.isWaiting || undefined}>
          {desk.failure && <div className={classes.empty}>{failureText(desk.failure)}</div>}
          {day && model && model.doctors.length === 0 && <NoDoctors />}
          {day && model && model.doctors.length > 0 && (
            <DayGrid
              model={model}
              now={desk.now}
              slotLengthMinutes={day.grid.slotLengthMinutes}
              openVisitId={open?.visitId ?? null}
              openSlot={desk.openSlot}
              moving={moving}
              onOpen={desk.openCell}
              onDrop={desk.drop}
              onNudge={desk.nudge}
              onPickUp={desk.pickUp}
              onCancelOrder={desk.askToCancel}
            />
          )}
        </div>
        <div className={classes.overGrid}>
          {moving && (
            <div className={classes.moving} role="status">
              <span className={classes.movingText}>
                {t('moving.text', {
                  name: moving.patientName,
                  date: shortDay(moving.date),
                  time: moving.time,
                })}
              </span>
              <Button
                size="compact-sm"
                variant="default"
                rightSection={<KeyHint>Esc</KeyHint>}
                onClick={desk.putDown}
              >
                {t('moving.keep')}
              </Button>
            </div>
          )}
          {desk.refused && (
            <RefusalNote
              wrong={desk.refused.wrong}
              about={t('refusal.notMoved', { name: desk.refused.visit.patientName })}
              onTake={desk.takeInstead}
              onClose={desk.forgetRefusal}
            />
          )}
        </div>
      </div>
      <div className={classes.panel}>
        {open?.visitId != null && (
          <AppointmentPanel
            appointmentId={open.visitId}
            today={desk.now.date}
            changes={desk.changes}
            form={open.form}
            onForm={desk.setForm}
            onMove={desk.pickUp}
            onLeave={desk.leavePanel}
          />
        )}
        {open === null && everyone && booking.isReady && (
          <BookingPanel
            model={everyone}
            draft={booking.draft}
            askedFor={desk.askedFor}
            journal={booking.journal}
            restoredAtMs={booking.restoredAtMs}
            onDiscard={booking.discardDraft}
            onDraft={booking.patchDraft}
            onDate={desk.goTo}
            onBooked={desk.booked}
            onLeave={desk.leavePanel}
          />
        )}
      </div>
    </div>
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
