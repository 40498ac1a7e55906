// The first start: practise in a demo clinic, bring a clinic back from a backup, or make a new one in four short steps.
import { Anchor, Group, Stack, Text, UnstyledButton } from '@mantine/core';
import { IconBuildingHospital, IconSchool } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { spokenLocale } from '../app/i18n.ts';
import { useTRPC } from '../app/trpc.ts';
import { DoorFrame } from './DoorFrame.tsx';
import type { DoorOf } from './door-state.ts';
import classes from './FirstRun.module.css';
import { ImportAtDoor } from '../leaving/ImportAtDoor.tsx';
import { NewClinic } from './NewClinic.tsx';
import { Refusal } from './Refusal.tsx';
import { RestoreBackup } from './RestoreBackup.tsx';

export function FirstRun({ state }: { state: DoorOf<'no_clinic'> }) {
  const [doing, setDoing] = useState<'choose' | 'create' | 'restore' | 'import'>('choose');
  const back = () => setDoing('choose');
  if (doing === 'create') return <NewClinic back={back} />;
  if (doing === 'restore') return <RestoreBackup back={back} />;
  if (doing === 'import') return <ImportAtDoor back={back} />;
  return (
    <Welcome
      state={state}
      create={() => setDoing('create')}
      restore={() => setDoing('restore')}
      bringIn={() => setDoing('import')}
    />
  );
}

type WelcomeProps = {
  state: DoorOf<'no_clinic'>;
  create: () => void;
  restore: () => void;
  bringIn: () => void;
};

function Welcome({ state, create, restore, bringIn }: WelcomeProps) {
  const { t } = useTranslation(['doorstep', 'common', 'leaving']);
  const trpc = useTRPC();
  const choose = useMutation(trpc.doorstep.choosePlace.mutationOptions());
  const makeDemo = useMutation(trpc.doorstep.makeDemo.mutationOptions());
  const openDemo = () =>
    state.otherPlaceExists ? choose.mutate({ place: 'demo' }) : makeDemo.mutate({ locale: spokenLocale() });
  return (
    <DoorFrame title={t('welcome.title')} subtitle={t('welcome.subtitle')} wide>
      <Stack gap="md">
        <Group grow align="stretch" gap="md">
          <Choice
            icon={IconBuildingHospital}
            title={t('welcome.create')}
            text={t('welcome.createText')}
            act={create}
          />
          <Choice icon={IconSchool} title={t('welcome.demo')} text={t('welcome.demoText')} act={openDemo} />
        </Group>
        <Refusal error={makeDemo.error} />
        <Group justify="space-between" gap="md">
          <Stack gap={4} align="start">
            <Anchor component="button" size="sm" onClick={restore}>
              {t('welcome.restore')}
            </Anchor>
            <Anchor component="button" size="sm" onClick={bringIn}>
              {t('leaving:import.link')}
            </Anchor>
          </Stack>
          <Text size="xs" c="dimmed" title={state.folder}>
            {t('welcome.folder', { folder: state.folder })}
          </Text>
        </Group>
      </Stack>
    </DoorFrame>
  );
}

type ChoiceProps = { icon: typeof IconSchool; title: string; text: string; act: () => void };

function Choice({ icon: Icon, title, text, act }: ChoiceProps) {
  return (
    <UnstyledButton className={classes.choice} onClick={act}>
      <Icon size={26} stroke={1.5} aria-hidden />
      <Text fw={600}>{title}</Text>
      <Text size="sm" c="dimmed">
        {text}
      </Text>
    </UnstyledButton>
  );
}
