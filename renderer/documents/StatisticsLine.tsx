// How many documents a patient has, how large they are, and of which kinds.
import { useTranslation } from 'react-i18next';
import { type Statistics, sizeText } from './document-line.ts';
import classes from './documents.module.css';

export function StatisticsLine({ statistics }: { statistics: Statistics }) {
  const { t } = useTranslation('documents');
  if (statistics.count === 0) return null;
  const kinds = statistics.byType.map(({ documentType, count }) => `${t(`type.${documentType}`)} ${count}`);
  return (
    <p className={classes.statistics}>
      {[t('statistics.count', { count: statistics.count }), sizeText(statistics.totalBytes), ...kinds].join(
        ' · ',
      )}
    </p>
  );
}
