// The palette and the list of keys in the window, by keyboard: what is wanted is typed, however fast, and is done.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { signIn } from '../support/first-run-steps.ts';
import { deskPeople, makeFrontDeskOnDisk } from '../support/front-desk-on-disk.ts';
import { test } from '../support/launch.ts';

let dataDir = '';
const folders: string[] = [];
test.beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'clinic-desk-commands-'));
  folders.push(dataDir);
  await makeFrontDeskOnDisk(dataDir);
});
// Not after each: the window is closed later than that.
test.afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

const palette = (window: Page) => window.getByRole('combobox', { name: 'Search and do' });
const chosen = (window: Page) => window.getByRole('option', { selected: true });
const focusedCell = (window: Page) => window.locator('[role="gridcell"]:focus');
const standards = ['wcag2a', 'wcag2aa', 'wcag21aa'];
const faultsOf = async (window: Page) =>
  (await new AxeBuilder({ page: window }).withTags(standards).analyze()).violations.map(
    ({ id, nodes }) => `${id}: ${nodes[0]?.html}`,
  );

async function atFrontDesk(openDesk: () => Promise<{ window: Page }>): Promise<Page> {
  const { window } = await openDesk();
  await signIn(window, deskPeople.lan);
  await expect(focusedCell(window)).toBeVisible();
  return window;
}

test('a patient is found without accents from any page; Enter opens the card, Ctrl+Enter books', async ({
  openDesk,
}) => {
  const window = await atFrontDesk(() => openDesk({ dataDir }));
  await window.keyboard.press('Control+k');
  await expect(palette(window)).toBeFocused();
  await window.keyboard.type('cuc pham');
  await expect(chosen(window)).toContainText('Phạm Thị Cúc');
  expect(await faultsOf(window)).toEqual([]);
  await window.keyboard.press('Enter');
  await expect(window.getByRole('heading', { level: 1, name: 'Phạm Thị Cúc' })).toBeAttached();

  // Looked at last: the first of the list before anything is typed.
  await window.keyboard.press('Control+Shift+P');
  await expect(chosen(window)).toContainText('Phạm Thị Cúc');
  await window.keyboard.press('Control+Enter');
  const booking = window.getByRole('form', { name: 'New appointment' });
  await expect(booking.getByText('Phạm Thị Cúc')).toBeVisible();
  await expect(window).toHaveURL(/#\/$/);
});

test('keys typed before the box is drawn are in it, and Enter waits for the answer to what was typed', async ({
  openDesk,
}) => {
  const window = await atFrontDesk(() => openDesk({ dataDir }));
  // All in one go, as fast as a machine can type.
  for (let round = 0; round < 3; round++) {
    await window.keyboard.press('Control+k');
    await window.keyboard.type('pham thi cuc');
    await window.keyboard.press('Enter');
    await expect(window.getByRole('heading', { level: 1, name: 'Phạm Thị Cúc' })).toBeAttached();
    await window.keyboard.press('Alt+1');
    await expect(focusedCell(window)).toBeVisible();
  }
});

test('a day is said in either language, a doctor is jumped to, and the keyboard is where the work goes on', async ({
  openDesk,
}) => {
  const window = await atFrontDesk(() => openDesk({ dataDir }));
  const date = window.getByRole('textbox', { name: 'Date' }).first();
  const today = await date.inputValue();
  await window.keyboard.press('Control+k');
  await window.keyboard.type('ngày mai');
  await expect(chosen(window)).toContainText('Open this day');
  await window.keyboard.press('Enter');
  await expect(date).not.toHaveValue(today);

  await window.keyboard.press('Control+k');
  await window.keyboard.type('bs hung');
  await expect(chosen(window)).toContainText('Lê Hùng');
  await window.keyboard.press('Enter');
  await expect(window.getByRole('gridcell', { name: /Lê Hùng/ }).and(focusedCell(window))).toBeVisible();
});

test('an action of the page is done by its name; one that is off says why and is not done', async ({
  openDesk,
}) => {
  const window = await atFrontDesk(() => openDesk({ dataDir }));
  await window.keyboard.press('Control+k');
  await window.keyboard.type('type a date');
  await window.keyboard.press('Enter');
  await expect(window.getByRole('textbox', { name: 'Date' }).first()).toBeFocused();

  await window.keyboard.press('Control+k');
  await window.keyboard.type('tomorrow');
  await window.keyboard.press('Enter');
  await window.getByRole('gridcell', { name: /09:00, Booked, Phạm Thị Cúc/ }).press('Enter');
  await expect(window.getByRole('region', { name: 'Appointment', exact: true })).toBeVisible();
  await window.keyboard.press('c');
  await expect(window.getByText(/is confirmed/)).toBeVisible();
  await window.keyboard.press('Control+k');
  await window.keyboard.type('confirm');
  await expect(chosen(window)).toContainText('Only a booked appointment can be confirmed.');
  await window.keyboard.press('Enter');
  await expect(palette(window)).toBeVisible();
});

test('the list of keys opens with ?, is searched, and gives the keyboard back', async ({ openDesk }) => {
  const window = await atFrontDesk(() => openDesk({ dataDir }));
  const before = await focusedCell(window).getAttribute('aria-label');
  await window.keyboard.press('Shift+?');
  const keys = window.getByRole('dialog', { name: 'Keys' });
  await expect(keys.getByRole('region', { name: 'On this page' })).toBeVisible();
  await expect(keys.getByRole('region', { name: 'Everywhere' })).toContainText('Lock the screen');
  expect(await faultsOf(window)).toEqual([]);
  await window.keyboard.type('lock');
  await expect(keys.getByRole('region', { name: 'On this page' })).toBeHidden();
  await window.keyboard.press('Escape');
  await expect(keys).toBeHidden();
  expect(await focusedCell(window).getAttribute('aria-label')).toBe(before);

  // In a field a question mark is a question mark; F1 asks from there too.
  await window.keyboard.press('Alt+2');
  await expect(window.getByLabel('Search patients')).toBeFocused();
  await window.keyboard.type('?');
  await expect(window.getByLabel('Search patients')).toHaveValue('?');
  await window.keyboard.press('F1');
  await expect(keys.getByText('Register a patient')).toBeVisible();
});

test('what was just done is said politely; F8 goes to it, Enter undoes it, and the keyboard comes back', async ({
  openDesk,
}) => {
  const window = await atFrontDesk(() => openDesk({ dataDir }));
  await window.keyboard.press('PageDown');
  await window.getByRole('gridcell', { name: /09:00, Booked, Phạm Thị Cúc/ }).press('Enter');
  await expect(window.getByRole('region', { name: 'Appointment', exact: true })).toBeVisible();
  await window.keyboard.press('c');
  const said = window.getByRole('status').filter({ hasText: 'is confirmed' });
  await expect(said).toBeVisible();
  await expect(said.locator('xpath=ancestor::*[@aria-live="polite"]').first()).toBeAttached();

  await window.keyboard.press('F8');
  await expect(said.getByRole('button', { name: 'Undo' })).toBeFocused();
  // Longer than it would stay by itself: what has the keyboard waits.
  await window.waitForTimeout(11_000);
  await expect(said).toBeVisible();
  await window.keyboard.press('Enter');
  await expect(window.getByRole('gridcell', { name: /09:00, Booked, Phạm Thị Cúc/ })).toBeVisible();
  await expect(focusedCell(window)).toHaveAttribute('data-time', '09:00');

  await window.keyboard.press('F8');
  await expect(window.getByRole('status').filter({ hasText: 'Undone' }).getByRole('button')).toBeFocused();
  await window.keyboard.press('Escape');
  await expect(focusedCell(window)).toHaveAttribute('data-time', '09:00');
});
