// A record as it is read: earlier visits, signed records, replaced versions. Nothing is changed here.
import { useTranslation } from 'react-i18next';
import { type Companions, type RecordContent, recordTexts } from '../../domain/consultations.ts';
import { dayText } from './record-fields.ts';
import classes from './RecordView.module.css';
import { VitalSignLine } from './VitalSigns.tsx';

type RecordViewProps = {
  content: RecordContent & Partial<Companions>;
  /** One below the title the record stands under. */
  heading: 'h2' | 'h3';
};

export function RecordView({ content, heading: Heading }: RecordViewProps) {
  const { t } = useTranslation('consultation');
  const codes = content.codedDiagnoses ?? [];
  const isMeasured = Object.keys(content.vitalSigns).length > 0;
  return (
    <div className={classes.record}>
      {isMeasured && (
        <section>
          <Heading>{t('vitals.title')}</Heading>
          <VitalSignLine signs={content.vitalSigns} />
        </section>
      )}
      {recordTexts
        .filter((name) => content[name] !== '' || (name === 'diagnosis' && codes.length > 0))
        .map((name) => (
          <section key={name}>
            <Heading>{t(`field.${name}`)}</Heading>
            {content[name] !== '' && <p className={classes.text}>{content[name]}</p>}
            {name === 'diagnosis' && <CodeLine codes={codes} />}
            {name === 'prescription' && <Reasons lines={content.prescriptionLines ?? []} />}
          </section>
        ))}
      {content.followUpDate && (
        <section>
          <Heading>{t('field.followUpDate')}</Heading>
          <p>{dayText(content.followUpDate)}</p>
        </section>
      )}
    </div>
  );
}

function CodeLine({ codes }: { codes: Companions['codedDiagnoses'] }) {
  if (codes.length === 0) return null;
  return (
    <ul className={classes.codes}>
      {codes.map(({ code, text }) => (
        <li key={`${code} ${text}`}>
          {code !== '' && <b>{code}</b>} {text}
        </li>
      ))}
    </ul>
  );
}

/** Why a medicine was prescribed in spite of a warning: whoever reads the prescription should read this too. */
function Reasons({ lines }: { lines: Companions['prescriptionLines'] }) {
  const { t } = useTranslation('prescribing');
  return lines
    .filter(({ overrideReason }) => overrideReason !== '')
    .map(({ medicineName, overrideReason }) => (
      <p key={medicineName} className={classes.reason}>
        {t('warning.passedOver', { name: medicineName, reason: overrideReason })}
      </p>
    ));
}
