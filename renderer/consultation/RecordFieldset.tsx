// Today's record as fields, laid out so that a whole visit is written without scrolling. It keeps and sends nothing.
import { Alert, Button, Textarea } from '@mantine/core';
import { IconRestore } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../app/desk-context.tsx';
import { CodedDiagnoses } from '../diagnoses/CodedDiagnoses.tsx';
import { PrescriptionLines } from '../prescribing/PrescriptionLines.tsx';
import { RecordTemplates } from '../templates/RecordTemplates.tsx';
import { SnippetMenu } from '../templates/SnippetMenu.tsx';
import { usePlaceholderValues } from '../templates/use-placeholder-values.ts';
import { type Chart, momentText } from './chart.ts';
import { FollowUpField } from './FollowUpField.tsx';
import classes from './RecordFieldset.module.css';
import type { RecordForm } from './use-record-form.ts';
import { VitalSignFields } from './VitalSigns.tsx';

type RecordFieldsetProps = Pick<RecordForm, 'form' | 'beside' | 'restoredAtMs' | 'discard'> & {
  chart: Chart;
  /** Stands beside the follow-up day. */
  children?: ReactNode;
};

export function RecordFieldset(props: RecordFieldsetProps) {
  const { form, beside, restoredAtMs, discard, chart, children } = props;
  const { t } = useTranslation('consultation');
  const fields = useRef<HTMLDivElement>(null);
  // The doctor types at once: measures first, and where those are taken already, the diagnosis.
  const [first] = useState(form.getValues().blood_pressure === '' ? 'blood_pressure' : 'diagnosis');
  useEffect(() => fields.current?.querySelector<HTMLElement>(`[data-path="${first}"]`)?.focus(), [first]);
  const { id: appointmentId, patientId } = chart.appointment;
  const values = usePlaceholderValues(form, patientId);
  const fieldOf = (name: 'diagnosis' | 'prescription' | 'treatmentPlan' | 'notes') =>
    fields.current?.querySelector<HTMLTextAreaElement>(`textarea[data-path="${name}"]`) ?? null;
  const area = (name: 'diagnosis' | 'prescription' | 'treatmentPlan' | 'notes') => ({
    key: form.key(name),
    ...form.getInputProps(name),
    label: t(`field.${name}`),
    maxLength: 20_000,
    className: classes[name],
    classNames: { root: classes.area, wrapper: classes.areaWrapper, input: classes.areaInput },
  });
  return (
    <div className={classes.fields} ref={fields}>
      {restoredAtMs !== null && <RestoredNote atMs={restoredAtMs} onDiscard={discard} />}
      <VitalSignFields form={form} />
      <SnippetMenu className={classes.texts} values={values}>
        <div className={classes.first}>
          <Textarea {...area('diagnosis')} />
          <div className={classes.tools}>
            <RecordTemplates appointmentId={appointmentId} fieldOf={fieldOf} values={values} />
          </div>
        </div>
        <CodedDiagnoses beside={beside} patientId={patientId} />
        <div className={classes.lines}>
          <PrescriptionLines
            beside={beside}
            visit={{ appointmentId, patientId, takenMedicines: chart.takenMedicines }}
            textField={() => fieldOf('prescription')}
          />
        </div>
        <div className={classes.below}>
          <Textarea {...area('prescription')} />
          <Textarea {...area('treatmentPlan')} />
          <Textarea {...area('notes')} />
        </div>
      </SnippetMenu>
      <div className={classes.last}>
        <FollowUpField form={form} />
        {children}
      </div>
    </div>
  );
}

function RestoredNote({ atMs, onDiscard }: { atMs: number; onDiscard: () => Promise<void> }) {
  const { t } = useTranslation('consultation');
  const { clinic } = useDesk();
  return (
    <Alert
      color="yellow"
      variant="light"
      py={4}
      px="sm"
      icon={<IconRestore size={17} aria-hidden />}
      role="status"
    >
      <div className={classes.restored}>
        <span>{t('draft.restored', { moment: momentText(atMs, clinic.timeZone) })}</span>
        <Button size="compact-sm" variant="default" onClick={() => void onDiscard()}>
          {t('draft.discard')}
        </Button>
      </div>
    </Alert>
  );
}
