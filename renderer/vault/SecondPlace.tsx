// A folder on another disk that gets a copy every day: what saves the clinic when this PC does not come back.
import { Alert, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { showFailure } from '../app/notify.tsx';
import { useTRPC } from '../app/trpc.ts';
import { Refusal } from '../doorstep/Refusal.tsx';
import { useAge } from './use-age.ts';
import type { VaultStatus } from './vault-status.ts';

export function SecondPlace({ place }: { place: VaultStatus['secondPlace'] }) {
  const { t } = useTranslation('vault');
  const trpc = useTRPC();
  const cache = useQueryClient();
  const age = useAge();
  const again = () => cache.invalidateQueries(trpc.vault.status.queryFilter());
  const choose = useMutation(trpc.vault.chooseSecondPlace.mutationOptions({ onSettled: again }));
  const forget = useMutation(
    trpc.vault.forgetSecondPlace.mutationOptions({ onSettled: again, onError: showFailure }),
  );
  return (
    <Paper p="md" component="section">
      <Stack gap="sm">
        <Title order={2}>{t('second.title')}</Title>
        <Text size="sm" c="dimmed">
          {t('second.help')}
        </Text>
        {place && (
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {place.path}
            {place.newestAtMs !== null && ` · ${age(place.newestAtMs)}`}
          </Text>
        )}
        {place && !place.isThere && (
          <Alert color="yellow" variant="light" p="xs">
            {t('second.gone')}
          </Alert>
        )}
        <Refusal error={choose.error} />
        <Group justify="space-between">
          {place ? (
            <Button variant="subtle" color="red" loading={forget.isPending} onClick={() => forget.mutate()}>
              {t('second.forget')}
            </Button>
          ) : (
            <span />
          )}
          <Button variant="default" loading={choose.isPending} onClick={() => choose.mutate()}>
            {t(place ? 'second.change' : 'second.choose')}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}
