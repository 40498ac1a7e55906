// How money comes in: an amount, by which method, several in one go; cash above what is due is change. It keeps nothing itself.
import { ActionIcon, Button, SegmentedControl, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { paymentMethods } from '../../domain/receipts.ts';
import { MoneyInput } from '../setup/MoneyInput.tsx';
import type { MoneyText } from '../setup/money-text.ts';
import classes from './cashier.module.css';
import { aPayment, type Sums, type TypedPayment, type Wrong } from './receipt-draft.ts';

type PaymentFieldsProps = {
  payments: readonly TypedPayment[];
  sums: Pick<Sums, 'paidMinor' | 'changeMinor' | 'leftMinor'>;
  money: MoneyText;
  /** Shown once somebody tried to go on. */
  wrong: readonly Wrong[];
  hasFocus: boolean;
  onChange: (payments: TypedPayment[]) => void;
};

export function PaymentFields({ payments, sums, money, wrong, hasFocus, onChange }: PaymentFieldsProps) {
  const { t } = useTranslation('cashier');
  const put = (at: number, part: Partial<TypedPayment>) =>
    onChange(payments.map((payment, index) => (index === at ? { ...payment, ...part } : payment)));
  return (
    <div className={classes.payments}>
      {payments.map((payment, at) => {
        const why = wrong.find(({ field }) => field === `payment-${at}`)?.why;
        return (
          <div key={at} className={classes.payment} role="group" aria-label={t('pay.nth', { nth: at + 1 })}>
            <MoneyInput
              label={t(payment.method === 'cash' ? 'pay.given' : 'pay.amount')}
              data-path={`payment-${at}`}
              autoFocus={hasFocus && at === payments.length - 1}
              value={payment.amount ?? money.typed(sums.paidMinor[at] ?? 0)}
              error={why && t(`wrong.${why}`)}
              onFocus={(event) => event.currentTarget.select()}
              onChange={(event) => put(at, { amount: event.currentTarget.value })}
            />
            <SegmentedControl
              aria-label={t('pay.method')}
              size="xs"
              value={payment.method}
              onChange={(method) =>
                put(at, { method: paymentMethods.find((each) => each === method) ?? 'cash' })
              }
              data={paymentMethods.map((method) => ({ value: method, label: t(`method.${method}`) }))}
            />
            {payment.method !== 'cash' && (
              <TextInput
                label={t('pay.reference')}
                maxLength={100}
                value={payment.reference}
                onChange={(event) => put(at, { reference: event.currentTarget.value })}
              />
            )}
            {payments.length > 1 && (
              <ActionIcon
                variant="subtle"
                color="gray"
                className={classes.removePayment}
                aria-label={t('pay.remove', { nth: at + 1 })}
                onClick={() => onChange(payments.filter((_, index) => index !== at))}
              >
                <IconX size={15} />
              </ActionIcon>
            )}
          </div>
        );
      })}
      {payments.length < 4 && sums.leftMinor > 0 && (
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconPlus size={14} />}
          onClick={() => onChange([...payments, { ...aPayment, method: 'card' }])}
        >
          {t('pay.another', { left: money.shown(sums.leftMinor) })}
        </Button>
      )}
    </div>
  );
}
