// Leaving with everything: the own password once more, how the file is protected, how far it is, what came of it.
import { Alert, Button, Group, Paper, PasswordInput, Stack, Text, Title } from '@mantine/core';
import { IconDatabaseExport } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../app/trpc.ts';
import { Refusal } from '../doorstep/Refusal.tsx';
import { isReady, lockedAtFirst, Passphrase, passphraseOf } from './Passphrase.tsx';
import { PackProgress } from './PackProgress.tsx';
import { usePacking } from './use-packing.ts';

export function ExportEverything() {
  const { t } = useTranslation('leaving');
  const trpc = useTRPC();
  const [protection, setProtection] = useState(lockedAtFirst);
  const [password, setPassword] = useState('');
  const exporting = useMutation(
    trpc.leaving.exportEverything.mutationOptions({ onSettled: () => setPassword('') }),
  );
  const { progress, stop } = usePacking(exporting.isPending);
  const done = exporting.data;
  return (
    <Paper p="md" component="section">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          exporting.mutate({ password, passphrase: passphraseOf(protection) });
        }}
      >
        <Stack gap="md">
          <Title order={2}>{t('everything.title')}</Title>
          <Text size="sm" c="dimmed">
            {t('everything.help')} {t('everything.notInside')}
          </Text>
          <Passphrase value={protection} onChange={setProtection} isDisabled={exporting.isPending} />
          <PasswordInput
            label={t('everything.ownPassword')}
            required
            withAsterisk={false}
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <Refusal error={exporting.error} />
          {done && (
            <Alert color="teal" variant="light" p="xs" role="status">
              {t('everything.done', { name: done.name, count: done.rows, documents: done.documents })}
              {done.missingDocuments > 0 && ` ${t('everything.missing', { count: done.missingDocuments })}`}
            </Alert>
          )}
          {exporting.isPending && (
            <PackProgress label={t('progress.packing')} progress={progress} onStop={stop} />
          )}
          <Group justify="end">
            <Button
              type="submit"
              leftSection={<IconDatabaseExport size={16} aria-hidden />}
              disabled={!isReady(protection) || password === ''}
              loading={exporting.isPending}
            >
              {t('everything.now')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Paper>
  );
}
