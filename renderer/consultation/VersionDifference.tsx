// One version of a record as its amendment changed it: what was taken out struck through, what came in underlined. Nothing is changed here.
import { useTranslation } from 'react-i18next';
import { type Companions, type RecordContent, recordTexts } from '../../domain/consultations.ts';
import { isWrittenFrom, textOfLines } from '../../domain/prescriptions.ts';
import { textDifference } from '../../domain/text-difference.ts';
import { dayText } from './record-fields.ts';
import classes from './RecordVersions.module.css';
import { VitalSignLine } from './VitalSigns.tsx';

type Version = RecordContent & { [Part in keyof Companions]: Companions[Part] | null };

export function VersionDifference({ before, after }: { before: Version; after: Version }) {
  const { t } = useTranslation('consultation');
  const { t: words } = useTranslation('prescribing');
  const both = [before, after];
  const isMeasured = both.some(({ vitalSigns }) => Object.keys(vitalSigns).length > 0);
  const areSignsChanged = JSON.stringify(before.vitalSigns) !== JSON.stringify(after.vitalSigns);
  const parts: { title: string; texts: string[] }[] = [
    { title: words('codes.title'), texts: both.map(({ codedDiagnoses }) => codesText(codedDiagnoses ?? [])) },
    ...recordTexts.map((name) => ({ title: t(`field.${name}`), texts: both.map((one) => one[name]) })),
    // Lines that the text says already are not said twice.
    ...(both.every(({ prescription, prescriptionLines }) =>
      isWrittenFrom(prescription, prescriptionLines ?? []),
    )
      ? []
      : [
          {
            title: words('lines.title'),
            texts: both.map(({ prescriptionLines }) => textOfLines(prescriptionLines ?? [])),
          },
        ]),
    {
      title: t('field.followUpDate'),
      texts: both.map(({ followUpDate }) => (followUpDate ? dayText(followUpDate) : '')),
    },
  ];
  return (
    <div className={classes.difference}>
      {isMeasured && (
        <section>
          <h4>{t('vitals.title')}</h4>
          {areSignsChanged ? (
            <>
              <del>
                <VitalSignLine signs={before.vitalSigns} />
              </del>
              <ins>
                <VitalSignLine signs={after.vitalSigns} />
              </ins>
            </>
          ) : (
            <VitalSignLine signs={before.vitalSigns} />
          )}
        </section>
      )}
      {parts
        .filter(({ texts }) => texts.some((text) => text !== ''))
        .map(({ title, texts: [old = '', fresh = ''] }) => (
          <section key={title}>
            <h4>{title}</h4>
            <Difference before={old} after={fresh} />
          </section>
        ))}
    </div>
  );
}

function Difference({ before, after }: { before: string; after: string }) {
  return (
    <p>
      {textDifference(before, after).map(({ kind, text }, place) => {
        const key = `${place} ${kind}`;
        if (kind === 'removed') return <del key={key}>{text}</del>;
        if (kind === 'added') return <ins key={key}>{text}</ins>;
        return <span key={key}>{text}</span>;
      })}
    </p>
  );
}

const codesText = (codes: Companions['codedDiagnoses']): string =>
  codes.map(({ code, text }) => `${code} ${text}`.trim()).join('\n');
