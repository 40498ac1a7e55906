// What a visit still owes: the part of its fee that stands on no receipt yet, and what is left on those it has. Pure.
import type { LineInput } from './receipt-decisions.ts';
import type { ReceiptLine, Standing } from './receipts.ts';

export type VisitFee = {
  /** The visit's snapshot: examination and service together. */
  estimatedFeeMinor: number;
  departmentName: string;
  service: { id: string; name: string; priceMinor: number } | null;
};

/**
 * The lines a receipt for the visit begins with: what stands on none of its receipts yet. They always add up to the visit's own fee: when a
 * price changed since, the service takes its price of today and the examination the rest.
 */
export function proposedLines(
  { estimatedFeeMinor, departmentName, service }: VisitFee,
  receipted: readonly Pick<ReceiptLine, 'kind' | 'serviceId'>[],
): LineInput[] {
  const serviceMinor = service ? Math.min(service.priceMinor, estimatedFeeMinor) : 0;
  const examinationMinor = estimatedFeeMinor - serviceMinor;
  const lines: LineInput[] = [];
  if (examinationMinor > 0 && !receipted.some(({ kind }) => kind === 'examination'))
    lines.push({
      kind: 'examination',
      serviceId: null,
      description: departmentName,
      quantity: 1,
      unitPriceMinor: examinationMinor,
    });
  if (service && serviceMinor > 0 && !receipted.some(({ serviceId }) => serviceId === service.id))
    lines.push({
      kind: 'service',
      serviceId: service.id,
      description: service.name,
      quantity: 1,
      unitPriceMinor: serviceMinor,
    });
  return lines;
}

/** `free`: nothing to pay. `due`: not a coin was paid. */
export type VisitMoneyState = 'free' | 'due' | 'part' | 'paid';
export type VisitMoney = { dueMinor: number; paidMinor: number; state: VisitMoneyState };

/** Voided receipts are left out by whoever asks; `openMinor` is the sum of what no receipt names yet. */
export function visitMoney(openMinor: number, receipts: readonly Standing[]): VisitMoney {
  const dueMinor = receipts.reduce((sum, { leftMinor }) => sum + leftMinor, openMinor);
  const paidMinor = receipts.reduce((sum, receipt) => sum + receipt.paidMinor, 0);
  return { dueMinor, paidMinor, state: stateOf(dueMinor, paidMinor) };
}

function stateOf(dueMinor: number, paidMinor: number): VisitMoneyState {
  if (dueMinor > 0) return paidMinor > 0 ? 'part' : 'due';
  return paidMinor > 0 ? 'paid' : 'free';
}
