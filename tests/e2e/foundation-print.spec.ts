// Papers out of the window: the preview is the PDF, the PDF is saved where the person says, and its letters come back exactly.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { makeMorningOnDisk, people } from '../support/clinic-on-disk.ts';
import { test as base } from '../support/launch.ts';
import { readPdf } from '../support/pdf-text.ts';
import { saveTo } from '../support/save-dialog.ts';

const test = base.extend<{ dataDir: string }>({
  dataDir: async ({ locale }, use) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'clinic-desk-print-'));
    await makeMorningOnDisk({
      dataDir,
      locale: locale === 'vi-VN' ? 'vi' : 'en',
      appointment: { status: 'confirmed' },
      patient: { fullName: '<script>alert(1)</script> Nguyễn Thị Mỹ Phượng', allergies: 'Tôm, cua' },
    });
    await use(dataDir);
    rmSync(dataDir, { recursive: true, force: true });
  },
});
test.use({ locale: 'vi-VN' });

async function signInVi(window: Page, { email, password }: { email: string; password: string }) {
  await window.getByLabel('E-mail').fill(email);
  await window.getByLabel('Mật khẩu', { exact: true }).fill(password);
  await window.keyboard.press('Enter');
  await expect(window.getByRole('navigation', { name: 'Trình đơn chính' })).toBeVisible();
}

test('the day sheet is looked at and saved; without a printer the screen says so and the PDF is the way', async ({
  dataDir,
  openDesk,
}) => {
  const desk = await openDesk({ dataDir });
  const { window } = desk;
  await signInVi(window, people.an);
  await window.keyboard.press('Alt+3');
  // Focused, not only drawn: the page hears its keys a moment after it is painted.
  await expect(window.getByRole('row', { name: /Nguyễn Thị Mỹ Phượng/ })).toBeFocused();
  await window.keyboard.press('Control+p');
  await expect(window.getByRole('img', { name: '1 trang' })).toBeVisible();
  // A page without a printer: the stand-in has none, and a test machine seldom does.
  await expect(window.getByText(/^Không có máy in nào/)).toBeVisible();
  const file = join(dataDir, 'day.pdf');
  await saveTo(desk, file);
  await window.keyboard.press('Control+s');
  await expect(window.getByText('Đã lưu thành day.pdf.')).toBeVisible();
  const facts = readPdf(readFileSync(file));
  expect(facts.text).toMatch(/09:00 <script>alert\(1\)<\/script> Nguyễn .* Thị Mỹ Phượng/);
  expect(facts.embedded).not.toContain(false);
  expect(facts.height).toBeCloseTo(842, -1);
});

test('a prescription of what was just typed: saved first, shown as a draft until it is signed', async ({
  dataDir,
  openDesk,
}) => {
  const desk = await openDesk({ dataDir });
  const { window } = desk;
  await signInVi(window, people.an);
  await window.keyboard.press('Alt+3');
  await expect(window.locator('tbody tr:focus')).toBeVisible();
  await window.getByRole('row', { name: /Mỹ Phượng/ }).press('Enter');
  await expect(window.getByLabel('Huyết áp')).toBeFocused();
  await window
    .getByRole('textbox', { name: 'Đơn thuốc', exact: true })
    .fill('Paracetamol 500 mg × 10 viên\n  Ngày uống 3 lần sau ăn');
  await window.keyboard.press('Control+p');
  await expect(window.getByRole('img', { name: '1 trang' })).toBeVisible();
  const file = join(dataDir, 'draft.pdf');
  await saveTo(desk, file);
  await window.keyboard.press('Control+s');
  await expect(window.getByText('Đã lưu thành draft.pdf.')).toBeVisible();
  const facts = readPdf(readFileSync(file));
  expect(facts.text).toContain('BẢN NHÁP – CHƯA KÝ');
  expect(facts.text).toContain('Dị ứng: Tôm, cua');
  expect(facts.text).toContain('Ngày uống 3 lần sau ăn');
  expect(facts.height).toBeCloseTo(595, -1);
  expect(facts.embedded).not.toContain(false);
});

test('reception prints the slip of an appointment', async ({ dataDir, openDesk }) => {
  const desk = await openDesk({ dataDir });
  const { window } = desk;
  await signInVi(window, people.lan);
  await window
    .getByRole('button', { name: /Mỹ Phượng/ })
    .first()
    .click();
  await window.getByRole('button', { name: /phiếu/i }).first().click();
  await expect(window.getByRole('img', { name: '1 trang' })).toBeVisible();
  const file = join(dataDir, 'slip.pdf');
  await saveTo(desk, file);
  await window.keyboard.press('Control+s');
  await expect(window.getByText('Đã lưu thành slip.pdf.')).toBeVisible();
  const facts = readPdf(readFileSync(file));
  expect(facts.text).toContain('Phiếu hẹn khám');
  expect(facts.text).toContain('Nguyễn Thị Mỹ Phượng');
  expect(facts.text).not.toContain('Tôm, cua');
});

test('a printer that does not take the page is said in plain words, and the next paper prints', async ({
  dataDir,
  openDesk,
}) => {
  const { window } = await openDesk({ dataDir });
  await signInVi(window, people.lan);
  const call = {
    path: 'printing.slip.print',
    input: { appointmentId: 'appointment-9', printerName: 'No such printer', copies: 1 },
  };
  for (const id of [7_000_001, 7_000_002]) {
    const answer = await window.evaluate(
      ({ path, input, callId }) =>
        new Promise<unknown>((resolve) => {
          const { electronTRPC } = globalThis as unknown as {
            electronTRPC: {
              post(request: object): void;
              onMessage(hear: (message: { id: number }) => void): void;
            };
          };
          electronTRPC.onMessage((message) => message.id === callId && resolve(message));
          electronTRPC.post({ do: 'mutation', id: callId, path, input });
        }),
      { ...call, callId: id },
    );
    expect(answer).toMatchObject({ kind: 'error', error: { data: { failure: { code: 'print_failed' } } } });
  }
});
