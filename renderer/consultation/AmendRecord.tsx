// A signed record being amended: the same fields, a reason, and the earlier version kept. Nothing is changed until it is signed.
import { Button, Kbd, TextInput } from '@mantine/core';
import { IconSignature } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTRPC, useTRPCClient } from '../app/trpc.ts';
import { usePageHotkeys } from '../app/use-page-hotkeys.ts';
import type { Chart } from './chart.ts';
import classes from './ConsultationPage.module.css';
import { RecordFieldset } from './RecordFieldset.tsx';
import { SaveState } from './SaveState.tsx';
import { type KeptDraft, useRecordForm } from './use-record-form.ts';

export function AmendRecord({
  chart,
  draft,
  onDone,
}: {
  chart: Chart;
  draft: KeptDraft;
  onDone: () => void;
}) {
  const { t } = useTranslation('consultation');
  const { t: common } = useTranslation();
  const client = useTRPCClient();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const record = useRecordForm(chart, 'amendment', draft);
  const reason = useRef<HTMLInputElement>(null);
  const [reasonError, setReasonError] = useState<string | null>(null);

  const sign = async () => {
    const why = reason.current?.value.trim() ?? '';
    if (why === '') {
      setReasonError(common('validation.required'));
      reason.current?.focus();
      return;
    }
    const isSigned = await record.send((input) =>
      client.consultations.amend.mutate({ ...input, reason: why }),
    );
    if (!isSigned) return;
    const key = trpc.consultations.chart.queryKey({ appointmentId: chart.appointment.id });
    queries.setQueryData(key, (before) => before && { ...before, versionCount: before.versionCount + 1 });
    void queries.invalidateQueries({ queryKey: trpc.consultations.versions.queryKey() });
    onDone();
  };
  const giveUp = async () => {
    await record.discard();
    onDone();
  };
  usePageHotkeys([{ keys: 'mod+Enter', label: t('amend.sign'), act: () => void sign() }], { inFields: true });

  return (
    <>
      <RecordFieldset {...record} chart={chart} />
      <footer className={classes.foot}>
        <TextInput
          ref={reason}
          label={t('amend.reason')}
          placeholder={t('amend.reasonHint')}
          required
          maxLength={500}
          error={reasonError}
          onChange={() => setReasonError(null)}
        />
        <div className={classes.actions}>
          <SaveState
            journal={record.journal}
            versions={{ kind: 'amendment', appointmentId: chart.appointment.id, record }}
          />
          <Button variant="default" onClick={() => void giveUp()}>
            {t('amend.giveUp')}
          </Button>
          <Button
            leftSection={<IconSignature size={16} aria-hidden />}
            rightSection={<Kbd size="xs">Ctrl ↵</Kbd>}
            loading={record.isSending}
            onClick={() => void sign()}
          >
            {t('amend.sign')}
          </Button>
        </div>
      </footer>
    </>
  );
}
