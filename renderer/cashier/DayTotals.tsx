// The figures of a day: sums by person and method, and every refund, discount and void. Nothing to press.
import { Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../app/desk-context.tsx';
import { shortInstant } from '../front-desk/day-text.ts';
import { useMoney } from '../setup/money-text.ts';
import classes from './cashier.module.css';
import type { DayReport } from './money.ts';

export function DayTotals({ report: { totals } }: { report: DayReport }) {
  const { t } = useTranslation('cashier');
  const money = useMoney();
  if (totals.length === 0) return <p className={classes.quiet}>{t('close.nothing')}</p>;
  const sumOf = (key: 'paidMinor' | 'refundedMinor') => totals.reduce((sum, total) => sum + total[key], 0);
  return (
    <table className={classes.figures} aria-label={t('close.totals')}>
      <thead>
        <tr>
          <th>{t('close.person')}</th>
          <th>{t('pay.method')}</th>
          <th data-amount>{t('close.in')}</th>
          <th data-amount>{t('close.out')}</th>
        </tr>
      </thead>
      <tbody>
        {totals.map((total) => (
          <tr key={`${total.userId} ${total.method}`}>
            <td>{total.fullName}</td>
            <td>{t(`method.${total.method}`)}</td>
            <td data-amount>{money.shown(total.paidMinor)}</td>
            <td data-amount>{money.shown(total.refundedMinor)}</td>
          </tr>
        ))}
        <tr data-strong>
          <td>{t('close.all')}</td>
          <td>{t('close.net', { amount: money.shown(sumOf('paidMinor') - sumOf('refundedMinor')) })}</td>
          <td data-amount>{money.shown(sumOf('paidMinor'))}</td>
          <td data-amount>{money.shown(sumOf('refundedMinor'))}</td>
        </tr>
      </tbody>
    </table>
  );
}

export function DayExceptions({ report }: { report: DayReport }) {
  const { t } = useTranslation('cashier');
  const { clinic } = useDesk();
  const money = useMoney();
  return (['refunds', 'discounts', 'voids'] as const).map((kind) =>
    report[kind].length === 0 ? null : (
      <section key={kind}>
        <Title order={3} mb={4}>
          {t(`close.${kind}`)}
        </Title>
        <ul className={classes.exceptions}>
          {report[kind].map((line) => (
            <li key={line.id}>
              <span>
                <strong>{line.receiptNumber}</strong>{' '}
                {t('close.why', { name: line.patientName, why: line.reason })}
                <span className={classes.dim}>
                  {' '}
                  {shortInstant(line.atMs, clinic.timeZone)} · {line.byName}
                </span>
              </span>
              <span className={classes.amount}>{money.shown(line.amountMinor)}</span>
            </li>
          ))}
        </ul>
      </section>
    ),
  );
}
