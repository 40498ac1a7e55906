// A record as it is read: earlier visits, signed records, replaced versions. Nothing is changed here.
import { useTranslation } from 'react-i18next';
import { type RecordContent, recordTexts } from '../../domain/consultations.ts';
import { dayText } from './record-fields.ts';
import classes from './RecordView.module.css';
import { VitalSignLine } from './VitalSigns.tsx';

export function RecordView({ content }: { content: RecordContent }) {
  const { t } = useTranslation('consultation');
  const isMeasured = Object.keys(content.vitalSigns).length > 0;
  return (
    <div className={classes.record}>
      {isMeasured && (
        <section>
          <h3>{t('vitals.title')}</h3>
          <VitalSignLine signs={content.vitalSigns} />
        </section>
      )}
      {recordTexts
        .filter((name) => content[name] !== '')
        .map((name) => (
          <section key={name}>
            <h3>{t(`field.${name}`)}</h3>
            <p className={classes.text}>{content[name]}</p>
          </section>
        ))}
      {content.followUpDate && (
        <section>
          <h3>{t('field.followUpDate')}</h3>
          <p>{dayText(content.followUpDate)}</p>
        </section>
      )}
    </div>
  );
}
