// What the demo clinic took today: most visits that are over are paid, some in part, some not yet. By the rules of every other receipt.
import { issueReceipt, type PaymentInput, subtotalOf } from '../../domain/receipt-decisions.ts';
import { cashierDay, type VisitAtCashier } from '../receipt-views.ts';
import { cashierOf, saveReceipt, takeReceiptNumber } from '../receipts.ts';
import type { Tx } from '../write.ts';
import type { Vault } from '../vault/vault.ts';
import { demoIds } from './demo-ids.ts';
import { demoPeople } from './demo-people.ts';
import { type Random, seededRandom } from './random.ts';

/** Reads the visits that are there already, so it comes after them. */
export function* receiptsOfDay(vault: Vault, date: string): Generator<(tx: Tx) => void, void> {
  const random = seededRandom(47);
  const newId = demoIds('receipts');
  const userId = demoPeople()[1]?.userId ?? '';
  const { visits } = cashierDay(vault, { date, deviceId: vault.deviceId, nowMs: 0 });
  for (const visit of visits) {
    if (visit.queueState !== 'done' || visit.proposed.length === 0 || random.chance(0.15)) continue;
    const payments = paymentsFor(visit, random);
    yield (tx) => {
      const input = {
        patientId: visit.patientId,
        appointmentId: visit.id,
        lines: visit.proposed,
        discount: { by: 'none' as const },
        note: '',
        payments,
      };
      saveReceipt(
        tx,
        issueReceipt(input, { ...cashierOf(tx, userId), receiptNumber: takeReceiptNumber(tx) }, newId),
      );
    };
  }
}

function paymentsFor({ proposed }: VisitAtCashier, random: Random): PaymentInput[] {
  const dueMinor = subtotalOf(proposed);
  const method = random.pick(['cash', 'cash', 'cash', 'card', 'transfer'] as const) ?? 'cash';
  const amountMinor = random.chance(0.12) ? Math.ceil(dueMinor / 2) : dueMinor;
  return [{ method, amountMinor, reference: '' }];
}
