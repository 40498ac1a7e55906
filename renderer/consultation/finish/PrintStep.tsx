// A paper that did not come out: tried again, looked at (and kept as PDF), or left.
import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyHint } from '../../front-desk/KeyHint.tsx';
import { PrintPreview } from '../../printing/PrintPreview.tsx';
import type { Chart } from '../chart.ts';
import { FirstButton } from './FirstButton.tsx';

type PrintStepProps = { chart: Chart; onAgain: () => void; children: ReactNode };

export function PrintStep({ chart, onAgain, children }: PrintStepProps) {
  const { t } = useTranslation('doctorsDesk');
  const [isLooking, setIsLooking] = useState(false);
  return (
    <>
      <FirstButton rightSection={<KeyHint>↵</KeyHint>} onClick={onAgain}>
        {t('finish.again')}
      </FirstButton>
      <Button size="compact-sm" variant="default" onClick={() => setIsLooking(true)}>
        {t('finish.look')}
      </Button>
      {children}
      <PrintPreview
        document={isLooking ? { kind: 'prescription', appointmentId: chart.appointment.id } : null}
        onClose={() => setIsLooking(false)}
      />
    </>
  );
}
