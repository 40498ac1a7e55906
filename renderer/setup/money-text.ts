// Amounts in forms and lists, in the clinic's currency and the language spoken now.
import { formatMoney, minorDigitsOf, parseMoney } from '../../domain/money.ts';
import { spokenLocale } from '../app/i18n.ts';
import { useDesk } from '../app/desk-context.tsx';

export type MoneyText = {
  currency: string;
  /** `150.000 ₫` */
  shown: (minor: number) => string;
  /** `150.000`, as it stands in a field. */
  typed: (minor: number) => string;
  /** Minus one, which every form refuses, when it is no amount. */
  read: (text: string) => number;
};

export function useMoney(): MoneyText {
  const { currency } = useDesk().clinic;
  const locale = spokenLocale();
  const digits = minorDigitsOf(currency);
  return {
    currency,
    shown: (minor) => formatMoney(minor, currency, locale),
    typed: (minor) =>
      new Intl.NumberFormat(locale, { minimumFractionDigits: digits }).format(minor / 10 ** digits),
    read: (text) => parseMoney(text.trim() === '' ? '0' : text, currency, locale) ?? -1,
  };
}
