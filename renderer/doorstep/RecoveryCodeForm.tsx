// The printed code instead of a lost password: for an admin, who chooses a new password next.
import { Anchor, Button, Stack, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../app/trpc.ts';
import { DoorFrame } from './DoorFrame.tsx';
import classes from './FirstRun.module.css';
import { Refusal } from './Refusal.tsx';

export function RecoveryCodeForm({ back }: { back: () => void }) {
  const { t } = useTranslation(['doorstep', 'common']);
  const trpc = useTRPC();
  const [email, setEmail] = useState('');
  const [recoveryCode, setRecoveryCode] = useState('');
  const signIn = useMutation(trpc.doorstep.signInWithRecoveryCode.mutationOptions());
  return (
    <DoorFrame title={t('recovery.title')} subtitle={t('recovery.subtitle')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          signIn.mutate({ email, recoveryCode });
        }}
      >
        <Stack gap="md">
          <TextInput
            label={t('recovery.email')}
            type="email"
            autoFocus
            required
            withAsterisk={false}
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <Textarea
            label={t('recovery.code')}
            description={t('recovery.codeHelp')}
            autosize
            minRows={2}
            classNames={{ input: classes.typedCode ?? '' }}
            spellCheck={false}
            required
            withAsterisk={false}
            value={recoveryCode}
            onChange={(event) => setRecoveryCode(event.currentTarget.value)}
            onKeyDown={(event) => {
              // A code has no lines: Enter opens, as in every field of the door.
              if (event.key !== 'Enter') return;
              event.preventDefault();
              event.currentTarget.form?.requestSubmit();
            }}
          />
          <Refusal error={signIn.error} />
          <Button type="submit" loading={signIn.isPending} fullWidth>
            {t('recovery.open')}
          </Button>
          <Anchor component="button" type="button" size="sm" onClick={back}>
            {t('recovery.back')}
          </Anchor>
        </Stack>
      </form>
    </DoorFrame>
  );
}
