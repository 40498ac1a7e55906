// The steps of the waiting room beside a visit of today, wherever a visit is shown: the next ones only, each with its key.
import { useTranslation } from 'react-i18next';
import { type QueueStep, type VisitInQueue, whyNoStep } from '../../domain/queue-steps.ts';
import { useDesk, useMay } from '../app/desk-context.tsx';
import { usePageHotkeys } from '../app/use-page-hotkeys.ts';
import { ActionButton } from '../front-desk/ActionButton.tsx';
import type { Card } from '../front-desk/day.ts';
import { isOfAnother } from '../front-desk/day.ts';
import { useWallClock } from '../front-desk/use-wall-clock.ts';
import classes from './QueueSteps.module.css';
import { useBoardChanges } from './use-board-changes.ts';

/** N, D, R and P are the page's own and the slip's; with Shift they are these. */
const keysHere: { step: QueueStep; keys: string; shown: string }[] = [
  { step: 'arrive', keys: 'A', shown: 'A' },
  { step: 'call', keys: 'L', shown: 'L' },
  { step: 'enter', keys: 'shift+R', shown: 'Shift R' },
  { step: 'finish', keys: 'shift+D', shown: 'Shift D' },
  { step: 'leave', keys: 'G', shown: 'G' },
  { step: 'noShow', keys: 'shift+N', shown: 'Shift N' },
];

export function QueueSteps({ card, isStale }: { card: Card; isStale: boolean }) {
  const { t } = useTranslation('queue');
  const { user, clinic } = useDesk();
  const now = useWallClock(clinic.timeZone);
  const changes = useBoardChanges();
  const may = useMay('appointment.queue') && !isOfAnother(card, user) && !isStale;
  const visit: VisitInQueue = { ...card, appointmentDate: card.date, appointmentTime: card.time };
  const possible = may ? keysHere.filter(({ step }) => whyNoStep(visit, step, now) === null) : [];
  usePageHotkeys(
    possible.map(({ step, keys }) => ({
      keys,
      label: t(`step.${step}`),
      act: () => void changes.step(card, step),
    })),
    { group: t('title') },
  );
  if (possible.length === 0) return null;
  return (
    <div className={classes.steps} role="group" aria-label={t('title')}>
      {possible.map(({ step, shown }) => (
        <ActionButton key={step} shortcut={shown} whyOff={null} onClick={() => void changes.step(card, step)}>
          {t(`step.${step}`)}
        </ActionButton>
      ))}
    </div>
  );
}
