// Receipts and day closes on their way to paper. The first print or file is the original and is noted with the row, in the same write; every
// later one is a copy and says so. A look at the screen is neither: it shows what would be printed now.
import { dayReport } from '../../db/day-close.ts';
import { clinicOf } from '../../db/clinic-setup.ts';
import { localeOf } from '../../db/print-reads.ts';
import { receiptCard } from '../../db/receipt-views.ts';
import type { Tx } from '../../db/write.ts';
import { Refused } from '../../domain/failure.ts';
import { dayCloseBody } from './day-close.ts';
import { moneyWords } from './money-words.ts';
import { momentOf, receiptBody } from './receipt.ts';
import { type Asker, type Composed, sheetFor } from './sheet.ts';

/** In the clinic's language: the patient reads it. */
export function composeReceipt(tx: Tx, { receiptId }: { receiptId: string }, asker: Asker): Composed {
  const receipt = receiptCard(tx, receiptId);
  const language = clinicOf(tx).locale;
  const { sheet, setup, parts } = sheetFor(tx, asker, { document: 'receipt', language });
  const money = moneyWords[language];
  const copy = copyOf(tx, { table: 'receipts', row: receipt }, asker);
  return {
    fileName: `${money.receipt} ${receipt.receiptNumber} ${receipt.patientName}`,
    subject: {
      entity: 'receipts',
      entityId: receipt.id,
      patientId: receipt.patientId,
      note: { copy: copy.isCopy },
    },
    setup,
    page: {
      ...parts,
      title: money.receipt,
      body: receiptBody(receipt, { ...sheet, money, copy: copy.by(sheet) }),
    },
    ...copy.ifNotTaken,
  };
}

/** In the language of the person who prints it: it stays behind the desk. A day that is open has no close yet. */
export function composeDayClose(tx: Tx, { date }: { date: string }, asker: Asker): Composed {
  const { close, ...day } = dayReport(tx, { date, deviceId: tx.deviceId });
  if (!close) throw new Refused({ code: 'not_found', subject: 'dayClose' });
  const language = localeOf(tx, asker.userId);
  const { sheet, setup, parts } = sheetFor(tx, asker, { document: 'dayClose', language });
  const money = moneyWords[language];
  const copy = copyOf(tx, { table: 'dayCloses', row: close }, asker);
  return {
    fileName: `${money.dayClose} ${date}`,
    subject: { entity: 'dayCloses', entityId: close.id, note: { copy: copy.isCopy } },
    setup,
    page: {
      ...parts,
      title: money.dayClose,
      body: dayCloseBody({ ...day, close }, { ...sheet, money, copy: copy.by(sheet) }),
    },
    ...copy.ifNotTaken,
  };
}

type Printed = { table: 'receipts' | 'dayCloses'; row: { id: string; firstPrintedAtMs: number | null } };

/** Notes the first print. What no printer took and nobody saved was no print: then the note is taken back. */
function copyOf(tx: Tx, { table, row }: Printed, { to, fullName }: Asker) {
  const isCopy = row.firstPrintedAtMs !== null;
  const isFirst = !isCopy && to !== 'preview';
  if (isFirst) tx.update(table, row.id, { firstPrintedAtMs: tx.nowMs });
  return {
    isCopy,
    by: (sheet: Parameters<typeof momentOf>[1]) =>
      isCopy ? `${momentOf(tx.nowMs, sheet)} · ${fullName}` : null,
    ifNotTaken: isFirst && {
      ifNotTaken: (later: Tx) => void later.update(table, row.id, { firstPrintedAtMs: null }),
    },
  };
}
