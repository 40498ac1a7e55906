// The three lists of the cashier: the day's visits with what they owe, the day's receipts, the days of this PC's drawer.
import { useTranslation } from 'react-i18next';
import { useDesk } from '../app/desk-context.tsx';
import { longDay, shortDay, shortInstant } from '../front-desk/day-text.ts';
import { useMoney } from '../setup/money-text.ts';
import { Tag } from '../setup/Tag.tsx';
import classes from './cashier.module.css';
import { MoneyTag } from './MoneyTag.tsx';
import { RowList } from './RowList.tsx';
import type { Cashier } from './use-cashier.ts';

export function CashierLists({ cashier }: { cashier: Cashier }) {
  switch (cashier.view) {
    case 'visits':
      return <VisitList cashier={cashier} />;
    case 'receipts':
      return <ReceiptList cashier={cashier} />;
    case 'days':
      return <DayList cashier={cashier} />;
  }
}

function VisitList({ cashier: { visits, open, day, setOpen } }: { cashier: Cashier }) {
  const { t } = useTranslation('cashier');
  const money = useMoney();
  return (
    <RowList
      label={t('view.visits')}
      openId={open?.kind === 'visit' ? open.id : null}
      empty={day ? t('list.noVisits') : ''}
      onOpen={(id) => setOpen({ kind: 'visit', id, isNew: false })}
      head={[
        { text: t('list.time') },
        { text: t('list.patient') },
        { text: t('list.doctor') },
        { text: t('list.due'), isAmount: true },
        { text: t('list.paid'), isAmount: true },
        { text: t('list.state') },
      ]}
      rows={visits.map((visit) => ({
        id: visit.id,
        label: [visit.time, visit.patientName, t(`state.${visit.state}`), money.shown(visit.dueMinor)].join(
          ', ',
        ),
        cells: (
          <>
            <td className={classes.time}>{visit.time}</td>
            <td>
              <span className={classes.name}>{visit.patientName}</span>{' '}
              <span className={classes.dim}>{visit.recordNumber}</span>
            </td>
            <td>
              {visit.doctorName} <span className={classes.dim}>{visit.departmentName}</span>
            </td>
            <td data-amount>{visit.dueMinor > 0 && <strong>{money.shown(visit.dueMinor)}</strong>}</td>
            <td data-amount>{visit.paidMinor > 0 && money.shown(visit.paidMinor)}</td>
            <td>
              <MoneyTag state={visit.state} />
            </td>
          </>
        ),
      }))}
    />
  );
}

function ReceiptList({ cashier: { receipts, open, day, setOpen } }: { cashier: Cashier }) {
  const { t } = useTranslation('cashier');
  const { clinic } = useDesk();
  const money = useMoney();
  return (
    <RowList
      label={t('view.receipts')}
      openId={open?.kind === 'receipt' ? open.id : null}
      empty={day ? t('list.noReceipts') : ''}
      onOpen={(id) => setOpen({ kind: 'receipt', id })}
      head={[
        { text: t('list.number') },
        { text: t('list.issued') },
        { text: t('list.patient') },
        { text: t('list.total'), isAmount: true },
        { text: t('list.left'), isAmount: true },
        { text: t('list.state') },
      ]}
      rows={receipts.map((receipt) => ({
        id: receipt.id,
        label: [receipt.receiptNumber, receipt.patientName, t(`state.${receipt.state}`)].join(', '),
        cells: (
          <>
            <td className={classes.time}>{receipt.receiptNumber}</td>
            <td className={classes.moment}>
              {shortInstant(receipt.issuedAtMs, clinic.timeZone)}{' '}
              <span className={classes.dim}>{receipt.issuedByName}</span>
            </td>
            <td>
              <span className={classes.name}>{receipt.patientName}</span>{' '}
              <span className={classes.dim}>{receipt.recordNumber}</span>
            </td>
            <td data-amount>{money.shown(receipt.totalMinor)}</td>
            <td data-amount>{receipt.leftMinor > 0 && <strong>{money.shown(receipt.leftMinor)}</strong>}</td>
            <td>
              <MoneyTag state={receipt.state} />
            </td>
          </>
        ),
      }))}
    />
  );
}

function DayList({ cashier: { days, open, setOpen } }: { cashier: Cashier }) {
  const { t } = useTranslation('cashier');
  const { clinic } = useDesk();
  const money = useMoney();
  return (
    <RowList
      label={t('view.days')}
      openId={open?.kind === 'day' ? open.date : null}
      empty=""
      onOpen={(date) => setOpen({ kind: 'day', date })}
      head={[
        { text: t('list.day') },
        { text: t('list.closedAt') },
        { text: t('close.expected'), isAmount: true },
        { text: t('close.counted'), isAmount: true },
        { text: t('list.state') },
      ]}
      rows={days.map(({ date, close }) => ({
        id: date,
        label: `${shortDay(date)}, ${t(close ? 'list.closed' : 'list.open')}`,
        cells: (
          <>
            <td className={classes.name}>{longDay(date)}</td>
            <td className={classes.moment}>{close && shortInstant(close.closedAtMs, clinic.timeZone)}</td>
            <td data-amount>{close && money.shown(close.expectedCashMinor)}</td>
            <td data-amount>{close && money.shown(close.countedCashMinor)}</td>
            <td>
              <Tag tone={close ? 'on' : 'wait'}>{t(close ? 'list.closed' : 'list.open')}</Tag>
            </td>
          </>
        ),
      }))}
    />
  );
}
