// Something is wrong with the files, not with the person: what happened, what is safe, what to do. Nothing was overwritten.
import { Alert, Button, Group, List, Stack, Text } from '@mantine/core';
import { IconFileAlert } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../domain/failure.ts';
import { failureText } from '../app/failure-text.ts';
import { useTRPC } from '../app/trpc.ts';
import { DoorFrame } from './DoorFrame.tsx';
import type { DoorOf } from './door-state.ts';
import { GoOnWithout } from './GoOnWithout.tsx';
import { RestoreBackup } from './RestoreBackup.tsx';

type Props = { state: DoorOf<'closed'>; failure: Failure };

export function Trouble({ state, failure }: Props) {
  const { t } = useTranslation(['doorstep', 'common']);
  const trpc = useTRPC();
  const lookAgain = useMutation(trpc.doorstep.lookAgain.mutationOptions());
  const [doing, setDoing] = useState<'read' | 'restore' | 'goOn'>('read');
  const back = () => setDoing('read');
  if (doing === 'restore') return <RestoreBackup back={back} />;
  if (doing === 'goOn') return <GoOnWithout back={back} />;
  const isDamage = failure.code === 'vault_damaged' || failure.code === 'backup_damaged';
  const canGoOn =
    failure.code === 'vault_damaged' &&
    (failure.what === 'changes_missing' || failure.what === 'audit_chain');
  return (
    <DoorFrame
      title={t(isDamage ? 'trouble.damaged' : 'trouble.cannotOpen')}
      wide
      isDemo={state.place === 'demo'}
    >
      <Stack gap="md">
        <Alert color="red" variant="light" icon={<IconFileAlert size={18} />} role="alert">
          {failure.code === 'vault_damaged'
            ? t(wordsFor(failure), { count: failure.missingChanges ?? 0 })
            : failureText(failure)}
        </Alert>
        {isDamage && (
          <>
            <Text fw={600}>{t('trouble.safeTitle')}</Text>
            <List size="sm" spacing={4}>
              <List.Item>{t('trouble.safePassword')}</List.Item>
              <List.Item>{t('trouble.safeFiles')}</List.Item>
              <List.Item>{t('trouble.safeBackups')}</List.Item>
            </List>
          </>
        )}
        <Group justify="end">
          <Button variant="default" loading={lookAgain.isPending} onClick={() => lookAgain.mutate()}>
            {t('trouble.lookAgain')}
          </Button>
          {canGoOn && (
            <Button variant="default" onClick={() => setDoing('goOn')}>
              {t('trouble.goOn')}
            </Button>
          )}
          {isDamage && (
            <Button autoFocus onClick={() => setDoing('restore')}>
              {t('trouble.restore')}
            </Button>
          )}
        </Group>
      </Stack>
    </DoorFrame>
  );
}

/** The sentence for what was found. A loss that can be counted is counted. */
function wordsFor({ what, missingChanges }: Extract<Failure, { code: 'vault_damaged' }>) {
  if (what !== 'changes_missing') return `trouble.what.${what}` as const;
  return missingChanges === undefined ? 'trouble.what.completeness_unknown' : 'trouble.what.changes_missing';
}
