// A new password while it is chosen: how strong it is, in plain words, before it is refused.
import { PasswordInput, Progress, Stack, Text } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../app/trpc.ts';

type Props = {
  value: string;
  onChange: (password: string) => void;
  /** What an attacker knows: name, e-mail, clinic. */
  about: string[];
  label: string;
  error?: string | undefined;
  autoFocus?: boolean;
};

export function NewPasswordField({ value, onChange, about, label, error, autoFocus = false }: Props) {
  const { t } = useTranslation(['doorstep', 'common']);
  const trpc = useTRPC();
  const rate = useMutation(trpc.doorstep.ratePassword.mutationOptions());
  const rateSoon = useDebouncedCallback((password: string) => rate.mutate({ password, about }), 150);
  const strength = value === '' ? undefined : rate.data;
  return (
    <Stack gap={6}>
      <PasswordInput
        label={label}
        description={t('password.rule')}
        value={value}
        error={error}
        maxLength={256}
        autoComplete="new-password"
        autoFocus={autoFocus}
        required
        withAsterisk={false}
        onChange={(event) => {
          onChange(event.currentTarget.value);
          rateSoon(event.currentTarget.value);
        }}
      />
      <Progress
        value={strength ? Math.max(8, strength.score * 25) : 0}
        size={4}
        color={strength?.enough ? 'teal' : 'orange'}
        aria-label={t('password.strength')}
      />
      <Text size="sm" c={strength?.enough ? 'teal' : 'dimmed'} aria-live="polite" mih={18}>
        {strength ? t(`password.hint.${strength.hint}`) : t('password.hint.longer')}
      </Text>
    </Stack>
  );
}
