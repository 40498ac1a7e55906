// The steps of the chosen patient, each with its key; one that cannot be taken says why.
import { useTranslation } from 'react-i18next';
import type { QueueStep } from '../../domain/queue-steps.ts';
import { ActionButton } from '../front-desk/ActionButton.tsx';
import type { Card } from './board-model.ts';
import classes from './QueuePage.module.css';
import { nextStepOf, stepKeys } from './steps.ts';

type StepBarProps = {
  chosen: Card | null;
  whyOff: (card: Card, step: QueueStep) => string | null;
  onStep: (step: QueueStep) => void;
  whyNoTicket: string | null;
  onTicket: () => void;
};

export function StepBar({ chosen, whyOff, onStep, whyNoTicket, onTicket }: StepBarProps) {
  const { t } = useTranslation('queue');
  return (
    <div className={classes.steps} role="group" aria-label={t('steps')}>
      <span className={classes.who} aria-live="polite">
        {chosen ? chosen.visit.patientName : t('why.nobody')}
      </span>
      {stepKeys.map(({ step, keys }) => (
        <ActionButton
          key={step}
          shortcut={keys}
          variant={chosen && nextStepOf(chosen.state) === step ? 'filled' : 'default'}
          whyOff={chosen ? whyOff(chosen, step) : t('why.nobody')}
          onClick={() => onStep(step)}
        >
          {step === 'prioritise' && chosen?.visit.isPriority ? t('step.unprioritise') : t(`step.${step}`)}
        </ActionButton>
      ))}
      <ActionButton shortcut="T" whyOff={whyNoTicket} onClick={onTicket}>
        {t('step.ticket')}
      </ActionButton>
    </div>
  );
}
