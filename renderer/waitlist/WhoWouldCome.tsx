// Beside a free time that somebody has chosen: who on the waiting list would come then. Nothing when nobody would.
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../app/trpc.ts';
import { People } from './People.tsx';
import classes from './Waitlist.module.css';

type WhoWouldComeProps = { slot: { date: string; time: string; doctorId: string }; onTaken: () => void };

export function WhoWouldCome({ slot, onTaken }: WhoWouldComeProps) {
  const { t } = useTranslation('waitlist');
  const trpc = useTRPC();
  const { data } = useQuery(trpc.waitlist.whoWouldCome.queryOptions({ slots: [slot] }, { staleTime: 0 }));
  const suggestion = data?.[0];
  if (!suggestion) return null;
  return (
    <section className={classes.beside} aria-label={t('whoWouldCome')}>
      <h3 className={classes.besideTitle}>{t('thenWouldCome', { count: suggestion.people.length })}</h3>
      <People suggestion={suggestion} atMost={4} onTaken={onTaken} />
    </section>
  );
}
