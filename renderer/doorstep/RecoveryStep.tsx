// The recovery code: shown once, to be written down or printed, and proved by typing two of its groups from the paper.
import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconKey, IconPrinter } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../app/trpc.ts';
import classes from './FirstRun.module.css';
import { RecoveryCode } from './RecoveryCode.tsx';
import { Refusal } from './Refusal.tsx';

type Props = {
  clinicName: string;
  back: () => void;
  confirm: (typedGroups: string[]) => void;
  isBusy: boolean;
  error: unknown;
};

export function RecoveryStep({ clinicName, back, confirm, isBusy, error }: Props) {
  const { t } = useTranslation(['doorstep', 'common']);
  const trpc = useTRPC();
  const { mutate: show, data: code } = useMutation(trpc.doorstep.showRecoveryCode.mutationOptions());
  const [isWritten, setWritten] = useState(false);
  const [typed, setTyped] = useState(['', '']);
  useEffect(() => show(), [show]);
  if (!code) return null;
  if (!isWritten) {
    return (
      <Stack gap="md">
        <Alert className={classes.noPrint ?? ''} icon={<IconKey size={18} />} variant="light" p="xs">
          {t('create.codeWhy')}
        </Alert>
        <Text size="sm">{t('create.codeOf', { clinic: clinicName })}</Text>
        <RecoveryCode code={code.recoveryCode} />
        <Group justify="space-between" className={classes.noPrint ?? ''}>
          <Button variant="default" onClick={back}>
            {t('create.back')}
          </Button>
          <Group>
            <Button variant="default" leftSection={<IconPrinter size={16} />} onClick={() => window.print()}>
              {t('create.print')}
            </Button>
            <Button autoFocus onClick={() => setWritten(true)}>
              {t('create.written')}
            </Button>
          </Group>
        </Group>
      </Stack>
    );
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        confirm(typed);
      }}
    >
      <Stack gap="md">
        <Text size="sm">{t('create.codeConfirm')}</Text>
        <Group grow>
          {code.asked.map((place, i) => (
            <TextInput
              key={place}
              label={t('create.group', { number: place + 1 })}
              autoFocus={i === 0}
              required
              withAsterisk={false}
              maxLength={8}
              spellCheck={false}
              autoComplete="off"
              value={typed[i] ?? ''}
              onChange={(event) => setTyped(typed.with(i, event.currentTarget.value))}
            />
          ))}
        </Group>
        <Refusal error={error} />
        <Group justify="space-between">
          <Button variant="default" onClick={() => setWritten(false)} disabled={isBusy}>
            {t('create.showAgain')}
          </Button>
          <Button type="submit" loading={isBusy}>
            {t('create.create')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
