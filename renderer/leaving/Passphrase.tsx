// Whether a file that leaves is locked, and with what: chosen before anything is packed. Locked is where it begins.
import { PasswordInput, Radio, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { NewPasswordField } from '../doorstep/NewPasswordField.tsx';

export type Protection = { isLocked: boolean; passphrase: string; again: string };
export const lockedAtFirst: Protection = { isLocked: true, passphrase: '', again: '' };

export const isReady = ({ isLocked, passphrase, again }: Protection): boolean =>
  !isLocked || (passphrase !== '' && passphrase === again);
export const passphraseOf = ({ isLocked, passphrase }: Protection): string | null =>
  isLocked ? passphrase : null;

type PassphraseProps = { value: Protection; onChange: (value: Protection) => void; isDisabled: boolean };

export function Passphrase({ value, onChange, isDisabled }: PassphraseProps) {
  const { t } = useTranslation('leaving');
  const { isLocked, passphrase, again } = value;
  const differs = again !== '' && passphrase !== again;
  return (
    <Stack gap="sm">
      <Radio.Group
        label={t('passphrase.how')}
        value={isLocked ? 'locked' : 'plain'}
        onChange={(how) => onChange({ ...value, isLocked: how === 'locked' })}
      >
        <Stack gap={8} mt={6}>
          <Radio
            value="locked"
            disabled={isDisabled}
            label={t('passphrase.locked')}
            description={t('passphrase.lockedHelp')}
          />
          <Radio
            value="plain"
            disabled={isDisabled}
            label={t('passphrase.plain')}
            description={t('passphrase.plainHelp')}
          />
        </Stack>
      </Radio.Group>
      {isLocked && (
        <>
          <NewPasswordField
            label={t('passphrase.field')}
            about={[]}
            value={passphrase}
            onChange={(typed) => onChange({ ...value, passphrase: typed })}
          />
          <PasswordInput
            label={t('passphrase.repeat')}
            required
            withAsterisk={false}
            autoComplete="off"
            error={differs ? t('passphrase.differs') : undefined}
            value={again}
            onChange={(event) => onChange({ ...value, again: event.currentTarget.value })}
          />
        </>
      )}
    </Stack>
  );
}
