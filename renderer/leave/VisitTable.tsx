// The visits inside a leave, one row each: who, which phone, when and with whom it was, and the new time to choose.
import { Table } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Place } from '../../domain/appointment-booking.ts';
import { type Preference, slotKey, slotsFor } from '../../domain/leave.ts';
import { failureText } from '../app/failure-text.ts';
import { Choice } from '../setup/Choice.tsx';
import { dayText } from '../setup/span-text.ts';
import classes from './Leave.module.css';
import type { Clash, Plan, PlannedVisit } from './leave-shapes.ts';

type VisitTableProps = {
  plan: Plan;
  places: ReadonlyMap<string, Place | null>;
  wish: Preference;
  clashes: readonly Clash[];
  onChoose: (appointmentId: string, place: Place | null) => void;
};

export function VisitTable(props: VisitTableProps) {
  const { t, i18n } = useTranslation('leave');
  const { plan, clashes } = props;
  const { t: setup } = useTranslation('setup');
  return (
    <Table.ScrollContainer minWidth={820} className={classes.rows}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('patient')}</Table.Th>
            <Table.Th>{t('phone')}</Table.Th>
            <Table.Th>{t('before')}</Table.Th>
            <Table.Th className={classes.newTime}>{t('after')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {plan.visits.map((visit) => {
            const clash = clashes.find(({ appointmentId }) => appointmentId === visit.appointmentId);
            return (
              <Table.Tr key={visit.appointmentId} data-clash={clash !== undefined || undefined}>
                <Table.Td className={classes.strong}>{visit.patientName}</Table.Td>
                <Table.Td className={classes.figures}>
                  {visit.patientPhone ?? setup('affected.noPhone')}
                </Table.Td>
                <Table.Td>
                  <span className={classes.figures}>
                    {dayText(visit.date, i18n.language)} {visit.time}
                  </span>
                  <div className={classes.dim}>{visit.doctorName}</div>
                </Table.Td>
                <Table.Td>
                  <NewTime {...props} visit={visit} />
                  {clash && <div className={classes.clash}>{failureText(clash.failure)}</div>}
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
      {plan.count > plan.visits.length && (
        <p className={classes.hint}>{setup('affected.more', { count: plan.count - plan.visits.length })}</p>
      )}
    </Table.ScrollContainer>
  );
}

const TO_CALL = 'call';
/** Nearest first; more are found by typing a day or a name. */
const OPTIONS = 120;

function NewTime({ plan, places, wish, visit, onChoose }: VisitTableProps & { visit: PlannedVisit }) {
  const { t, i18n } = useTranslation('leave');
  const [isReached, setIsReached] = useState(false);
  const place = places.get(visit.appointmentId) ?? null;
  const doctorOf = (id: string) => plan.doctors.find((doctor) => doctor.id === id)?.fullName ?? '';
  const isSame = (slot: Place) => slotKey(slot) === slotKey(visit);
  const option = (slot: Place) => ({
    value: slotKey(slot),
    label: isSame(slot)
      ? t('nextDoor', { time: slot.time })
      : `${dayText(slot.date, i18n.language)} ${slot.time} · ${doctorOf(slot.doctorId)}`,
  });
  // Sorting hundreds of free slots for each of hundreds of rows would be felt: only the row that is worked on offers them.
  const open = isReached ? freeFor({ plan, places, wish, visit }) : [];
  const slots = place && !open.some((slot) => slotKey(slot) === slotKey(place)) ? [place, ...open] : open;
  return (
    <Choice
      aria-label={t('newTimeOf', { name: visit.patientName })}
      data={[{ value: TO_CALL, label: t('toCall') }, ...slots.map(option)]}
      value={place ? slotKey(place) : TO_CALL}
      onFocus={() => setIsReached(true)}
      onMouseEnter={() => setIsReached(true)}
      onChange={(value) => {
        if (value === null) return;
        const slot = slots.find((one) => slotKey(one) === value);
        onChoose(
          visit.appointmentId,
          slot ? { doctorId: slot.doctorId, date: slot.date, time: slot.time } : null,
        );
      }}
      classNames={{ input: place ? classes.figures : classes.toCall }}
    />
  );
}

type FreeAsked = Pick<VisitTableProps, 'plan' | 'places' | 'wish'> & { visit: PlannedVisit };

function freeFor({ plan, places, wish, visit }: FreeAsked): Place[] {
  const given = new Set(
    [...places].flatMap(([id, place]) => (place && id !== visit.appointmentId ? [slotKey(place)] : [])),
  );
  return slotsFor(visit, plan.openings, wish)
    .filter((slot) => !given.has(slotKey(slot)))
    .slice(0, OPTIONS);
}
