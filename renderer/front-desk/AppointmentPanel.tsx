// One visit: whose, when, with whom, what happened to it, and what may be done with it now.
import { Button, CloseButton, Group, ScrollArea, Stack, Title } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk, useMay } from '../app/desk-context.tsx';
import type { PageKey } from '../app/page-keys.ts';
import { useTRPC } from '../app/trpc.ts';
import { usePageHotkeys } from '../app/use-page-hotkeys.ts';
import { PatientBanner } from '../patients/PatientBanner.tsx';
import { PrintPreview } from '../printing/PrintPreview.tsx';
import { QueueSteps } from '../queue/QueueSteps.tsx';
import { CancelForm } from './CancelForm.tsx';
import { type Card, lookOf, type Visit } from './day.ts';
import { EditForm } from './EditForm.tsx';
import { HistoryList } from './HistoryList.tsx';
import classes from './panel.module.css';
import { useEarlyKey } from './use-early-key.ts';
import type { VisitForm } from './use-front-desk.ts';
import type { VisitChanges } from './use-visit-changes.ts';
import { useWhyOff } from './use-why-off.ts';
import { VisitActions } from './VisitActions.tsx';
import { SoonerButton } from '../waitlist/SoonerButton.tsx';
import { VisitFacts } from './VisitFacts.tsx';
import { StatusBadge } from './VisitStatus.tsx';

type AppointmentPanelProps = {
  appointmentId: string;
  today: string;
  changes: VisitChanges;
  /** The form that is open in the panel. */
  form: VisitForm | null;
  onForm: (form: VisitForm | null) => void;
  onMove: (visit: Visit) => void;
  onLeave: () => void;
};

export function AppointmentPanel(props: AppointmentPanelProps) {
  const trpc = useTRPC();
  const { t } = useTranslation('frontDesk');
  const { appointmentId, onLeave } = props;
  const { data: card } = useQuery(
    trpc.appointments.card.queryOptions({ appointmentId }, { placeholderData: keepPreviousData }),
  );
  const takeEarly = useEarlyKey(cardKeys, { id: appointmentId, isThere: card?.id === appointmentId });
  return (
    <section
      className={classes.panel}
      aria-label={t('card.title')}
      onKeyDown={(event) => {
        // Keys of the print preview bubble here through React; they are not ours.
        const isOurs = event.target instanceof Node && event.currentTarget.contains(event.target);
        if (event.key === 'Escape' && isOurs && !event.defaultPrevented) onLeave();
      }}
    >
      <div className={classes.head}>
        <Title order={2}>{t('card.title')}</Title>
        {card && <StatusBadge look={lookOf(card)} />}
        <CloseButton ms="auto" size="sm" aria-label={t('close')} onClick={onLeave} />
      </div>
      {card && <CardBody {...props} card={card} isStale={card.id !== appointmentId} takeEarly={takeEarly} />}
    </section>
  );
}

const cardKeys = ['C', 'M', 'E', 'P', 'B', 'O', 'Delete'] as const;
type CardBodyProps = AppointmentPanelProps & { card: Card; isStale: boolean; takeEarly: () => string | null };

function CardBody({ card, isStale, takeEarly, today, changes, form, onForm, onMove }: CardBodyProps) {
  const [isPrinting, setIsPrinting] = useState(false);
  const { t } = useTranslation('frontDesk');
  const why = useWhyOff(card, today, isStale);
  const navigate = useNavigate();
  const { user } = useDesk();
  const mayWrite = useMay('record.write') && card.doctorId === user.userId;
  const acts = {
    consult: () => void navigate({ to: '/consultations/$appointmentId', params: { appointmentId: card.id } }),
    confirm: () => void changes.confirm(card),
    move: () => onMove(card),
    edit: () => onForm('edit'),
    print: () => setIsPrinting(true),
    cancel: () => onForm('cancel'),
    receipt: () => void navigate({ to: '/cashier', search: { visit: card.id } }),
  };
  const mayReceipt = useMay('receipt.issue');
  // A form that is open has the keys to itself: what is typed in it never goes to a slip of the finger.
  const when = form === null;
  const keys: (PageKey & { keys: (typeof cardKeys)[number]; act: () => void })[] = [
    { keys: 'C', label: t('card.confirm'), act: acts.confirm, whyOff: why.confirm, when },
    { keys: 'M', label: t('card.move'), act: acts.move, whyOff: why.move, when },
    { keys: 'E', label: t('card.edit'), act: acts.edit, whyOff: why.edit, when },
    { keys: 'P', label: t('card.print'), act: acts.print, whyOff: why.print, when },
    { keys: 'B', label: t('card.receipt'), act: acts.receipt, when: when && mayReceipt },
    { keys: 'O', label: t('card.consult'), act: acts.consult, whyOff: why.consult, when: when && mayWrite },
    { keys: 'Delete', label: t('card.cancel'), act: acts.cancel, whyOff: why.cancel, when },
  ];
  usePageHotkeys(keys, { group: t('card.title') });
  const doEarly = useEffectEvent(() => {
    const early = takeEarly();
    const key = keys.find((each) => each.keys === early);
    if (key && key.when !== false && (key.whyOff ?? null) === null) key.act();
  });
  useEffect(() => {
    if (!isStale) doEarly();
  }, [isStale]);

  return (
    <>
      <ScrollArea className={classes.body} type="auto" scrollbarSize={8} offsetScrollbars="present">
        <Stack gap="sm">
          <PatientBanner patientId={card.patientId} />
          {form === 'cancel' && why.cancel === null && (
            <CancelForm
              onLeave={() => onForm(null)}
              onCancel={async (reason) => {
                if (await changes.cancel(card, reason)) onForm(null);
              }}
            />
          )}
          {form === 'edit' && why.edit === null && (
            <EditForm
              key={card.id}
              card={card}
              onLeave={() => onForm(null)}
              onSave={async (seen, texts) => {
                const isSaved = await changes.edit(seen, texts);
                if (isSaved) onForm(null);
                return isSaved;
              }}
            />
          )}
          {form === null && card.date === today && <QueueSteps card={card} isStale={isStale} />}
          {form === null && (
            <VisitActions why={why} acts={acts} mayConsult={mayWrite} mayReceipt={mayReceipt} />
          )}
          {form === null && why.move === null && !isStale && (
            <SoonerButton
              key={card.id}
              keys="S"
              label={t('card.sooner')}
              start={{
                patientId: card.patientId,
                departmentId: card.departmentId,
                doctorId: card.doctorId,
                reason: card.reason,
                appointmentId: card.id,
              }}
            />
          )}
          <VisitFacts card={card} />
          <History card={card} changes={changes} whyNoUndo={why.undo} />
        </Stack>
      </ScrollArea>
      <PrintPreview
        document={isPrinting ? { kind: 'slip', appointmentId: card.id } : null}
        onClose={() => setIsPrinting(false)}
      />
    </>
  );
}

type HistoryProps = { card: Card; changes: VisitChanges; whyNoUndo: string | null };

function History({ card, changes, whyNoUndo }: HistoryProps) {
  const { t } = useTranslation('frontDesk');
  const undoable = card.undoableEventId;
  return (
    <div>
      <Group justify="space-between" mb={6}>
        <Title order={3}>{t('card.history')}</Title>
        {undoable !== null && whyNoUndo === null && (
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconArrowBackUp size={14} />}
            onClick={() => void changes.undo(card.id, undoable)}
          >
            {t('card.undo')}
          </Button>
        )}
      </Group>
      <HistoryList history={card.history} />
    </div>
  );
}
