// Paper: how this PC prints it, the pack for tomorrow, and taking it back in after an outage. By keyboard, read back by poppler.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { makeMorningOnDisk, people } from '../support/clinic-on-disk.ts';
import { type ClinicDesk, test as base } from '../support/launch.ts';
import { readPdf } from '../support/pdf-text.ts';
import { saveTo } from '../support/save-dialog.ts';

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
  await panel.getByRole('combobox', { name: 'Paper' }).click();
  await window.getByRole('option', { name: '80 mm roll' }).click();
  await expect(panel.getByRole('combobox', { name: 'Paper' })).toHaveValue('80 mm roll');
  await panel.getByLabel('Top (mm)').fill('7,5');
  await panel.getByLabel('Left (mm)').fill('70');
  await window.keyboard.press('Control+s');
  // Left and right together leave no room on a roll: it is said at both.
  await expect(panel.getByText(/millimetres from 0 to 60/)).toHaveCount(2);
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

test('the paper for the next day is made into a folder, and its letters come back', async ({
  dataDir,
  openDesk,
}) => {
  const desk = await openDesk({ dataDir });
  const { window, app } = desk;
  await signIn(desk, people.lan);
  await window.keyboard.press('Alt+9');
  await expect(window.getByText(/No paper is kept ready/)).toBeVisible();
  await expect(window.getByText(/are not encrypted/)).toBeVisible();
  const folder = join(dataDir, 'paper');
  mkdirSync(folder);
  await app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] });
  }, folder);
  await window.getByRole('button', { name: 'Choose a folder' }).press('Enter');
  await expect(window.getByText(`Folder: ${folder}.`)).toBeVisible();
  await window.keyboard.press('Alt+m');
  await expect(window.getByText('The paper is made: 4 files.')).toBeVisible({ timeout: 60_000 });
  const files = readdirSync(folder);
  expect(files).toHaveLength(4);
  const sheet = files.find((name) => name.includes('Nguyễn Thị An')) ?? '';
  expect(readPdf(readFileSync(join(folder, sheet))).text).toMatch(/BS\. Nguyễn Thị An .*08:00 08:30 09:00/);
  const all = files.find((name) => name.endsWith('sheet.pdf')) ?? '';
  expect(readPdf(readFileSync(join(folder, all))).pages).toBe(2);
  const blank = files.find((name) => /blank/i.test(name)) ?? '';
  expect(readPdf(readFileSync(join(folder, blank))).text).toContain('What happened');
});

test('a page of paper is taken back in by keyboard; a line that clashes is named before anything is saved', async ({
  dataDir,
  openDesk,
}) => {
  const desk = await openDesk({ dataDir });
  const { window } = desk;
  await signIn(desk, people.lan);
  await window.keyboard.press('Alt+9');
  await expect(window.getByRole('heading', { name: 'Take the paper back in' })).toBeVisible();
  await window.getByRole('combobox', { name: 'Doctor' }).fill('Khoa');
  await expect(window.locator('[data-combobox-selected]')).toHaveText(/Lê Minh Khoa/);
  await window.keyboard.press('Enter');
  const line = window.getByRole('group', { name: 'A line of paper' });
  // Yesterday: both times of the page lie behind us at whatever hour this runs.
  await window.getByLabel('Day', { exact: true }).fill(yesterday());
  await window.keyboard.press('Enter');
  for (const [time, outcome] of [
    ['8', 'came'],
    ['830', 'did not'],
    ['8', 'came'],
  ] as const) {
    await line.getByLabel('Time').fill(time);
    await window.keyboard.press('Tab');
    await window.keyboard.type('binh');
    await expect(window.getByRole('option', { name: /Trần Văn Bình/ })).toBeVisible();
    await window.keyboard.press('Enter');
    await expect(line.getByRole('combobox', { name: 'What happened' })).toBeFocused();
    if (outcome !== 'came') {
      await window.keyboard.type(outcome);
      await expect(window.locator('[data-combobox-selected]')).toHaveText('did not come');
      await window.keyboard.press('Enter');
    }
    await window.keyboard.press('Tab');
    await window.keyboard.type('Ho');
    await window.keyboard.press('Enter');
    await expect(line.getByLabel('Time')).toBeFocused();
  }
  await expect(window.getByText(/1 line cannot be entered/)).toBeVisible();
  await expect(window.getByRole('row', { name: /08:00/ })).toHaveCount(2);
  // What is typed outlives another page.
  await window.keyboard.press('Alt+2');
  await expect(window.locator('header input').first()).toBeFocused();
  await window.keyboard.press('Alt+9');
  await expect(window.getByText(/was begun earlier/)).toBeVisible();
  await window.getByRole('button', { name: 'Take the line at 08:00 off the page' }).last().press('Enter');
  await expect(window.getByText('Nothing stands in the way.')).toBeVisible();
  await window.keyboard.press('Control+Enter');
  await expect(window.getByText('2 lines are entered.')).toBeVisible();
});

function yesterday(): string {
  const day = new Date(Date.now() - 86_400_000).toLocaleDateString('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' });
  return day.split('-').toReversed().join('/');
}
