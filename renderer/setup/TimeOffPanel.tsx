// One time off: whom it is about, which days and times, and the visits it would touch while it is being typed.
import { Button, Group, SegmentedControl, Switch, TextInput } from '@mantine/core';
import { IconArrowBackUp, IconTrash } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type TimeOff, timeOffKinds, timeOffScopes } from '../../domain/clinic-setup.ts';
import { timeOffInput } from '../../domain/clinic-setup-input.ts';
import { useDesk } from '../app/desk-context.tsx';
import { notifyDone, showFailure } from '../app/notify.tsx';
import { useTRPC, useTRPCClient } from '../app/trpc.ts';
import { wallClock } from '../../domain/civil-date.ts';
import { Choice } from './Choice.tsx';
import { AffectedVisits } from './AffectedVisits.tsx';
import { DayField } from './DayField.tsx';
import { EditPanel } from './EditPanel.tsx';
import panelClasses from './EditPanel.module.css';
import { TimeField } from './TimeField.tsx';
import { useEditForm } from './use-edit-form.ts';

type TimeOffPanelProps = { row: TimeOff | null; onClose: () => void; onReload: () => void };
type Fields = {
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

export function TimeOffPanel({ row, onClose, onReload }: TimeOffPanelProps) {
  const { t } = useTranslation('setup');
  const client = useTRPCClient();
  const start = useStart(row);
  const edit = useEditForm({
    edited: { list: 'timeOff', row },
    start,
    schema: timeOffInput,
    toInput,
    save: (mark, values) => client.setup.timeOff.save.mutate({ edit: mark, values }),
    done: t('timeOff.saved'),
    onDone: onClose,
  });
  const [fields, setFields] = useState<Fields>(edit.form.getValues());
  const set = (patch: Partial<Fields>) => {
    // On what the form holds, not on what was drawn last: leaving one field and typing into the next may be one moment.
    const next = { ...edit.form.getValues(), ...patch };
    setFields(next);
    edit.form.setValues(next);
  };
  const { errors } = edit.form;
  const people = useChoices();
  const words = (name: keyof Fields) => (errors[name] ? { error: errors[name] } : {});
  const entry = timeOffInput.safeParse(toInput(fields));
  return (
    <EditPanel
      title={row ? t('timeOff.title') : t('timeOff.new')}
      form={edit}
      onClose={onClose}
      onReload={onReload}
      after={
        <>
          {entry.success && row?.archivedAtMs == null && <AffectedVisits entry={entry.data} />}
          {row && <Withdraw row={row} onDone={onClose} />}
        </>
      }
    >
      <SegmentedControl
        className={panelClasses.wide}
        aria-label={t('timeOff.who')}
        fullWidth
        size="xs"
        value={fields.scope}
        onChange={(scope) => set({ scope, kind: scope === 'clinic' ? 'holiday' : fields.kind })}
        data={timeOffScopes.map((value) => ({ value, label: t(`timeOff.scope.${value}`) }))}
      />
      {fields.scope === 'doctor' && (
        <Choice
          className={panelClasses.wide}
          label={t('timeOff.scope.doctor')}
          required
          data={people.doctors}
          value={fields.doctorId}
          onChange={(doctorId) => set({ doctorId })}
          {...words('doctorId')}
          data-autofocus
        />
      )}
      {fields.scope === 'room' && (
        <Choice
          className={panelClasses.wide}
          label={t('timeOff.scope.room')}
          required
          data={people.rooms}
          value={fields.roomId}
          onChange={(roomId) => set({ roomId })}
          {...words('roomId')}
        />
      )}
      <DayField
        label={t('field.fromDate')}
        value={fields.fromDate}
        isFirst={fields.scope === 'clinic'}
        onChange={(fromDate) =>
          set({ fromDate, toDate: fields.toDate < fromDate ? fromDate : fields.toDate })
        }
      />
      <DayField
        label={t('field.toDate')}
        value={fields.toDate}
        error={errors.toDate as string | undefined}
        onChange={(toDate) => set({ toDate })}
      />
      <Switch
        className={panelClasses.wide}
        size="sm"
        label={t('timeOff.wholeDay')}
        checked={fields.isWholeDay}
        onChange={(event) => set({ isWholeDay: event.currentTarget.checked })}
      />
      {!fields.isWholeDay && (
        <>
          <TimeField
            label={t('field.fromTime')}
            value={fields.fromTime}
            onChange={(fromTime) => set({ fromTime })}
            {...words('fromTime')}
          />
          <TimeField
            label={t('field.toTime')}
            value={fields.toTime}
            onChange={(toTime) => set({ toTime })}
            {...words('toTime')}
          />
        </>
      )}
      <Choice
        className={panelClasses.wide}
        label={t('field.kind')}
        data={timeOffKinds.map((value) => ({ value, label: t(`timeOff.kind.${value}`) }))}
        value={fields.kind}
        onChange={(kind) => set({ kind: (kind ?? 'other') as Fields['kind'] })}
      />
      <TextInput
        className={panelClasses.wide}
        label={t('field.reason')}
        description={t('timeOff.reasonHint')}
        maxLength={300}
        autoComplete="off"
        value={fields.reason}
        onChange={(event) => set({ reason: event.currentTarget.value })}
        {...words('reason')}
      />
    </EditPanel>
  );
}

const toInput = ({ isWholeDay, fromTime, toTime, ...rest }: Fields) => ({
  ...rest,
  fromTime: isWholeDay ? null : fromTime,
  toTime: isWholeDay ? null : toTime,
});

function useStart(row: TimeOff | null): Fields {
  const { clinic } = useDesk();
  const [today] = useState(() => wallClock(Date.now(), clinic.timeZone).date);
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

function Withdraw({ row, onDone }: { row: TimeOff; onDone: () => void }) {
  const { t } = useTranslation('setup');
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  // Not a useMutation: its callbacks end with the panel, and the undo outlives it.
  const turn = async (
    entry: { id: string; updatedAtMs: number },
    isWithdrawn: boolean,
    after?: () => void,
  ): Promise<void> => {
    const edit = { id: entry.id, updatedAtMs: entry.updatedAtMs };
    try {
      const now = await client.setup.timeOff.withdraw.mutate({ edit, isWithdrawn });
      await queries.invalidateQueries({ queryKey: trpc.setup.pathKey() });
      const undo = () => void turn(now, !isWithdrawn);
      notifyDone(t(isWithdrawn ? 'timeOff.withdrawnNow' : 'timeOff.backNow'), { undo });
      after?.();
    } catch (error) {
      showFailure(error);
    }
  };
  const isWithdrawn = row.archivedAtMs !== null;
  const Icon = isWithdrawn ? IconArrowBackUp : IconTrash;
  return (
    <Group>
      <Button
        variant="subtle"
        color={isWithdrawn ? 'teal' : 'red'}
        size="compact-sm"
        leftSection={<Icon size={15} aria-hidden />}
        onClick={() => void turn(row, !isWithdrawn, onDone)}
      >
        {t(isWithdrawn ? 'timeOff.bringBack' : 'timeOff.withdraw')}
      </Button>
    </Group>
  );
}
