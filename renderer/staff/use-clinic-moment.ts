// A moment by the clinic's clock, short, in the language spoken.
import { useTranslation } from 'react-i18next';
import { useDesk } from '../app/desk-context.tsx';

export function useClinicMoment(): (atMs: number) => string {
  const { i18n } = useTranslation();
  const { clinic } = useDesk();
  const format = new Intl.DateTimeFormat(i18n.language === 'vi' ? 'vi' : 'en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: clinic.timeZone,
  });
  return (atMs) => format.format(atMs);
}
