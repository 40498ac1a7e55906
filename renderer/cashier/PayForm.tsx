// Money comes in on a receipt that is not paid whole: by one method or several, all of it or a part.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMoney } from '../setup/money-text.ts';
import type { ReceiptCard } from './money.ts';
import { PanelForm } from './PanelForm.tsx';
import { PaymentFields } from './PaymentFields.tsx';
import { aPayment, paymentInputs, paymentsOf } from './receipt-draft.ts';
import { ChangeLine } from './SumsList.tsx';
import { useMoneyChanges } from './use-money-changes.ts';

export function PayForm({ card, onLeave }: { card: ReceiptCard; onLeave: () => void }) {
  const { t } = useTranslation('cashier');
  const money = useMoney();
  const [payments, setPayments] = useState([aPayment]);
  const [hasTried, setHasTried] = useState(false);
  const { pay } = useMoneyChanges();
  const { wrong, ...sums } = paymentsOf(card.leftMinor, payments, money);
  const submit = () => {
    const inputs = paymentInputs(payments, sums.paidMinor);
    setHasTried(true);
    if (wrong.length > 0 || inputs.length === 0 || pay.isPending) return;
    pay.mutate(
      { receiptId: card.id, seenPaidMinor: card.paidMinor, payments: inputs },
      { onSuccess: onLeave },
    );
  };
  return (
    <PanelForm
      title={t('card.pay')}
      submit={t('card.pay')}
      isSending={pay.isPending}
      onSubmit={submit}
      onLeave={onLeave}
    >
      <PaymentFields
        payments={payments}
        sums={sums}
        money={money}
        wrong={hasTried ? wrong : []}
        hasFocus
        onChange={setPayments}
      />
      <ChangeLine sums={sums} money={money} />
    </PanelForm>
  );
}
