// Money as an integer in the currency's minor unit: how it is read from what people type, and how it is shown. Never converts currencies.

/** Far above any fee, far below where integers lose their last digit. */
export const MAX_MINOR = 1_000_000_000_000;

/** How many decimals the currency has: 0 for VND, 2 for USD, 3 for KWD. */
export function minorDigitsOf(currency: string): number {
  return formatterOf('en', currency).resolvedOptions().maximumFractionDigits ?? 2;
}

/** True for an ISO 4217 code that this machine knows how to print. */
export const isCurrency = (code: string): boolean =>
  /^[A-Z]{3}$/.test(code) && Intl.supportedValuesOf('currency').includes(code);

/** As a person reads it, with the currency's sign: `150.000 ₫`, `$150.50`. */
export const formatMoney = (minor: number, currency: string, locale: string): string =>
  formatterOf(locale, currency).format(minor / 10 ** minorDigitsOf(currency));

/** The bare number with the locale's decimal sign and no grouping, `150000`, `150,50`: for a field being edited and for CSV. */
export function plainMoney(minor: number, currency: string, locale: string): string {
  const digits = minorDigitsOf(currency);
  const text = String(minor).padStart(digits + 1, '0');
  if (digits === 0) return text;
  return `${text.slice(0, -digits)}${signsOf(locale).decimal}${text.slice(-digits)}`;
}

/**
 * Reads an amount as people type it: `150.000`, `150,000.50`, `1 500 000 đ`. Null when it is no amount, is negative, or could be
 * read in two ways (`1.500` where the point is not the locale's grouping sign and the currency has two decimals).
 */
export function parseMoney(typed: string, currency: string, locale: string): number | null {
  const text = withoutCurrency(typed, currency);
  if (!/^\d[\d.,]*$/.test(text)) return null;
  const digits = minorDigitsOf(currency);
  const split = splitAmount(text, digits, signsOf(locale).group);
  if (!split) return null;
  const minor = Number(split.whole + split.fraction.padEnd(digits, '0'));
  return Number.isSafeInteger(minor) && minor <= MAX_MINOR ? minor : null;
}

const withoutCurrency = (typed: string, currency: string): string =>
  typed
    .replace(/[\s\u00a0\u202f'’_]/g, '')
    .replace(new RegExp(`^${currency}|${currency}$`, 'i'), '')
    .replace(/^[^\d.,-]{1,3}|[^\d.,-]{1,3}$/gu, '');

type Split = { whole: string; fraction: string };

function splitAmount(text: string, digits: number, groupSign: string): Split | null {
  const lastPoint = text.lastIndexOf('.');
  const lastComma = text.lastIndexOf(',');
  const at = Math.max(lastPoint, lastComma);
  if (at < 0) return { whole: text, fraction: '' };
  const sign = text.charAt(at);
  const once = text.indexOf(sign) === at;
  const both = lastPoint >= 0 && lastComma >= 0;
  const looksGrouped = /^\d{1,3}([.,]\d{3})+$/.test(text);
  // Two different signs: the last one is the decimal. One sign: grouping when it repeats, when the currency has no decimals, or
  // when it is the locale's grouping sign before exactly three digits.
  if (!both && looksGrouped && (!once || digits === 0 || sign === groupSign)) return grouped(text, sign);
  if (!once) return null;
  const fraction = text.slice(at + 1);
  if (fraction.length === 0 || fraction.length > digits) return null;
  const whole = grouped(text.slice(0, at), sign === '.' ? ',' : '.');
  return whole && { whole: whole.whole, fraction };
}

function grouped(text: string, sign: string): Split | null {
  const groups = text.split(sign);
  const [first = '', ...rest] = groups;
  if (rest.length > 0 && (first.length > 3 || rest.some((group) => group.length !== 3))) return null;
  const whole = groups.join('');
  return /^\d+$/.test(whole) ? { whole, fraction: '' } : null;
}

type Signs = { group: string; decimal: string };
const signs = new Map<string, Signs>();
function signsOf(locale: string): Signs {
  let found = signs.get(locale);
  if (!found) {
    const parts = new Intl.NumberFormat(locale).formatToParts(1_234_567.8);
    const sign = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
    signs.set(locale, (found = { group: sign('group'), decimal: sign('decimal') }));
  }
  return found;
}

const formatters = new Map<string, Intl.NumberFormat>();
function formatterOf(locale: string, currency: string): Intl.NumberFormat {
  const key = `${locale}:${currency}`;
  let formatter = formatters.get(key);
  if (!formatter) {
    formatters.set(key, (formatter = new Intl.NumberFormat(locale, { style: 'currency', currency })));
  }
  return formatter;
}
