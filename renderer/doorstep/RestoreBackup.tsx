// Bringing a clinic back: which backup, from where, and with whose password. Says what would be missing before anything happens.
import {
  Anchor,
  Button,
  Group,
  PasswordInput,
  Radio,
  ScrollArea,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { IconFolderSearch } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../app/trpc.ts';
import { DoorFrame } from './DoorFrame.tsx';
import { Refusal } from './Refusal.tsx';
import { useMoment } from './use-moment.ts';

export function RestoreBackup({ back }: { back: () => void }) {
  const { t } = useTranslation(['doorstep', 'common']);
  const trpc = useTRPC();
  const cache = useQueryClient();
  const moment = useMoment();
  const [chosenPath, setChosenPath] = useState<string>();
  // The recovery code works too: after a fire it may be all there is.
  const [isCode, setCode] = useState(false);
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const { data: backups = [] } = useQuery(trpc.doorstep.backups.queryOptions(undefined, { staleTime: 0 }));
  const find = useMutation(
    trpc.doorstep.findBackups.mutationOptions({
      onSuccess: () => cache.invalidateQueries(trpc.doorstep.backups.queryFilter()),
    }),
  );
  const restore = useMutation(trpc.doorstep.restore.mutationOptions());
  const chosen = backups.find(({ path }) => path === chosenPath) ?? backups[0];
  return (
    <DoorFrame title={t('restore.title')} subtitle={t('restore.subtitle')} wide>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const credentials = isCode ? { recoveryCode: password } : { email, password };
          if (chosen) restore.mutate({ backupPath: chosen.path, credentials });
        }}
      >
        <Stack gap="md">
          {backups.length === 0 && <Text size="sm">{t('restore.none')}</Text>}
          <ScrollArea.Autosize mah={210} type="auto">
            <Radio.Group value={chosen?.path ?? null} onChange={setChosenPath} label={t('restore.which')}>
              <Stack gap={6}>
                {backups.map(({ path, kind, atMs, place }) => (
                  <Radio
                    key={path}
                    value={path}
                    label={t('restore.backup', {
                      when: moment(atMs),
                      kind: t(`restore.kind.${kind}`),
                      place: t(`restore.place.${place}`),
                    })}
                  />
                ))}
              </Stack>
            </Radio.Group>
          </ScrollArea.Autosize>
          <Group>
            <Button
              variant="default"
              size="sm"
              leftSection={<IconFolderSearch size={16} />}
              onClick={() => find.mutate()}
            >
              {t('restore.find')}
            </Button>
          </Group>
          {chosen && (
            <>
              <Text size="sm">{t('restore.missing', { when: moment(chosen.atMs) })}</Text>
              <Group grow align="start">
                {!isCode && (
                  <TextInput
                    label={t('restore.email')}
                    type="email"
                    required
                    withAsterisk={false}
                    value={email}
                    onChange={(event) => setEmail(event.currentTarget.value)}
                  />
                )}
                <PasswordInput
                  label={t(isCode ? 'restore.code' : 'signIn.password')}
                  required
                  withAsterisk={false}
                  value={password}
                  onChange={(event) => setPassword(event.currentTarget.value)}
                />
              </Group>
              <Group justify="space-between">
                <Text size="xs" c="dimmed">
                  {t('restore.passwordHelp')}
                </Text>
                <Anchor component="button" type="button" size="sm" onClick={() => setCode(!isCode)}>
                  {t(isCode ? 'restore.usePassword' : 'restore.useCode')}
                </Anchor>
              </Group>
            </>
          )}
          <Refusal error={restore.error} />
          <Group justify="space-between">
            <Anchor component="button" type="button" size="sm" onClick={back}>
              {t('create.back')}
            </Anchor>
            <Button type="submit" loading={restore.isPending} disabled={!chosen}>
              {t('restore.now')}
            </Button>
          </Group>
        </Stack>
      </form>
    </DoorFrame>
  );
}
