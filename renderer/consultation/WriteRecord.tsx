// Today's record being written by its doctor: save, print, sign and complete, each with one key.
import { Button, Kbd } from '@mantine/core';
import { IconDeviceFloppy, IconSignature } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useTRPC, useTRPCClient } from '../app/trpc.ts';
import { usePageHotkeys } from '../app/use-page-hotkeys.ts';
import { PrintMenu } from '../printing/PrintMenu.tsx';
import type { Chart } from './chart.ts';
import classes from './ConsultationPage.module.css';
import { FinishButton } from './finish/FinishButton.tsx';
import { useFinishSign } from './finish/finish-context.ts';
import { RecordFieldset } from './RecordFieldset.tsx';
import { SaveState } from './SaveState.tsx';
import { ServiceAndFee } from './ServiceAndFee.tsx';
import { type KeptDraft, useRecordForm } from './use-record-form.ts';

export function WriteRecord({ chart, draft }: { chart: Chart; draft: KeptDraft }) {
  const { t } = useTranslation('consultation');
  const client = useTRPCClient();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const record = useRecordForm(chart, 'record', draft);
  const { appointment } = chart;

  const save = () => record.send((input) => client.consultations.save.mutate(input));
  const sign = async () => {
    const isSigned = await record.send((input) => client.consultations.sign.mutate(input));
    if (!isSigned) return false;
    const key = trpc.consultations.chart.queryKey({ appointmentId: appointment.id });
    const completed = { ...appointment, status: 'completed' as const };
    queries.setQueryData(key, (before) => before && { ...before, appointment: completed });
    return true;
  };
  useFinishSign(sign);
  usePageHotkeys(
    [
      { keys: 'mod+S', label: t('save.label'), act: () => void save() },
      { keys: 'mod+Enter', label: t('sign.andComplete'), act: () => void sign() },
    ],
    { inFields: true },
  );

  return (
    <>
      <RecordFieldset {...record} chart={chart}>
        <ServiceAndFee chart={chart} isReadOnly={false} />
      </RecordFieldset>
      <footer className={classes.foot}>
        <div className={classes.actions}>
          <SaveState
            journal={record.journal}
            versions={{ kind: 'record', appointmentId: appointment.id, record }}
          />
          <FinishButton />
          {/* What is printed is what stands in the record: typing is saved first. */}
          <PrintMenu
            appointmentId={appointment.id}
            beforePrint={async () => !record.hasChanges() || (await save())}
          />
          <Button
            variant="default"
            leftSection={<IconDeviceFloppy size={16} aria-hidden />}
            rightSection={<Kbd size="xs">Ctrl S</Kbd>}
            onClick={() => void save()}
          >
            {t('save.label')}
          </Button>
          <Button
            leftSection={<IconSignature size={16} aria-hidden />}
            rightSection={<Kbd size="xs">Ctrl ↵</Kbd>}
            loading={record.isSending}
            onClick={() => void sign()}
          >
            {t(appointment.status === 'completed' ? 'sign.only' : 'sign.andComplete')}
          </Button>
        </div>
      </footer>
    </>
  );
}
