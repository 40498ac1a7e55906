// A second process for the test of receipt numbers: opens the same encrypted file and writes receipts as fast as it can.
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { openDatabase } from '../../db/open-database.ts';
import { cashierOf, saveReceipt, takeReceiptNumber } from '../../db/receipts.ts';
import type { Vault } from '../../db/vault/vault.ts';
import { write } from '../../db/write.ts';
import { issueReceipt } from '../../domain/receipt-decisions.ts';

export type ReceiptOrder = {
  path: string;
  databaseKey: string;
  auditKey: string;
  clinicId: string;
  nowMs: number;
  count: number;
};

const breath = new Int32Array(new SharedArrayBuffer(4));
const line = { kind: 'other' as const, serviceId: null, description: 'x', quantity: 1, unitPriceMinor: 1 };

function issueSome(vault: Vault, { count, nowMs }: ReceiptOrder): void {
  for (let done = 0; done < count; done++) {
    write(vault, { userId: 'user-lan', kind: 'receipts.issue', nowMs }, (tx) => {
      const input = {
        patientId: 'patient-binh',
        appointmentId: null,
        lines: [line],
        discount: { by: 'none' as const },
        note: '',
        payments: [{ method: 'cash' as const, amountMinor: 1, reference: '' }],
      };
      const cashier = { ...cashierOf(tx, 'user-lan'), receiptNumber: takeReceiptNumber(tx) };
      saveReceipt(tx, issueReceipt(input, cashier, tx.newId));
    });
    // SQLite's lock is not fair: without a breath one process is done before the other has its turn.
    Atomics.wait(breath, 0, 0, 1);
  }
}

process.once('message', (order: ReceiptOrder) => {
  const sqlite = openDatabase(order.path, Buffer.from(order.databaseKey, 'hex'));
  const none = Buffer.alloc(0);
  const vault: Vault = {
    dataDir: '',
    vaultId: 'vault-test',
    clinicId: order.clinicId,
    deviceId: 'device-test',
    keys: { database: none, audit: Buffer.from(order.auditKey, 'hex'), header: none, mark: none },
    sqlite,
    db: drizzle(sqlite),
    recordHead: () => {},
    close: () => sqlite.close(),
  };
  process.send?.('ready');
  process.once('message', () => {
    issueSome(vault, order);
    vault.close();
    process.send?.('done', () => process.exit(0));
  });
});
