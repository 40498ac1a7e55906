// The closed clinic: e-mail and password, or the recovery code when the password is lost.
import { Alert, Anchor, Button, Group, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../app/trpc.ts';
import { DemoSignIns } from './DemoSignIns.tsx';
import { DoorFrame } from './DoorFrame.tsx';
import type { DoorOf } from './door-state.ts';
import { RecoveryCodeForm } from './RecoveryCodeForm.tsx';
import { Refusal } from './Refusal.tsx';
import { useMoment } from './use-moment.ts';

export function SignIn({ state }: { state: DoorOf<'closed'> }) {
  const { t } = useTranslation(['doorstep', 'common']);
  const [isRecovering, setRecovering] = useState(false);
  const isDemo = state.place === 'demo';
  if (isRecovering) return <RecoveryCodeForm back={() => setRecovering(false)} />;
  return (
    <DoorFrame
      title={t(isDemo ? 'signIn.demoTitle' : 'signIn.title')}
      subtitle={t(`signIn.because.${state.because}`)}
      isDemo={isDemo}
    >
      {state.restored && <RestoredNote restored={state.restored} />}
      <SignInForm isDemo={isDemo} />
      <Group justify="space-between" mt="lg">
        {isDemo ? (
          <span />
        ) : (
          <Anchor component="button" size="sm" onClick={() => setRecovering(true)}>
            {t('signIn.lost')}
          </Anchor>
        )}
        <OtherPlace state={state} />
      </Group>
    </DoorFrame>
  );
}

function SignInForm({ isDemo }: { isDemo: boolean }) {
  const { t } = useTranslation(['doorstep', 'common']);
  const trpc = useTRPC();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const signIn = useMutation(trpc.doorstep.signIn.mutationOptions({ onError: () => setPassword('') }));
  return (
    <Stack gap="md">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          signIn.mutate({ email, password });
        }}
      >
        <Stack gap="md">
          <TextInput
            label={t('signIn.email')}
            type="email"
            name="email"
            autoComplete="username"
            autoFocus
            required
            withAsterisk={false}
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <PasswordInput
            label={t('signIn.password')}
            name="password"
            autoComplete="current-password"
            required
            withAsterisk={false}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <Refusal error={signIn.error} />
          <Button type="submit" loading={signIn.isPending} fullWidth>
            {t('signIn.open')}
          </Button>
        </Stack>
      </form>
      {isDemo && <DemoSignIns choose={signIn.mutate} isBusy={signIn.isPending} />}
    </Stack>
  );
}

/** What a restore brought back and what it could not: shown until somebody is in. */
function RestoredNote({ restored }: { restored: NonNullable<DoorOf<'closed'>['restored']> }) {
  const { t } = useTranslation(['doorstep', 'common']);
  const moment = useMoment();
  const { backupAtMs, lostChanges, damagedFolder } = restored;
  return (
    <Alert
      variant="light"
      color={lostChanges === 0 ? 'teal' : 'yellow'}
      mb="md"
      p="xs"
      title={t('signIn.restored.title', { when: moment(backupAtMs) })}
    >
      {lostChanges === null
        ? t('signIn.restored.unknown')
        : lostChanges === 0
          ? t('signIn.restored.none')
          : t('signIn.restored.lost', { count: lostChanges })}
      {damagedFolder && (
        <Text size="xs" mt={4} style={{ overflowWrap: 'anywhere' }}>
          {t('signIn.restored.kept', { folder: damagedFolder })}
        </Text>
      )}
    </Alert>
  );
}

/** The way between the clinic and its demo, while both are closed. */
function OtherPlace({ state }: { state: DoorOf<'closed'> }) {
  const { t } = useTranslation(['doorstep', 'common']);
  const trpc = useTRPC();
  const choose = useMutation(trpc.doorstep.choosePlace.mutationOptions());
  if (state.place === 'clinic' && !state.otherPlaceExists) return <Text size="sm" c="dimmed" />;
  const other = state.place === 'demo' ? 'clinic' : 'demo';
  const label = other === 'demo' ? 'place.demo' : state.otherPlaceExists ? 'place.clinic' : 'place.newClinic';
  return (
    <Anchor component="button" size="sm" onClick={() => choose.mutate({ place: other })}>
      {t(label)}
    </Anchor>
  );
}
