// What the cashier's page shows and where its panel stands: one of three lists, a day, a search, and the thing that is open.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { addDays } from '../../domain/civil-date.ts';
import { foldText } from '../../domain/folded-text.ts';
import { useDesk } from '../app/desk-context.tsx';
import { useTRPC } from '../app/trpc.ts';
import type { PrintDocument } from '../printing/print-document.ts';

export type CashierView = 'visits' | 'receipts' | 'days';
/** `isNew`: a new receipt though the visit has one already. */
export type OpenThing =
  | { kind: 'visit'; id: string; isNew: boolean }
  | { kind: 'receipt'; id: string }
  | { kind: 'new' }
  | { kind: 'day'; date: string };

/** Since this window opened, by person: who comes back to the page finds it as it was left. */
const leftAs = new Map<string, Left>();
type Left = { view: CashierView; open: OpenThing | null };

export function useCashier(askedVisitId: string | undefined) {
  const trpc = useTRPC();
  const { userId } = useDesk().user;
  const [state, setState] = useState<Left>(() =>
    askedVisitId === undefined
      ? (leftAs.get(userId) ?? { view: 'visits', open: null })
      : { view: 'visits', open: { kind: 'visit', id: askedVisitId, isNew: false } },
  );
  const [date, setDate] = useState<string | null>(null);
  const [text, setText] = useState('');
  const [printing, setPrinting] = useState<PrintDocument | null>(null);
  const put = (next: Left) => {
    leftAs.set(userId, next);
    setState(next);
  };
  const { data: day } = useQuery(
    trpc.receipts.day.queryOptions({ date }, { placeholderData: keepPreviousData }),
  );
  const { data: days } = useQuery(
    trpc.dayClose.days.queryOptions(undefined, { enabled: state.view === 'days' }),
  );
  const wanted = foldText(text.trim());
  // A number is looked for among all receipts, whatever the day.
  const isNumber = /^([a-z]{1,3}-)?\d+$/i.test(text.trim());
  const { data: byNumber } = useQuery(
    trpc.receipts.byNumber.queryOptions(
      { text: text.trim() || '0' },
      { enabled: isNumber && state.view === 'receipts' },
    ),
  );
  const isFound = (row: { patientName: string; recordNumber: string }, ...more: string[]) =>
    [row.patientName, row.recordNumber, ...more].some((fact) => foldText(fact).includes(wanted));
  const visits = day?.visits.filter((visit) => isFound(visit, visit.phone ?? '')) ?? [];
  const ofDay = day?.receipts.filter((receipt) => isFound(receipt, receipt.receiptNumber)) ?? [];
  const receipts = isNumber
    ? [...ofDay, ...(byNumber ?? []).filter(({ id }) => !ofDay.some((receipt) => receipt.id === id))]
    : ofDay;
  return {
    ...state,
    day,
    days: days ?? [],
    visits,
    receipts,
    text,
    setText,
    printing,
    setPrinting,
    setOpen: (open: OpenThing | null) => put({ ...state, open }),
    show: (view: CashierView) => put({ view, open: null }),
    /** A receipt was written: it is shown, and its paper is next. */
    issued: (receiptId: string) => {
      put({ ...state, open: { kind: 'receipt', id: receiptId } });
      setPrinting({ kind: 'receipt', receiptId });
    },
    goTo: setDate,
    step: (days: number) => day && setDate(addDays(day.date, days)),
  };
}
export type Cashier = ReturnType<typeof useCashier>;
