// What is done with money from the screen, and what is looked at anew afterwards: everything that shows money.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { notifyDone, showFailure } from '../app/notify.tsx';
import { useTRPC } from '../app/trpc.ts';
import type { ReceiptCard } from './money.ts';

export function useMoneyChanges() {
  const { t } = useTranslation('cashier');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const refresh = useCallback(() => {
    void queries.invalidateQueries(trpc.receipts.pathFilter());
    void queries.invalidateQueries(trpc.dayClose.pathFilter());
  }, [queries, trpc]);
  const settled = (done: 'issued' | 'paid' | 'refunded' | 'voided') => (card: ReceiptCard) => {
    queries.setQueryData(trpc.receipts.card.queryKey({ receiptId: card.id }), card);
    refresh();
    notifyDone(t(`done.${done}`, { number: card.receiptNumber }), { about: card.id });
  };
  // A refusal often means that the screen is old: what stands there is read again.
  const onError = (error: unknown) => {
    showFailure(error);
    refresh();
  };
  return {
    refresh,
    issue: useMutation(trpc.receipts.issue.mutationOptions({ onError, onSuccess: settled('issued') })),
    pay: useMutation(trpc.receipts.pay.mutationOptions({ onError, onSuccess: settled('paid') })),
    refund: useMutation(trpc.receipts.refund.mutationOptions({ onError, onSuccess: settled('refunded') })),
    voiding: useMutation(trpc.receipts.void.mutationOptions({ onError, onSuccess: settled('voided') })),
  };
}
