// Receipts and day closes on paper, made by a real Chromium and read back by poppler: sums, letters, copies, stamps, paper.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { auditHead } from '../../../db/audit.ts';
import { dayCloseRouter } from '../../../electron/api/day-close.ts';
import { printingRouter } from '../../../electron/api/printing.ts';
import { receiptsRouter } from '../../../electron/api/receipts.ts';
import { createCallerFactory, router, type SignedIn } from '../../../electron/api/trpc.ts';
import { write } from '../../../db/write.ts';
import { Refused } from '../../../domain/failure.ts';
import { adminHa, aDesk, atTheDesk, doctorAn, receptionistLan } from '../../support/at-the-desk.ts';
import { type ChromiumPrinting, chromiumPrinting } from '../../support/chromium-printing.ts';
import { readPdf } from '../../support/pdf-text.ts';
import { refusalOf } from '../../support/refusal.ts';
import { NOW_MS, openTestVault, type TestVault } from '../../support/test-vault.ts';
import { fillMorning } from '../../support/visits.ts';

const TODAY = '2026-11-22';
const A5_WIDTH = 420;
const A4_HEIGHT = 842;
const ROLL_WIDTH = (80 / 25.4) * 72;

let printing: ChromiumPrinting;
beforeAll(async () => {
  printing = await chromiumPrinting();
});
afterAll(() => printing.close());

/** What the person answers in the system's dialog. */
let savesAs: string | null = 'receipt.pdf';
const files = {
  choose: async () => null,
  chooseFolder: async () => null,
  showFolder: async () => {},
  askWhere: async () => null,
  askWhich: async () => null,
  save: async () => (savesAs === null ? null : { path: `/${savesAs}`, name: savesAs }),
};
const createCaller = createCallerFactory(
  router({ receipts: receiptsRouter, dayClose: dayCloseRouter, printing: printingRouter }),
);
const as = (vault: TestVault, user: SignedIn, given: object = {}) =>
  createCaller(atTheDesk(vault, user, { desk: aDesk({ printing, files }), ...given }));
const lan = (vault: TestVault, given: object = {}) => as(vault, receptionistLan, given);

const issue = (vault: TestVault, given: object = {}) =>
  lan(vault).receipts.issue({
    seenReceipts: 0,
    patientId: 'patient-binh',
    appointmentId: 'appointment-9',
    lines: [
      {
        kind: 'examination',
        serviceId: null,
        description: 'Nội tổng quát',
        quantity: 1,
        unitPriceMinor: 150_000,
      },
      {
        kind: 'service',
        serviceId: 'service-ecg',
        description: 'Điện tâm đồ',
        quantity: 2,
        unitPriceMinor: 80_000,
      },
    ],
    discount: { by: 'percent', percent: 10, reason: 'Người cao tuổi' },
    note: 'Hẹn lấy kết quả chiều thứ Hai',
    payments: [
      { method: 'cash', amountMinor: 200_000, reference: '' },
      { method: 'transfer', amountMinor: 9_000, reference: 'FT-4711' },
    ],
    ...given,
  });
const textOf = async (vault: TestVault, receiptId: string, user = receptionistLan) =>
  readPdf((await as(vault, user).printing.receipt.preview({ receiptId })).pdf).text;
const printIt = (vault: TestVault, receiptId: string, given: object = {}) =>
  lan(vault, given).printing.receipt.print({ receiptId, printerName: 'Front', copies: 1 });

describe('a receipt on paper', () => {
  test('comes on A5 with its number, lines, discount and its reason, payments and what is left, Vietnamese letters exact', async () => {
    using vault = openTestVault();
    fillMorning(vault, { patient: { fullName: 'Nguyễn Thị Mỹ Phượng' } });
    const { id } = await issue(vault);
    const { pdf, fileName } = await lan(vault).printing.receipt.preview({ receiptId: id });
    const facts = readPdf(pdf);
    expect(fileName).toBe('Phiếu thu A-000001 Nguyễn Thị Mỹ Phượng');
    for (const words of [
      'Phòng khám Hoa Sen',
      'Phiếu thu',
      'A-000001',
      'Nguyễn Thị Mỹ Phượng',
      '22/11/2026 09:00 · BS. Nguyễn Thị An',
      'Phí khám · Nội tổng quát',
      'Điện tâm đồ 2 80.000 ₫ 160.000 ₫',
      'Cộng 310.000 ₫',
      'Giảm (Người cao tuổi) -31.000 ₫',
      'Tổng cộng 279.000 ₫',
      'Đã thu: Tiền mặt · 09:00 22/11/2026 200.000 ₫',
      'Đã thu: Chuyển khoản · FT-4711 · 09:00 22/11/2026 9.000 ₫',
      'Còn phải thu 70.000 ₫',
      'Hẹn lấy kết quả chiều thứ Hai',
      'Phạm Ngọc Lan',
    ])
      expect(facts.text).toContain(words);
    expect(facts.text).not.toContain('BẢN SAO');
    expect(facts.pages).toBe(1);
    expect(facts.embedded).not.toContain(false);
    expect(facts.width).toBeCloseTo(A5_WIDTH, -1);
  });

  test('comes on an 80 mm roll where this PC prints receipts so: one page, as long as what stands on it', async () => {
    using vault = openTestVault();
    fillMorning(vault);
    write(vault, { userId: 'user-lan', kind: 'tests.profile', nowMs: NOW_MS }, (tx) =>
      tx.insert('printProfiles', {
        id: 'profile-1',
        deviceId: tx.deviceId,
        document: 'receipt',
        printerName: null,
        paper: '80mm',
        copies: 1,
        marginTopMm: null,
        marginRightMm: null,
        marginBottomMm: null,
        marginLeftMm: null,
      }),
    );
    const { id } = await issue(vault);
    const facts = readPdf((await lan(vault).printing.receipt.preview({ receiptId: id })).pdf);
    expect(facts.width).toBeCloseTo(ROLL_WIDTH, -1);
    expect(facts.pages).toBe(1);
    for (const words of ['Điện tâm đồ', '2 × 80.000 ₫', 'Tổng cộng 279.000 ₫', 'Còn phải thu 70.000 ₫'])
      expect(facts.text).toContain(words);
    expect(facts.embedded).not.toContain(false);
  });

  test('speaks English in an English clinic, and says when all is paid', async () => {
    using vault = openTestVault({ locale: 'en' });
    fillMorning(vault);
    const { id } = await issue(vault, {
      payments: [{ method: 'card', amountMinor: 279_000, reference: '' }],
    });
    const text = await textOf(vault, id);
    expect(text).toMatch(/Receipt .*Examination fee · Nội.*Paid: Card .*Paid in full/);
  });

  test('what went back and a voided receipt are said', async () => {
    using vault = openTestVault();
    fillMorning(vault);
    const { id } = await issue(vault);
    const { receipts } = lan(vault);
    const refund = { method: 'cash' as const, amountMinor: 209_000, reason: 'Nhầm bệnh nhân' };
    await receipts.refund({ receiptId: id, seenPaidMinor: 209_000, refund });
    await receipts.void({ receiptId: id, seenPaidMinor: 0, reason: 'Nhầm bệnh nhân' });
    const text = await textOf(vault, id);
    expect(text).toContain('ĐÃ HỦY 09:00 22/11/2026 · Phạm Ngọc Lan · Nhầm bệnh nhân');
    expect(text).toContain('Đã hoàn: Tiền mặt · Nhầm bệnh nhân · 09:00 22/11/2026 -209.000 ₫');
    expect(text).not.toContain('Còn phải thu');
  });
});

describe('the original and its copies', () => {
  test('looking is not printing; after the first print every other one is a copy with user and time', async () => {
    using vault = openTestVault();
    fillMorning(vault);
    const { id } = await issue(vault);
    for (let look = 0; look < 2; look++) expect(await textOf(vault, id)).not.toContain('BẢN SAO');
    await printIt(vault, id);
    expect(await lan(vault).receipts.card({ receiptId: id })).toMatchObject({ firstPrintedAtMs: NOW_MS });
    expect(await textOf(vault, id, adminHa)).toContain('BẢN SAO 09:00 22/11/2026 · Đỗ Thu Hà');
    const notes = vault.sqlite
      .prepare("SELECT detail ->> '$.note' AS note FROM auditLog WHERE action = 'print.receipt' ORDER BY seq")
      .pluck()
      .all();
    expect(notes).toEqual([
      '{"copy":false,"to":"preview"}',
      '{"copy":false,"to":"preview"}',
      '{"copy":false,"to":"printer"}',
      '{"copy":true,"to":"preview"}',
    ]);
  });

  test('a file nobody saved and a page the printer refused were no print; after a timeout nobody knows', async () => {
    using vault = openTestVault();
    fillMorning(vault);
    const { id } = await issue(vault);
    const isPrinted = async () =>
      (await lan(vault).receipts.card({ receiptId: id })).firstPrintedAtMs !== null;
    savesAs = null;
    expect(await lan(vault).printing.receipt.save({ receiptId: id })).toBeNull();
    expect(await isPrinted()).toBe(false);
    const brokenBy = (reason: string) => ({
      desk: aDesk({
        files,
        printing: {
          ...printing,
          toPrinter: () => Promise.reject(new Refused({ code: 'print_failed', reason })),
        },
      }),
    });
    expect((await refusalOf(printIt(vault, id, brokenBy('no paper')))).code).toBe('print_failed');
    expect(await isPrinted()).toBe(false);
    expect((await refusalOf(printIt(vault, id, brokenBy('timeout')))).code).toBe('print_failed');
    expect(await isPrinted()).toBe(true);
    savesAs = 'receipt.pdf';
  });

  test('doctors print none', async () => {
    using vault = openTestVault();
    fillMorning(vault);
    const { id } = await issue(vault);
    expect((await refusalOf(as(vault, doctorAn).printing.receipt.preview({ receiptId: id }))).code).toBe(
      'forbidden',
    );
  });
});

describe('a day close on paper', () => {
  test('has on A4 what was counted, by whom what came in, every exception, and the head of the audit trail', async () => {
    using vault = openTestVault();
    fillMorning(vault);
    const { id } = await issue(vault);
    const refund = { method: 'cash' as const, amountMinor: 50_000, reason: 'Không làm điện tim' };
    await as(vault, adminHa).receipts.refund({ receiptId: id, seenPaidMinor: 209_000, refund });
    const { seq, mac } = auditHead(vault);
    expect((await refusalOf(lan(vault).printing.dayClose.preview({ date: TODAY }))).code).toBe('not_found');
    await lan(vault).dayClose.close({
      date: TODAY,
      countedCashMinor: 145_000,
      differenceReason: 'Thối nhầm',
      seenCount: 3,
    });
    const facts = readPdf((await lan(vault).printing.dayClose.preview({ date: TODAY })).pdf);
    for (const words of [
      'Bảng chốt thu ngân · Chủ Nhật',
      'Tiền mặt theo sổ 150.000 ₫',
      'Tiền mặt đếm được 145.000 ₫',
      'Chênh lệch -5.000 ₫',
      'Thối nhầm',
      'Phạm Ngọc Lan Tiền mặt 1 200.000 ₫ 0 ₫ 200.000 ₫',
      'Phạm Ngọc Lan Chuyển khoản 1 9.000 ₫ 0 ₫ 9.000 ₫',
      'Đỗ Thu Hà Tiền mặt 1 0 ₫ 50.000 ₫ -50.000 ₫',
      'Tất cả 3 209.000 ₫ 50.000 ₫ 159.000 ₫',
      'Không làm điện tim',
      'Người cao tuổi',
      'Phiếu đã hủy Không có',
    ])
      expect(facts.text.replaceAll(' ', '')).toContain(words.replaceAll(' ', ''));
    expect(facts.text.replaceAll(' ', '')).toContain(`#${seq}·${mac}`);
    expect(facts.text).not.toContain('BẢN SAO');
    expect(facts.height).toBeCloseTo(A4_HEIGHT, -1);
    await lan(vault).printing.dayClose.print({ date: TODAY, printerName: 'Back', copies: 1 });
    expect(readPdf((await lan(vault).printing.dayClose.preview({ date: TODAY })).pdf).text).toContain(
      'BẢN SAO 09:00 22/11/2026 · Phạm Ngọc Lan',
    );
  });
});
