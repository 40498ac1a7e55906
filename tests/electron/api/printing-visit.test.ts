// The papers of a visit beside its prescription, made by a real Chromium and read back by poppler.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fill } from '../../../db/write.ts';
import { type LetterFields, fillLetter, letterFieldNames, standardLetter } from '../../../domain/letters.ts';
import { consultationsRouter } from '../../../electron/api/consultations.ts';
import { lettersRouter } from '../../../electron/api/letters.ts';
import { printingRouter } from '../../../electron/api/printing.ts';
import { createCallerFactory, type SignedIn } from '../../../electron/api/trpc.ts';
import { adminHa, aDesk, atTheDesk, doctorAn, receptionistLan } from '../../support/at-the-desk.ts';
import { anAppointment } from '../../support/builders.ts';
import { type ChromiumPrinting, chromiumPrinting } from '../../support/chromium-printing.ts';
import { readPdf } from '../../support/pdf-text.ts';
import { refusalOf } from '../../support/refusal.ts';
import { NOW_MS, openTestVault, type TestVault } from '../../support/test-vault.ts';
import { fillMorning } from '../../support/visits.ts';

const appointmentId = 'appointment-9';
const visit = { appointmentId };
const VIETNAMESE = 'Nghỉ ngơi, uống nhiều nước ấm; tránh gió lạnh – ẵ ẳ ặ ệ ợ ữ ỷ Đ';

let printing: ChromiumPrinting;
beforeAll(async () => {
  printing = await chromiumPrinting();
});
afterAll(() => printing.close());

const as = (vault: TestVault, user: SignedIn) =>
  createCallerFactory(printingRouter)(atTheDesk(vault, user, { desk: aDesk({ printing }) }));
const letters = (vault: TestVault, user: SignedIn = doctorAn) =>
  createCallerFactory(lettersRouter)(atTheDesk(vault, user));
const doctor = (vault: TestVault) => createCallerFactory(consultationsRouter)(atTheDesk(vault, doctorAn));

const record = {
  diagnosis: 'Viêm họng cấp',
  prescription: 'Paracetamol 500 mg, ngày uống 3 lần',
  treatmentPlan: VIETNAMESE,
  notes: 'Họng đỏ, hạch góc hàm đau',
  followUpDate: '2026-11-29',
  vitalSigns: { blood_pressure: '120/80', temperature: 37.8, weight: 61.5 },
};

async function signed(vault: TestVault, more: object = {}) {
  fillMorning(vault, { patient: { allergies: 'Penicillin', address: '5 Hàng Bạc' } });
  return doctor(vault).sign({ appointmentId, basedOnMs: null, record: { ...record, ...more } });
}
const addLines = (vault: TestVault, recordId: string) =>
  fill(vault, { userId: 'user-an', kind: 'tests.lines', nowMs: NOW_MS }, (tx) => {
    tx.insert('prescriptionItems', {
      id: 'item-1',
      recordId,
      appointmentId,
      patientId: 'patient-binh',
      doctorId: 'user-an',
      lineNumber: 1,
      medicineId: null,
      medicineName: 'Amoxicilin 500 mg',
      ingredients: 'amoxicillin',
      dose: '1 viên',
      route: 'uống',
      frequency: '3 lần',
      duration: '7 ngày',
      instructions: 'sau ăn',
      overrideReason: 'dung nạp tốt lần trước',
    });
    tx.insert('recordDiagnoses', {
      id: 'diagnosis-1',
      recordId,
      appointmentId,
      patientId: 'patient-binh',
      lineNumber: 1,
      codeSystem: 'ICD-10',
      code: 'J02.9',
      text: 'Viêm họng cấp',
    });
  });
const packed = (text: string) => text.replaceAll(' ', '');

describe('the visit summary', () => {
  test('says on A4 why the patient came, what was found, decided and ordered, in Vietnamese letters with every font inside', async () => {
    using vault = openTestVault();
    addLines(vault, (await signed(vault)).id);
    const { pdf, fileName } = await as(vault, doctorAn).visitSummary.preview(visit);
    const facts = readPdf(pdf);
    expect(fileName).toBe('Phiếu tóm tắt lần khám Trần Văn Bình 2026-11-22');
    for (const words of [
      'Phiếu tóm tắt lần khám',
      'Dị ứng: Penicillin',
      'Huyết áp 120/80 mmHg · Nhiệt độ 37,8 °C · Cân nặng 61,5 kg',
      'J02.9 Viêm họng cấp',
      record.prescription,
      VIETNAMESE,
      'Ký lúc 09:00 22/11/2026',
    ])
      expect(packed(facts.text)).toContain(packed(words));
    // The doctor's notes are never printed.
    expect(facts.text).not.toContain('hạch góc hàm');
    expect([facts.pages, Math.round(facts.width), Math.round(facts.height)]).toEqual([1, 595, 842]);
    expect(facts.embedded.length).toBeGreaterThan(0);
    expect(facts.embedded).not.toContain(false);
  });

  test('name-field-xss: markup a doctor typed is printed as letters', async () => {
    using vault = openTestVault();
    await signed(vault, { treatmentPlan: '</section><script>document.title="x"</script><b>fett' });
    const { pdf } = await as(vault, adminHa).visitSummary.preview(visit);
    expect(packed(readPdf(pdf).text)).toContain('</section><script>document.title="x"</script><b>fett');
  });
});

describe('the prescription of structured lines', () => {
  const text = '1. Amoxicilin 500 mg: 1 viên, uống, 3 lần, 7 ngày. sau ăn';
  test('prints each line with its dose under its name', async () => {
    using vault = openTestVault();
    addLines(vault, (await signed(vault, { prescription: text })).id);
    const facts = readPdf((await as(vault, doctorAn).prescription.preview(visit)).pdf);
    for (const words of ['Amoxicilin 500 mg', 'Liều dùng 1 viên', 'Số lần dùng 3 lần', 'sau ăn'])
      expect(packed(facts.text)).toContain(packed(words));
    expect(facts.text).not.toContain('dung nạp tốt');
  });

  test('prints the text instead as soon as the doctor wrote anything into it by hand', async () => {
    using vault = openTestVault();
    addLines(vault, (await signed(vault, { prescription: `${text}\nNgưng nếu nổi mẩn` })).id);
    const printed = readPdf((await as(vault, doctorAn).prescription.preview(visit)).pdf).text;
    expect(printed).toContain('Ngưng nếu nổi mẩn');
    expect(packed(printed)).toContain(packed(text));
  });
});

describe('the vitals sheet', () => {
  test('lists what was measured up to the day of the visit, the oldest first, and not what came after', async () => {
    using vault = openTestVault();
    await signed(vault);
    fill(vault, { userId: null, kind: 'tests.more', nowMs: NOW_MS }, (tx) => {
      for (const [id, date, weight] of [
        ['before', '2026-06-01', 63],
        ['after', '2026-12-01', 59],
      ] as const) {
        tx.insert('appointments', anAppointment({ id, appointmentDate: date, status: 'completed' }));
        tx.insert('medicalRecords', {
          id: `record-${id}`,
          appointmentId: id,
          patientId: 'patient-binh',
          diagnosis: '',
          prescription: '',
          treatmentPlan: '',
          notes: '',
          followUpDate: null,
          vitalSigns: { weight },
          createdById: 'user-an',
          signedAtMs: null,
        });
      }
    });
    const { text, height } = readPdf((await as(vault, adminHa).vitalsSheet.preview(visit)).pdf);
    expect(text).toMatch(/01\/06\/2026.*63.*22\/11\/2026 120\/80.*37,8.*61,5/);
    expect(text).not.toContain('01/12/2026');
    expect(Math.round(height)).toBe(842);
  });
});

describe('letters', () => {
  test('the standard texts name only what a letter knows, and leave room where nothing is known', () => {
    const empty = Object.fromEntries(letterFieldNames.map((name) => [name, ''])) as LetterFields;
    for (const text of Object.values(standardLetter).flatMap((each) => Object.values(each))) {
      const filled = fillLetter(text, empty);
      expect(filled).not.toMatch(/[{}]/);
      expect(filled).toContain('…………');
    }
    expect(fillLetter('{{ patient }} {{nobody}}', { ...empty, patient: '{{doctor}}' })).toBe(
      '{{doctor}} {{nobody}}',
    );
  });

  test('a sick note starts from the record and is printed on A5 as it was read, with the doctor’s name', async () => {
    using vault = openTestVault();
    await signed(vault);
    const { fields, templates } = await letters(vault).start({ appointmentId, kind: 'sickNote' });
    expect(fields).toMatchObject({
      patient: 'Trần Văn Bình',
      diagnosis: 'Viêm họng cấp',
      visitDate: '22/11/2026',
      doctor: 'BS. Nguyễn Thị An',
      findings: 'Huyết áp 120/80 mmHg · Nhiệt độ 37,8 °C · Cân nặng 61,5 kg',
    });
    expect(templates).toEqual([]);
    const text = fillLetter(standardLetter.sickNote.vi, {
      ...fields,
      from: '22/11/2026',
      until: '24/11/2026',
      days: '3',
    });
    const { pdf } = await as(vault, doctorAn).sickNote.preview({ appointmentId, text });
    const facts = readPdf(pdf);
    for (const words of ['Giấy nghỉ ốm', '3 ngày, từ ngày 22/11/2026', 'Trần Văn Bình', 'BS. Nguyễn Thị An'])
      expect(packed(facts.text)).toContain(packed(words));
    expect(Math.round(facts.height)).toBe(595);
    expect(facts.embedded).not.toContain(false);
  });

  test('the clinic’s own templates are offered to everybody, a doctor’s own to that doctor, archived ones to nobody', async () => {
    using vault = openTestVault();
    fillMorning(vault);
    fill(vault, { userId: null, kind: 'tests.templates', nowMs: NOW_MS }, (tx) => {
      const template = (id: string, part: object) =>
        tx.insert('templates', {
          id,
          doctorId: null,
          kind: 'referral',
          name: id,
          shortcut: '',
          content: 'Kính gửi {{to}}',
          archivedAtMs: null,
          ...part,
        });
      template('shared', {});
      template('mine', { doctorId: 'user-an' });
      template('theirs', { doctorId: 'user-khoa' });
      template('old', { archivedAtMs: 1 });
      template('note', { kind: 'sickNote' });
    });
    const { templates } = await letters(vault).start({ appointmentId, kind: 'referral' });
    expect(templates.map(({ id }) => id)).toEqual(['mine', 'shared']);
  });

  test('are written and printed by doctors alone; an empty one is refused', async () => {
    using vault = openTestVault();
    fillMorning(vault);
    for (const user of [receptionistLan, adminHa]) {
      await expect(
        refusalOf(letters(vault, user).start({ appointmentId, kind: 'sickNote' })),
      ).resolves.toMatchObject({
        code: 'forbidden',
      });
      await expect(
        refusalOf(as(vault, user).referral.preview({ appointmentId, text: 'x' })),
      ).resolves.toMatchObject({ code: 'forbidden' });
    }
    await expect(
      refusalOf(as(vault, doctorAn).referral.preview({ appointmentId, text: '  ' })),
    ).resolves.toMatchObject({ code: 'invalid_input' });
  });
});

test('every paper of a visit is audited with the patient before it leaves', async () => {
  using vault = openTestVault();
  await signed(vault);
  const papers = as(vault, doctorAn);
  await papers.visitSummary.preview(visit);
  await papers.vitalsSheet.print({ ...visit, printerName: 'Quầy', copies: 1 });
  await papers.sickNote.preview({ ...visit, text: 'x' });
  await papers.referral.preview({ ...visit, text: 'x' });
  const about = { userId: 'user-an', patientId: 'patient-binh' };
  expect(
    vault.sqlite
      .prepare(
        "SELECT action, userId, patientId, detail FROM auditLog WHERE action LIKE 'print.%' ORDER BY seq",
      )
      .all(),
  ).toEqual([
    { ...about, action: 'print.visitSummary', detail: '{"note":{"to":"preview"}}' },
    { ...about, action: 'print.vitalsSheet', detail: '{"note":{"to":"printer"}}' },
    { ...about, action: 'print.sickNote', detail: '{"note":{"to":"preview"}}' },
    { ...about, action: 'print.referral', detail: '{"note":{"to":"preview"}}' },
  ]);
});
