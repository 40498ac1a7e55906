// What follows from a merge beyond the fields: what goes over, whose notes are joined, and at which times both are booked.
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { PatientTable } from '../../domain/patient-merges.ts';
import classes from './MergePage.module.css';
import { dayText } from './patient-facts.ts';
import { useRowsText } from './use-rows-text.ts';

type Clash = { appointmentDate: string; appointmentTime: string; keptWith: string; otherWith: string };
type Preview = {
  kept: { recordNumber: string };
  other: { recordNumber: string };
  moves: Record<PatientTable, number>;
  stays: Record<PatientTable, number>;
  haveNotes: boolean;
  clashes: Clash[];
};

export function MergeConsequences({ preview }: { preview: Preview }) {
  const { t } = useTranslation('patients');
  const rowsText = useRowsText();
  const numbers = { number: preview.other.recordNumber, into: preview.kept.recordNumber };
  const moves = rowsText(preview.moves);
  const stays = rowsText(preview.stays);
  return (
    <section className={classes.consequences} aria-label={t('merge.what')}>
      <h2 className={classes.title}>{t('merge.what')}</h2>
      <ul>
        <li>
          {moves === '' ? t('merge.movesNothing', numbers) : t('merge.moves', { ...numbers, rows: moves })}
          {stays !== '' && ` ${t('merge.has', { ...numbers, rows: stays })}`}
        </li>
        <li>{t('merge.archived', numbers)}</li>
        {preview.haveNotes && <li>{t('merge.notes')}</li>}
        <li>{t('merge.reversible')}</li>
      </ul>
      {preview.clashes.length > 0 && (
        <div className={classes.clashes} role="note">
          <p>
            <IconAlertTriangle size={15} stroke={1.8} aria-hidden /> {t('merge.clashes')}
          </p>
          <ul>
            {preview.clashes.map((clash) => (
              <li key={`${clash.appointmentDate} ${clash.appointmentTime} ${clash.otherWith}`}>
                {t('merge.clash', {
                  day: dayText(clash.appointmentDate),
                  time: clash.appointmentTime,
                  one: clash.keptWith,
                  two: clash.otherWith,
                })}
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}
