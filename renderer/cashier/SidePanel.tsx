// The panel beside the list: a receipt being written, a receipt, or a day to close. Escape leaves it.
import { CloseButton, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { failureIn, failureText } from '../app/failure-text.ts';
import { useTRPC } from '../app/trpc.ts';
import classes from './cashier.module.css';
import { DayClosePanel } from './DayClosePanel.tsx';
import { ReceiptForm } from './ReceiptForm.tsx';
import { ReceiptPanel } from './ReceiptPanel.tsx';
import type { Cashier, OpenThing } from './use-cashier.ts';

type SidePanelProps = { cashier: Cashier; open: OpenThing; today: string; onLeave: () => void };

export function SidePanel(props: SidePanelProps) {
  const { t } = useTranslation('cashier');
  const { open, onLeave } = props;
  const title = {
    visit: t('form.title'),
    new: t('form.title'),
    receipt: t('card.title'),
    day: t('close.title'),
  };
  return (
    <section
      className={classes.panel}
      aria-label={title[open.kind]}
      tabIndex={-1}
      data-money-panel
      onKeyDown={(event) => {
        // Keys of the print preview bubble here through React; they are not ours.
        const isOurs = event.target instanceof Node && event.currentTarget.contains(event.target);
        if (event.key === 'Escape' && isOurs && !event.defaultPrevented) onLeave();
      }}
    >
      <div className={classes.head}>
        <Title order={2}>{title[open.kind]}</Title>
        <CloseButton ms="auto" size="sm" aria-label={t('close', { ns: 'common' })} onClick={onLeave} />
      </div>
      <Opened {...props} />
    </section>
  );
}

function Opened({ cashier, open, today, onLeave }: SidePanelProps) {
  const openReceipt = (id: string) => cashier.setOpen({ kind: 'receipt', id });
  const form = { onIssued: cashier.issued, onOpenReceipt: openReceipt, onLeave };
  switch (open.kind) {
    case 'new':
      return <ReceiptForm visit={null} {...form} />;
    case 'visit':
      return <OfVisit cashier={cashier} open={open} form={form} />;
    case 'receipt':
      return (
        <ReceiptPanel
          receiptId={open.id}
          onPrint={(receiptId) => cashier.setPrinting({ kind: 'receipt', receiptId })}
          onAnother={(id) => cashier.setOpen({ kind: 'visit', id, isNew: true })}
        />
      );
    case 'day':
      return (
        <DayClosePanel
          date={open.date}
          today={today}
          onPrint={(date) => cashier.setPrinting({ kind: 'dayClose', date })}
        />
      );
  }
}

type OfVisitProps = {
  cashier: Cashier;
  open: Extract<OpenThing, { kind: 'visit' }>;
  form: Omit<Parameters<typeof ReceiptForm>[0], 'visit'>;
};

/** What a visit needs next: a receipt while something stands on none, else its latest one. */
function OfVisit({ cashier, open, form }: OfVisitProps) {
  const trpc = useTRPC();
  const { data: visit, error } = useQuery(
    trpc.receipts.visit.queryOptions({ appointmentId: open.id }, { staleTime: 0 }),
  );
  if (error) return <p role="alert">{failureText(failureIn(error))}</p>;
  if (!visit) return null;
  const latest = visit.receipts.findLast(({ state }) => state !== 'paid') ?? visit.receipts.at(-1);
  if (latest && !open.isNew && visit.proposed.length === 0)
    return (
      <ReceiptPanel
        receiptId={latest.id}
        onPrint={(receiptId) => cashier.setPrinting({ kind: 'receipt', receiptId })}
        onAnother={(id) => cashier.setOpen({ kind: 'visit', id, isNew: true })}
      />
    );
  return <ReceiptForm key={visit.id} visit={visit} {...form} />;
}
