// The locked screen: who comes back, or who takes over, by PIN in two seconds. Names of staff only; nothing of a patient is here.
import { Anchor, Group, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../app/trpc.ts';
import { DoorFrame } from './DoorFrame.tsx';
import type { DoorOf } from './door-state.ts';
import classes from './LockScreen.module.css';
import { PeopleAtDoor } from './PeopleAtDoor.tsx';
import { UnlockPanel } from './UnlockPanel.tsx';

export function LockScreen({ state }: { state: DoorOf<'locked'> }) {
  const { t } = useTranslation(['doorstep', 'common']);
  const trpc = useTRPC();
  const [chosenId, setChosenId] = useState(state.lastUserId);
  const signOut = useMutation(trpc.doorstep.signOut.mutationOptions());
  const person = state.people.find(({ userId }) => userId === chosenId) ?? state.people[0];
  return (
    <DoorFrame title={state.clinic.name} subtitle={t('lock.subtitle')} wide isDemo={state.clinic.isDemo}>
      <div className={classes.columns}>
        <PeopleAtDoor people={state.people} chosenId={person?.userId} choose={setChosenId} />
        {person && <UnlockPanel key={person.userId} person={person} />}
      </div>
      <Group justify="space-between" mt="lg">
        <Text size="sm" c="dimmed">
          {t('lock.arrows')}
        </Text>
        <Anchor component="button" size="sm" onClick={() => signOut.mutate()}>
          {t('lock.close')}
        </Anchor>
      </Group>
    </DoorFrame>
  );
}
