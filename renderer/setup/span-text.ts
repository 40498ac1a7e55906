// The days and times of a time off in one line: `Tue 24 Nov 2026 – Thu 26 Nov 2026`, `Tue 24 Nov 2026, 08:00–12:00`.
type Span = { fromDate: string; toDate: string; fromTime: string | null; toTime: string | null };

export const dayText = (date: string, locale: string): string =>
  // Day first in English too, as in the fields.
  new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
    weekday: 'short',
    day: 'numeric',
    month: locale === 'vi' ? 'numeric' : 'short',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(Date.parse(`${date}T00:00:00Z`));

export function spanText({ fromDate, toDate, fromTime, toTime }: Span, locale: string): string {
  const days =
    fromDate === toDate
      ? dayText(fromDate, locale)
      : `${dayText(fromDate, locale)} – ${dayText(toDate, locale)}`;
  return fromTime && toTime ? `${days}, ${fromTime}–${toTime}` : days;
}
