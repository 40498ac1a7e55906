// Says what switching something off touches, in a few lines: who, what, how many visits still to come, and that history stays.
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './SwitchOff.module.css';

type Impact = { doctors: string[]; services: number; rooms: number; appointments: number };

export function ImpactText({
  kind,
  impact,
}: {
  kind: 'department' | 'service' | 'room' | 'doctor';
  impact: Impact;
}) {
  const { t } = useTranslation('setup');
  const { doctors, services, rooms, appointments } = impact;
  const names = doctors.slice(0, 4).join(', ');
  return (
    <div>
      <Text size="sm" fw={600}>
        {t(`impact.${kind}`)}
      </Text>
      <ul className={classes.facts}>
        {doctors.length > 0 && (
          <li>
            {t(kind === 'room' ? 'impact.sitsHere' : 'impact.doctors', { count: doctors.length })}: {names}
            {doctors.length > 4 && ` ${t('impact.more', { count: doctors.length - 4 })}`}
          </li>
        )}
        {services > 0 && <li>{t('impact.services', { count: services })}</li>}
        {rooms > 0 && <li>{t('impact.rooms', { count: rooms })}</li>}
        <li>{appointments === 0 ? t('impact.noVisits') : t('impact.visits', { count: appointments })}</li>
        <li>{t('impact.history')}</li>
      </ul>
    </div>
  );
}
