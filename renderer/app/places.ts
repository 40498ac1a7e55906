// Time zones and currencies that this machine knows, as choices. Names come from the system, in the language spoken now.

/** Chromium still lists zones under names that their countries gave up; an admin types the name on the map of today. */
const renamedZones: Record<string, string> = {
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Europe/Kiev': 'Europe/Kyiv',
};
const nameOfToday = (zone: string): string => renamedZones[zone] ?? zone;

/** The PC's own zone. A PC that was never given one (UTC) and speaks Vietnamese stands in Vietnam. */
export function timeZoneOfThisPc(locale: string): string {
  const zone = nameOfToday(new Intl.DateTimeFormat().resolvedOptions().timeZone);
  const isUnset = /^(Etc\/)?(UTC|GMT|Universal|Zulu)$/.test(zone);
  return isUnset && locale.startsWith('vi') ? 'Asia/Ho_Chi_Minh' : zone;
}

/** With the clinic's own zone first, so that the list opens where the clinic stands. `Asia/Ho Chi Minh · Indochina Time` */
export function timeZoneChoices(current: string, locale: string): { value: string; label: string }[] {
  const zones = new Set([current, ...Intl.supportedValuesOf('timeZone').map(nameOfToday), 'UTC']);
  return [...zones].map((value) => ({ value, label: zoneLabel(value, locale) }));
}

function zoneLabel(zone: string, locale: string): string {
  const place = zone.replaceAll('_', ' ');
  const name = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: 'longGeneric' })
    .formatToParts()
    .find(({ type }) => type === 'timeZoneName')?.value;
  return name === undefined || name === zone ? place : `${place} · ${name}`;
}

/** With the clinic's own currency first. `VND · Vietnamese Dong` */
export function currencyChoices(current: string, locale: string): { value: string; label: string }[] {
  const names = new Intl.DisplayNames(locale, { type: 'currency' });
  const codes = new Set([current, ...Intl.supportedValuesOf('currency')]);
  return [...codes].map((value) => ({ value, label: `${value} · ${names.of(value) ?? value}` }));
}
