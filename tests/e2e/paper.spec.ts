// Paper: how this PC prints it, the pack for tomorrow, and taking it back in after an outage. By keyboard, read back by poppler.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { makeMorningOnDisk, people } from '../support/clinic-on-disk.ts';
import { type ClinicDesk, test as base } from '../support/launch.ts';
import { readPdf } from '../support/pdf-text.ts';

const test = base.extend<{ dataDir: string }>({
  dataDir: async ({ locale }, use) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'clinic-desk-paper-'));
    await makeMorningOnDisk({
      dataDir,
      locale: locale === 'vi-VN' ? 'vi' : 'en',
      appointment: { status: 'confirmed' },
    });
    await use(dataDir);
    rmSync(dataDir, { recursive: true, force: true });
  },
});

/** Answers the system's own dialog, as the person would. */
const saveTo = ({ app }: ClinicDesk, filePath: string) =>
  app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: path });
  }, filePath);

async function signIn({ window }: ClinicDesk, { email, password }: { email: string; password: string }) {
  await window.getByLabel('E-mail').fill(email);
  await window.getByLabel('Password', { exact: true }).fill(password);
  await window.keyboard.press('Enter');
  await expect(window.getByRole('navigation', { name: 'Main menu' })).toBeVisible();
}

test('reception chooses a roll for the slip, tries its margins on a test page, and slips come that way from then on', async ({
  dataDir,
  openDesk,
}) => {
  const desk = await openDesk({ dataDir });
  const { window } = desk;
  await signIn(desk, people.lan);
  await window.keyboard.press('Alt+4');
  await expect(window.getByRole('heading', { name: 'Printing', level: 1 })).toBeVisible();
  // Reception sees the sections of its role alone.
  await expect(window.getByRole('link', { name: 'Departments' })).toHaveCount(0);
  await window.getByRole('button', { name: 'Appointment slip' }).press('Enter');
  const panel = window.getByRole('region', { name: 'Appointment slip' });
  await expect(panel.getByText(/No printer answers/)).toBeVisible();
  await panel.getByRole('combobox', { name: 'Paper' }).fill('roll');
  await expect(window.getByRole('option', { name: '80 mm roll' })).toBeVisible();
  await window.keyboard.press('Enter');
  await expect(panel.getByRole('combobox', { name: 'Paper' })).toHaveValue('80 mm roll');
  await panel.getByLabel('Top (mm)').fill('7,5');
  await panel.getByLabel('Left (mm)').fill('70');
  await window.keyboard.press('Control+s');
  await expect(panel.getByText(/millimetres from 0 to 60/)).toBeVisible();
  await panel.getByLabel('Left (mm)').fill('6');

  await window.keyboard.press('Control+t');
  await expect(window.getByRole('img', { name: '1 page' })).toBeVisible();
  const test80 = join(dataDir, 'test.pdf');
  await saveTo(desk, test80);
  await window.keyboard.press('Control+s');
  await expect(window.getByText('Saved as test.pdf.')).toBeVisible();
  const tried = readPdf(readFileSync(test80));
  expect(tried).toMatchObject({ pages: 1 });
  expect(tried.width).toBeCloseTo(226.8, 0);
  for (const words of [
    'Appointment slip on 80mm',
    'ÄÖÜ',
    'ặ',
    '7.5 mm from the upper edge',
    '6 mm from the left',
  ])
    expect(tried.text).toContain(words);
  await window.keyboard.press('Escape');

  await window.keyboard.press('Control+s');
  await expect(window.getByText('Appointment slip: saved.')).toBeVisible();
  await expect(
    window.getByRole('row', { name: /Appointment slip.*80 mm roll.*7\.5 · 4 · 6 · 6/ }),
  ).toBeVisible();

  await window.keyboard.press('Alt+1');
  await window
    .getByRole('button', { name: /Trần Văn Bình/ })
    .first()
    .click();
  await window.getByRole('button', { name: /slip/i }).first().click();
  await expect(window.getByRole('img', { name: '1 page' })).toBeVisible();
  const slip = join(dataDir, 'slip.pdf');
  await saveTo(desk, slip);
  await window.keyboard.press('Control+s');
  await expect(window.getByText('Saved as slip.pdf.')).toBeVisible();
  expect(readPdf(readFileSync(slip)).width).toBeCloseTo(226.8, 0);
});
