// Making appointments with the keyboard alone: fast, the next free slot, a family, a warning, squeezed in, walked in, a series that clashes.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { addDays } from '../../domain/civil-date.ts';
import { tabTo } from '../support/by-keyboard.ts';
import { signIn } from '../support/first-run-steps.ts';
import { deskPeople, makeFrontDeskOnDisk } from '../support/front-desk-on-disk.ts';
import { type LaunchOptions, test } from '../support/launch.ts';

const cell = (window: Page, name: string | RegExp) => window.getByRole('gridcell', { name });
const focusedCell = (window: Page) => window.locator('[role="gridcell"]:focus');
const toast = (window: Page, text: string | RegExp) => window.getByRole('status').filter({ hasText: text });
const picker = (window: Page) => window.getByRole('combobox', { name: 'Patient' });
const reason = (window: Page) => window.getByRole('textbox', { name: 'Reason', exact: true });
const way = (window: Page) => window.getByRole('radiogroup', { name: 'How it is booked' });
const shownDay = (date: string) => `${date.slice(8)}/${date.slice(5, 7)}/${date.slice(0, 4)}`;

type OpenDesk = (options?: LaunchOptions) => Promise<{ window: Page }>;
let dataDir = '';
let tomorrow = '';
const folders: string[] = [];
test.beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'clinic-desk-booking-'));
  folders.push(dataDir);
  tomorrow = await makeFrontDeskOnDisk(dataDir);
});
test.afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** Tomorrow's grid: Cúc is with Dr An at nine, Dr Mai is on leave. */
async function openTomorrow(openDesk: OpenDesk, options: LaunchOptions = {}): Promise<Page> {
  const { window } = await openDesk({ dataDir, ...options });
  await signIn(window, deskPeople.lan);
  await expect(focusedCell(window)).toBeVisible();
  await window.keyboard.press('PageDown');
  await expect(cell(window, /^BS. Nguyễn Thị An, 09:00, Booked, Phạm Thị Cúc/)).toBeVisible();
  return window;
}

/** As fast as a practised hand: 30 ms between the keys, Enter at once. */
async function choosePatient(window: Page, text: string, name: RegExp): Promise<void> {
  await expect(picker(window)).toBeFocused();
  await window.keyboard.type(text, { delay: 30 });
  await window.keyboard.press('Enter');
  await expect(window.getByRole('region', { name })).toBeVisible();
}

/** From the grid's corner with the arrows: to the doctor's column, then down to the time. */
async function walkTo(window: Page, name: string): Promise<void> {
  const label = async () => (await focusedCell(window).getAttribute('aria-label')) ?? '';
  const [doctor = ''] = name.split(',');
  await window.keyboard.press('Control+Home');
  for (let step = 0; step < 9 && !(await label()).startsWith(doctor); step++)
    await window.keyboard.press('ArrowRight');
  for (let step = 0; step < 20 && !(await label()).startsWith(name); step++)
    await window.keyboard.press('ArrowDown');
  expect(await label()).toContain(name);
}

test('a patient who calls is booked in under ten seconds: next free slot by one key, three letters, a word, Ctrl+Enter', async ({
  openDesk,
}) => {
  const window = await openTomorrow(openDesk);
  const began = performance.now();
  await window.keyboard.press('f');
  await expect(window.getByRole('option').first()).toContainText('08:00');
  await window.keyboard.press('1');
  await choosePatient(window, 'binh', /Trần Văn Bình/);
  await expect(reason(window)).toBeFocused();
  await window.keyboard.type('Đau đầu', { delay: 30 });
  await window.keyboard.press('Control+Enter');
  await expect(cell(window, 'BS. Lê Hùng, 08:00, Booked, Trần Văn Bình, Đau đầu')).toBeFocused();
  const seconds = (performance.now() - began) / 1_000;
  process.stdout.write(`booked by keyboard in ${seconds.toFixed(2)} s\n`);
  expect(seconds).toBeLessThan(10);

  await window.keyboard.press('Control+z');
  await expect(toast(window, 'the booking of Trần Văn Bình is cancelled')).toBeVisible();
  await expect(cell(window, 'BS. Lê Hùng, 08:00, free')).toBeVisible();
  await window.keyboard.press('Control+y');
  await expect(cell(window, /^BS. Lê Hùng, 08:00, Booked, Trần Văn Bình/)).toBeVisible();
});

test('the next free slots of one doctor, in the afternoon, for an hour; more of them; one is taken with a digit', async ({
  openDesk,
}) => {
  const window = await openTomorrow(openDesk);
  await window.keyboard.press('f');
  const found = window.getByRole('listbox', { name: 'Free slots, a digit takes one' });
  await expect(found).toBeFocused();
  await expect(found.getByRole('option')).toHaveCount(10);
  await tabTo(window, window.getByRole('combobox', { name: 'With whom' }));
  await window.keyboard.type('nguyen thi an');
  await window.keyboard.press('Enter');
  await expect(found.getByRole('option').nth(1)).toContainText('08:30');
  await window.keyboard.press('Tab');
  await expect(window.getByRole('radio', { name: 'All day' })).toBeFocused();
  await window.keyboard.press('ArrowRight');
  await window.keyboard.press('ArrowRight');
  await expect(found.getByRole('option').first()).toContainText('12:00');
  await tabTo(window, window.getByRole('combobox', { name: 'How long' }));
  await window.keyboard.press('ArrowDown');
  await window.keyboard.press('ArrowDown');
  await window.keyboard.press('Enter');
  await tabTo(window, found);
  // 16:30 has no second half hour after it: nine begin in an afternoon.
  await expect(found.getByRole('option').nth(9)).toContainText('12:00');
  await window.keyboard.press('+');
  await expect(found.getByRole('option').first()).toContainText('12:30');
  await window.keyboard.press('-');
  await expect(found.getByRole('option').first()).toContainText('12:00');
  await window.keyboard.press('2');
  await expect(window.getByText('2 slots in a row: 12:30, 13:00.')).toBeVisible();
  await choosePatient(window, 'binh', /Trần Văn Bình/);
  await window.keyboard.press('Control+Enter');
  await expect(cell(window, /^BS. Nguyễn Thị An, 12:30, Booked, Trần Văn Bình/)).toBeFocused();
  await expect(cell(window, /^BS. Nguyễn Thị An, 13:00, Booked, Trần Văn Bình/)).toBeVisible();
});

test('a shared phone shows the family; two siblings are booked back to back in one action and taken back in one', async ({
  openDesk,
}) => {
  const window = await openTomorrow(openDesk);
  await window.keyboard.press('n');
  await expect(picker(window)).toBeFocused();
  await window.keyboard.type('0901234567');
  await expect(window.getByRole('option', { name: /Trần Văn Bình/ })).toBeVisible();
  await expect(window.getByRole('option', { name: /Phạm Thị Cúc/ })).toBeVisible();
  await expect(window.getByText('One phone, 2 people')).toBeVisible();
  await window.keyboard.press('Escape');
  await window.keyboard.press('Control+a');
  await choosePatient(window, 'binh', /Trần Văn Bình/);
  const cuc = window.getByRole('checkbox', { name: /Phạm Thị Cúc/ });
  await window.keyboard.press('Shift+Tab');
  await tabTo(window, cuc);
  await window.keyboard.press('Space');
  await expect(cuc).toBeChecked();
  await window.keyboard.press('Alt+f');
  await window.keyboard.press('1');
  await expect(window.getByText('2 appointments back to back: 08:00, 08:30.')).toBeVisible();
  await window.keyboard.press('Control+Enter');
  await expect(cell(window, /^BS. Lê Hùng, 08:00, Booked, Trần Văn Bình/)).toBeFocused();
  await expect(cell(window, /^BS. Lê Hùng, 08:30, Booked, Phạm Thị Cúc/)).toBeVisible();
  await window.keyboard.press('Control+z');
  await expect(cell(window, 'BS. Lê Hùng, 08:00, free')).toBeVisible();
  await expect(cell(window, 'BS. Lê Hùng, 08:30, free')).toBeVisible();
});

test('a second visit the same day warns and names the first, and can be booked anyway; squeezed in it needs a reason and is marked', async ({
  openDesk,
}) => {
  const window = await openTomorrow(openDesk);
  await window.keyboard.press('f');
  await window.keyboard.press('1');
  await choosePatient(window, 'cuc', /Phạm Thị Cúc/);
  await expect(window.getByText('Already booked this day: 09:00 with Nguyễn Thị An.')).toBeVisible();
  await window.keyboard.press('Control+Enter');
  await expect(cell(window, /^BS. Lê Hùng, 08:00, Booked, Phạm Thị Cúc/)).toBeFocused();

  await window.keyboard.press('n');
  await choosePatient(window, 'binh', /Trần Văn Bình/);
  await window.keyboard.press('Escape');
  await expect(focusedCell(window)).toBeVisible();
  await walkTo(window, 'BS. Nguyễn Thị An, 09:00');
  await window.keyboard.press('Enter');
  await expect(window.getByRole('region', { name: 'Appointment', exact: true })).toBeVisible();
  await window.keyboard.press('Shift+O');
  await expect(way(window).getByRole('radio', { name: 'Overbook' })).toBeChecked();
  await window.keyboard.press('Control+Enter');
  await expect(window.getByText('Please say why; it stands on the appointment.')).toBeVisible();
  await expect(window.getByRole('textbox', { name: 'Why is it squeezed in?' })).toBeFocused();
  await window.keyboard.type('Sốt cao, bác sĩ đồng ý');
  await window.keyboard.press('Control+Enter');
  await expect(toast(window, 'Trần Văn Bình is squeezed in at 09:00.')).toBeVisible();
  const both = cell(window, /^BS. Nguyễn Thị An, 09:00/);
  await expect(both).toContainText('Phạm Thị Cúc');
  await expect(both).toContainText('Trần Văn Bình');
  // Two at one time: Enter again is the next of them, and the keys are for the one whose card is open.
  await expect(both).toBeFocused();
  for (const name of ['Phạm Thị Cúc', 'Trần Văn Bình', 'Phạm Thị Cúc']) {
    await window.keyboard.press('Enter');
    await expect(window.getByRole('region', { name: `Patient ${name}` })).toBeVisible();
  }
});

test('a walk-in waits in a doctor’s queue with a ticket and a reason; what was typed survives a kill', async ({
  openDesk,
}) => {
  const first = await openDesk({ dataDir });
  await signIn(first.window, deskPeople.lan);
  await expect(focusedCell(first.window)).toBeVisible();
  await first.window.keyboard.press('w');
  await choosePatient(first.window, 'binh', /Trần Văn Bình/);
  const why = first.window.getByRole('textbox', { name: 'Why without an appointment?' });
  await expect(why).toBeFocused();
  await first.window.keyboard.type('Đứt tay', { delay: 30 });
  await first.window.waitForTimeout(700);
  await first.kill();

  const { window } = await openDesk({ dataDir });
  await signIn(window, deskPeople.lan);
  await expect(window.getByRole('textbox', { name: 'Why without an appointment?' })).toHaveValue('Đứt tay');
  await expect(way(window).getByRole('radio', { name: 'Walk-in' })).toBeChecked();
  const queue = window.getByRole('combobox', { name: 'Queue of' });
  await tabTo(window, queue);
  await window.keyboard.type('le hung');
  await window.keyboard.press('Enter');
  await expect(queue).toHaveValue('BS. Lê Hùng');
  await window.keyboard.press('Control+Enter');
  await expect(toast(window, 'Trần Văn Bình is here, ticket A1.')).toBeVisible();
  await window.keyboard.press('Control+z');
  await expect(toast(window, 'the booking of Trần Văn Bình is cancelled')).toBeVisible();
});

test('a day that is typed and booked at once is the day of the visit, before its grid is there', async ({
  openDesk,
}) => {
  const window = await openTomorrow(openDesk);
  await window.keyboard.press('f');
  await window.keyboard.press('1');
  await choosePatient(window, 'cuc', /Phạm Thị Cúc/);
  const asked = shownDay(addDays(tomorrow, 7));
  await tabTo(window, window.getByRole('textbox', { name: 'Date', exact: true }).last());
  await window.keyboard.press('Control+a');
  await window.keyboard.type(asked);
  await window.keyboard.press('Enter');
  await window.keyboard.press('Control+Enter');
  const history = window.getByRole('list', { name: 'History' }).getByRole('listitem');
  await expect(history.first()).toContainText(`${asked} 08:00`);
  await expect(cell(window, /^BS. Lê Hùng, 08:00, Booked, Phạm Thị Cúc/)).toBeVisible();
});

test('a weekly series shows the day that clashes, takes another time for it and is booked in one go', async ({
  openDesk,
}) => {
  const window = await openTomorrow(openDesk);
  // The same hour a week later is taken.
  await window.keyboard.press('f');
  await window.keyboard.press('1');
  await choosePatient(window, 'cuc', /Phạm Thị Cúc/);
  await tabTo(window, window.getByRole('textbox', { name: 'Date', exact: true }).last());
  await window.keyboard.press('Control+a');
  await window.keyboard.type(shownDay(addDays(tomorrow, 7)));
  await window.keyboard.press('Enter');
  await window.keyboard.press('Control+Enter');
  await expect(cell(window, /^BS. Lê Hùng, 08:00, Booked, Phạm Thị Cúc/)).toBeVisible();
  await window.keyboard.press('t');
  await window.keyboard.press('PageDown');
  await expect(cell(window, 'BS. Lê Hùng, 08:00, free')).toBeVisible();

  await window.keyboard.press('f');
  await window.keyboard.press('1');
  await choosePatient(window, 'binh', /Trần Văn Bình/);
  await tabTo(window, window.getByRole('checkbox', { name: 'Repeat weekly' }));
  await window.keyboard.press('Space');
  const days = window.getByRole('list', { name: 'Dates of the series' });
  await expect(days.getByRole('listitem')).toHaveCount(4);
  const instead = days.getByRole('combobox', { name: `Instead on ${shownDay(addDays(tomorrow, 7))}` });
  await expect(instead).toBeVisible();
  await window.keyboard.press('Control+Enter');
  await expect(instead).toBeFocused();
  await window.keyboard.type('08:30');
  await expect(instead).toHaveValue('08:30');
  await window.keyboard.press('Control+Enter');
  await expect(toast(window, '4 appointments are booked: Trần Văn Bình')).toBeVisible();
  await expect(cell(window, /^BS. Lê Hùng, 08:00, Booked, Trần Văn Bình/)).toBeFocused();
  await window.keyboard.press('Control+z');
  await expect(toast(window, 'all 4 bookings are cancelled')).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on the booking panel with its search, its family and its series, ${colorScheme}`, async ({
    openDesk,
  }) => {
    const window = await openTomorrow(openDesk, { colorScheme });
    const faults = async () =>
      (await new AxeBuilder({ page: window }).analyze()).violations.map(
        ({ id, nodes }) => `${id}: ${nodes[0]?.html}`,
      );
    await window.keyboard.press('f');
    await expect(window.getByRole('option')).toHaveCount(10);
    expect(await faults()).toEqual([]);
    await window.keyboard.press('1');
    await choosePatient(window, 'cuc', /Phạm Thị Cúc/);
    await tabTo(window, window.getByRole('checkbox', { name: 'Repeat weekly' }));
    await window.keyboard.press('Space');
    await expect(window.getByRole('list', { name: 'Dates of the series' })).toBeVisible();
    expect(await faults()).toEqual([]);
    await window.keyboard.press('Escape');
    await expect(focusedCell(window)).toBeVisible();
    await window.keyboard.press('w');
    await expect(window.getByRole('combobox', { name: 'Queue of' })).toBeVisible();
    expect(await faults()).toEqual([]);
  });
}
