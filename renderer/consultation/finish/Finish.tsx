// A visit with its guided finish: one key signs, prints what is set to print, books the follow-up and calls the next patient.
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type Finish as Steps,
  finishBegun,
  type FinishStep,
  stepNow,
  type StepState,
} from '../../../domain/finish.ts';
import { useDesk } from '../../app/desk-context.tsx';
import { failureIn, failureText } from '../../app/failure-text.ts';
import { useTRPC } from '../../app/trpc.ts';
import { usePageHotkeys } from '../../app/use-page-hotkeys.ts';
import type { Chart } from '../chart.ts';
import { FinishBar } from './FinishBar.tsx';
import { FinishContextProvider, type Sign } from './finish-context.ts';
import { useFinishPrint } from './use-finish-print.ts';

export type Said = Partial<Record<FinishStep, string>>;

export function Finish({ chart, children }: { chart: Chart; children: ReactNode }) {
  const { t } = useTranslation('doctorsDesk');
  const { user } = useDesk();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const print = useFinishPrint();
  const sign = useRef<Sign | null>(null);
  const [steps, setSteps] = useState<Steps | null>(null);
  const [said, setSaid] = useState<Said>({});
  const [isOpen, setIsOpen] = useState(false);
  const { appointment } = chart;
  const canFinish =
    appointment.doctorId === user.userId && ['confirmed', 'completed'].includes(appointment.status);
  const key = trpc.consultations.chart.queryKey({ appointmentId: appointment.id });
  const recordNow = () => queries.getQueryData(key)?.record ?? null;

  const settle = (step: FinishStep, state: StepState, text: string): void => {
    setSteps((before) => before && { ...before, [step]: state });
    setSaid((before) => ({ ...before, [step]: text }));
  };
  const signFirst = async (): Promise<boolean> => {
    if (recordNow()?.signedAtMs != null) {
      settle('sign', 'done', t('finish.signed'));
      return true;
    }
    settle('sign', 'busy', '');
    const isSigned = (await sign.current?.()) ?? false;
    settle('sign', isSigned ? 'done' : 'failed', t(isSigned ? 'finish.signed' : 'finish.notSigned'));
    if (isSigned) void queries.invalidateQueries(trpc.doctorsDesk.pathFilter());
    return isSigned;
  };
  const printNow = async (): Promise<void> => {
    const record = recordNow();
    if (!record) return;
    settle('print', 'busy', '');
    try {
      const { state, text } = await print(appointment.id, record);
      settle('print', state, text);
    } catch (error) {
      settle('print', 'failed', failureText(failureIn(error)));
    }
  };
  /** Signing and printing go on by themselves; a booking and a call wait for the doctor's Enter. */
  const run = async (from: Steps): Promise<void> => {
    if (stepNow(from) === 'sign' && !(await signFirst())) {
      // The form shows which field is wrong: the bar is out of its way, the key goes on.
      setIsOpen(false);
      return;
    }
    if (from.print !== 'done' && from.print !== 'skipped') await printNow();
  };
  const begin = () => {
    if (!canFinish || steps?.sign === 'busy' || steps?.print === 'busy') return;
    const now = steps ?? finishBegun(recordNow()?.signedAtMs != null);
    setSteps(now);
    setIsOpen(true);
    void run(now);
  };
  usePageHotkeys([{ keys: 'mod+shift+Enter', label: t('finish.title'), act: begin, when: canFinish }], {
    inFields: true,
  });
  const offerSign = useCallback((offered: Sign | null) => void (sign.current = offered), []);

  return (
    <FinishContextProvider value={{ chart, offerSign, isOpen, begin }}>
      {children}
      {steps && isOpen && (
        <FinishBar
          chart={chart}
          steps={steps}
          said={said}
          onSettle={settle}
          onAgain={begin}
          onClose={() => setIsOpen(false)}
        />
      )}
    </FinishContextProvider>
  );
}
