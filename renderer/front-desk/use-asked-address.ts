// What another page asks of the front desk by its address: a day, a visit on it, a doctor's column or week, or a
// booking for a patient, with a doctor from a day on. It is done once; the address is then plain again, so that going back or reloading does not do it a second time.
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useEffectEvent } from 'react';

type Asked = {
  date?: string | undefined;
  visit?: string | undefined;
  patient?: string | undefined;
  doctor?: string | undefined;
  week?: string | undefined;
};

/** `isReady`: a booking that was kept has been given back, and nothing asked for can come in its way; the day is there. */
export function useAskedAddress({ isReady, take }: { isReady: boolean; take: (asked: Asked) => void }): void {
  const { date, visit, patient, doctor, week } = useSearch({ from: '/' });
  const navigate = useNavigate();
  const takeOnce = useEffectEvent((asked: Asked) => {
    take(asked);
    void navigate({ to: '/', search: {}, replace: true });
  });
  useEffect(() => {
    const isAsked = [date, visit, patient, doctor, week].some((part) => part !== undefined);
    if (isAsked && isReady) takeOnce({ date, visit, patient, doctor, week });
  }, [date, visit, patient, doctor, week, isReady]);
}
