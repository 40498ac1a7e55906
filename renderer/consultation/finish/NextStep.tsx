// The last step: calls who waits longest and opens that visit; with nobody waiting, back to the day.
import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { failureIn, failureText } from '../../app/failure-text.ts';
import { KeyHint } from '../../front-desk/KeyHint.tsx';
import type { Settle } from './FinishBar.tsx';
import { FirstButton } from './FirstButton.tsx';
import { useNextPatient } from './use-next-patient.ts';

export function NextStep({ onSettle }: { onSettle: Settle }) {
  const { t } = useTranslation('doctorsDesk');
  const navigate = useNavigate();
  const { isKnown, next, call } = useNextPatient(true);
  const [isBusy, setIsBusy] = useState(false);
  if (!isKnown) return null;
  const toDay = () => void navigate({ to: '/consultations' });
  if (!next)
    return (
      <>
        <span role="status">{t('finish.nobody')}</span>
        <FirstButton key="day" rightSection={<KeyHint>↵</KeyHint>} onClick={toDay}>
          {t('finish.toDay')}
        </FirstButton>
      </>
    );
  const { patientName: name, ticket } = next.visit;
  const callIn = async () => {
    setIsBusy(true);
    try {
      const appointmentId = await call();
      if (appointmentId) void navigate({ to: '/consultations/$appointmentId', params: { appointmentId } });
    } catch (error) {
      onSettle('next', 'failed', failureText(failureIn(error)));
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <>
      <span role="status">
        {t(ticket === null ? 'finish.nextIs' : 'finish.nextTicket', {
          name,
          ticket,
          count: next.waitedMinutes ?? 0,
        })}
      </span>
      <FirstButton
        key={next.visit.id}
        loading={isBusy}
        rightSection={<KeyHint>↵</KeyHint>}
        onClick={() => void callIn()}
      >
        {t('finish.call', { name })}
      </FirstButton>
      <Button size="compact-sm" variant="default" onClick={toDay}>
        {t('finish.toDay')}
      </Button>
    </>
  );
}
