// The first admin: a name, an e-mail to sign in with, a password strong enough for a whole clinic.
import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../app/trpc.ts';
import type { AdminDraft } from './NewClinic.tsx';
import { NewPasswordField } from './NewPasswordField.tsx';

type Props = {
  value: AdminDraft;
  clinicName: string;
  onChange: (admin: AdminDraft) => void;
  back: () => void;
  next: () => void;
};

export function AdminStep({ value, clinicName, onChange, back, next }: Props) {
  const { t } = useTranslation(['doorstep', 'common']);
  const trpc = useTRPC();
  const [isRefused, setRefused] = useState(false);
  const about = [value.fullName, value.email, clinicName];
  // Asked once more for the password as it is now: what the meter showed may be a keystroke old.
  const rate = useMutation(
    trpc.doorstep.ratePassword.mutationOptions({
      onSuccess: ({ enough }) => (enough ? next() : setRefused(true)),
    }),
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        rate.mutate({ password: value.password, about });
      }}
    >
      <Stack gap="md">
        <TextInput
          label={t('create.adminName')}
          autoFocus
          required
          withAsterisk={false}
          maxLength={120}
          autoComplete="name"
          value={value.fullName}
          onChange={(event) => onChange({ ...value, fullName: event.currentTarget.value })}
        />
        <TextInput
          label={t('create.adminEmail')}
          description={t('create.adminEmailHelp')}
          type="email"
          required
          withAsterisk={false}
          maxLength={254}
          autoComplete="username"
          value={value.email}
          onChange={(event) => onChange({ ...value, email: event.currentTarget.value })}
        />
        <NewPasswordField
          label={t('create.adminPassword')}
          about={about}
          value={value.password}
          error={isRefused ? t('password.notYet') : undefined}
          onChange={(password) => {
            setRefused(false);
            onChange({ ...value, password });
          }}
        />
        <Group justify="space-between">
          <Button variant="default" onClick={back}>
            {t('create.back')}
          </Button>
          <Button type="submit" loading={rate.isPending}>
            {t('create.next')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
