// The grid by keyboard: cut, walk and paste between days, the pinboard, undo and redo, several at once, week, month and rooms; the card.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { signIn } from '../support/first-run-steps.ts';
import { deskPeople, makeFrontDeskOnDisk } from '../support/front-desk-on-disk.ts';
import { type LaunchOptions, test } from '../support/launch.ts';

const CUC = 'BS. Nguyễn Thị An, 09:00, Booked, Phạm Thị Cúc, Đau đầu';
const cell = (window: Page, name: string | RegExp) => window.getByRole('gridcell', { name });
const focusedCell = (window: Page) => window.locator('[role="gridcell"]:focus');
const pinboard = (window: Page) => window.getByRole('region', { name: 'Pinboard' });
const faultsOf = async (window: Page) =>
  (await new AxeBuilder({ page: window }).analyze()).violations.map(
    ({ id, nodes }) => `${id}: ${nodes[0]?.html}`,
  );

type OpenDesk = (options?: LaunchOptions) => Promise<{ window: Page }>;
let dataDir = '';
const folders: string[] = [];
test.beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'clinic-desk-grid-'));
  folders.push(dataDir);
  await makeFrontDeskOnDisk(dataDir);
});
// Not after each: the window is closed later than that.
test.afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** Tomorrow's grid, with the keyboard on Cúc's appointment with Dr An at nine. */
async function openAtCuc(openDesk: OpenDesk, options: LaunchOptions = {}): Promise<Page> {
  const { window } = await openDesk({ dataDir, ...options });
  await signIn(window, deskPeople.lan);
  await expect(focusedCell(window)).toBeVisible();
  await window.keyboard.press('PageDown');
  await expect(cell(window, CUC)).toBeVisible();
  await walkTo(window, CUC);
  return window;
}

/** Walks with the arrows, as a person without a mouse does. */
async function walkTo(window: Page, name: string | RegExp): Promise<void> {
  const wanted = cell(window, name).first();
  const at = (which: typeof wanted) =>
    which.evaluate((element) => ({
      row: [...document.querySelectorAll('[role="row"]')].indexOf(element.parentElement ?? element),
      column: [...(element.parentElement?.children ?? [])].indexOf(element),
    }));
  const [from, to] = [await at(focusedCell(window)), await at(wanted)];
  const press = async (key: string, times: number) => {
    for (let i = 0; i < times; i += 1) await window.keyboard.press(key);
  };
  await press(to.row > from.row ? 'ArrowDown' : 'ArrowUp', Math.abs(to.row - from.row));
  await press(to.column > from.column ? 'ArrowRight' : 'ArrowLeft', Math.abs(to.column - from.column));
  await expect(wanted).toBeFocused();
}

/** Books Bình on a free cell of the grid on the screen, by keyboard. */
async function book(window: Page, free: string | RegExp, who: string): Promise<void> {
  await walkTo(window, free);
  await window.keyboard.press('Enter');
  await expect(window.getByRole('combobox', { name: 'Patient' })).toBeFocused();
  await window.keyboard.type(who);
  await expect(window.getByRole('option', { name: new RegExp(who) }).first()).toBeVisible();
  await window.waitForTimeout(300);
  await window.keyboard.press('Enter');
  await expect(window.getByRole('textbox', { name: 'Reason' })).toBeFocused();
  await window.keyboard.press('Control+Enter');
}

test('an appointment is cut, carried to another day and pasted; until then it stands where it stood', async ({
  openDesk,
}) => {
  const window = await openAtCuc(openDesk);
  await window.keyboard.press('Control+x');
  await expect(
    pinboard(window)
      .getByRole('button', { name: /Phạm Thị Cúc/ })
      .first(),
  ).toBeVisible();
  await expect(cell(window, CUC)).toBeVisible();
  await window.keyboard.press('PageDown');
  await expect(cell(window, 'BS. Lê Hùng, 09:30, free')).toBeVisible();
  await walkTo(window, 'BS. Lê Hùng, 09:30, free');
  await window.keyboard.press('Control+v');
  await expect(cell(window, 'BS. Lê Hùng, 09:30, Booked, Phạm Thị Cúc, Đau đầu')).toBeFocused();
  await expect(pinboard(window)).toBeHidden();
  await window.keyboard.press('PageUp');
  await expect(cell(window, 'BS. Nguyễn Thị An, 09:00, free')).toBeVisible();
});

test('a paste where nobody can be received is refused and says why; the pin stays for a better place', async ({
  openDesk,
}) => {
  const window = await openAtCuc(openDesk);
  await window.keyboard.press('x');
  await walkTo(window, /^BS\. Võ Mai, 09:00/);
  await window.keyboard.press('Control+v');
  await expect(window.getByRole('alert').filter({ hasText: 'Phạm Thị Cúc was not moved.' })).toBeVisible();
  await expect(pinboard(window)).toBeVisible();
  await expect(cell(window, CUC)).toBeVisible();
});

test('three changes are taken back with Ctrl+Z and done again with Ctrl+Y, one by one', async ({
  openDesk,
}) => {
  const window = await openAtCuc(openDesk);
  await window.keyboard.press('Alt+ArrowDown');
  const moved = cell(window, 'BS. Nguyễn Thị An, 09:30, Booked, Phạm Thị Cúc, Đau đầu');
  await expect(moved).toBeFocused();
  await window.keyboard.press('c');
  const confirmed = cell(window, 'BS. Nguyễn Thị An, 09:30, Confirmed, Phạm Thị Cúc, Đau đầu');
  await expect(confirmed).toBeVisible();
  await window.keyboard.press('Delete');
  await window.keyboard.type('Bệnh nhân bận');
  await window.keyboard.press('Control+Enter');
  const free = cell(window, 'BS. Nguyễn Thị An, 09:30, free');
  await expect(free).toBeVisible();
  for (const [key, there] of [
    ['Control+z', confirmed],
    ['Control+z', moved],
    ['Control+z', cell(window, CUC)],
    ['Control+y', moved],
    ['Control+y', confirmed],
    ['Control+Shift+z', free],
  ] as const) {
    await window.keyboard.press(key);
    await expect(there).toBeVisible();
  }
});

test('several are chosen with Shift and arrows, cancelled for one reason, and one undo brings all back', async ({
  openDesk,
}) => {
  const window = await openAtCuc(openDesk);
  await book(window, 'BS. Nguyễn Thị An, 09:30, free', 'Binh');
  const binh = /^BS\. Nguyễn Thị An, 09:30, Booked, .*Bình/;
  await expect(cell(window, binh)).toBeFocused();
  await window.keyboard.press('Shift+ArrowUp');
  await expect(window.getByRole('region', { name: '2 appointments chosen' })).toBeVisible();
  expect(await faultsOf(window)).toEqual([]);
  await window.keyboard.press('c');
  await expect(window.getByText('2 appointments are confirmed.')).toBeVisible();
  await window.keyboard.press('Delete');
  await expect(window.getByLabel('Why is it cancelled?')).toBeFocused();
  await window.keyboard.type('Bác sĩ vắng');
  await window.keyboard.press('Control+Enter');
  await expect(window.getByText('2 appointments are cancelled.')).toBeVisible();
  await expect(cell(window, 'BS. Nguyễn Thị An, 09:00, free')).toBeVisible();
  await expect(cell(window, 'BS. Nguyễn Thị An, 09:30, free')).toBeVisible();
  await window.keyboard.press('Control+z');
  await expect(cell(window, /09:00, Confirmed, Phạm Thị Cúc/)).toBeVisible();
  await expect(cell(window, /09:30, Confirmed, .*Bình/)).toBeVisible();
});

test('by room: a step to the next door keeps doctor and time, and what was confirmed', async ({
  openDesk,
}) => {
  const window = await openAtCuc(openDesk);
  // From another time and back: now it stands in the doctor's own room.
  await window.keyboard.press('Alt+ArrowDown');
  await expect(cell(window, /09:30, Booked, Phạm Thị Cúc/)).toBeFocused();
  await window.keyboard.press('c');
  await expect(cell(window, /09:30, Confirmed, Phạm Thị Cúc/)).toBeVisible();
  await window.keyboard.press('r');
  await expect(cell(window, /^Room 102, 09:30, Confirmed, Phạm Thị Cúc/)).toBeVisible();
  await window.keyboard.press('Tab');
  await window.locator('[role="gridcell"][tabindex="0"]').focus();
  await walkTo(window, /^Room 102, 09:30/);
  await window.keyboard.press('Alt+ArrowLeft');
  await expect(cell(window, /^Room 101, 09:30, Confirmed, Phạm Thị Cúc/)).toBeFocused();
  await window.keyboard.press('Control+z');
  await expect(cell(window, /^Room 102, 09:30, Confirmed, Phạm Thị Cúc/)).toBeVisible();
});

test('week and month by keyboard: the days of a doctor side by side, booked from there; how full a month is', async ({
  openDesk,
}) => {
  const window = await openAtCuc(openDesk);
  await window.keyboard.press('2');
  await expect(window.getByRole('grid', { name: 'Week of all doctors' })).toBeVisible();
  await expect(cell(window, /, 09:00, Booked, Phạm Thị Cúc/)).toBeVisible();
  expect(await faultsOf(window)).toEqual([]);
  await window.getByRole('combobox', { name: 'Whose week' }).press('ArrowDown');
  await window.getByRole('option', { name: 'BS. Lê Hùng' }).click();
  await expect(window.getByRole('grid', { name: 'Week of a doctor' })).toBeVisible();
  await window.locator('[role="gridcell"][tabindex="0"]').focus();
  await window.keyboard.press('PageDown');
  await expect(window.locator('[data-waiting]')).toHaveCount(0);
  await book(window, /^Wed .*, 10:00, free/, 'Binh');
  await expect(cell(window, /, 10:00, Booked, .*Bình/)).toBeFocused();
  await window.keyboard.press('3');
  const month = window.getByRole('grid', { name: /^How full the days are/ });
  await expect(month.getByRole('gridcell', { name: /1 of \d+ booked/ }).first()).toBeVisible();
  expect(await faultsOf(window)).toEqual([]);
  await month
    .getByRole('gridcell', { name: /1 of \d+ booked/ })
    .last()
    .focus();
  await window.keyboard.press('Enter');
  await expect(cell(window, /^BS\. Lê Hùng, 10:00, Booked, .*Bình/)).toBeVisible();
});

test('the card tells who booked and what changed, from where to where, without covering the visit', async ({
  openDesk,
}) => {
  const window = await openAtCuc(openDesk);
  await window.keyboard.press('Alt+ArrowDown');
  const moved = cell(window, /09:30, Booked, Phạm Thị Cúc/);
  await expect(moved).toBeFocused();
  await window.keyboard.press('i');
  const card = window.getByRole('status', { name: 'What happened to this appointment' });
  await expect(card.getByText(/09:00 → 09:30/)).toBeVisible();
  await expect(card.getByText(/Trần Lan/).first()).toBeVisible();
  const [a, b] = [await card.boundingBox(), await moved.locator('[data-visit]').boundingBox()];
  expect(a && b && (a.x >= b.x + b.width || a.x + a.width <= b.x)).toBe(true);
  await window.keyboard.press('Escape');
  await expect(card).toBeHidden();
  await moved.locator('[data-visit]').hover();
  await expect(card).toBeVisible();
});

test('the mouse pins a visit while the days go by, and drops it on another', async ({ openDesk }) => {
  const window = await openAtCuc(openDesk);
  const visit = cell(window, CUC).locator('[data-visit]');
  await visit.hover();
  await window.mouse.down();
  await window.mouse.move(700, 500, { steps: 4 });
  await expect(pinboard(window)).toBeVisible();
  const board = await pinboard(window).boundingBox();
  await window.mouse.move((board?.x ?? 0) + 40, (board?.y ?? 0) + 12, { steps: 4 });
  await window.mouse.up();
  const pin = pinboard(window).locator('[data-visit]');
  await expect(pin).toBeVisible();
  await window.keyboard.press('PageDown');
  const free = cell(window, 'BS. Nguyễn Thị An, 11:00, free');
  await expect(free).toBeVisible();
  await expect(cell(window, CUC)).toHaveCount(0);
  await pin.hover();
  await window.mouse.down();
  const to = await free.boundingBox();
  await window.mouse.move((to?.x ?? 0) + 30, (to?.y ?? 0) + 10, { steps: 6 });
  await window.mouse.up();
  await expect(cell(window, 'BS. Nguyễn Thị An, 11:00, Booked, Phạm Thị Cúc, Đau đầu')).toBeVisible();
});

test('at 200 % zoom and in the dark the week and the rooms are used and free of faults', async ({
  openDesk,
}) => {
  const window = await openAtCuc(openDesk, { size: { width: 683, height: 384 }, colorScheme: 'dark' });
  for (const key of ['r', '2', '3', '1']) {
    await window.keyboard.press(key);
    await expect(window.locator('[role="gridcell"]').first()).toBeVisible();
    expect(await faultsOf(window)).toEqual([]);
  }
});
