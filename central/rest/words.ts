// How values of the domain are printed in the REST API: money as decimal text, instants in the clinic's zone.
import { instantOf, wallClock } from '../../domain/civil-date.ts';
import { minorDigitsOf } from '../../domain/money.ts';

/** `500000` of VND is "500000.00": the contract prints two decimals whatever the currency has. */
export function moneyText(minor: number, currency: string): string {
  return (minor / 10 ** minorDigitsOf(currency)).toFixed(2);
}
export const moneyNumber = (minor: number, currency: string): number => minor / 10 ** minorDigitsOf(currency);

/** `2026-11-22T09:00:42.486+07:00`. */
export function instantText(atMs: number, timeZone: string): string {
  const { date, time } = wallClock(atMs, timeZone);
  const offsetMinutes = Math.round(
    (instantOf(date, time, 'UTC') - Math.floor(atMs / 60_000) * 60_000) / 60_000,
  );
  const sign = offsetMinutes < 0 ? '-' : '+';
  const [hours, minutes] = [Math.trunc(Math.abs(offsetMinutes) / 60), Math.abs(offsetMinutes) % 60];
  const rest = ((atMs % 60_000) / 1000).toFixed(3).padStart(6, '0');
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date}T${time}:${rest}${sign}${two(hours)}:${two(minutes)}`;
}
