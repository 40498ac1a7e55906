// Who would come sooner, by keyboard only: written down, proposed when a time falls free, taken by one press, taken back.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { chooseIn, tabTo } from '../support/by-keyboard.ts';
import { signIn } from '../support/first-run-steps.ts';
import { deskPeople, makeFrontDeskOnDisk } from '../support/front-desk-on-disk.ts';
import { test } from '../support/launch.ts';

const faultsOf = async (window: Page) =>
  (await new AxeBuilder({ page: window }).analyze()).violations.map(
    ({ id, nodes }) => `${id}: ${nodes[0]?.html}`,
  );
const cell = (window: Page, name: string | RegExp) => window.getByRole('gridcell', { name });

let dataDir = '';
const folders: string[] = [];
test.beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'clinic-desk-waitlist-'));
  folders.push(dataDir);
  await makeFrontDeskOnDisk(dataDir);
});
test.afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

async function openTomorrow(window: Page): Promise<void> {
  await window.keyboard.press('Alt+1');
  await expect(window.locator('[role="gridcell"]:focus')).toBeVisible();
  await window.keyboard.press('PageDown');
  await expect(cell(window, /09:00, Booked, Phạm Thị Cúc/)).toBeVisible();
}

test('a person waits, a visit is cancelled, the note proposes the person, one press books, Ctrl+Z takes it back', async ({
  openDesk,
}) => {
  const { window } = await openDesk({ dataDir });
  await signIn(window, deskPeople.lan);
  await expect(window.locator('[role="gridcell"]:focus')).toBeVisible();
  await tabTo(window, window.getByRole('link', { name: 'Waiting list' }));
  await window.keyboard.press('Enter');
  await expect(window.getByRole('heading', { name: 'Waiting list' })).toBeVisible();
  await window.keyboard.press('n');
  await tabTo(window, window.getByRole('combobox', { name: 'Patient' }));
  await window.keyboard.type('Bình');
  await expect(window.getByRole('option', { name: /Trần Văn Bình/ })).toBeVisible();
  await window.keyboard.press('Enter');
  await chooseIn(window, window.getByRole('combobox', { name: 'Department', exact: true }), 'Nội tổng quát');
  await tabTo(window, window.getByRole('textbox', { name: 'Reason' }));
  await window.keyboard.type('Đau lưng');
  expect(await faultsOf(window)).toEqual([]);
  await window.keyboard.press('Control+s');
  await expect(window.getByRole('cell', { name: /Trần Văn Bình/ })).toBeVisible();

  await openTomorrow(window);
  await cell(window, /09:00, Booked, Phạm Thị Cúc/).focus();
  await window.keyboard.press('Delete');
  await expect(window.getByLabel('Why is it cancelled?')).toBeFocused();
  await window.keyboard.type('Bận');
  await window.keyboard.press('Control+Enter');
  const note = window.getByRole('region', { name: 'Who would come' });
  await expect(note.getByText('Trần Văn Bình')).toBeVisible();
  await expect(note.getByText(/0901234567/)).toBeVisible();
  expect(await faultsOf(window)).toEqual([]);
  await window.keyboard.press('Alt+w');
  await expect(note.getByRole('button', { name: /^Take 09:00 for Trần Văn Bình/ })).toBeFocused();
  await window.keyboard.press('Enter');
  await expect(cell(window, /09:00, Booked, Trần Văn Bình, Đau lưng/)).toBeVisible();
  await expect(note).toBeHidden();

  await window.keyboard.press('Control+z');
  await expect(cell(window, /Nguyễn Thị An, 09:00, free/)).toBeVisible();
  await tabTo(window, window.getByRole('link', { name: 'Waiting list' }));
  await window.keyboard.press('Enter');
  await expect(window.getByRole('cell', { name: /Trần Văn Bình/ })).toBeVisible();
});

test('a visit that would come sooner is moved to a free time from the booking panel', async ({
  openDesk,
}) => {
  const { window } = await openDesk({ dataDir });
  await signIn(window, deskPeople.lan);
  await openTomorrow(window);
  await cell(window, /09:00, Booked, Phạm Thị Cúc/).focus();
  await window.keyboard.press('Enter');
  await expect(window.getByRole('button', { name: /Would come sooner/ })).toBeVisible();
  await window.keyboard.press('s');
  const form = window.getByRole('dialog', { name: 'Would come sooner' });
  await expect(form.getByRole('combobox', { name: 'Doctor' })).toHaveValue('Nguyễn Thị An');
  await window.keyboard.press('Control+s');
  await expect(form).toBeHidden();

  await cell(window, 'BS. Nguyễn Thị An, 08:00, free').focus();
  await window.keyboard.press('Enter');
  const beside = window.getByRole('region', { name: 'Who would come at this time' });
  await expect(beside.getByText(/that appointment moves here/)).toBeVisible();
  await tabTo(window, beside.getByRole('button', { name: /^Take 08:00 for Phạm Thị Cúc/ }));
  await window.keyboard.press('Enter');
  await expect(cell(window, /Nguyễn Thị An, 08:00, Booked, Phạm Thị Cúc/)).toBeVisible();
  await expect(cell(window, /Nguyễn Thị An, 09:00, free/)).toBeVisible();
});
