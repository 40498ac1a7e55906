// What proves that the clinic is whole: the full check and the restore drill, both by themselves and by hand.
import { Alert, Button, Paper, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../app/trpc.ts';
import { Refusal } from '../doorstep/Refusal.tsx';
import { useAge } from './use-age.ts';
import type { VaultStatus } from './vault-status.ts';

export function ProofPanel({ status }: { status: VaultStatus }) {
  const { t } = useTranslation('vault');
  const trpc = useTRPC();
  const cache = useQueryClient();
  const age = useAge();
  const again = { onSettled: () => cache.invalidateQueries(trpc.vault.status.queryFilter()) };
  const check = useMutation(trpc.vault.check.mutationOptions(again));
  const drill = useMutation(trpc.vault.drill.mutationOptions(again));
  const since = (atMs: number | null) =>
    atMs === null ? t('proof.never') : t('proof.good', { age: age(atMs) });
  return (
    <Paper p="md" component="section">
      <Stack gap="sm">
        <Title order={2}>{t('proof.title')}</Title>
        <Text size="sm">
          {t('proof.check')}{' '}
          <Text component="span" c="dimmed" inherit>
            {since(status.lastFullCheckAtMs)}
          </Text>
        </Text>
        <Finding faults={check.data?.faults} />
        <Refusal error={check.error} />
        <Button variant="default" loading={check.isPending} onClick={() => check.mutate()}>
          {t('proof.checkNow')}
        </Button>
        <Text size="sm">
          {t('proof.drill')}{' '}
          <Text component="span" c="dimmed" inherit>
            {since(status.lastDrillAtMs)}
          </Text>
        </Text>
        <Finding faults={drill.data?.faults} />
        <Refusal error={drill.error} />
        <Button
          variant="default"
          loading={drill.isPending}
          onClick={() => drill.mutate()}
          disabled={status.backups.length === 0}
          title={status.backups.length === 0 ? t('light.none') : ''}
        >
          {t('proof.drillNow')}
        </Button>
      </Stack>
    </Paper>
  );
}

function Finding({ faults }: { faults: string[] | undefined }) {
  const { t } = useTranslation('vault');
  if (!faults) return null;
  return (
    <Alert color={faults.length === 0 ? 'teal' : 'red'} variant="light" p="xs" role="status">
      {faults.length === 0 ? t('proof.whole') : t('proof.faults', { faults: faults.join('; ') })}
    </Alert>
  );
}
