// Money as it is typed and shown: tables of what people write, and properties over every amount.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  formatMoney,
  isCurrency,
  MAX_MINOR,
  minorDigitsOf,
  parseMoney,
  plainMoney,
} from '../../domain/money.ts';

describe('Amounts as people type them', () => {
  test.each([
    ['150000', 'VND', 'vi', 150_000],
    ['150.000', 'VND', 'vi', 150_000],
    ['150,000', 'VND', 'vi', 150_000],
    ['1.500.000 đ', 'VND', 'vi', 1_500_000],
    ['1 500 000 ₫', 'VND', 'vi', 1_500_000],
    ['VND 150,000', 'VND', 'en', 150_000],
    ['150,000.50', 'USD', 'en', 15_000_050],
    ['150.000,50', 'USD', 'vi', 15_000_050],
    ['$150.5', 'USD', 'en', 15_050],
    ['150,5', 'USD', 'vi', 15_050],
    ['150.50', 'USD', 'vi', 15_050],
    ['1,500', 'USD', 'en', 150_000],
    ['1.500', 'KWD', 'en', 1_500],
    ['0', 'VND', 'vi', 0],
  ])('"%s" in %s (%s) is %i', (typed, currency, locale, minor) => {
    expect(parseMoney(typed, currency, locale)).toBe(minor);
  });

  test.each([
    ['', 'VND', 'vi'],
    ['-5', 'VND', 'vi'],
    ['abc', 'VND', 'vi'],
    ['12.5', 'VND', 'vi'],
    ['1.500', 'USD', 'en'],
    ['1,50,000', 'VND', 'en'],
    ['1.2.3', 'USD', 'en'],
    ['150.', 'USD', 'en'],
    ['5e3', 'VND', 'vi'],
    ['=1+1', 'VND', 'vi'],
    ['9999999999999999', 'VND', 'vi'],
  ])('"%s" in %s (%s) is no amount, or could be two', (typed, currency, locale) => {
    expect(parseMoney(typed, currency, locale)).toBeNull();
  });
});

test('the dong has no decimals, the dollar two, the Kuwaiti dinar three', () => {
  expect(['VND', 'USD', 'KWD'].map(minorDigitsOf)).toEqual([0, 2, 3]);
});

test('a fee of 150,000 dong reads as a Vietnamese bill does', () => {
  expect(formatMoney(150_000, 'VND', 'vi').replace(/\s/g, ' ')).toBe('150.000 ₫');
});

test('a currency nobody knows is none', () => {
  expect(isCurrency('VND')).toBe(true);
  expect(isCurrency('XQZ')).toBe(false);
  expect(isCurrency('vnd')).toBe(false);
});

const amount = fc.integer({ min: 0, max: MAX_MINOR });
const currency = fc.constantFrom('VND', 'USD', 'EUR', 'KWD', 'JPY');
const locale = fc.constantFrom('en', 'vi');

test('every amount reads back from its bare number', () => {
  fc.assert(
    fc.property(amount, currency, locale, (minor, code, language) => {
      expect(parseMoney(plainMoney(minor, code, language), code, language)).toBe(minor);
    }),
  );
});

test('every amount reads back from how it is shown', () => {
  fc.assert(
    fc.property(amount, currency, locale, (minor, code, language) => {
      expect(parseMoney(formatMoney(minor, code, language), code, language)).toBe(minor);
    }),
  );
});
