// Opening a clinic that is known to lack changes: only after the person was told, with their password.
import { Alert, Anchor, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../app/trpc.ts';
import { DoorFrame } from './DoorFrame.tsx';
import { Refusal } from './Refusal.tsx';

export function GoOnWithout({ back }: { back: () => void }) {
  const { t } = useTranslation(['doorstep', 'common']);
  const trpc = useTRPC();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const signIn = useMutation(trpc.doorstep.signIn.mutationOptions());
  return (
    <DoorFrame title={t('trouble.goOn')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          signIn.mutate({ email, password, goOnWithout: 'missing_changes' });
        }}
      >
        <Stack gap="md">
          <Alert variant="light" p="xs">
            {t('trouble.goOnText')}
          </Alert>
          <TextInput
            label={t('signIn.email')}
            type="email"
            autoFocus
            required
            withAsterisk={false}
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <PasswordInput
            label={t('signIn.password')}
            required
            withAsterisk={false}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <Refusal error={signIn.error} />
          <Button type="submit" loading={signIn.isPending}>
            {t('trouble.goOn')}
          </Button>
          <Anchor component="button" type="button" size="sm" onClick={back}>
            {t('create.back')}
          </Anchor>
        </Stack>
      </form>
    </DoorFrame>
  );
}
