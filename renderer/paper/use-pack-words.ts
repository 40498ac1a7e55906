// The paper pack in one line: for which day, made when, or why not.
import { useTranslation } from 'react-i18next';
import { wallClock } from '../../domain/civil-date.ts';
import { useDesk } from '../app/desk-context.tsx';
import { failureText } from '../app/failure-text.ts';
import { longDay, shortInstant } from '../front-desk/day-text.ts';
import type { usePack } from './use-pack.ts';

type Pack = NonNullable<ReturnType<typeof usePack>>;

export function usePackWords() {
  const { t } = useTranslation('paper');
  const { timeZone } = useDesk().clinic;
  return (pack: Pack): string => {
    const day = pack.forDate === null ? '' : longDay(pack.forDate);
    if (pack.progress)
      return t('pack.making', {
        day: longDay(pack.progress.date),
        done: pack.progress.done,
        total: pack.progress.total,
      });
    if (pack.folder === null) return t('pack.off');
    if (pack.failure) return t('pack.failed', { day, why: failureText(pack.failure) });
    if (pack.forDate === null) return t('pack.closed');
    if (pack.state === 'missing') return t('pack.missing', { day, time: pack.dueTime });
    if (pack.state !== 'made') return t('pack.waiting', { day, time: pack.dueTime });
    const at = pack.last?.forDate === pack.forDate ? pack.last.madeAtMs : null;
    return at === null ? t('pack.made', { day }) : t('pack.madeAt', { day, at: clockOf(at) });
  };

  /** "16:58" today, with its day otherwise. */
  function clockOf(atMs: number): string {
    const { date, time } = wallClock(atMs, timeZone);
    return date === wallClock(Date.now(), timeZone).date ? time : shortInstant(atMs, timeZone);
  }
}
