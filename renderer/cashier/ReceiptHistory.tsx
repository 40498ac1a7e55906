// All that happened to a receipt, the newest first: who, when, how much, why, and for which day money counts when that is another.
import { Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { wallClock } from '../../domain/civil-date.ts';
import { useDesk } from '../app/desk-context.tsx';
import { shortDay, shortInstant } from '../front-desk/day-text.ts';
import panel from '../front-desk/panel.module.css';
import { type MoneyText, useMoney } from '../setup/money-text.ts';
import type { ReceiptCard } from './money.ts';

type Event = { atMs: number; what: string; said: string; by: string | null };

export function ReceiptHistory({ card }: { card: ReceiptCard }) {
  const { t } = useTranslation('cashier');
  const { clinic } = useDesk();
  const events = useEvents(card);
  return (
    <div>
      <Title order={3} mb={6}>
        {t('history.title')}
      </Title>
      <ol className={panel.history} aria-label={t('history.title')}>
        {events.map(({ atMs, what, said, by }) => (
          <li key={`${atMs} ${what} ${said}`} className={panel.event}>
            <div>
              <strong>{what}</strong> {said}
            </div>
            <div className={panel.eventWho}>
              {[shortInstant(atMs, clinic.timeZone), by].filter(Boolean).join(' · ')}
            </div>
          </li>
        ))}
      </ol>
    </div>
  );
}

function useEvents(card: ReceiptCard): Event[] {
  const { t } = useTranslation('cashier');
  const { timeZone } = useDesk().clinic;
  const money: MoneyText = useMoney();
  const events: Event[] = [
    {
      atMs: card.issuedAtMs,
      what: t('history.issued'),
      said: money.shown(card.totalMinor),
      by: card.issuedByName,
    },
    ...card.payments.map((payment) => {
      const { kind, atMs, amountMinor, method, reference, reason, byName, businessDate } = payment;
      const isLater = businessDate !== wallClock(atMs, timeZone).date;
      const countsFor = isLater && t('history.countsFor', { date: shortDay(businessDate) });
      const said = [
        money.shown(amountMinor),
        t(`method.${method}`),
        reference,
        reason && `“${reason}”`,
        countsFor,
      ];
      return { atMs, what: t(`history.${kind}`), said: said.filter(Boolean).join(' · '), by: byName };
    }),
  ];
  if (card.firstPrintedAtMs !== null)
    events.push({ atMs: card.firstPrintedAtMs, what: t('history.printed'), said: '', by: null });
  if (card.voidedAtMs !== null)
    events.push({
      atMs: card.voidedAtMs,
      what: t('history.voided'),
      said: `“${card.voidReason}”`,
      by: card.voidedByName,
    });
  return events.toSorted((a, b) => b.atMs - a.atMs);
}
