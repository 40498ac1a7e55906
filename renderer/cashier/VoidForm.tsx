// A receipt that should never have been: voided with a reason. Its number stays taken, and it stays to be seen.
import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReceiptCard } from './money.ts';
import { PanelForm } from './PanelForm.tsx';
import { useMoneyChanges } from './use-money-changes.ts';

export function VoidForm({ card, onLeave }: { card: ReceiptCard; onLeave: () => void }) {
  const { t } = useTranslation('cashier');
  const [reason, setReason] = useState('');
  const [hasTried, setHasTried] = useState(false);
  const { voiding } = useMoneyChanges();
  const submit = () => {
    setHasTried(true);
    if (reason.trim() === '' || voiding.isPending) return;
    voiding.mutate({ receiptId: card.id, seenPaidMinor: card.paidMinor, reason }, { onSuccess: onLeave });
  };
  return (
    <PanelForm
      title={t('card.void')}
      submit={t('card.void')}
      color="red"
      isSending={voiding.isPending}
      onSubmit={submit}
      onLeave={onLeave}
    >
      <TextInput
        autoFocus
        label={t('void.reason')}
        description={t('void.stays')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        maxLength={200}
        value={reason}
        error={hasTried && reason.trim() === '' && t('wrong.reason')}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </PanelForm>
  );
}
