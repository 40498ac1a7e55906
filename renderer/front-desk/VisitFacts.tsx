// What is known of one visit: when, with whom, where, why, for what fee. Words and figures, nothing to press.
import { useTranslation } from 'react-i18next';
import { formatMoney } from '../../domain/money.ts';
import { useDesk } from '../app/desk-context.tsx';
import { spokenLocale } from '../app/i18n.ts';
import type { Card } from './day.ts';
import { longDay, shortDay } from './day-text.ts';
import classes from './panel.module.css';

export function VisitFacts({ card }: { card: Card }) {
  const { t } = useTranslation('frontDesk');
  const { clinic } = useDesk();
  const facts: [label: string, value: string | null][] = [
    [t('card.when'), `${longDay(card.date)}, ${card.time}`],
    [t('card.doctor'), `${card.doctorName} · ${card.departmentName}`],
    [t('card.room'), card.roomNumber ?? t('card.noRoom')],
    [card.kind === 'booked' ? '' : t(`because.${card.kind}`, { ns: 'booking' }), card.overbookReason],
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
