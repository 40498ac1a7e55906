// One visit: whose, when, with whom, what happened to it, and what may be done with it now.
import { Button, CloseButton, Group, ScrollArea, Stack, Title } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import {
  IconArrowBackUp,
  IconArrowsMove,
  IconCheck,
  IconPrinter,
  IconStethoscope,
  IconX,
} from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMoney } from '../../domain/money.ts';
import { useDesk, useMay } from '../app/desk-context.tsx';
import { spokenLocale } from '../app/i18n.ts';
import { useTRPC } from '../app/trpc.ts';
import { PatientBanner } from '../patients/PatientBanner.tsx';
import { PrintPreview } from '../printing/PrintPreview.tsx';
import { ActionButton } from './ActionButton.tsx';
import { CancelForm } from './CancelForm.tsx';
import { type Card, isOfAnother, type Visit } from './day.ts';
import { longDay, shortDay } from './day-text.ts';
import { HistoryList } from './HistoryList.tsx';
import classes from './panel.module.css';
import type { VisitChanges } from './use-visit-changes.ts';
import { StatusBadge } from './VisitStatus.tsx';

type AppointmentPanelProps = {
  appointmentId: string;
  today: string;
  changes: VisitChanges;
  isCancelling: boolean;
  onCancelling: (isCancelling: boolean) => void;
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
  return (
    <section
      className={classes.panel}
      aria-label={t('card.title')}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onLeave();
      }}
    >
      <div className={classes.head}>
        <Title order={2}>{t('card.title')}</Title>
        {card && <StatusBadge status={card.status} />}
        <CloseButton ms="auto" size="sm" aria-label={t('close')} onClick={onLeave} />
      </div>
      {card && <CardBody {...props} card={card} isStale={card.id !== appointmentId} />}
    </section>
  );
}

type CardBodyProps = AppointmentPanelProps & { card: Card; isStale: boolean };

function CardBody({ card, isStale, today, changes, isCancelling, onCancelling, onMove }: CardBodyProps) {
  const { t } = useTranslation('frontDesk');
  const [isPrinting, setIsPrinting] = useState(false);
  const why = useWhyOff(card, today, isStale);
  const navigate = useNavigate();
  const { user } = useDesk();
  const mayWrite = useMay('record.write') && card.doctorId === user.userId;
  const consult = () =>
    void navigate({ to: '/consultations/$appointmentId', params: { appointmentId: card.id } });
  const confirm = () => void changes.confirm(card);
  const undoable = card.undoableEventId;
  useHotkeys([
    ['C', () => why.confirm === null && confirm()],
    ['M', () => why.move === null && onMove(card)],
    ['P', () => !isStale && setIsPrinting(true)],
    ['O', () => mayWrite && consult()],
    ['Delete', () => why.cancel === null && onCancelling(true)],
  ]);

  return (
    <>
      <ScrollArea className={classes.body} type="auto" scrollbarSize={8}>
        <Stack gap="sm">
          <PatientBanner patientId={card.patientId} />
          {isCancelling && why.cancel === null ? (
            <CancelForm
              onLeave={() => onCancelling(false)}
              onCancel={async (reason) => {
                if (await changes.cancel(card, reason)) onCancelling(false);
              }}
            />
          ) : (
            <div className={classes.actions}>
              {mayWrite && (
                <ActionButton
                  className={classes.wide ?? ''}
                  variant="filled"
                  shortcut="O"
                  whyOff={card.status === 'cancelled' ? t('why.status') : null}
                  leftSection={<IconStethoscope size={15} />}
                  onClick={consult}
                >
                  {t('card.consult')}
                </ActionButton>
              )}
              <ActionButton
                shortcut="C"
                whyOff={why.confirm}
                leftSection={<IconCheck size={15} />}
                onClick={confirm}
              >
                {t('card.confirm')}
              </ActionButton>
              <ActionButton
                shortcut="M"
                whyOff={why.move}
                leftSection={<IconArrowsMove size={15} />}
                onClick={() => onMove(card)}
              >
                {t('card.move')}
              </ActionButton>
              <ActionButton
                shortcut="P"
                whyOff={null}
                leftSection={<IconPrinter size={15} />}
                onClick={() => setIsPrinting(true)}
              >
                {t('card.print')}
              </ActionButton>
              <ActionButton
                shortcut="Del"
                color="red"
                variant="light"
                whyOff={why.cancel}
                leftSection={<IconX size={15} />}
                onClick={() => onCancelling(true)}
              >
                {t('card.cancel')}
              </ActionButton>
            </div>
          )}
          <CardFacts card={card} />
          <div>
            <Group justify="space-between" mb={6}>
              <Title order={3}>{t('card.history')}</Title>
              {undoable !== null && why.undo === null && (
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
        </Stack>
      </ScrollArea>
      <PrintPreview
        document={isPrinting ? { kind: 'slip', appointmentId: card.id } : null}
        onClose={() => setIsPrinting(false)}
      />
    </>
  );
}

function CardFacts({ card }: { card: Card }) {
  const { t } = useTranslation('frontDesk');
  const { clinic } = useDesk();
  const facts: [label: string, value: string | null][] = [
    [t('card.when'), `${longDay(card.date)}, ${card.time}`],
    [t('card.doctor'), `${card.doctorName} · ${card.departmentName}`],
    [t('card.room'), card.roomNumber ?? t('card.noRoom')],
    [t('card.reason'), card.reason],
    [t('card.symptoms'), card.symptoms],
    [t('card.notes'), card.notes],
    [t('card.service'), card.serviceName],
    [t('card.fee'), formatMoney(card.estimatedFeeMinor, clinic.currency, spokenLocale())],
    [
      t('card.movedFrom'),
      card.rescheduledFrom && `${shortDay(card.rescheduledFrom.date)} ${card.rescheduledFrom.time}`,
    ],
    [t('card.cancelledBecause'), card.status === 'cancelled' ? card.cancellationReason : null],
  ];
  return (
    <dl className={classes.facts}>
      {facts.map(([label, value]) =>
        value === null || value === '' ? null : (
          <div key={label} style={{ display: 'contents' }}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

/** Why an action is off now; null when it is on. The main process decides again. */
function useWhyOff(card: Card, today: string, isStale: boolean) {
  const { t } = useTranslation('frontDesk');
  const { user } = useDesk();
  const mayConfirm = useMay('appointment.confirm');
  const mayMove = useMay('appointment.move');
  const mayCancel = useMay('appointment.cancel');
  const isOpen = card.status === 'booked' || card.status === 'confirmed';
  const common = (may: boolean) => {
    if (isStale) return t('why.loading');
    if (!may) return t('why.role');
    return isOfAnother(card, user) ? t('why.notYours', { name: card.doctorName }) : null;
  };
  const change = (may: boolean) => {
    if (!isOpen) return t('why.status');
    return card.hasRecord ? t('why.record') : common(may);
  };
  return {
    confirm: card.status === 'booked' ? common(mayConfirm) : t('why.notBooked'),
    move: card.date < today ? t('why.over') : change(mayMove),
    cancel: change(mayCancel),
    undo: card.hasRecord ? t('why.record') : common(mayMove),
  };
}
