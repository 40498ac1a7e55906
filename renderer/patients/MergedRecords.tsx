// The records that live on in this patient's: when each was merged, by whom, and the way to take it apart again.
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../app/desk-context.tsx';
import { useClinicMoment } from '../staff/use-clinic-moment.ts';
import classes from './MergedRecords.module.css';
import { TakeApart } from './TakeApart.tsx';

type Merge = {
  id: string;
  mergedAtMs: number;
  fullName: string;
  recordNumber: string;
  byName: string | null;
  under: string | null;
};

export function MergedRecords({ merges }: { merges: Merge[] }) {
  const { t } = useTranslation('patients');
  const moment = useClinicMoment();
  const mayMerge = useMay('patient.merge');
  const [takingApart, setTakingApart] = useState<string | null>(null);
  if (merges.length === 0) return null;
  return (
    <section className={classes.part}>
      <h2 className={classes.title}>{t('merges.title')}</h2>
      <ul className={classes.list}>
        {merges.map((merge) => (
          <li key={merge.id}>
            <div>
              {merge.fullName} · {merge.recordNumber}
              <div className={classes.dim}>
                {t(merge.byName === null ? 'merges.when' : 'merges.whenBy', {
                  when: moment(merge.mergedAtMs),
                  name: merge.byName,
                })}
              </div>
              {merge.under !== null && (
                <div className={classes.dim}>{t('merges.under', { number: merge.under })}</div>
              )}
            </div>
            {mayMerge && merge.under === null && (
              <Button size="compact-sm" variant="default" onClick={() => setTakingApart(merge.id)}>
                {t('merges.takeApart')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <TakeApart mergeId={takingApart} onClose={() => setTakingApart(null)} />
    </section>
  );
}
