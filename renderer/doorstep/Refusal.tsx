// Why the door stayed closed, beside the field it is about, in the words of failure-text.
import { Alert } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { failureIn, failureText } from '../app/failure-text.ts';
import { useCountdown } from './use-countdown.ts';

/** Nothing while `error` is null. Waiting times count down. `wrongPassword` replaces the words where no e-mail is asked. */
export function Refusal({ error, wrongPassword }: { error: unknown; wrongPassword?: string }) {
  const { t } = useTranslation(['doorstep', 'common']);
  const wrong = error ? failureIn(error) : undefined;
  const waitMs = wrong?.code === 'too_many_tries' ? wrong.retryAfterMs : 0;
  const left = useCountdown(waitMs, error);
  if (!wrong || (waitMs > 0 && left === null)) return null;
  const words =
    wrong.code === 'wrong_password' && wrongPassword !== undefined ? wrongPassword : failureText(wrong);
  return (
    <Alert color="red" variant="light" role="alert" icon={<IconAlertTriangle size={18} />} p="xs">
      {left ? t('refusal.wait', { left }) : words}
    </Alert>
  );
}
