// A moment in the words of the language spoken, by this PC's clock: the clinic's own is not known while it is closed.
import { useTranslation } from 'react-i18next';

export function useMoment(): (atMs: number) => string {
  const { i18n } = useTranslation();
  const format = new Intl.DateTimeFormat(i18n.language === 'vi' ? 'vi' : 'en-GB', {
    dateStyle: 'full',
    timeStyle: 'short',
  });
  return (atMs) => format.format(atMs);
}
