// Money goes back: how much of what was paid, by which method, and why.
import { SegmentedControl, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { paymentMethods } from '../../domain/receipts.ts';
import { MoneyInput } from '../setup/MoneyInput.tsx';
import { useMoney } from '../setup/money-text.ts';
import type { ReceiptCard } from './money.ts';
import { PanelForm } from './PanelForm.tsx';
import { useMoneyChanges } from './use-money-changes.ts';

export function RefundForm({ card, onLeave }: { card: ReceiptCard; onLeave: () => void }) {
  const { t } = useTranslation('cashier');
  const money = useMoney();
  const [amount, setAmount] = useState(() => money.typed(card.paidMinor));
  const [method, setMethod] = useState(
    () => card.payments.findLast(({ kind }) => kind === 'payment')?.method ?? 'cash',
  );
  const [reason, setReason] = useState('');
  const [hasTried, setHasTried] = useState(false);
  const { refund } = useMoneyChanges();
  const amountMinor = money.read(amount);
  const isAmountWrong = amountMinor < 1 || amountMinor > card.paidMinor;
  const submit = () => {
    setHasTried(true);
    if (isAmountWrong || reason.trim() === '' || refund.isPending) return;
    refund.mutate(
      { receiptId: card.id, seenPaidMinor: card.paidMinor, refund: { method, amountMinor, reason } },
      { onSuccess: onLeave },
    );
  };
  return (
    <PanelForm
      title={t('card.refund')}
      submit={t('card.refund')}
      color="red"
      isSending={refund.isPending}
      onSubmit={submit}
      onLeave={onLeave}
    >
      <TextInput
        autoFocus
        label={t('refund.reason')}
        maxLength={200}
        value={reason}
        error={hasTried && reason.trim() === '' && t('wrong.reason')}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <MoneyInput
        label={t('refund.amount')}
        description={t('refund.most', { amount: money.shown(card.paidMinor) })}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={amount}
        error={hasTried && isAmountWrong && t('wrong.refund')}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => setAmount(event.currentTarget.value)}
      />
      <SegmentedControl
        mt={6}
        size="xs"
        fullWidth
        aria-label={t('pay.method')}
        value={method}
        onChange={(value) => setMethod(paymentMethods.find((each) => each === value) ?? 'cash')}
        data={paymentMethods.map((value) => ({ value, label: t(`method.${value}`) }))}
      />
    </PanelForm>
  );
}
