// Money on a real encrypted file: numbers given once, sums that are the payments, and queries that read only what they show.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { verifyAuditChain } from '../../db/audit.ts';
import { dayQueries, dayReport, daysOfDevice } from '../../db/day-close.ts';
import { cashierDay, receiptsByNumber, receiptsOfPatient, viewQueries } from '../../db/receipt-views.ts';
import { cashierOf, receiptQueries, saveReceipt, takeReceiptNumber } from '../../db/receipts.ts';
import { type Tx, write } from '../../db/write.ts';
import { issueReceipt, type ReceiptInput } from '../../domain/receipt-decisions.ts';
import type { ReceiptOrder } from '../support/receipt-racer.ts';
import { CLINIC_ID, NOW_MS, openTestVault, type TestVault } from '../support/test-vault.ts';
import { fillMorning } from '../support/visits.ts';

const TODAY = '2026-11-22';
const here = { deviceId: 'device-test', nowMs: NOW_MS };
const line = {
  kind: 'examination' as const,
  serviceId: null,
  description: 'Nội tổng quát',
  quantity: 1,
  unitPriceMinor: 150_000,
};
const inWrite = <Result>(vault: TestVault, work: (tx: Tx) => Result, nowMs = NOW_MS) =>
  write(vault, { userId: 'user-lan', kind: 'test', nowMs }, work);
const issue = (vault: TestVault, input: Partial<ReceiptInput> = {}, nowMs = NOW_MS) =>
  inWrite(
    vault,
    (tx) => {
      const whole: ReceiptInput = {
        patientId: 'patient-binh',
        appointmentId: 'appointment-9',
        lines: [line],
        discount: { by: 'none' },
        note: '',
        payments: [],
        ...input,
      };
      const cashier = { ...cashierOf(tx, 'user-lan'), receiptNumber: takeReceiptNumber(tx) };
      const issued = issueReceipt(whole, cashier, tx.newId);
      saveReceipt(tx, issued);
      return issued.receipt;
    },
    nowMs,
  );

describe('receipt numbers', () => {
  test('count up with this PC’s prefix; a write that fails gives none, a voided receipt keeps its own', () => {
    using vault = openTestVault();
    fillMorning(vault);
    expect(issue(vault).receiptNumber).toBe('A-000001');
    expect(() =>
      inWrite(vault, (tx) => {
        takeReceiptNumber(tx);
        throw new Error('power');
      }),
    ).toThrow('power');
    expect(issue(vault).receiptNumber).toBe('A-000002');
    inWrite(vault, (tx) => tx.update('receipts', receiptsByNumber(tx, '2')[0]?.id ?? '', { voidedAtMs: 1 }));
    expect(issue(vault).receiptNumber).toBe('A-000003');
  });

  test('a number that came in another way is stepped over', () => {
    using vault = openTestVault();
    fillMorning(vault);
    issue(vault);
    vault.sqlite.exec('UPDATE device SET nextReceiptNumber = 1');
    expect(issue(vault).receiptNumber).toBe('A-000002');
  });

  test('two processes that write receipts at the same time never give the same number, and leave no gap', async () => {
    using vault = openTestVault();
    fillMorning(vault);
    const order: ReceiptOrder = {
      path: join(vault.dataDir, 'clinic.db'),
      databaseKey: vault.keys.database.toString('hex'),
      auditKey: vault.keys.audit.toString('hex'),
      clinicId: CLINIC_ID,
      nowMs: NOW_MS,
      count: 100,
    };
    const racers = await Promise.all(
      [0, 1].map(async () => {
        const racer = fork(join(import.meta.dirname, '../support/receipt-racer.ts'));
        racer.send(order);
        await once(racer, 'message');
        return racer;
      }),
    );
    await Promise.all(
      racers.map((racer) => {
        const done = once(racer, 'message');
        racer.send('go');
        return done;
      }),
    );
    const facts = vault.sqlite
      .prepare(
        'SELECT count(*) AS receipts, count(DISTINCT receiptNumber) AS numbers, max(receiptNumber) AS last FROM receipts',
      )
      .get();
    expect(facts).toEqual({ receipts: 200, numbers: 200, last: 'A-000200' });
    expect(dayReport(vault, { date: TODAY, deviceId: 'device-test' })).toMatchObject({
      expectedCashMinor: 200,
      count: 200,
    });
    expect(verifyAuditChain(vault).ok).toBe(true);
  });
});

describe('the day at the cashier', () => {
  test('shows what each visit owes, in parts and across several receipts', () => {
    using vault = openTestVault();
    fillMorning(vault);
    const visit = () => cashierDay(vault, { date: TODAY, ...here }).visits[0];
    expect(visit()).toMatchObject({ state: 'due', dueMinor: 150_000, receipts: [] });
    issue(vault, { payments: [{ method: 'cash', amountMinor: 100_000, reference: '' }] });
    expect(visit()).toMatchObject({ state: 'part', dueMinor: 50_000, paidMinor: 100_000, proposed: [] });
    inWrite(vault, (tx) =>
      tx.update('appointments', 'appointment-9', { serviceId: 'service-ecg', estimatedFeeMinor: 230_000 }),
    );
    expect(visit()).toMatchObject({
      state: 'part',
      dueMinor: 130_000,
      proposed: [{ serviceId: 'service-ecg' }],
    });
  });

  test('asks nothing for a visit that did not take place, and hides a cancelled one without money', () => {
    using vault = openTestVault();
    fillMorning(vault);
    inWrite(vault, (tx) => tx.update('appointments', 'appointment-9', { isNoShow: true }));
    expect(cashierDay(vault, { date: TODAY, ...here }).visits).toMatchObject([
      { state: 'free', dueMinor: 0 },
    ]);
    inWrite(vault, (tx) => tx.update('appointments', 'appointment-9', { status: 'cancelled' }));
    expect(cashierDay(vault, { date: TODAY, ...here }).visits).toEqual([]);
    issue(vault);
    expect(cashierDay(vault, { date: TODAY, ...here }).visits).toHaveLength(1);
  });

  test('money after the close counts for the next day, and is still seen among today’s receipts', () => {
    using vault = openTestVault();
    fillMorning(vault);
    issue(vault, { payments: [{ method: 'cash', amountMinor: 150_000, reference: '' }] });
    inWrite(vault, (tx) =>
      tx.insert('dayCloses', {
        id: 'close-1',
        businessDate: TODAY,
        deviceId: 'device-test',
        closedAtMs: NOW_MS,
        closedById: 'user-lan',
        expectedCashMinor: 150_000,
        countedCashMinor: 150_000,
        differenceReason: '',
        totals: [],
        auditSeq: 1,
        auditMac: 'x',
        firstPrintedAtMs: null,
      }),
    );
    expect(issue(vault).businessDate).toBe('2026-11-23');
    const day = cashierDay(vault, { date: null, ...here });
    expect(day).toMatchObject({ date: TODAY, countsForDate: '2026-11-23' });
    expect(day.receipts.map(({ receiptNumber }) => receiptNumber)).toEqual(['A-000002', 'A-000001']);
    expect(daysOfDevice(vault, here)).toMatchObject([{ date: TODAY, close: { countedCashMinor: 150_000 } }]);
  });

  test('a receipt is found by its number, with or without this PC’s prefix, and on the patient’s card', () => {
    using vault = openTestVault();
    fillMorning(vault);
    issue(vault);
    for (const text of ['1', '000001', 'a-000001', 'A-0000'])
      expect(receiptsByNumber(vault, text)).toMatchObject([
        { receiptNumber: 'A-000001', patientName: 'Trần Văn Bình' },
      ]);
    expect(receiptsByNumber(vault, '2')).toEqual([]);
    expect(receiptsOfPatient(vault, 'patient-binh')).toMatchObject([{ state: 'open', leftMinor: 150_000 }]);
  });
});

describe('every query of money', () => {
  const byId = new Set(['card', 'visit']);
  test.each(Object.entries({ ...viewQueries, ...receiptQueries, ...dayQueries }))(
    '%s is answered by an index',
    (name, sql) => {
      using vault = openTestVault();
      const plan = (
        vault.sqlite.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...boundFor(sql)) as { detail: string }[]
      ).map(({ detail }) => detail);
      expect(plan.filter((step) => /^SCAN (?!.*USING COVERING INDEX)/.test(step))).toEqual([]);
      if (!byId.has(name)) expect(plan.join('\n')).toMatch(/USING (COVERING )?INDEX \w+ \(clinicId=\?/);
    },
  );
  const boundFor = (sql: string): unknown[] =>
    sql.includes('@')
      ? [{ clinicId: '', date: '', deviceId: '' }]
      : Array.from(sql.matchAll(/\?/g), () => '');
});
