// The close of one day: what came in by person and method, the exceptions, what was counted, and the paper of it.
import { Button, TextInput, Title } from '@mantine/core';
import { IconLock, IconPrinter } from '@tabler/icons-react';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk, useMay } from '../app/desk-context.tsx';
import { notifyDone, showFailure } from '../app/notify.tsx';
import { useTRPC } from '../app/trpc.ts';
import { usePageHotkeys } from '../app/use-page-hotkeys.ts';
import { ActionButton } from '../front-desk/ActionButton.tsx';
import { KeyHint } from '../front-desk/KeyHint.tsx';
import { longDay, shortDay, shortInstant } from '../front-desk/day-text.ts';
import { MoneyInput } from '../setup/MoneyInput.tsx';
import { type MoneyText, useMoney } from '../setup/money-text.ts';
import classes from './cashier.module.css';
import { DayExceptions, DayTotals } from './DayTotals.tsx';
import type { DayReport } from './money.ts';
import { focusPanel } from './RowList.tsx';
import { useMoneyChanges } from './use-money-changes.ts';

type DayClosePanelProps = { date: string; today: string; onPrint: (date: string) => void };

export function DayClosePanel({ date, today, onPrint }: DayClosePanelProps) {
  const trpc = useTRPC();
  const { data: report } = useQuery(
    trpc.dayClose.report.queryOptions({ date }, { placeholderData: keepPreviousData }),
  );
  if (!report) return null;
  return (
    <div className={classes.body}>
      <Title order={3}>{longDay(report.date)}</Title>
      {report.close ? (
        <ClosedFacts close={report.close} onPrint={() => onPrint(report.date)} />
      ) : (
        <CloseForm key={report.date} report={report} today={today} onClosed={() => onPrint(report.date)} />
      )}
      <DayTotals report={report} />
      <DayExceptions report={report} />
    </div>
  );
}

function ClosedFacts({ close, onPrint }: { close: NonNullable<DayReport['close']>; onPrint: () => void }) {
  const { t } = useTranslation('cashier');
  const { clinic } = useDesk();
  const money = useMoney();
  const differenceMinor = close.countedCashMinor - close.expectedCashMinor;
  useEffect(() => focusPanel(), []);
  usePageHotkeys([{ keys: 'P', label: t('close.print'), act: onPrint }], { group: t('close.title') });
  return (
    <>
      <p className={classes.quiet}>
        {t('close.closed', {
          moment: shortInstant(close.closedAtMs, clinic.timeZone),
          name: close.closedByName,
        })}
      </p>
      <dl className={classes.sums}>
        <Row label={t('close.expected')} text={money.shown(close.expectedCashMinor)} />
        <Row label={t('close.counted')} text={money.shown(close.countedCashMinor)} />
        <Row label={t('close.difference')} text={money.shown(differenceMinor)} isStrong />
        {close.differenceReason !== '' && <Row label={t('close.reason')} text={close.differenceReason} />}
        <Row label={t('close.auditHead')} text={`#${close.auditSeq} · ${close.auditMac.slice(0, 12)}…`} />
      </dl>
      <ActionButton shortcut="P" whyOff={null} leftSection={<IconPrinter size={15} />} onClick={onPrint}>
        {t(close.firstPrintedAtMs === null ? 'close.print' : 'close.printCopy')}
      </ActionButton>
    </>
  );
}

const Row = ({ label, text, isStrong = false }: { label: string; text: string; isStrong?: boolean }) => (
  <div data-strong={isStrong || undefined}>
    <dt>{label}</dt>
    <dd>{text}</dd>
  </div>
);

/** What was counted so far: it outlives a look at another page. By person and day. */
const begun = new Map<string, { counted: string; reason: string }>();

/** More may have gone out than came in: then the drawer holds less than in the morning. */
const readCounted = (text: string, money: MoneyText): number | null => {
  const isLess = /^\s*[-−]/.test(text);
  const minor = text.trim() === '' ? -1 : money.read(text.replace(/^\s*[-−]/, ''));
  if (minor < 0) return null;
  return isLess ? -minor : minor;
};

function CloseForm({ report, today, onClosed }: { report: DayReport; today: string; onClosed: () => void }) {
  const { t } = useTranslation('cashier');
  const { user } = useDesk();
  const mayClose = useMay('day.close');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const money = useMoney();
  const { refresh } = useMoneyChanges();
  const place = `${user.userId}:${report.date}`;
  const [typed, setTyped] = useState(begun.get(place) ?? { counted: '', reason: '' });
  const [hasTried, setHasTried] = useState(false);
  const type = (part: Partial<typeof typed>) => {
    const next = { ...typed, ...part };
    begun.set(place, next);
    setTyped(next);
  };
  const counted = readCounted(typed.counted, money);
  const differenceMinor = counted === null ? null : counted - report.expectedCashMinor;
  const needsReason = differenceMinor !== null && differenceMinor !== 0;
  const close = useMutation(
    trpc.dayClose.close.mutationOptions({
      onError: (error) => {
        showFailure(error);
        refresh();
      },
      onSuccess: (closed) => {
        begun.delete(place);
        queries.setQueryData(trpc.dayClose.report.queryKey({ date: report.date }), closed);
        refresh();
        notifyDone(t('done.closed', { date: shortDay(report.date) }));
        onClosed();
      },
    }),
  );
  const isToCome = report.date > today;
  const submit = () => {
    setHasTried(true);
    if (counted === null || (needsReason && typed.reason.trim() === '') || close.isPending || isToCome)
      return;
    close.mutate({
      date: report.date,
      countedCashMinor: counted,
      differenceReason: typed.reason,
      seenCount: report.count,
    });
  };
  usePageHotkeys(
    [{ keys: 'mod+Enter', label: t('close.submit'), act: submit, when: mayClose && !isToCome }],
    {
      group: t('close.title'),
      inFields: true,
    },
  );
  if (isToCome) return <p className={classes.quiet}>{t('close.toCome')}</p>;
  if (!mayClose) return <p className={classes.quiet}>{t('why.role')}</p>;
  return (
    <form
      className={classes.panelForm}
      aria-label={t('close.title')}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <dl className={classes.sums}>
        <Row label={t('close.expected')} text={money.shown(report.expectedCashMinor)} isStrong />
      </dl>
      <MoneyInput
        autoFocus
        label={t('close.counted')}
        description={t('close.withoutFloat')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={typed.counted}
        error={hasTried && counted === null && t('wrong.amount')}
        onChange={(event) => type({ counted: event.currentTarget.value })}
      />
      {differenceMinor !== null && (
        <p className={classes.change} role="status" data-change={needsReason || undefined}>
          {needsReason ? t('close.differs', { amount: money.shown(differenceMinor) }) : t('close.agrees')}
        </p>
      )}
      {needsReason && (
        <TextInput
          label={t('close.reason')}
          maxLength={500}
          value={typed.reason}
          error={hasTried && typed.reason.trim() === '' && t('wrong.reason')}
          onChange={(event) => type({ reason: event.currentTarget.value })}
        />
      )}
      <Button
        type="submit"
        mt={8}
        fullWidth
        loading={close.isPending}
        leftSection={<IconLock size={15} />}
        rightSection={<KeyHint>Ctrl ⏎</KeyHint>}
      >
        {t('close.submit')}
      </Button>
      <p className={classes.quiet}>{t('close.never')}</p>
    </form>
  );
}
