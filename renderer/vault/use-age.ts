// How long ago, in words: "3 hours ago".
import { useTranslation } from 'react-i18next';

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

export function useAge(): (atMs: number) => string {
  const { i18n } = useTranslation();
  const format = new Intl.RelativeTimeFormat(i18n.language, { numeric: 'auto' });
  return (atMs) => {
    const agoMs = Math.max(0, Date.now() - atMs);
    const [unit, ms] = units.find(([, size]) => agoMs >= size) ?? ['second', 1_000];
    // Seconds are said as "now": nobody reads a backup's age to the second.
    return format.format(unit === 'second' ? 0 : -Math.floor(agoMs / ms), unit);
  };
}
