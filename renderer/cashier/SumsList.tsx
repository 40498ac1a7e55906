// What a receipt comes to, as figures under each other: nothing to press.
import { useTranslation } from 'react-i18next';
import type { MoneyText } from '../setup/money-text.ts';
import classes from './cashier.module.css';
import type { Sums } from './receipt-draft.ts';

export function SumsList({ sums, money }: { sums: Sums; money: MoneyText }) {
  const { t } = useTranslation('cashier');
  const rows: [label: string, minor: number, isStrong: boolean][] = [
    ...(sums.discountMinor > 0
      ? [
          [t('sums.subtotal'), sums.subtotalMinor, false] as [string, number, boolean],
          [t('sums.discount'), -sums.discountMinor, false] as [string, number, boolean],
        ]
      : []),
    [t('sums.total'), sums.totalMinor, true],
  ];
  return (
    <dl className={classes.sums}>
      {rows.map(([label, minor, isStrong]) => (
        <div key={label} data-strong={isStrong || undefined}>
          <dt>{label}</dt>
          <dd>{money.shown(minor)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What is given back over the desk, or what stays to be paid: read aloud as it changes. */
export function ChangeLine({
  sums: { changeMinor, leftMinor },
  money,
}: {
  sums: Pick<Sums, 'changeMinor' | 'leftMinor'>;
  money: MoneyText;
}) {
  const { t } = useTranslation('cashier');
  return (
    <p className={classes.change} role="status" data-change={changeMinor > 0 || undefined}>
      {changeMinor > 0 && <strong>{t('pay.change', { amount: money.shown(changeMinor) })}</strong>}
      {leftMinor > 0 && t('pay.left', { amount: money.shown(leftMinor) })}
      {changeMinor === 0 && leftMinor === 0 && t('pay.nothingLeft')}
    </p>
  );
}
