// The backups that are there, the newest proven one said in words, a new one by hand, and the way back to one of them.
import {
  Button,
  Group,
  Modal,
  Paper,
  PasswordInput,
  Stack,
  Table,
  Text,
  Title,
  VisuallyHidden,
} from '@mantine/core';
import { IconDatabaseExport } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { failureText } from '../app/failure-text.ts';
import { notifyDone } from '../app/notify.tsx';
import { useTRPC } from '../app/trpc.ts';
import { Refusal } from '../doorstep/Refusal.tsx';
import { useClinicMoment } from '../staff/use-clinic-moment.ts';
import { toneOf, useBackupLight } from './backup-light.ts';
import { useAge } from './use-age.ts';
import classes from './Vault.module.css';
import type { VaultStatus } from './vault-status.ts';

type Backup = VaultStatus['backups'][number];

export function BackupList({ status }: { status: VaultStatus }) {
  const { t } = useTranslation(['vault', 'doorstep']);
  const moment = useClinicMoment();
  const [chosen, setChosen] = useState<Backup | null>(null);
  return (
    <Paper p="md">
      <Stack gap="md">
        <Light />
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('column.when')}</Table.Th>
              <Table.Th>{t('column.kind')}</Table.Th>
              <Table.Th>{t('column.place')}</Table.Th>
              <Table.Th ta="end">{t('column.size')}</Table.Th>
              <Table.Th>
                <VisuallyHidden>{t('restore.open')}</VisuallyHidden>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {status.backups.map((backup) => (
              <Table.Tr key={backup.path}>
                <Table.Td>{moment(backup.atMs)}</Table.Td>
                <Table.Td>{t(`doorstep:restore.kind.${backup.kind}`)}</Table.Td>
                <Table.Td>{t(`doorstep:restore.place.${backup.place}`)}</Table.Td>
                <Table.Td ta="end">
                  {t('megabytes', { size: (backup.sizeBytes / 1_048_576).toFixed(1) })}
                </Table.Td>
                <Table.Td ta="end">
                  <Button variant="subtle" size="compact-sm" onClick={() => setChosen(backup)}>
                    {t('restore.open')}
                  </Button>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        {status.backups.length === 0 && <Text size="sm">{t('light.none')}</Text>}
      </Stack>
      <RestoreModal backup={chosen} close={() => setChosen(null)} />
    </Paper>
  );
}

function Light() {
  const { t } = useTranslation('vault');
  const trpc = useTRPC();
  const cache = useQueryClient();
  const age = useAge();
  const light = useBackupLight();
  const backUp = useMutation(
    trpc.vault.backUpNow.mutationOptions({
      onSuccess: () => notifyDone(t('backUp.done')),
      onSettled: () => cache.invalidateQueries(trpc.vault.status.queryFilter()),
    }),
  );
  return (
    <Stack gap="sm">
      <Group justify="space-between" wrap="nowrap">
        <div className={classes.light}>
          <span className={classes.dot} data-tone={toneOf(light, Date.now())} />
          <div>
            <Title order={2}>
              {light.provenAtMs === null
                ? t('light.none')
                : t('light.proven', { age: age(light.provenAtMs) })}
            </Title>
            <Text size="sm" c={light.failure ? 'red' : 'dimmed'}>
              {light.failure ? failureText(light.failure) : t('light.how')}
            </Text>
          </div>
        </div>
        <Button
          flex="none"
          leftSection={<IconDatabaseExport size={16} />}
          loading={light.isRunning || backUp.isPending}
          onClick={() => backUp.mutate()}
        >
          {t('backUp.now')}
        </Button>
      </Group>
      <Refusal error={backUp.error} />
    </Stack>
  );
}

function RestoreModal({ backup, close }: { backup: Backup | null; close: () => void }) {
  const { t } = useTranslation(['vault', 'doorstep', 'common']);
  const trpc = useTRPC();
  const moment = useClinicMoment();
  const [password, setPassword] = useState('');
  const restore = useMutation(trpc.vault.restore.mutationOptions({ onError: () => setPassword('') }));
  if (!backup) return null;
  return (
    <Modal
      opened
      onClose={close}
      title={t('restore.title', { when: moment(backup.atMs) })}
      closeButtonProps={{ 'aria-label': t('close', { ns: 'common' }) }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          restore.mutate({ backupPath: backup.path, password });
        }}
      >
        <Stack gap="md">
          <Text size="sm">{t('restore.text')}</Text>
          <Text size="sm">{t('doorstep:restore.missing', { when: moment(backup.atMs) })}</Text>
          <PasswordInput
            label={t('restore.password')}
            data-autofocus
            required
            withAsterisk={false}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <Refusal error={restore.error} />
          <Group justify="end">
            <Button type="submit" color="red" loading={restore.isPending}>
              {t('restore.now')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
