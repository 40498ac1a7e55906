// A new recovery code, when the sheet is lost or too many have seen it. The old one opens nothing from then on.
import { Button, Paper, PasswordInput, Stack, Text, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../app/trpc.ts';
import { Refusal } from '../doorstep/Refusal.tsx';
import { ShownOnce } from '../staff/ShownOnce.tsx';

export function RecoveryPanel() {
  const { t } = useTranslation('vault');
  const trpc = useTRPC();
  const [password, setPassword] = useState('');
  const renew = useMutation(
    trpc.vault.renewRecoveryCode.mutationOptions({ onSettled: () => setPassword('') }),
  );
  return (
    <Paper p="md" component="section">
      <Stack gap="sm">
        <Title order={2}>{t('recovery.title')}</Title>
        {renew.data ? (
          <ShownOnce
            title={t('recovery.new')}
            help={t('recovery.newHelp')}
            secret={renew.data.shownOnce}
            done={() => renew.reset()}
          />
        ) : (
          <form
            onSubmit={(event) => {
              event.preventDefault();
              renew.mutate({ password });
            }}
          >
            <Stack gap="sm">
              <Text size="sm" c="dimmed">
                {t('recovery.help')}
              </Text>
              <PasswordInput
                label={t('restore.password')}
                required
                withAsterisk={false}
                value={password}
                onChange={(event) => setPassword(event.currentTarget.value)}
              />
              <Refusal error={renew.error} />
              <Button type="submit" variant="default" loading={renew.isPending}>
                {t('recovery.renew')}
              </Button>
            </Stack>
          </form>
        )}
      </Stack>
    </Paper>
  );
}
