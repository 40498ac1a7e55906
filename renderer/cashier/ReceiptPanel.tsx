// One receipt: its lines, what was paid, given back or voided and by whom, and what may be done with it now.
import { Title } from '@mantine/core';
import { IconArrowBackUp, IconCash, IconPlus, IconPrinter, IconReceiptOff } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../app/desk-context.tsx';
import { useTRPC } from '../app/trpc.ts';
import { usePageHotkeys } from '../app/use-page-hotkeys.ts';
import { ActionButton } from '../front-desk/ActionButton.tsx';
import { shortDay } from '../front-desk/day-text.ts';
import { PatientBanner } from '../patients/PatientBanner.tsx';
import { useMoney } from '../setup/money-text.ts';
import classes from './cashier.module.css';
import { MoneyTag } from './MoneyTag.tsx';
import type { ReceiptCard } from './money.ts';
import { PayForm } from './PayForm.tsx';
import { ReceiptHistory } from './ReceiptHistory.tsx';
import { focusPanel } from './RowList.tsx';
import { RefundForm } from './RefundForm.tsx';
import { VoidForm } from './VoidForm.tsx';

type ReceiptPanelProps = {
  receiptId: string;
  onPrint: (receiptId: string) => void;
  /** Another receipt for the same visit. */
  onAnother: (appointmentId: string) => void;
};
type OpenForm = 'pay' | 'refund' | 'void' | null;

export function ReceiptPanel(props: ReceiptPanelProps) {
  const trpc = useTRPC();
  const { data: card } = useQuery(
    trpc.receipts.card.queryOptions({ receiptId: props.receiptId }, { placeholderData: keepPreviousData }),
  );
  return card ? <Card key={card.id} card={card} {...props} /> : null;
}

function Card({ card, onPrint, onAnother }: ReceiptPanelProps & { card: ReceiptCard }) {
  const { t } = useTranslation('cashier');
  const money = useMoney();
  const [form, setForm] = useState<OpenForm>(null);
  const why = useWhyOff(card);
  const { visit } = card;
  const when = form === null;
  usePageHotkeys(
    [
      { keys: 'A', label: t('card.pay'), act: () => setForm('pay'), whyOff: why.pay, when },
      { keys: 'P', label: t('card.print'), act: () => onPrint(card.id), when },
      { keys: 'F', label: t('card.refund'), act: () => setForm('refund'), whyOff: why.refund, when },
      { keys: 'Delete', label: t('card.void'), act: () => setForm('void'), whyOff: why.void, when },
    ],
    { group: t('card.title') },
  );
  // What had the keyboard is gone: the list's row, the form that wrote or changed the receipt.
  useEffect(() => {
    if (form === null) focusPanel();
  }, [form]);
  const leave = () => setForm(null);
  return (
    <div className={classes.body}>
      <div className={classes.number}>
        <Title order={3}>{card.receiptNumber}</Title>
        <MoneyTag state={card.state} />
      </div>
      <PatientBanner patientId={card.patientId} />
      {visit && (
        <p className={classes.quiet}>
          {shortDay(visit.date)} {visit.time} · {visit.doctorName} · {visit.departmentName}
        </p>
      )}
      {form === 'pay' && <PayForm card={card} onLeave={leave} />}
      {form === 'refund' && <RefundForm card={card} onLeave={leave} />}
      {form === 'void' && <VoidForm card={card} onLeave={leave} />}
      {form === null && (
        <div className={classes.actions}>
          <ActionButton
            shortcut="A"
            whyOff={why.pay}
            leftSection={<IconCash size={15} />}
            onClick={() => setForm('pay')}
          >
            {t('card.pay')}
          </ActionButton>
          <ActionButton
            shortcut="P"
            whyOff={null}
            leftSection={<IconPrinter size={15} />}
            onClick={() => onPrint(card.id)}
          >
            {t(card.firstPrintedAtMs === null ? 'card.print' : 'card.printCopy')}
          </ActionButton>
          <ActionButton
            shortcut="F"
            whyOff={why.refund}
            leftSection={<IconArrowBackUp size={15} />}
            onClick={() => setForm('refund')}
          >
            {t('card.refund')}
          </ActionButton>
          <ActionButton
            shortcut="Del"
            color="red"
            variant="light"
            whyOff={why.void}
            leftSection={<IconReceiptOff size={15} />}
            onClick={() => setForm('void')}
          >
            {t('card.void')}
          </ActionButton>
          {visit && (
            <ActionButton
              className={classes.wide ?? ''}
              whyOff={null}
              leftSection={<IconPlus size={15} />}
              onClick={() => onAnother(visit.id)}
            >
              {t('card.another')}
            </ActionButton>
          )}
        </div>
      )}
      <dl className={classes.sums} aria-label={t('lines.title')}>
        {card.lines.map((line, at) => (
          <div key={at}>
            <dt>
              {line.kind === 'examination'
                ? t('lines.examination', { department: line.description })
                : line.description}
              {line.quantity > 1 && ` · ${line.quantity} × ${money.shown(line.unitPriceMinor)}`}
            </dt>
            <dd>{money.shown(line.amountMinor)}</dd>
          </div>
        ))}
        {card.discountMinor > 0 && (
          <div>
            <dt>
              {t('sums.discount')} ({card.discountReason})
            </dt>
            <dd>{money.shown(-card.discountMinor)}</dd>
          </div>
        )}
        <div data-strong>
          <dt>{t('sums.total')}</dt>
          <dd>{money.shown(card.totalMinor)}</dd>
        </div>
        <div>
          <dt>{t('sums.paid')}</dt>
          <dd>{money.shown(card.paidMinor)}</dd>
        </div>
        {card.leftMinor > 0 && (
          <div data-strong>
            <dt>{t('sums.left')}</dt>
            <dd>{money.shown(card.leftMinor)}</dd>
          </div>
        )}
      </dl>
      {card.note !== '' && <p className={classes.quiet}>{card.note}</p>}
      <ReceiptHistory card={card} />
    </div>
  );
}

/** Why something cannot be done with a receipt now; null where it can. The main process decides again. */
function useWhyOff(card: ReceiptCard) {
  const { t } = useTranslation('cashier');
  const mayIssue = useMay('receipt.issue');
  const mayRefund = useMay('receipt.refund');
  const first = (...reasons: (string | false)[]) => reasons.find((reason) => reason !== false) ?? null;
  const isVoided = card.state === 'voided' && t('why.voided');
  return {
    pay: first(!mayIssue && t('why.role'), isVoided, card.leftMinor === 0 && t('why.paid')),
    refund: first(!mayRefund && t('why.role'), isVoided, card.paidMinor === 0 && t('why.nothingPaid')),
    void: first(!mayRefund && t('why.role'), isVoided, card.paidMinor > 0 && t('why.refundFirst')),
  };
}
