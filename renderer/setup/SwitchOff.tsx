// Switching a row off or on. Before it is switched off it says what is touched; afterwards it can be undone.
import { Button, Group, Text } from '@mantine/core';
import { IconPower } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { notifyDone, showFailure } from '../app/notify.tsx';
import { useTRPC, useTRPCClient } from '../app/trpc.ts';
import { ImpactText } from './ImpactText.tsx';
import classes from './SwitchOff.module.css';

type SwitchOffProps = {
  kind: 'department' | 'service' | 'room';
  row: { id: string; updatedAtMs: number; isActive: boolean };
  name: string;
  onDone: () => void;
};

export function SwitchOff({ kind, row, name, onDone }: SwitchOffProps) {
  const { t } = useTranslation('setup');
  const trpc = useTRPC();
  const [isAsking, setIsAsking] = useState(false);
  const turn = useSwitch(kind, name);
  const impact = useQuery(trpc.setup.impact.queryOptions({ kind, id: row.id }, { enabled: isAsking }));
  if (!row.isActive) {
    return (
      <div className={classes.box}>
        <Text size="sm">{t('switch.isOff')}</Text>
        <Button
          variant="light"
          color="teal"
          onClick={() => void turn(row, true, onDone)}
          leftSection={<IconPower size={15} aria-hidden />}
        >
          {t('switch.on')}
        </Button>
      </div>
    );
  }
  if (!isAsking) {
    return (
      <Group>
        <Button
          variant="subtle"
          color="red"
          size="compact-sm"
          onClick={() => setIsAsking(true)}
          leftSection={<IconPower size={15} aria-hidden />}
        >
          {t('switch.off')}
        </Button>
      </Group>
    );
  }
  return (
    <div className={classes.box} role="group" aria-label={t('switch.off')}>
      {impact.data && <ImpactText kind={kind} impact={impact.data} />}
      <Group gap={8}>
        <Button color="red" disabled={!impact.data} onClick={() => void turn(row, false, onDone)} autoFocus>
          {t('switch.confirm')}
        </Button>
        <Button variant="default" onClick={() => setIsAsking(false)}>
          {t('switch.keep')}
        </Button>
      </Group>
    </div>
  );
}

const tableOf = { department: 'departments', service: 'services', room: 'rooms' } as const;

/** Switches, says so, and offers the way back: the row as it is after the switch. */
function useSwitch(kind: SwitchOffProps['kind'], name: string) {
  const { t } = useTranslation('setup');
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  // Not a useMutation: its callbacks end with the panel, and the undo outlives it.
  const turn = async (
    row: { id: string; updatedAtMs: number },
    isActive: boolean,
    after?: () => void,
  ): Promise<void> => {
    const input = { table: tableOf[kind], edit: { id: row.id, updatedAtMs: row.updatedAtMs }, isActive };
    try {
      const now = await client.setup.departments.setActive.mutate(input);
      await queries.invalidateQueries({ queryKey: trpc.setup.pathKey() });
      const undo = () => void turn(now, !isActive);
      notifyDone(t(isActive ? 'switch.isOnNow' : 'switch.isOffNow', { name }), { undo });
      after?.();
    } catch (error) {
      showFailure(error);
    }
  };
  return turn;
}
