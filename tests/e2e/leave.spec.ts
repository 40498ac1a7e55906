// Leave and holidays by keyboard only: who is away, where the visits go, the call list, and all of it taken back.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { tabTo } from '../support/by-keyboard.ts';
import { signIn } from '../support/first-run-steps.ts';
import { deskPeople, makeFrontDeskOnDisk } from '../support/front-desk-on-disk.ts';
import { test } from '../support/launch.ts';

const faultsOf = async (window: Page) =>
  (await new AxeBuilder({ page: window }).analyze()).violations.map(
    ({ id, nodes }) => `${id}: ${nodes[0]?.html}`,
  );

let dataDir = '';
let tomorrow = '';
const folders: string[] = [];
test.beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'clinic-desk-leave-'));
  folders.push(dataDir);
  tomorrow = await makeFrontDeskOnDisk(dataDir);
});
test.afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));
const typedDay = () => tomorrow.split('-').toReversed().join('/');

test('a leave shows its visit, moves it with one save, prints the call list, and is taken back whole', async ({
  openDesk,
}) => {
  const { window } = await openDesk({ dataDir });
  await signIn(window, deskPeople.lan);
  await expect(window.locator('[role="gridcell"]:focus')).toBeVisible();
  await window.keyboard.press('Alt+0');
  await expect(window.getByRole('heading', { name: 'Leave', exact: true })).toBeVisible();
  const doctor = window.getByRole('combobox', { name: 'Doctor' });
  await tabTo(window, doctor);
  await window.keyboard.type('Nguyễn Thị An', { delay: 30 });
  await expect(window.getByRole('option', { name: /Nguyễn Thị An/ })).toBeVisible();
  await window.keyboard.press('Enter');
  await tabTo(window, window.getByRole('textbox', { name: 'First day' }));
  await window.keyboard.type(typedDay());
  await tabTo(window, window.getByRole('textbox', { name: 'Reason' }));
  await window.keyboard.type('Hội nghị');
  await expect(window.getByText('Phạm Thị Cúc')).toBeVisible();
  expect(await faultsOf(window)).toEqual([]);

  // Somebody calls: the page is left, and what was typed is there again.
  await window.keyboard.press('Alt+1');
  await expect(window.locator('[role="gridcell"]').first()).toBeVisible();
  await window.keyboard.press('Alt+0');
  await expect(window.getByRole('textbox', { name: 'Reason' })).toHaveValue('Hội nghị');

  await window.keyboard.press('Control+Enter');
  const newTime = window.getByRole('combobox', { name: 'New time of Phạm Thị Cúc' });
  await expect(newTime).toHaveValue(/09:00 · Lê Hùng/);
  await expect(window.getByText('1 visit: 1 with a new time, 0 to call.')).toBeVisible();
  expect(await faultsOf(window)).toEqual([]);
  await tabTo(window, newTime);
  await window.keyboard.type('10:30 · Lê Hùng', { delay: 30 });
  await expect(window.getByRole('option', { name: /10:30 · Lê Hùng/ }).first()).toBeVisible();
  await window.keyboard.press('Enter');
  await expect(newTime).toHaveValue(/10:30 · Lê Hùng/);
  await window.keyboard.press('Control+Enter');
  await expect(window.getByText('The leave is saved. Moved: 1. Still to agree: 0.')).toBeVisible();
  expect(await faultsOf(window)).toEqual([]);
  await window.keyboard.press('p');
  const paper = window.getByRole('dialog', { name: 'Call list' });
  await expect(paper.locator('canvas').first()).toBeVisible({ timeout: 30_000 });
  await window.keyboard.press('Escape');
  await expect(paper).toBeHidden();

  await window.keyboard.press('u');
  await expect(window.getByText('Taken back: every visit is where it was.')).toBeVisible();
  await window.keyboard.press('Alt+1');
  await expect(window.locator('[role="gridcell"]:focus')).toBeVisible();
  await window.keyboard.press('PageDown');
  await expect(
    window.getByRole('gridcell', { name: /Nguyễn Thị An, 09:00, Booked, Phạm Thị Cúc/ }),
  ).toBeVisible();
});

test('the holidays of a year are looked at, taken over once, and not offered again', async ({ openDesk }) => {
  const { window } = await openDesk({ dataDir });
  await signIn(window, deskPeople.lan);
  await expect(window.locator('[role="gridcell"]:focus')).toBeVisible();
  await window.keyboard.press('Alt+0');
  await tabTo(window, window.getByRole('link', { name: 'Public holidays' }));
  await window.keyboard.press('Enter');
  await expect(window.getByRole('combobox', { name: 'Country' })).toHaveValue('Viet Nam');
  const tet = window.getByRole('checkbox', { name: /Tết, first day/ });
  await expect(tet).toBeChecked();
  await expect(window.getByRole('checkbox', { name: /Tết, fourth day/ })).not.toBeChecked();
  expect(await faultsOf(window)).toEqual([]);
  await tabTo(window, window.getByRole('checkbox', { name: /Tết, fourth day/ }));
  await window.keyboard.press('Space');
  await window.keyboard.press('Control+Enter');
  await expect(window.getByText(/The clinic is closed on \d+ more days/)).toBeVisible();
  await expect(tet).toBeDisabled();
  await expect(window.getByRole('button', { name: /Close the clinic on 0 days/ })).toBeDisabled();
});
