// After the recovery code or an initial password: a password of one's own, before anything else opens.
import { Anchor, Button, Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../app/trpc.ts';
import { DoorFrame } from './DoorFrame.tsx';
import type { DoorOf } from './door-state.ts';
import { NewPasswordField } from './NewPasswordField.tsx';
import { Refusal } from './Refusal.tsx';

export function OwnPassword({ state }: { state: DoorOf<'new_password'> }) {
  const { t } = useTranslation(['doorstep', 'common']);
  const trpc = useTRPC();
  const [password, setPassword] = useState('');
  const choose = useMutation(trpc.doorstep.chooseOwnPassword.mutationOptions());
  const signOut = useMutation(trpc.doorstep.signOut.mutationOptions());
  return (
    <DoorFrame
      title={t('own.title', { name: state.user.fullName })}
      subtitle={t('own.subtitle')}
      isDemo={state.place === 'demo'}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          choose.mutate({ password });
        }}
      >
        <Stack gap="md">
          <NewPasswordField
            label={t('own.password')}
            about={[state.user.fullName]}
            value={password}
            onChange={setPassword}
            autoFocus
          />
          <Refusal error={choose.error} />
          <Button type="submit" loading={choose.isPending} fullWidth>
            {t('own.save')}
          </Button>
          <Anchor component="button" type="button" size="sm" onClick={() => signOut.mutate()}>
            {t('common:bar.signOut')}
          </Anchor>
        </Stack>
      </form>
    </DoorFrame>
  );
}
