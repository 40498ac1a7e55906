// One person's way back in: six digits, or the password. Knows the secret only while it is typed.
import { Anchor, Button, PasswordInput, PinInput, Stack, Text, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../app/trpc.ts';
import type { DoorOf } from './door-state.ts';
import classes from './LockScreen.module.css';
import { Refusal } from './Refusal.tsx';

type Person = DoorOf<'locked'>['people'][number];

export function UnlockPanel({ person }: { person: Person }) {
  const { t } = useTranslation(['doorstep', 'common']);
  const [byPassword, setByPassword] = useState(!person.hasPin);
  return (
    <section className={classes.panel} aria-label={person.fullName}>
      <div>
        <Title order={2}>{person.fullName}</Title>
        <Text size="sm" c="dimmed">
          {t(byPassword ? 'lock.enterPassword' : 'lock.enterPin')}
        </Text>
      </div>
      {byPassword ? <ByPassword userId={person.userId} /> : <ByPin userId={person.userId} />}
      {person.hasPin ? (
        <Anchor
          component="button"
          type="button"
          size="sm"
          ta="start"
          onClick={() => setByPassword(!byPassword)}
        >
          {t(byPassword ? 'lock.usePin' : 'lock.usePassword')}
        </Anchor>
      ) : (
        <Text size="sm" c="dimmed">
          {t('lock.noPin')}
        </Text>
      )}
    </section>
  );
}

function ByPin({ userId }: { userId: string }) {
  const { t } = useTranslation(['doorstep', 'common']);
  const trpc = useTRPC();
  const [pin, setPin] = useState('');
  const box = useRef<HTMLDivElement>(null);
  const unlock = useMutation(
    trpc.doorstep.unlockWithPin.mutationOptions({
      onError: () => {
        setPin('');
        box.current?.querySelector('input')?.focus();
      },
    }),
  );
  return (
    <Stack gap="sm">
      <PinInput
        rootRef={box}
        length={6}
        type="number"
        mask
        autoFocus
        size="md"
        aria-label={t('lock.pin')}
        value={pin}
        onChange={setPin}
        onComplete={(whole) => unlock.mutate({ userId, pin: whole })}
        readOnly={unlock.isPending}
      />
      <Refusal error={unlock.error} />
    </Stack>
  );
}

function ByPassword({ userId }: { userId: string }) {
  const { t } = useTranslation(['doorstep', 'common']);
  const trpc = useTRPC();
  const [password, setPassword] = useState('');
  const unlock = useMutation(
    trpc.doorstep.unlockWithPassword.mutationOptions({ onError: () => setPassword('') }),
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        unlock.mutate({ userId, password });
      }}
    >
      <Stack gap="sm">
        <PasswordInput
          aria-label={t('signIn.password')}
          autoFocus
          required
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Refusal error={unlock.error} wrongPassword={t('lock.wrongPassword')} />
        <Button type="submit" loading={unlock.isPending}>
          {t('lock.unlock')}
        </Button>
      </Stack>
    </form>
  );
}
