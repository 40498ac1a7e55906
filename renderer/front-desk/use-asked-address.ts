// What another page asks of the front desk by its address: a day, a visit on it, or a booking for a patient. It is done once; the address
// is then plain again, so that going back or reloading does not do it a second time.
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useEffectEvent } from 'react';

type Asked = {
  date?: string | undefined;
  visit?: string | undefined;
  patient?: string | undefined;
};

/** `isReady`: a booking that was kept has been given back, and nothing asked for can come in its way. */
export function useAskedAddress({ isReady, take }: { isReady: boolean; take: (asked: Asked) => void }): void {
  const { date, visit, patient } = useSearch({ from: '/' });
  const navigate = useNavigate();
  const takeOnce = useEffectEvent((asked: Asked) => {
    take(asked);
    void navigate({ to: '/', search: {}, replace: true });
  });
  useEffect(() => {
    const isAsked = date !== undefined || visit !== undefined || patient !== undefined;
    if (isAsked && isReady) takeOnce({ date, visit, patient });
  }, [date, visit, patient, isReady]);
}
