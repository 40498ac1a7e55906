// Time zones and currencies that this machine knows, as choices. Names come from the system, in the language spoken now.

/** With the clinic's own zone first, in case the system knows it under a newer name. */
export const timeZoneChoices = (current: string): string[] => [
  ...new Set([current, 'Asia/Ho_Chi_Minh', ...Intl.supportedValuesOf('timeZone')]),
];

export function currencyChoices(locale: string): { value: string; label: string }[] {
  const names = new Intl.DisplayNames(locale, { type: 'currency' });
  return Intl.supportedValuesOf('currency').map((value) => ({
    value,
    label: `${value} · ${names.of(value) ?? value}`,
  }));
}
