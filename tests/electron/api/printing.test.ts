// Papers through their router, made by a real Chromium and read back by poppler: letters, fonts, paper, rights, audit.
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TRPCError } from '@trpc/server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { create } from 'qrcode';
import { fill, write } from '../../../db/write.ts';
import { cardText } from '../../../domain/patient-card.ts';
import { consultationsRouter } from '../../../electron/api/consultations.ts';
import { printingRouter } from '../../../electron/api/printing.ts';
import { createCallerFactory, failureOf, type SignedIn } from '../../../electron/api/trpc.ts';
import type { Desk } from '../../../electron/desk.ts';
import { inMicrons } from '../../../electron/printing/page-size.ts';
import { adminHa, aDesk, atTheDesk, doctorAn, receptionistLan } from '../../support/at-the-desk.ts';
import { anAppointment, aPatient } from '../../support/builders.ts';
import { type ChromiumPrinting, chromiumPrinting } from '../../support/chromium-printing.ts';
import { printedCode } from '../../support/printed-code.ts';
import { readPdf } from '../../support/pdf-text.ts';
import { NOW_MS, openTestVault, type TestVault } from '../../support/test-vault.ts';
import { fillMorning } from '../../support/visits.ts';

const A4 = { width: 595, height: 842 };
const A5 = { width: 420, height: 595 };
const appointmentId = 'appointment-9';
/** Every Vietnamese letter with every tone, both cases. */
const ALPHABET = Array.from('aăâeêioôơuưy').flatMap((vowel) =>
  ['', '\u0300', '\u0301', '\u0309', '\u0303', '\u0323'].map((tone) => (vowel + tone).normalize('NFC')),
);
const EVERY_LETTER = `${ALPHABET.join('')}đ ${ALPHABET.join('').toUpperCase()}Đ`;

let printing: ChromiumPrinting;
beforeAll(async () => {
  printing = await chromiumPrinting();
});
afterAll(() => printing.close());

const saved: { name: string; bytes: number }[] = [];
const files: Desk['files'] = {
  choose: async () => null,
  chooseFolder: async () => null,
  showFolder: async () => {},
  askWhere: async () => null,
  askWhich: async () => null,
  async save(_, name, content) {
    saved.push({ name, bytes: content.length });
    return { path: join(tmpdir(), `${name}.pdf`), name: `${name}.pdf` };
  },
};
const asCaller = createCallerFactory(printingRouter);
const as = (vault: TestVault, user: SignedIn) =>
  asCaller(atTheDesk(vault, user, { desk: aDesk({ printing, files }) }));
const sign = (vault: TestVault, record: object) =>
  createCallerFactory(consultationsRouter)(atTheDesk(vault, doctorAn)).sign({
    appointmentId,
    basedOnMs: null,
    record,
  });
const refusalOf = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return error instanceof TRPCError ? failureOf(error)?.code : error;
};
const audits = (vault: TestVault) =>
  vault.sqlite
    .prepare(
      "SELECT action, userId, patientId, detail FROM auditLog WHERE action LIKE 'print.%' ORDER BY seq",
    )
    .all();

describe('the appointment slip', () => {
  test('comes on A5 with Vietnamese letters exact and every font inside', async () => {
    using vault = openTestVault();
    fillMorning(vault, { patient: { fullName: 'Nguyễn Thị Mỹ Phượng' } });
    const { pdf, fileName } = await as(vault, receptionistLan).slip.preview({ appointmentId });
    const facts = readPdf(pdf);
    expect(fileName).toBe('Phiếu hẹn khám Nguyễn Thị Mỹ Phượng 2026-11-22');
    for (const words of [
      'Phòng khám Hoa Sen',
      'Phiếu hẹn khám',
      'Nguyễn Thị Mỹ Phượng',
      'A-000001',
      '09:00',
      'BS. Nguyễn Thị An',
    ]) {
      expect(facts.text).toContain(words);
    }
    expect(facts.text).toContain('150.000 ₫');
    expect(facts.text).toContain('In lúc 09:00 22/11/2026 · Phạm Ngọc Lan');
    expect(facts).toMatchObject({ pages: 1, embedded: expect.arrayContaining([true]) });
    expect(facts.embedded).not.toContain(false);
    expect(facts.width).toBeCloseTo(A5.width, -1);
    expect(facts.height).toBeCloseTo(A5.height, -1);
  });

  test('speaks English in an English clinic', async () => {
    using vault = openTestVault({ locale: 'en' });
    fillMorning(vault);
    const { pdf } = await as(vault, receptionistLan).slip.preview({ appointmentId });
    expect(readPdf(pdf).text).toMatch(/Appointment slip.*Sunday,? 22 November 2026/);
  });
});

describe('a roll of 80 mm', () => {
  const ROLL_POINTS = 226.8;
  const onARoll = (vault: TestVault, reason: string) => {
    fillMorning(vault, { appointment: { reason } });
    write(vault, { userId: 'user-lan', kind: 'tests.profile', nowMs: NOW_MS }, (tx) =>
      tx.insert('printProfiles', {
        id: tx.newId(),
        deviceId: tx.deviceId,
        document: 'slip',
        printerName: 'Quầy',
        paper: '80mm',
        copies: 2,
        marginTopMm: null,
        marginRightMm: null,
        marginBottomMm: null,
        marginLeftMm: null,
      }),
    );
  };

  test('is one page as long as what stands on it, with the line at the foot after the last word', async () => {
    const lengths: number[] = [];
    for (const reason of ['Đau đầu', Array.from({ length: 150 }, (_, at) => `dòng ${at + 1}`).join(', ')]) {
      using vault = openTestVault();
      onARoll(vault, reason);
      const { pdf, printerName, copies } = await as(vault, receptionistLan).slip.preview({ appointmentId });
      expect({ printerName, copies }).toEqual({ printerName: 'Quầy', copies: 2 });
      const facts = readPdf(pdf);
      expect(facts.pages).toBe(1);
      expect(facts.width).toBeCloseTo(ROLL_POINTS, 0);
      expect(facts.text.replaceAll(' ', '')).toContain(reason.slice(-8).replaceAll(' ', ''));
      expect(facts.text).toContain('In lúc 09:00 22/11/2026 · Phạm Ngọc Lan');
      expect(facts.embedded).not.toContain(false);
      lengths.push(facts.height);
    }
    const [short = 0, long = 0] = lengths;
    // A slip is no longer than A5; much text makes the page longer, not more of them.
    expect(short).toBeLessThan(A5.height);
    expect(long).toBeGreaterThan(short + 150);
  });

  test('is told to a printer in microns, and never wider than long', () => {
    expect(inMicrons('80mm', 143.25)).toEqual({ width: 80_000, height: 143_250 });
    expect(inMicrons('80mm', null)).toEqual({ width: 80_000, height: 81_000 });
    expect(inMicrons('A5', null)).toBe('A5');
  });
});

describe('the test page', () => {
  const chosen = {
    document: 'receipt',
    printerName: 'Máy in quầy',
    copies: 1,
    marginTopMm: 12.5,
    marginRightMm: null,
    marginBottomMm: 0,
    marginLeftMm: 20,
  } as const;

  test.each(['A5', '80mm'] as const)(
    'on %s says its margins, printer, paper and time in letters of both languages',
    async (paper) => {
      using vault = openTestVault();
      fillMorning(vault);
      const { pdf, printerName } = await as(vault, receptionistLan).testPage.preview({
        profile: { ...chosen, paper },
      });
      expect(printerName).toBe('Máy in quầy');
      const facts = readPdf(pdf);
      expect(facts.pages).toBe(1);
      expect(facts.width).toBeCloseTo(paper === 'A5' ? A5.width : 226.8, 0);
      for (const words of [
        `Phiếu thu trên giấy ${paper}`,
        'Máy in quầy',
        '09:00 22/11/2026 · Phạm Ngọc Lan',
        'ÄÖÜ äöü ß',
        'ắ ằ ẳ ẵ ặ',
        'cách mép trên 12.5 mm',
      ])
        expect(facts.text.replaceAll(' ', '')).toContain(words.replaceAll(' ', ''));
    },
  );
});

describe('blank slips', () => {
  test('are forms with lines to write on, two on each page of A4, and hold nobody’s data', async () => {
    using vault = openTestVault();
    fillMorning(vault);
    const facts = readPdf((await as(vault, doctorAn).blankSlip.preview({ pages: 3 })).pdf);
    expect(facts.pages).toBe(3);
    expect(facts.text.match(/Họ và tên bệnh nhân/g)).toHaveLength(6);
    expect(facts.text).not.toContain('Trần Văn Bình');
    expect(facts.height).toBeCloseTo(A4.height, -1);
  });
});

describe('the prescription', () => {
  test('comes back with every Vietnamese letter, allergies above, and who signed', async () => {
    using vault = openTestVault();
    fillMorning(vault, { patient: { allergies: 'Penicillin, tôm cua' } });
    await sign(vault, {
      diagnosis: 'Viêm họng cấp',
      prescription: `Paracetamol 500 mg × 10 viên\nNgày uống 3 lần\n${EVERY_LETTER}`,
      treatmentPlan: 'Nghỉ ngơi, uống nhiều nước',
      followUpDate: '2026-11-29',
      vitalSigns: { weight: 61.5 },
    });
    const facts = readPdf((await as(vault, doctorAn).prescription.preview({ appointmentId })).pdf);
    const text = facts.text.replaceAll(' ', '');
    for (const words of [
      'Đơn thuốc',
      'Dị ứng: Penicillin, tôm cua',
      'Paracetamol 500 mg × 10 viên',
      '61,5 kg',
      EVERY_LETTER,
    ]) {
      expect(text).toContain(words.replaceAll(' ', ''));
    }
    expect(facts.text).toMatch(/Ký lúc 09:00 22\/11\/2026/);
    expect(facts.text).not.toContain('CHƯA KÝ');
    expect(facts.embedded.length).toBeGreaterThan(0);
    expect(facts.embedded).not.toContain(false);
    expect(facts.height).toBeCloseTo(A5.height, -1);
  });

  test('tells a small child’s age in months, and that a birth day is unknown', async () => {
    for (const [dateOfBirth, words] of [
      ['2024-05-23', '23/05/2024 (29 tháng tuổi) · Nam'],
      ['2020-11-22', '22/11/2020 (6 tuổi) · Nam'],
      [null, 'chưa rõ · Nam'],
    ] as const) {
      using vault = openTestVault();
      fillMorning(vault, { patient: { dateOfBirth, gender: 'male' } });
      await sign(vault, { prescription: 'Oresol' });
      const { pdf } = await as(vault, doctorAn).prescription.preview({ appointmentId });
      expect(readPdf(pdf).text.replaceAll(' ', '')).toContain(words.replaceAll(' ', ''));
    }
  });

  test('an unsigned one says so; without a record there is none; reception never prints one', async () => {
    using vault = openTestVault();
    fillMorning(vault);
    expect(await refusalOf(as(vault, doctorAn).prescription.preview({ appointmentId }))).toBe('not_found');
    const consultations = createCallerFactory(consultationsRouter)(atTheDesk(vault, doctorAn));
    await consultations.save({ appointmentId, basedOnMs: null, record: { prescription: 'Vitamin C' } });
    expect(readPdf((await as(vault, adminHa).prescription.preview({ appointmentId })).pdf).text).toContain(
      'BẢN NHÁP – CHƯA KÝ',
    );
    expect(await refusalOf(as(vault, receptionistLan).prescription.preview({ appointmentId }))).toBe(
      'forbidden',
    );
    expect(await refusalOf(as(vault, receptionistLan).prescription.save({ appointmentId }))).toBe(
      'forbidden',
    );
  });

  test('a long one runs over several numbered pages and loses no line', async () => {
    using vault = openTestVault();
    fillMorning(vault);
    const medicines = Array.from({ length: 120 }, (_, at) => `Thuốc số ${at + 1}: ngày uống 2 lần`);
    await sign(vault, { prescription: medicines.join('\n') });
    const facts = readPdf((await as(vault, doctorAn).prescription.preview({ appointmentId })).pdf);
    expect(facts.pages).toBeGreaterThan(2);
    for (const medicine of medicines) expect(facts.text).toContain(medicine);
    expect(facts.text).toContain(`1/${facts.pages}`);
    expect(facts.text).toContain(`${facts.pages}/${facts.pages}`);
  });
});

describe('the day sheet', () => {
  test('lists one doctor’s visits on A4 with the free times between them', async () => {
    using vault = openTestVault();
    fillMorning(vault);
    const facts = readPdf(
      (await as(vault, receptionistLan).daySheet.preview({ date: '2026-11-22', doctorId: 'user-an' })).pdf,
    );
    expect(facts.text).toMatch(/BS\. Nguyễn Thị An · Nội tổng quát 1 lượt khám/);
    expect(facts.text).toMatch(/08:30 09:00 Trần Văn Bình 0901234567 Đau đầu 101 Đã xác nhận/);
    expect(facts.text).toContain('16:30');
    expect(facts.width).toBeCloseTo(A4.width, -1);
    expect(facts.height).toBeCloseTo(A4.height, -1);
    expect(facts.embedded).not.toContain(false);
  });

  test('of everybody begins a page for each doctor who has visits, and says so when nobody has', async () => {
    using vault = openTestVault();
    fillMorning(vault);
    fill(vault, { userId: null, kind: 'tests.more', nowMs: NOW_MS }, (tx) => {
      tx.insert('patients', aPatient({ id: 'patient-hoa', fullName: 'Hoa', recordNumber: 'A-000002' }));
      tx.insert(
        'appointments',
        anAppointment({
          id: 'a-k',
          doctorId: 'user-khoa',
          departmentId: 'department-eye',
          patientId: 'patient-hoa',
        }),
      );
    });
    expect(readPdf((await as(vault, adminHa).daySheet.preview({ date: '2026-11-22' })).pdf).pages).toBe(2);
    expect(readPdf((await as(vault, adminHa).daySheet.preview({ date: '2026-12-01' })).pdf).text).toContain(
      'Không có lượt khám',
    );
  });
});

describe('hostile and long names', () => {
  test('name-field-xss: markup in a name is printed as letters and runs nowhere', async () => {
    using vault = openTestVault({
      name: '<img src=x onerror=alert(1)>',
      printHeader: '</style><script>document.title="taken"</script>',
    });
    const fullName = '</title><script>document.body.textContent="taken"</script>\u202eevil';
    fillMorning(vault, { patient: { fullName }, appointment: { reason: '<style>@page{size:A3}</style>' } });
    const lan = { ...receptionistLan, fullName: '"; } @page { size: A3 } </style><b>' };
    const facts = readPdf((await as(vault, lan).slip.preview({ appointmentId })).pdf);
    for (const letters of ['<img src=x', '<script>document.body', '<style>@page{size:A3}', '</style><b>']) {
      expect(facts.text.replaceAll(' ', '')).toContain(letters.replaceAll(' ', ''));
    }
    expect(facts.text).not.toContain('\u202e');
    expect(facts.text).toContain('Phiếu hẹn khám');
    expect(facts.height).toBeCloseTo(A5.height, -1);
  });

  test('a name of 300 letters without a blank stays on the paper', async () => {
    using vault = openTestVault();
    const fullName = 'Ngữ'.repeat(100);
    fillMorning(vault, { patient: { fullName } });
    const facts = readPdf((await as(vault, receptionistLan).slip.preview({ appointmentId })).pdf);
    expect(facts.text.replaceAll(' ', '')).toMatch(/(Ngữ){20}/);
    expect((facts.text.match(/Ngữ/g) ?? []).length).toBeGreaterThan(90);
    expect(facts.width).toBeCloseTo(A5.width, -1);
  });
});

describe('leaving the database', () => {
  test('looking, printing and saving are each audited with the patient and the way out, and nothing of the text', async () => {
    using vault = openTestVault();
    fillMorning(vault);
    await as(vault, receptionistLan).slip.preview({ appointmentId });
    await as(vault, receptionistLan).slip.print({ appointmentId, printerName: 'Front', copies: 2 });
    await as(vault, receptionistLan).slip.save({ appointmentId });
    await as(vault, receptionistLan).daySheet.preview({ date: '2026-11-22' });
    const about = { userId: 'user-lan', patientId: 'patient-binh', action: 'print.slip' };
    expect(audits(vault)).toEqual([
      { ...about, detail: '{"note":{"to":"preview"}}' },
      { ...about, detail: '{"note":{"to":"printer"}}' },
      { ...about, detail: '{"note":{"to":"file"}}' },
      { userId: 'user-lan', patientId: null, action: 'print.daySheet', detail: '{"note":{"to":"preview"}}' },
    ]);
    expect(printing.jobs).toEqual([{ title: 'Phiếu hẹn khám', printerName: 'Front', copies: 2 }]);
    expect(saved[0]?.name).toBe('Phiếu hẹn khám Trần Văn Bình 2026-11-22');
    expect(saved[0]?.bytes).toBeGreaterThan(5_000);
  });

  test('a paper that cannot be audited is not made', async () => {
    using vault = openTestVault();
    fillMorning(vault);
    vault.sqlite.exec(
      "CREATE TRIGGER broken BEFORE INSERT ON auditLog BEGIN SELECT RAISE(ABORT, 'disk'); END",
    );
    await expect(as(vault, receptionistLan).slip.save({ appointmentId })).rejects.toMatchObject({
      code: 'INTERNAL_SERVER_ERROR',
    });
    expect(saved).toHaveLength(1);
  });
});

describe('the patient’s card', () => {
  const UUID = '019ab2c4-5dee-7aff-8add-0e6bcf3d2a10';
  const card = async (vault: TestVault, patient: Parameters<typeof fillMorning>[1] = {}) => {
    fillMorning(vault, { patient: { patientUuid: UUID, ...patient.patient } });
    return as(vault, receptionistLan).patientCard.preview({ patientId: 'patient-binh' });
  };

  test('says whose it is and where, and nothing clinical', async () => {
    using vault = openTestVault();
    const { pdf, fileName } = await card(vault, {
      patient: { allergies: 'Penicillin', phone: '0907654321' },
    });
    const facts = readPdf(pdf);
    expect(fileName).toBe('Thẻ bệnh nhân A-000001');
    for (const words of ['Phòng khám Hoa Sen', 'Trần Văn Bình', 'Ngày sinh 17/05/1980', 'A-000001'])
      expect(facts.text).toContain(words);
    for (const secret of ['Penicillin', '0907654321', UUID]) expect(facts.text).not.toContain(secret);
    expect([facts.pages, facts.width, Math.round(facts.height)]).toEqual([1, A5.width, A5.height]);
    expect(facts.embedded.every(Boolean)).toBe(true);
    expect(audits(vault)).toMatchObject([
      { action: 'print.patientCard', userId: 'user-lan', patientId: 'patient-binh' },
    ]);
  });

  test('carries the code of the record, dot by dot as it stands on the paper', async () => {
    using vault = openTestVault();
    const { pdf } = await card(vault);
    // No decoder is at hand here: the printed modules are held against those that the code's library makes of the record's own text.
    const { size, data } = create(String(cardText(UUID)), { errorCorrectionLevel: 'M' }).modules;
    const rows = Array.from({ length: size }, (_, y) =>
      Array.from(data.slice(y * size, (y + 1) * size), (isDark) => (isDark ? '1' : '0')).join(''),
    );
    expect(size).toBe(25);
    expect(printedCode(pdf, size)).toEqual(rows);
  });

  test('of a record whose mark is no uuid is printed without a code', async () => {
    using vault = openTestVault();
    const { pdf } = await card(vault, { patient: { patientUuid: 'from-elsewhere' } });
    expect(() => printedCode(pdf, 25)).toThrow('no code');
  });
});
