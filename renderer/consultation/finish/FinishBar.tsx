// The steps of a finish with what came of each; the one that waits has the keyboard: Enter does it, S skips it, Esc leaves the rest for later.
import { Button, CloseButton } from '@mantine/core';
import { IconAlertTriangle, IconArrowRight, IconCheck, IconCircle, IconLoader2 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import {
  type Finish,
  finishSteps,
  type FinishStep,
  maySkip,
  stepNow,
  type StepState,
} from '../../../domain/finish.ts';
import { usePageHotkeys } from '../../app/use-page-hotkeys.ts';
import { KeyHint } from '../../front-desk/KeyHint.tsx';
import type { Chart } from '../chart.ts';
import { BookStep } from './BookStep.tsx';
import classes from './finish.module.css';
import type { Said } from './Finish.tsx';
import { FinishPapers } from './FinishPapers.tsx';
import { NextStep } from './NextStep.tsx';
import { PrintStep } from './PrintStep.tsx';

export type Settle = (step: FinishStep, state: StepState, text: string) => void;
type FinishBarProps = {
  chart: Chart;
  steps: Finish;
  said: Said;
  onSettle: Settle;
  onAgain: () => void;
  onClose: () => void;
};

const icons: Record<StepState, typeof IconCheck> = {
  todo: IconCircle,
  busy: IconLoader2,
  done: IconCheck,
  skipped: IconArrowRight,
  failed: IconAlertTriangle,
};

export function FinishBar({ chart, steps, said, onSettle, onAgain, onClose }: FinishBarProps) {
  const { t } = useTranslation('doctorsDesk');
  const now = stepNow(steps);
  const skip = () => {
    if (now && maySkip(now) && steps[now] !== 'busy')
      onSettle(now, 'skipped', now === 'book' ? t('finish.skippedBook') : '');
  };
  usePageHotkeys(
    [
      { keys: 'S', label: t('finish.skip'), act: skip, when: now !== null && maySkip(now) },
      { keys: 'Escape', label: t('finish.later'), act: onClose },
    ],
    { group: t('finish.title') },
  );
  const skipButton = (
    <Button size="compact-sm" variant="default" rightSection={<KeyHint>S</KeyHint>} onClick={skip}>
      {t('finish.skip')}
    </Button>
  );
  return (
    <section className={classes.bar} aria-label={t('finish.title')}>
      <ol className={classes.steps}>
        {finishSteps.map((step) => {
          const Icon = icons[steps[step]];
          return (
            <li
              key={step}
              className={classes.step}
              data-state={steps[step]}
              aria-current={step === now ? 'step' : undefined}
            >
              <Icon size={15} aria-hidden />
              <strong>{t(`finish.step.${step}`)}</strong>
              <span className={classes.said} role="status">
                {said[step] || t(`finish.state.${steps[step]}`)}
              </span>
            </li>
          );
        })}
      </ol>
      <div className={classes.now}>
        {now === 'print' && steps.print === 'failed' && (
          <PrintStep chart={chart} onAgain={onAgain}>
            {skipButton}
          </PrintStep>
        )}
        {now === 'book' && (
          <BookStep chart={chart} onSettle={onSettle}>
            {skipButton}
          </BookStep>
        )}
        {(now === 'next' || now === null) && <NextStep onSettle={onSettle} />}
        <FinishPapers />
        <CloseButton aria-label={t('finish.later')} title={`${t('finish.later')}  Esc`} onClick={onClose} />
      </div>
    </section>
  );
}
