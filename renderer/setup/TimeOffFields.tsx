// Whom a time off is about, which days and times, why: the fields alone, for the set-up's panel and for the leave wizard.
import { SegmentedControl, Switch, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type TimeOff, timeOffKinds, timeOffScopes } from '../../domain/clinic-setup.ts';
import { useTRPC } from '../app/trpc.ts';
import { Choice } from './Choice.tsx';
import { DayField } from './DayField.tsx';
import panelClasses from './EditPanel.module.css';
import { TimeField } from './TimeField.tsx';

export type TimeOffDraft = {
  scope: TimeOff['scope'];
  doctorId: string | null;
  roomId: string | null;
  kind: TimeOff['kind'];
  fromDate: string;
  toDate: string;
  isWholeDay: boolean;
  fromTime: string;
  toTime: string;
  reason: string;
};

type TimeOffFieldsProps = {
  fields: TimeOffDraft;
  /** What is wrong, by field. */
  errors: Partial<Record<string, ReactNode>>;
  onChange: (patch: Partial<TimeOffDraft>) => void;
};

export function TimeOffFields({ fields, errors, onChange }: TimeOffFieldsProps) {
  const { t } = useTranslation('setup');
  const choices = useChoices();
  const words = (name: keyof TimeOffDraft) => (errors[name] ? { error: errors[name] } : {});
  return (
    <>
      <SegmentedControl
        className={panelClasses.wide}
        aria-label={t('timeOff.who')}
        fullWidth
        size="xs"
        value={fields.scope}
        onChange={(scope) => onChange({ scope, kind: scope === 'clinic' ? 'holiday' : fields.kind })}
        data={timeOffScopes.map((value) => ({ value, label: t(`timeOff.scope.${value}`) }))}
      />
      {fields.scope === 'doctor' && (
        <Choice
          className={panelClasses.wide}
          label={t('timeOff.scope.doctor')}
          required
          data={choices.doctors}
          value={fields.doctorId}
          onChange={(doctorId) => onChange({ doctorId })}
          {...words('doctorId')}
          data-autofocus
        />
      )}
      {fields.scope === 'room' && (
        <Choice
          className={panelClasses.wide}
          label={t('timeOff.scope.room')}
          required
          data={choices.rooms}
          value={fields.roomId}
          onChange={(roomId) => onChange({ roomId })}
          {...words('roomId')}
        />
      )}
      <DayField
        label={t('field.fromDate')}
        value={fields.fromDate}
        isFirst={fields.scope === 'clinic'}
        onChange={(fromDate) =>
          onChange({ fromDate, toDate: fields.toDate < fromDate ? fromDate : fields.toDate })
        }
      />
      <DayField
        label={t('field.toDate')}
        value={fields.toDate}
        error={errors.toDate as string | undefined}
        onChange={(toDate) => onChange({ toDate })}
      />
      <Switch
        className={panelClasses.wide}
        size="sm"
        label={t('timeOff.wholeDay')}
        checked={fields.isWholeDay}
        onChange={(event) => onChange({ isWholeDay: event.currentTarget.checked })}
      />
      {!fields.isWholeDay && (
        <>
          <TimeField
            label={t('field.fromTime')}
            value={fields.fromTime}
            onChange={(fromTime) => onChange({ fromTime })}
            {...words('fromTime')}
          />
          <TimeField
            label={t('field.toTime')}
            value={fields.toTime}
            onChange={(toTime) => onChange({ toTime })}
            {...words('toTime')}
          />
        </>
      )}
      <Choice
        className={panelClasses.wide}
        label={t('field.kind')}
        data={timeOffKinds.map((value) => ({ value, label: t(`timeOff.kind.${value}`) }))}
        value={fields.kind}
        onChange={(kind) => onChange({ kind: (kind ?? 'other') as TimeOffDraft['kind'] })}
      />
      <TextInput
        className={panelClasses.wide}
        label={t('field.reason')}
        description={t('timeOff.reasonHint')}
        maxLength={300}
        autoComplete="off"
        value={fields.reason}
        onChange={(event) => onChange({ reason: event.currentTarget.value })}
        {...words('reason')}
      />
    </>
  );
}

/** As the main process takes it. */
export const timeOffOf = ({ isWholeDay, fromTime, toTime, ...rest }: TimeOffDraft) => ({
  ...rest,
  fromTime: isWholeDay ? null : fromTime,
  toTime: isWholeDay ? null : toTime,
});

/** An entry as its fields show it; a new one is a doctor's leave of today. */
export function draftOfTimeOff(row: TimeOff | null, today: string): TimeOffDraft {
  if (!row) {
    return {
      scope: 'doctor',
      doctorId: null,
      roomId: null,
      kind: 'leave',
      fromDate: today,
      toDate: today,
      isWholeDay: true,
      fromTime: '08:00',
      toTime: '12:00',
      reason: '',
    };
  }
  const { scope, doctorId, roomId, kind, fromDate, toDate, fromTime, toTime, reason } = row;
  const times = { isWholeDay: fromTime === null, fromTime: fromTime ?? '08:00', toTime: toTime ?? '12:00' };
  return { scope, doctorId, roomId, kind, fromDate, toDate, reason, ...times };
}

function useChoices() {
  const trpc = useTRPC();
  const { data: doctors = [] } = useQuery(trpc.setup.doctors.doctors.queryOptions());
  const { data: rooms = [] } = useQuery(trpc.setup.departments.rooms.queryOptions());
  return {
    doctors: doctors.map(({ id, fullName, departmentName }) => ({
      value: id,
      label: `${fullName} · ${departmentName}`,
    })),
    rooms: rooms.map(({ id, roomNumber }) => ({ value: id, label: roomNumber })),
  };
}
