// A new receipt: lines, discount, payments, in one panel and by keyboard. What is typed is kept until it is issued or thrown away.
import { Button, Group, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { wallClock } from '../../domain/civil-date.ts';
import { useDesk } from '../app/desk-context.tsx';
import type { DraftJournal } from '../app/draft-journal.ts';
import { failureIn, failureText } from '../app/failure-text.ts';
import { useTRPC } from '../app/trpc.ts';
import { usePageHotkeys } from '../app/use-page-hotkeys.ts';
import { KeyHint } from '../front-desk/KeyHint.tsx';
import { shortDay } from '../front-desk/day-text.ts';
import { PatientBanner } from '../patients/PatientBanner.tsx';
import { PatientPicker } from '../patients/PatientPicker.tsx';
import { useMoney } from '../setup/money-text.ts';
import classes from './cashier.module.css';
import { LineFields } from './LineFields.tsx';
import type { VisitToPay } from './money.ts';
import { PaymentFields } from './PaymentFields.tsx';
import { readReceipt, receiptInputOf, startOf } from './receipt-draft.ts';
import { ChangeLine, SumsList } from './SumsList.tsx';
import { useMoneyChanges } from './use-money-changes.ts';
import { useReceiptDraft } from './use-receipt-draft.ts';

type ReceiptFormProps = {
  /** Null: money without a visit. */
  visit: VisitToPay | null;
  onIssued: (receiptId: string) => void;
  onOpenReceipt: (receiptId: string) => void;
  onLeave: () => void;
};

/** Waits for what was typed before, so that nothing appears under the hands. */
export function ReceiptForm(props: ReceiptFormProps) {
  const trpc = useTRPC();
  const { userId } = useDesk().user;
  const appointmentId = props.visit?.id ?? null;
  const kept = useQuery(
    trpc.drafts.receipt.newest.queryOptions(
      { appointmentId },
      { gcTime: 0, staleTime: Number.POSITIVE_INFINITY },
    ),
  );
  if (!kept.isFetched) return null;
  return <Form {...props} key={`${userId}:${appointmentId}`} kept={kept.data ?? null} />;
}

function Form({
  visit,
  kept,
  onIssued,
  onOpenReceipt,
  onLeave,
}: ReceiptFormProps & { kept: { content: string; atMs: number } | null }) {
  const { t } = useTranslation('cashier');
  const { user } = useDesk();
  const money = useMoney();
  const appointmentId = visit?.id ?? null;
  const [start] = useState(() => startOf(visit?.patientId ?? null, visit?.proposed ?? [], money));
  const typing = useReceiptDraft({ userId: user.userId, appointmentId, start, kept });
  const { draft, patch } = typing;
  const read = useMemo(() => readReceipt(draft, money), [draft, money]);
  const [hasTried, setHasTried] = useState(false);
  const wrong = hasTried ? read.wrong : [];
  const whyOf = (field: string) => {
    const found = wrong.find((each) => each.field === field);
    return found && t(`wrong.${found.why}`);
  };
  const { issue } = useMoneyChanges();
  const submit = () => {
    const input = receiptInputOf(draft, appointmentId, read);
    setHasTried(true);
    if (!input || issue.isPending) return;
    issue.mutate(
      { ...input, seenReceipts: visit?.items.length ?? 0 },
      {
        onSuccess: ({ id }) => {
          typing.forget();
          onIssued(id);
        },
      },
    );
  };
  usePageHotkeys([{ keys: 'mod+Enter', label: t('form.submit'), act: submit }], {
    group: t('form.title'),
    inFields: true,
  });

  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div className={classes.body}>
        <DraftNote journal={typing.journal} restoredAtMs={typing.restoredAtMs} onDiscard={typing.discard} />
        {visit ? (
          <>
            <PatientBanner patientId={visit.patientId} />
            <p className={classes.quiet}>
              {shortDay(visit.date)} {visit.time} · {visit.doctorName} · {visit.departmentName}
            </p>
            {visit.receipts.length > 0 && (
              <p className={classes.quiet}>
                {t('form.before')}{' '}
                {visit.receipts.map(({ id, receiptNumber, state }) => (
                  <Button key={id} size="compact-xs" variant="subtle" onClick={() => onOpenReceipt(id)}>
                    {receiptNumber} ({t(`state.${state}`)})
                  </Button>
                ))}
              </p>
            )}
          </>
        ) : (
          <PatientPicker
            value={draft.patientId}
            autoFocus={draft.patientId === null}
            error={whyOf('patient')}
            onChange={(patientId) => patch({ patientId })}
          />
        )}
        <LineFields
          lines={draft.lines}
          departmentId={visit?.departmentId ?? null}
          money={money}
          wrong={wrong}
          onChange={(lines) => patch({ lines })}
        />
        <div className={classes.discount}>
          <TextInput
            label={t('form.discount')}
            placeholder={t('form.discountHint')}
            maxLength={20}
            value={draft.discount}
            error={whyOf('discount')}
            onChange={(event) => patch({ discount: event.currentTarget.value })}
          />
          {draft.discount.trim() !== '' && (
            <TextInput
              label={t('form.discountReason')}
              maxLength={200}
              value={draft.discountReason}
              error={whyOf('discountReason')}
              onChange={(event) => patch({ discountReason: event.currentTarget.value })}
            />
          )}
        </div>
        <SumsList sums={read.sums} money={money} />
        <PaymentFields
          payments={draft.payments}
          sums={read.sums}
          money={money}
          wrong={wrong}
          hasFocus={visit !== null || draft.payments.length > 1}
          onChange={(payments) => patch({ payments })}
        />
        <ChangeLine sums={read.sums} money={money} />
        <TextInput
          label={t('form.note')}
          maxLength={500}
          value={draft.note}
          onChange={(event) => patch({ note: event.currentTarget.value })}
        />
      </div>
      <Group grow wrap="nowrap" gap="xs" className={classes.foot}>
        <Button variant="default" px={8} rightSection={<KeyHint>Esc</KeyHint>} onClick={onLeave}>
          {t('form.leave')}
        </Button>
        <Button type="submit" px={8} loading={issue.isPending} rightSection={<KeyHint>Ctrl ⏎</KeyHint>}>
          {t('form.submit')}
        </Button>
      </Group>
    </form>
  );
}

type DraftNoteProps = { journal: DraftJournal; restoredAtMs: number | null; onDiscard: () => Promise<void> };

function DraftNote({ journal, restoredAtMs, onDiscard }: DraftNoteProps) {
  const { t } = useTranslation('cashier');
  const { clinic } = useDesk();
  const state = useSyncExternalStore(journal.subscribe, journal.snapshot);
  if (state.kind === 'failed')
    return (
      <p className={classes.error} role="alert">
        {t('form.notKept', { why: failureText(failureIn(state.error)) })}
      </p>
    );
  if (restoredAtMs === null) return null;
  const { date, time } = wallClock(restoredAtMs, clinic.timeZone);
  return (
    <div className={classes.restored} role="status">
      <span>{t('form.restored', { moment: `${time} ${shortDay(date)}` })}</span>
      <Button size="compact-sm" variant="default" onClick={() => void onDiscard()}>
        {t('form.discard')}
      </Button>
    </div>
  );
}
