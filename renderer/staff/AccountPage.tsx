// One's own account: password, PIN, language, colours. Nobody needs an admin for these.
import {
  Button,
  Group,
  Paper,
  PasswordInput,
  PinInput,
  SegmentedControl,
  Stack,
  Text,
  Title,
} from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { spokenLocale } from '../app/i18n.ts';
import { notifyDone, showFailure } from '../app/notify.tsx';
import { PageBar } from '../app/PageBar.tsx';
import { useTRPC } from '../app/trpc.ts';
import { languages } from '../doorstep/DoorFrame.tsx';
import { NewPasswordField } from '../doorstep/NewPasswordField.tsx';
import { Refusal } from '../doorstep/Refusal.tsx';
import { ColourSchemeSwitch } from './ColourSchemeSwitch.tsx';
import classes from './Staff.module.css';

export function AccountPage() {
  const { t } = useTranslation(['staff', 'common']);
  const trpc = useTRPC();
  const { data: me } = useQuery(trpc.staff.me.queryOptions());
  if (!me) return null;
  return (
    <>
      <PageBar>
        <Title order={1} fz="md">
          {t('common:nav.account')}
        </Title>
        <Text c="dimmed" size="sm">
          {me.fullName} · {t(`common:role.${me.role}`)} · {me.email}
        </Text>
      </PageBar>
      <div className={classes.account}>
        <OwnPin hasPin={me.hasPin} />
        <OwnPassword about={[me.fullName, me.email]} />
        <Look />
      </div>
    </>
  );
}

function OwnPin({ hasPin }: { hasPin: boolean }) {
  const { t } = useTranslation('staff');
  const trpc = useTRPC();
  const cache = useQueryClient();
  const [pin, setPin] = useState('');
  const [password, setPassword] = useState('');
  const done = (text: string) => {
    setPin('');
    setPassword('');
    void cache.invalidateQueries(trpc.staff.me.queryFilter());
    notifyDone(text);
  };
  const save = useMutation(trpc.staff.setOwnPin.mutationOptions({ onSuccess: () => done(t('pin.saved')) }));
  const remove = useMutation(
    trpc.staff.removeOwnPin.mutationOptions({
      onSuccess: () => done(t('pin.removed')),
      onError: showFailure,
    }),
  );
  return (
    <Paper p="md" component="section">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate({ pin, password });
        }}
      >
        <Stack gap="sm">
          <Title order={2}>{t('pin.title')}</Title>
          <Text size="sm" c="dimmed">
            {t('pin.help')}
          </Text>
          <PinInput length={6} type="number" mask aria-label={t('pin.new')} value={pin} onChange={setPin} />
          <PasswordInput
            label={t('password.current')}
            autoComplete="current-password"
            required
            withAsterisk={false}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <Refusal error={save.error} />
          <Group justify="space-between">
            {hasPin ? (
              <Button variant="subtle" color="red" loading={remove.isPending} onClick={() => remove.mutate()}>
                {t('pin.remove')}
              </Button>
            ) : (
              <span />
            )}
            <Button type="submit" loading={save.isPending}>
              {t(hasPin ? 'pin.change' : 'pin.set')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Paper>
  );
}

function OwnPassword({ about }: { about: string[] }) {
  const { t } = useTranslation('staff');
  const trpc = useTRPC();
  const [oldPassword, setOldPassword] = useState('');
  const [password, setPassword] = useState('');
  const change = useMutation(
    trpc.staff.changeOwnPassword.mutationOptions({
      onSuccess: () => {
        setOldPassword('');
        setPassword('');
        notifyDone(t('password.changed'));
      },
    }),
  );
  return (
    <Paper p="md" component="section">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate({ oldPassword, password });
        }}
      >
        <Stack gap="sm">
          <Title order={2}>{t('password.title')}</Title>
          <PasswordInput
            label={t('password.current')}
            autoComplete="current-password"
            required
            withAsterisk={false}
            value={oldPassword}
            onChange={(event) => setOldPassword(event.currentTarget.value)}
          />
          <NewPasswordField label={t('password.new')} about={about} value={password} onChange={setPassword} />
          <Refusal error={change.error} />
          <Group justify="end">
            <Button type="submit" loading={change.isPending}>
              {t('password.change')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Paper>
  );
}

function Look() {
  const { t } = useTranslation(['staff', 'common']);
  const trpc = useTRPC();
  const speakIn = useMutation(trpc.staff.speak.mutationOptions({ onError: showFailure }));
  return (
    <Paper p="md" component="section">
      <Stack gap="sm">
        <Title order={2}>{t('look.title')}</Title>
        <Text size="sm">{t('common:bar.language')}</Text>
        <SegmentedControl
          aria-label={t('common:bar.language')}
          value={spokenLocale()}
          data={languages}
          onChange={(value) => speakIn.mutate({ locale: value === 'vi' ? 'vi' : 'en' })}
        />
        <Text size="sm">{t('common:bar.colorScheme')}</Text>
        <ColourSchemeSwitch />
        <Text size="xs" c="dimmed">
          {t('look.help')}
        </Text>
      </Stack>
    </Paper>
  );
}
