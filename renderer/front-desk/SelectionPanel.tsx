// What can be done with several visits at once: confirmed, cancelled for one reason, printed, pinned. One sentence and one undo for all.
import { CloseButton, ScrollArea, Stack, Title } from '@mantine/core';
import { IconCheck, IconPinned, IconPrinter, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk, useMay } from '../app/desk-context.tsx';
import { usePageHotkeys } from '../app/use-page-hotkeys.ts';
import { PrintPreview } from '../printing/PrintPreview.tsx';
import { ActionButton } from './ActionButton.tsx';
import { CancelForm } from './CancelForm.tsx';
import { isChangeable, isOfAnother, lookOf, type Visit } from './day.ts';
import { shortDay } from './day-text.ts';
import classes from './panel.module.css';
import type { Selection } from './use-selection.ts';
import type { VisitChanges } from './use-visit-changes.ts';
import { StatusChip } from './VisitStatus.tsx';

type SelectionPanelProps = {
  selection: Selection;
  changes: VisitChanges;
  onPin: (visits: readonly Visit[]) => void;
  onLeave: () => void;
};

export function SelectionPanel({ selection, changes, onPin, onLeave }: SelectionPanelProps) {
  const { t } = useTranslation('frontDesk');
  const { visits, isCancelling, setIsCancelling } = selection;
  const able = useAble(visits);
  const [isPrinting, setIsPrinting] = useState(false);
  const acts = {
    confirm: () => void changes.confirmAll(able.confirm.visits),
    cancel: () => setIsCancelling(true),
    pin: () => onPin(able.move.visits),
    print: () => setIsPrinting(true),
  };
  const isForm = isCancelling && able.cancel.whyOff === null;
  usePageHotkeys(
    [
      { keys: 'C', label: t('chosen.confirm'), act: acts.confirm, whyOff: able.confirm.whyOff },
      { keys: 'P', label: t('chosen.print'), act: acts.print, whyOff: able.print.whyOff },
      { keys: 'Delete', label: t('chosen.cancel'), act: acts.cancel, whyOff: able.cancel.whyOff },
      { keys: 'Escape', label: t('chosen.leave'), act: onLeave },
    ].map((key) => ({ ...key, when: !isForm })),
    { group: t('chosen.title', { count: visits.length }) },
  );
  return (
    <section className={classes.panel} aria-label={t('chosen.title', { count: visits.length })}>
      <div className={classes.head}>
        <Title order={2}>{t('chosen.title', { count: visits.length })}</Title>
        <CloseButton ms="auto" size="sm" aria-label={t('chosen.leave')} onClick={onLeave} />
      </div>
      <ScrollArea className={classes.body} type="auto" scrollbarSize={8} offsetScrollbars="present">
        <Stack gap="sm">
          {isForm ? (
            <CancelForm
              onLeave={() => setIsCancelling(false)}
              onCancel={async (reason) => {
                await changes.cancelAll(able.cancel.visits, reason);
                onLeave();
              }}
            />
          ) : (
            <div className={classes.actions}>
              <ActionButton
                shortcut="C"
                whyOff={able.confirm.whyOff}
                leftSection={<IconCheck size={15} />}
                onClick={acts.confirm}
              >
                {t('chosen.confirm')}
              </ActionButton>
              <ActionButton
                shortcut="X"
                whyOff={able.move.whyOff}
                leftSection={<IconPinned size={15} />}
                onClick={acts.pin}
              >
                {t('chosen.pin')}
              </ActionButton>
              <ActionButton
                className={classes.wide ?? ''}
                shortcut="P"
                whyOff={able.print.whyOff}
                leftSection={<IconPrinter size={15} />}
                onClick={acts.print}
              >
                {t('chosen.print')}
              </ActionButton>
              <ActionButton
                className={classes.wide ?? ''}
                shortcut="Del"
                color="red"
                variant="light"
                whyOff={able.cancel.whyOff}
                leftSection={<IconX size={15} />}
                onClick={acts.cancel}
              >
                {t('chosen.cancel')}
              </ActionButton>
            </div>
          )}
          <ul className={classes.chosen}>
            {visits.map((visit) => (
              <li key={visit.id}>
                <StatusChip look={lookOf(visit)} />
                <span>
                  <strong>{visit.patientName}</strong> {shortDay(visit.date)} {visit.time}
                </span>
              </li>
            ))}
          </ul>
        </Stack>
      </ScrollArea>
      <PrintPreview
        document={isPrinting ? { kind: 'slips', appointmentIds: visits.map(({ id }) => id) } : null}
        onClose={() => setIsPrinting(false)}
      />
    </section>
  );
}

/** Which of them each deed is for, and why there are none. */
function useAble(visits: readonly Visit[]) {
  const { t } = useTranslation('frontDesk');
  const { user } = useDesk();
  const may = {
    confirm: useMay('appointment.confirm'),
    cancel: useMay('appointment.cancel'),
    move: useMay('appointment.move'),
    print: useMay('print.slip'),
  };
  const able = (deed: keyof typeof may, fits: (visit: Visit) => boolean, whyNone: string) => {
    const fitting = visits.filter((visit) => fits(visit) && !isOfAnother(visit, user));
    const whyOff = may[deed] ? (fitting.length > 0 ? null : whyNone) : t('why.role');
    return { visits: fitting, whyOff };
  };
  return {
    confirm: able('confirm', ({ status }) => status === 'booked', t('chosen.noneBooked')),
    cancel: able('cancel', isChangeable, t('chosen.noneOpen')),
    move: able('move', isChangeable, t('chosen.noneOpen')),
    print: { visits, whyOff: may.print ? null : t('why.role') },
  };
}
