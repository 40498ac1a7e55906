// One time off: whom it is about, which days and times, and the visits it would touch while it is being typed.
import { Button, Group } from '@mantine/core';
import { IconArrowBackUp, IconTrash } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TimeOff } from '../../domain/clinic-setup.ts';
import { timeOffInput } from '../../domain/clinic-setup-input.ts';
import { useDesk } from '../app/desk-context.tsx';
import { notifyDone, showFailure } from '../app/notify.tsx';
import { useTRPC, useTRPCClient } from '../app/trpc.ts';
import { tellFreed } from '../waitlist/freed-slots.ts';
import { wallClock } from '../../domain/civil-date.ts';
import { AffectedVisits } from './AffectedVisits.tsx';
import { EditPanel } from './EditPanel.tsx';
import { draftOfTimeOff, type TimeOffDraft, TimeOffFields, timeOffOf } from './TimeOffFields.tsx';
import { useEditForm } from './use-edit-form.ts';

type TimeOffPanelProps = { row: TimeOff | null; onClose: () => void; onReload: () => void };

export function TimeOffPanel({ row, onClose, onReload }: TimeOffPanelProps) {
  const { t } = useTranslation('setup');
  const client = useTRPCClient();
  const { clinic } = useDesk();
  const [today] = useState(() => wallClock(Date.now(), clinic.timeZone).date);
  const edit = useEditForm({
    edited: { list: 'timeOff', row },
    start: draftOfTimeOff(row, today),
    schema: timeOffInput,
    toInput: timeOffOf,
    save: (mark, values) => client.setup.timeOff.save.mutate({ edit: mark, values }),
    done: t('timeOff.saved'),
    onDone: onClose,
  });
  const [fields, setFields] = useState<TimeOffDraft>(edit.form.getValues());
  const set = (patch: Partial<TimeOffDraft>) => {
    // On what the form holds, not on what was drawn last: leaving one field and typing into the next may be one moment.
    const next = { ...edit.form.getValues(), ...patch };
    setFields(next);
    edit.form.setValues(next);
  };
  const { errors } = edit.form;
  const entry = timeOffInput.safeParse(timeOffOf(fields));
  return (
    <EditPanel
      title={row ? t('timeOff.title') : t('timeOff.new')}
      form={edit}
      onClose={onClose}
      onReload={onReload}
      after={
        <>
          {entry.success && row?.archivedAtMs == null && (
            <AffectedVisits entry={entry.data} {...(row && { timeOffId: row.id })} />
          )}
          {row && <Withdraw row={row} onDone={onClose} />}
        </>
      }
    >
      <TimeOffFields fields={fields} errors={errors} onChange={set} />
    </EditPanel>
  );
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
      if (isWithdrawn) tellFreed({ timeOffId: row.id });
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
