// The cashier by keyboard alone: a receipt in a few keys, part payments, money given back, copies, the close of the day.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { tabTo, typeInto } from '../support/by-keyboard.ts';
import { makeMorningOnDisk, people } from '../support/clinic-on-disk.ts';
import { type ClinicDesk, test as base } from '../support/launch.ts';
import { readPdf } from '../support/pdf-text.ts';
import { saveTo } from '../support/save-dialog.ts';

const test = base.extend<{ dataDir: string }>({
  dataDir: async ({ locale }, use) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'clinic-desk-cashier-'));
    await makeMorningOnDisk({
      dataDir,
      locale: locale === 'vi-VN' ? 'vi' : 'en',
      appointment: { status: 'confirmed' },
    });
    await use(dataDir);
    rmSync(dataDir, { recursive: true, force: true });
  },
});

async function signIn(window: Page, { email, password }: { email: string; password: string }) {
  await typeInto(window, { 'E-mail': email });
  await tabTo(window, window.getByLabel('Password', { exact: true }));
  await window.keyboard.type(password);
  await window.keyboard.press('Enter');
  await expect(window.getByRole('navigation', { name: 'Main menu' })).toBeVisible();
}

/** The paper that lies open, as a file. */
async function savePaper(desk: ClinicDesk, file: string) {
  const { window } = desk;
  await expect(window.getByRole('img', { name: '1 page' })).toBeVisible();
  await saveTo(desk, file);
  await window.keyboard.press('Control+s');
  await expect(window.getByText(`Saved as ${file.split('/').at(-1)}.`)).toBeVisible();
  await window.keyboard.press('Escape');
  await expect(window.getByRole('dialog')).toBeHidden();
  return readPdf(readFileSync(file));
}

async function openCashier(window: Page) {
  await window.keyboard.press('Alt+8');
  await expect(window.getByRole('row', { name: /Trần Văn Bình/ })).toBeFocused();
}

test('a visit is paid in a few keys: part in cash, the rest by card later; the second print is a copy', async ({
  dataDir,
  openDesk,
}) => {
  const desk = await openDesk({ dataDir });
  const { window } = desk;
  await signIn(window, people.lan);
  await openCashier(window);
  await expect(window.getByRole('row', { name: /Trần Văn Bình/ })).toHaveAccessibleName(/To pay/);
  await window.keyboard.press('Enter');
  const given = window.getByRole('textbox', { name: 'Cash given' });
  await expect(given).toBeFocused();
  await window.keyboard.type('500,000');
  await expect(window.getByText('Change: ₫350,000')).toBeVisible();
  await window.keyboard.press('Control+a');
  await window.keyboard.type('100,000');
  await expect(window.getByText('Left to pay: ₫50,000')).toBeVisible();
  await window.keyboard.press('Control+Enter');
  const original = await savePaper(desk, join(dataDir, 'receipt.pdf'));
  expect(original.text).toContain('A-000001');
  expect(original.text).toContain('Left to pay ₫50,000');
  expect(original.text).not.toContain('COPY');

  const receipt = window.getByRole('region', { name: 'Receipt' });
  await expect(receipt.getByText('Part paid')).toBeVisible();
  await window.keyboard.press('a');
  await expect(window.getByRole('textbox', { name: 'Cash given' })).toBeFocused();
  // The methods are next; an arrow goes from cash to card.
  await window.keyboard.press('Tab');
  await window.keyboard.press('ArrowRight');
  await typeInto(window, { 'Number of the slip or transfer': '4711' });
  await window.keyboard.press('Control+Enter');
  await expect(window.getByText('Payment on A-000001 taken.')).toBeVisible();
  await expect(receipt.getByText('Paid', { exact: true }).first()).toBeVisible();
  await window.keyboard.press('p');
  const copy = await savePaper(desk, join(dataDir, 'copy.pdf'));
  expect(copy.text).toMatch(/COPY \d\d:\d\d \d\d\/\d\d\/\d{4} · Phạm Ngọc Lan/);
  expect(copy.text).toContain('Card · 4711');
  expect(copy.text).toContain('Paid in full');
});

test('money goes back with a reason, the receipt is voided, and the visit owes its fee again', async ({
  dataDir,
  openDesk,
}) => {
  const { window } = await openDesk({ dataDir });
  await signIn(window, people.lan);
  await openCashier(window);
  await window.keyboard.press('Enter');
  await expect(window.getByRole('textbox', { name: 'Cash given' })).toBeFocused();
  await window.keyboard.press('Control+Enter');
  await expect(window.getByRole('img', { name: '1 page' })).toBeVisible();
  await window.keyboard.press('Escape');
  await expect(window.getByRole('dialog')).toBeHidden();

  // A button that is off says why.
  await expect(window.getByRole('button', { name: 'Void' })).toHaveAccessibleDescription(
    'Give the money back first.',
  );
  await window.keyboard.press('f');
  await expect(window.getByRole('textbox', { name: 'Why it goes back' })).toBeFocused();
  await window.keyboard.press('Control+Enter');
  await expect(window.getByText('Please say why.')).toBeVisible();
  await window.keyboard.type('Wrong patient');
  await window.keyboard.press('Control+Enter');
  await expect(window.getByText('Money on A-000001 given back.')).toBeVisible();
  await expect(window.getByRole('textbox', { name: 'Why it goes back' })).toBeHidden();
  await window.keyboard.press('Delete');
  await expect(window.getByRole('textbox', { name: 'Why it is voided' })).toBeFocused();
  await window.keyboard.type('Wrong patient');
  await window.keyboard.press('Control+Enter');
  await expect(window.getByText('Receipt A-000001 is voided.')).toBeVisible();
  await window.keyboard.press('Escape');
  await expect(window.getByRole('row', { name: /Trần Văn Bình/ })).toHaveAccessibleName(/To pay/);
  await window.keyboard.press('2');
  await expect(window.getByRole('row', { name: /A-000001, Trần Văn Bình, Voided/ })).toBeFocused();
});

test('what is typed for a receipt survives another page, and the front desk opens it with a key', async ({
  dataDir,
  openDesk,
}) => {
  const { window } = await openDesk({ dataDir });
  await signIn(window, people.lan);
  await openCashier(window);
  await window.keyboard.press('Enter');
  await typeInto(window, { Discount: '10%', 'Why the discount': 'Regular patient' });
  await expect(window.getByText('₫135,000').first()).toBeVisible();
  await window.keyboard.press('Alt+1');
  await expect(window.getByRole('gridcell').first()).toBeVisible();
  const visit = window.getByRole('button', { name: /Trần Văn Bình/ }).first();
  await visit.press('Enter');
  await expect(window.getByRole('button', { name: 'Receipt' })).toBeVisible();
  await window.keyboard.press('b');
  await expect(window.getByRole('textbox', { name: 'Why the discount' })).toHaveValue('Regular patient');
  await window.keyboard.press('Control+Enter');
  await expect(window.getByText('Receipt A-000001 is written.')).toBeVisible();
});

test('the day is closed with a difference explained; its paper has the audit head, later money counts for tomorrow', async ({
  dataDir,
  openDesk,
}) => {
  const desk = await openDesk({ dataDir });
  const { window } = desk;
  await signIn(window, people.lan);
  await openCashier(window);
  await window.keyboard.press('Enter');
  await expect(window.getByRole('textbox', { name: 'Cash given' })).toBeFocused();
  await window.keyboard.type('100,000');
  await window.keyboard.press('Control+Enter');
  await expect(window.getByRole('img', { name: '1 page' })).toBeVisible();
  await window.keyboard.press('Escape');
  await expect(window.getByRole('dialog')).toBeHidden();

  await window.keyboard.press('3');
  await expect(window.getByRole('row', { name: /Open$/ })).toBeFocused();
  await window.keyboard.press('Enter');
  await expect(window.getByRole('textbox', { name: 'Cash counted' })).toBeFocused();
  await window.keyboard.type('95,000');
  await expect(window.getByText('Difference: -₫5,000')).toBeVisible();
  await typeInto(window, { 'Why it differs': 'Wrong change given' });
  await window.keyboard.press('Control+Enter');
  const paper = await savePaper(desk, join(dataDir, 'close.pdf'));
  expect(paper.text).toContain('Cash expected ₫100,000');
  expect(paper.text).toContain('Wrong change given');
  expect(paper.text).toMatch(/Head of the audit trail #\d+ · [\w-]{43}/);
  await expect(window.getByRole('row', { name: /Closed$/ })).toBeVisible();

  await window.keyboard.press('Escape');
  await window.keyboard.press('1');
  await expect(window.getByText(/is closed on this PC. Money that comes in now counts for/)).toBeVisible();
});
