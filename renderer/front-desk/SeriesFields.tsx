// The same hour every so many weeks: how often, how many times, and what becomes of the days that clash.
import { Checkbox, NativeSelect, NumberInput } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { failureText } from '../app/failure-text.ts';
import type { SeriesDraft } from './booking-draft.ts';
import classes from './booking.module.css';
import { shortDay, shortWeekday } from './day-text.ts';
import type { SeriesLine } from './use-series.ts';

type SeriesFieldsProps = {
  series: SeriesDraft | null;
  /** Null until patient, doctor and time are known. */
  lines: readonly SeriesLine[] | null;
  time: string | null;
  /** Some clash and nothing was decided about them, and somebody wanted to book. */
  isAsked: boolean;
  onSeries: (series: SeriesDraft | null) => void;
};

const START: SeriesDraft = { everyWeeks: 1, times: 4, chosen: {} };
const LEFT_OUT = 'out';
const UNDECIDED = '';

export function SeriesFields({ series, lines, time, isAsked, onSeries }: SeriesFieldsProps) {
  const { t } = useTranslation('booking');
  const choose = (date: string, choice: string) => {
    if (!series || choice === UNDECIDED) return;
    onSeries({ ...series, chosen: { ...series.chosen, [date]: choice === LEFT_OUT ? null : choice } });
  };
  const choiceOf = (date: string) => {
    const chosen = series?.chosen[date];
    return chosen === undefined ? UNDECIDED : (chosen ?? LEFT_OUT);
  };
  return (
    <div className={classes.series}>
      <Checkbox
        size="xs"
        label={t('series.repeat')}
        checked={series !== null}
        onChange={(event) => onSeries(event.currentTarget.checked ? START : null)}
      />
      {series && (
        <div className={classes.seriesHow}>
          <NumberInput
            label={t('series.everyWeeks')}
            min={1}
            max={12}
            clampBehavior="strict"
            value={series.everyWeeks}
            onChange={(weeks) => onSeries({ ...series, everyWeeks: Number(weeks) || 1, chosen: {} })}
          />
          <NumberInput
            label={t('series.times')}
            min={2}
            max={52}
            value={series.times}
            onChange={(times) => onSeries({ ...series, times: Math.min(52, Math.max(2, Number(times))) })}
          />
        </div>
      )}
      {series && lines === null && <p className={classes.none}>{t('series.waits')}</p>}
      {series && lines && (
        <ul className={classes.seriesDays} aria-label={t('series.preview')}>
          {lines.map(({ date, wrong, freeTimes, sameDay }) => (
            <li key={date} data-clash={wrong !== null || undefined}>
              <span className={classes.seriesDay}>
                {wrong ? <IconAlertTriangle size={14} aria-hidden /> : <IconCheck size={14} aria-hidden />}
                {shortWeekday(date)} {shortDay(date)} {wrong === null && <strong>{time}</strong>}
              </span>
              {wrong === null && sameDay.length > 0 && (
                <span className={classes.seriesWhy}>{t('series.sameDay', { time: sameDay[0]?.time })}</span>
              )}
              {wrong?.code === 'outside_horizon' && (
                <span className={classes.seriesWhy}>{t('series.notOpen')}</span>
              )}
              {wrong && wrong.code !== 'outside_horizon' && (
                <>
                  <span className={classes.seriesWhy}>{t(`clash.${clashWord(wrong.code)}`)}</span>
                  <NativeSelect
                    aria-label={t('series.instead', { date: shortDay(date) })}
                    title={failureText(wrong)}
                    error={isAsked && choiceOf(date) === UNDECIDED}
                    value={choiceOf(date)}
                    onChange={(event) => choose(date, event.currentTarget.value)}
                    data={[
                      { value: UNDECIDED, label: t('series.undecided') },
                      ...freeTimes.map((free) => ({ value: free, label: free })),
                      { value: LEFT_OUT, label: t('series.leaveOut') },
                    ]}
                  />
                </>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

const clashWords = [
  'slot_taken',
  'doctor_on_leave',
  'clinic_closed',
  'outside_hours',
  'patient_busy',
] as const;
const clashWord = (code: string) => clashWords.find((known) => known === code) ?? 'other';
