// The numbers that this PC hands out, each once: its prefix and a counter of its own, so that two PCs without a network never give the same.
import { assert } from '../domain/failure.ts';
import { recordNumberText } from '../domain/patients.ts';
import { prepared } from './prepared.ts';
import type { Tx } from './write.ts';

type Counter = 'nextRecordNumber' | 'nextReceiptNumber';
/** What is given already, so that a number is never given twice. */
type Given = { counter: Counter; taken: string };

export const recordNumbers: Given = {
  counter: 'nextRecordNumber',
  taken: 'SELECT 1 FROM patients WHERE clinicId = ? AND recordNumber = ?',
};
export const receiptNumbers: Given = {
  counter: 'nextReceiptNumber',
  taken: 'SELECT 1 FROM receipts WHERE clinicId = ? AND receiptNumber = ?',
};

/**
 * The next number that nobody has, `A-000123`, taken in the write: a number is given once, and a write that fails gives none. Lists that were
 * imported brought their own numbers along, so one of ours may be taken already.
 */
export function takeDeviceNumber(tx: Tx, { counter, taken }: Given): string {
  const take = prepared(
    tx,
    `UPDATE device SET ${counter} = ${counter} + 1 RETURNING prefix, ${counter} - 1 AS number`,
  );
  for (;;) {
    const next = take.get() as { prefix: string; number: number } | undefined;
    assert(next, 'this PC has its device row since the clinic was created');
    const text = recordNumberText(next.prefix, next.number);
    if (prepared(tx, taken).get(tx.clinicId, text) === undefined) return text;
  }
}
