// Where the paper pack goes and when: off until a folder is chosen, with the plain words that its files can be read by whoever opens them.
import { Button } from '@mantine/core';
import { IconFolder } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { clockTime } from '../../domain/civil-date.ts';
import { notifyDone, showFailure } from '../app/notify.tsx';
import { useTRPC } from '../app/trpc.ts';
import { TimeField } from '../setup/TimeField.tsx';
import classes from './Paper.module.css';
import type { usePack } from './use-pack.ts';

type PackSettingsProps = { pack: NonNullable<ReturnType<typeof usePack>>; onChanged: () => unknown };

export function PackSettings({ pack, onChanged }: PackSettingsProps) {
  const { t } = useTranslation(['paper', 'common']);
  const trpc = useTRPC();
  const [time, setTime] = useState(pack.time ?? '');
  const outcome = { onError: showFailure, onSettled: onChanged };
  const choosing = useMutation(
    trpc.paperPack.chooseFolder.mutationOptions({
      ...outcome,
      onSuccess: ({ isChosen }) => isChosen && notifyDone(t('settings.chosen')),
    }),
  );
  const turningOff = useMutation(
    trpc.paperPack.turnOff.mutationOptions({ ...outcome, onSuccess: () => notifyDone(t('settings.isOff')) }),
  );
  const timing = useMutation(
    trpc.paperPack.setTime.mutationOptions({
      ...outcome,
      onSuccess: () => notifyDone(t('settings.timeSet')),
    }),
  );
  const isTime = time === '' || clockTime.safeParse(time).success;
  const settle = (typed: string) => {
    setTime(typed);
    const isRight = typed === '' || clockTime.safeParse(typed).success;
    if (isRight && typed !== (pack.time ?? '')) timing.mutate({ time: typed || null });
  };
  return (
    <>
      <div className={classes.head}>
        <Button
          variant={pack.folder === null ? 'filled' : 'default'}
          leftSection={<IconFolder size={15} aria-hidden />}
          loading={choosing.isPending}
          onClick={() => choosing.mutate()}
        >
          {pack.folder === null ? t('settings.choose') : t('settings.chooseOther')}
        </Button>
        {pack.folder !== null && (
          <>
            <TimeField
              label={t('settings.time')}
              placeholder={pack.time === null ? pack.dueTime : ''}
              w={190}
              value={time}
              error={isTime ? undefined : t('validation.time', { ns: 'common' })}
              onChange={settle}
            />
            <Button variant="subtle" onClick={() => turningOff.mutate()}>
              {t('settings.turnOff')}
            </Button>
          </>
        )}
      </div>
      <p className={classes.hint}>
        {pack.folder !== null && <strong>{t('settings.folder', { folder: pack.folder })} </strong>}
        {t('settings.inClear')}
      </p>
    </>
  );
}
