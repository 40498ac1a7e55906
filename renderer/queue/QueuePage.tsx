// The board of the waiting room: who is expected, who waits and how long, who is with the doctor, who is gone. One key a step.
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type QueueStep, whyNoStep } from '../../domain/queue-steps.ts';
import { useDesk } from '../app/desk-context.tsx';
import { failureIn, failureText } from '../app/failure-text.ts';
import { usePageHotkeys } from '../app/use-page-hotkeys.ts';
import { isOfAnother } from '../front-desk/day.ts';
import { PrintPreview } from '../printing/PrintPreview.tsx';
import { BoardBar } from './BoardBar.tsx';
import { BoardColumn } from './BoardColumn.tsx';
import type { Card } from './board-model.ts';
import { DelayForm } from './DelayForm.tsx';
import { LateDoctors } from './LateDoctors.tsx';
import classes from './QueuePage.module.css';
import { StepBar } from './StepBar.tsx';
import { nextStepOf, stepKeys } from './steps.ts';
import { useBoard } from './use-board.ts';
import { useBoardChanges } from './use-board-changes.ts';
import { useQueueScreen } from './use-queue-screen.ts';

export function QueuePage() {
  const { t } = useTranslation('queue');
  const board = useBoard();
  const changes = useBoardChanges();
  const screen = useQueueScreen();
  const whyOff = useWhyOff(board.now);
  const [isDelaying, setIsDelaying] = useState(false);
  const [printedId, setPrintedId] = useState<string | null>(null);
  const search = useRef<HTMLInputElement>(null);
  const { chosen, drawn } = board;
  const area = useFocusThatFollows(chosen, drawn !== null);
  const whyNoTicket = chosen?.visit.ticket ? null : t('why.noTicket');

  const take = useCallback(
    (card: Card | null, step: QueueStep) => {
      if (card && whyOff(card, step) === null) void changes.step(card.visit, step);
    },
    [changes, whyOff],
  );
  usePageHotkeys([
    ...stepKeys.map(({ step, keys }) => ({
      keys,
      label: t(`step.${step}`),
      act: () => take(chosen, step),
      whyOff: chosen ? whyOff(chosen, step) : t('why.nobody'),
    })),
    {
      keys: 'T',
      label: t('step.ticket'),
      act: () => setPrintedId(chosen?.visit.id ?? null),
      whyOff: whyNoTicket,
    },
    { keys: 'W', label: t('delay.open'), act: () => setIsDelaying(true) },
    { keys: 'O', label: t('bar.otherOrder'), act: () => board.setOrder(otherOrder(board.order)) },
    { keys: 'S', label: t(screen.isOpen ? 'screen.close' : 'screen.open'), act: screen.toggle },
    { keys: '/', label: t('bar.search'), act: () => search.current?.focus() },
  ]);

  return (
    <div className={classes.page}>
      <h1 className={classes.hidden}>{t('title')}</h1>
      <BoardBar board={board} search={search} screen={screen} onDelay={() => setIsDelaying(true)} />
      {board.error && <p className={classes.none}>{failureText(failureIn(board.error))}</p>}
      <LateDoctors
        doctors={board.board?.doctors ?? []}
        onInTime={(doctor) => void changes.delay(doctor, 0, '')}
      />
      <div
        ref={area}
        className={classes.columns}
        onKeyDown={(event) => {
          if (event.altKey || event.ctrlKey || event.shiftKey || event.metaKey) return;
          const to = board.beside(event.key);
          if (to !== null) board.choose(to);
          const isEnter = event.key === 'Enter' && chosen !== null;
          if (isEnter) take(chosen, nextStepOf(chosen.state) ?? 'finish');
          if (to !== null || isEnter) event.preventDefault();
        }}
      >
        {drawn?.map((groups) => (
          <BoardColumn
            key={groups[0]?.state}
            groups={groups}
            chosenId={chosen?.visit.id ?? null}
            onChoose={board.choose}
            onNext={(card) => {
              const step = nextStepOf(card.state);
              board.choose(card.visit.id);
              if (step) take(card, step);
            }}
          />
        ))}
      </div>
      <StepBar
        chosen={chosen}
        whyOff={whyOff}
        onStep={(step) => take(chosen, step)}
        whyNoTicket={whyNoTicket}
        onTicket={() => setPrintedId(chosen?.visit.id ?? null)}
      />
      <PrintPreview
        document={printedId === null ? null : { kind: 'ticket', appointmentId: printedId }}
        onClose={() => setPrintedId(null)}
      />
      {isDelaying && board.board && (
        <DelayForm
          doctors={board.board.doctors}
          firstId={chosen?.visit.doctorId ?? null}
          onSave={changes.delay}
          onClose={() => setIsDelaying(false)}
        />
      )}
    </div>
  );
}

const otherOrder = (order: 'appointment' | 'arrival') => (order === 'arrival' ? 'appointment' : 'arrival');

/** Why a step cannot be taken now, in words; null when it can. The main process decides again. */
function useWhyOff(now: { date: string; time: string }) {
  const { t } = useTranslation('queue');
  const { user } = useDesk();
  return useCallback(
    ({ visit, state, doctor }: Card, step: QueueStep): string | null => {
      if (isOfAnother(visit, user)) return t('why.notYours', { name: doctor?.fullName ?? '' });
      const why = whyNoStep(visit, step, now);
      if (why === null) return null;
      return why.code === 'queue_state_forbids' ? t(`why.${state}`) : failureText(why);
    },
    [t, user, now],
  );
}

/** The keyboard goes with the patient it is on: a card that moves to another column takes the focus along. */
function useFocusThatFollows(chosen: Card | null, isDrawn: boolean) {
  const area = useRef<HTMLDivElement>(null);
  const id = chosen?.visit.id ?? null;
  const state = chosen?.state ?? null;
  useEffect(() => {
    const isElsewhere = document.activeElement?.closest('input, [role="dialog"], [role="menu"]');
    if (id === null || !isDrawn || isElsewhere) return;
    const card = area.current?.querySelector<HTMLElement>(`[data-visit="${CSS.escape(id)}"]`);
    card?.focus({ preventScroll: true });
    card?.scrollIntoView({ block: 'nearest' });
  }, [id, state, isDrawn]);
  return area;
}
