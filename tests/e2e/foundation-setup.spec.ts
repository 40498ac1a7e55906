// The set-up in the window: an admin builds a clinic by keyboard, nothing typed is lost, a holiday is entered and
// withdrawn, a list goes in and out as CSV.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { makeClinic } from '../support/first-run-steps.ts';
import { test } from '../support/launch.ts';

/** What axe says of the page or the dialog on it; the frame around them has its own journeys. */
const faultsOf = async (window: Page, part = 'main') =>
  (await new AxeBuilder({ page: window }).include(part).analyze()).violations.map(
    ({ id, nodes }) => `${id}: ${nodes[0]?.html}`,
  );

async function openSetup(window: Page, section: string): Promise<void> {
  await window.keyboard.press('Alt+4');
  await window.getByRole('link', { name: section, exact: true }).press('Enter');
  await expect(window.getByRole('heading', { name: section, level: 1 })).toBeVisible();
}

async function addDepartment(window: Page, name: string, fee: string): Promise<void> {
  await window.keyboard.press('n');
  await expect(window.getByRole('textbox', { name: 'Name' })).toBeFocused();
  await window.keyboard.type(name);
  await window.keyboard.press('Tab');
  await window.keyboard.type(fee);
  await window.keyboard.press('Control+s');
  await expect(window.getByRole('button', { name, exact: true })).toBeVisible();
}

test('an admin adds departments, services and rooms by keyboard, and a name is never given twice', async ({
  openDesk,
}) => {
  const { window } = await openDesk();
  await makeClinic(window);
  await openSetup(window, 'Departments');
  await addDepartment(window, 'Tim mạch', '200');
  await addDepartment(window, 'Da liễu', '150');
  await window.keyboard.press('n');
  await window.keyboard.type('TIM  mạch');
  await window.keyboard.press('Control+s');
  await expect(window.getByText(/“Tim mạch” is taken already/)).toBeVisible();
  await expect(window.getByRole('textbox', { name: 'Name' })).toBeFocused();
  await window.keyboard.press('Escape');

  await openSetup(window, 'Rooms');
  await window.keyboard.press('n');
  await window.keyboard.type('101');
  await window.keyboard.press('Tab');
  await window.keyboard.type('1');
  await window.keyboard.press('Control+Enter');
  await expect(window.getByRole('button', { name: '101' })).toBeVisible();

  await openSetup(window, 'Services');
  await window.keyboard.press('n');
  await window.keyboard.type('Siêu âm');
  await window.keyboard.press('Control+s');
  const department = window.getByRole('combobox', { name: 'Department' });
  await expect(department).toBeFocused();
  await expect(window.getByText('Please fill this in.')).toBeVisible();
  await window.keyboard.type('tim');
  await window.keyboard.press('Enter');
  await window.keyboard.press('Tab');
  await window.keyboard.type('nhiều');
  await window.keyboard.press('Control+s');
  await expect(window.getByText('Please give an amount such as 150,000.')).toBeVisible();
  await window.keyboard.press('Control+a');
  await window.keyboard.type('1,080.5');
  await window.keyboard.press('Control+s');
  await expect(window.getByRole('row', { name: /Siêu âm.*Tim mạch.*1,080.50/ })).toBeVisible();
});

test('a panel that is closed keeps what was typed; switching off says what it touches and can be undone', async ({
  openDesk,
}) => {
  const { window } = await openDesk();
  await makeClinic(window);
  await openSetup(window, 'Departments');
  await addDepartment(window, 'Nhi khoa', '180');
  const row = window.getByRole('button', { name: 'Nhi khoa', exact: true });
  await row.press('Enter');
  await window.getByLabel('Description').fill('Trẻ em dưới 16 tuổi');
  await window.keyboard.press('Escape');
  await expect(row).toBeFocused();
  await row.press('Enter');
  await expect(window.getByText('What you typed earlier is still here.')).toBeVisible();
  await expect(window.getByLabel('Description')).toHaveValue('Trẻ em dưới 16 tuổi');
  await window.getByRole('button', { name: 'Discard it' }).click();
  await expect(window.getByLabel('Description')).toHaveValue('');

  await window.getByRole('button', { name: 'Switch off…' }).click();
  await expect(window.getByText('No visits are still to come')).toBeVisible();
  expect(await faultsOf(window)).toEqual([]);
  await window.getByRole('button', { name: 'Switch off', exact: true }).click();
  await expect(window.getByRole('row', { name: /Nhi khoa/ }).getByText('Off')).toBeVisible();
  await window.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(window.getByRole('row', { name: /Nhi khoa/ }).getByText('Active')).toBeVisible();
});

test('the clinic’s day can be changed, and a grid that does not fit is refused at its field', async ({
  openDesk,
}) => {
  const { window } = await openDesk();
  await makeClinic(window);
  await openSetup(window, 'Clinic');
  await window.getByLabel('Last visit begins').fill('16:45');
  await window.keyboard.press('Control+s');
  await expect(window.getByText(/must be a whole number of visits/)).toBeVisible();
  await window.getByLabel('Last visit begins').fill('17');
  await window.getByLabel('Lock the screen after').fill('30');
  await window.keyboard.press('Control+s');
  await expect(window.getByText('Choose 2 to 15 minutes.')).toBeVisible();
  await window.getByLabel('Lock the screen after').fill('10');
  await window.keyboard.press('Control+s');
  await expect(window.getByText('Saved.')).toBeVisible();
  await expect(window.getByLabel('Last visit begins')).toHaveValue('17:00');
  expect(await faultsOf(window)).toEqual([]);
});

test('a pasted list shows its bad rows by line and column, imports once put right, and goes out as a file', async ({
  openDesk,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'clinic-desk-csv-'));
  const { app, window } = await openDesk();
  await makeClinic(window);
  await openSetup(window, 'Import and export');
  await window.getByRole('button', { name: 'Import: Departments' }).click();
  const paste = window.getByLabel('Or paste rows with their header');
  await paste.fill('Name;Examination fee;Active\nDa liễu;150.50;yes\nTim mạch;much;yes');
  await window.getByRole('button', { name: 'Look at it' }).click();
  const problem = window.getByRole('row', { name: /^3 Examination fee/ });
  await expect(problem).toContainText('Please give an amount');
  await expect(problem).toContainText('It says “much”.');
  expect(await faultsOf(window, '[role=dialog]')).toEqual([]);
  await window.getByRole('button', { name: 'Another file' }).click();
  await paste.fill('Name;Examination fee;Active\nDa liễu;150.50;yes\nTim mạch;2,000;yes');
  await window.getByRole('button', { name: 'Look at it' }).click();
  await window.getByRole('button', { name: 'Import 2 rows' }).click();
  await expect(window.getByText('Imported: 2 new, 0 changed.')).toBeVisible();

  const filePath = join(folder, 'departments.csv');
  await app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path });
  }, filePath);
  await window.getByRole('button', { name: 'Export: Departments' }).click();
  await expect(window.getByText('2 rows were written to departments.csv.')).toBeVisible();
  expect(readFileSync(filePath, 'utf8')).toBe(
    '\uFEFFName,Icon,Description,Examination fee,Active\r\nDa liễu,stethoscope,,150.50,Yes\r\nTim mạch,stethoscope,,2000.00,Yes',
  );
  rmSync(folder, { recursive: true, force: true });
});

test('a holiday of the whole clinic is entered by keyboard, said to touch nobody, withdrawn and brought back', async ({
  openDesk,
}) => {
  const { window } = await openDesk();
  await makeClinic(window);
  await openSetup(window, 'Time off');
  await window.keyboard.press('n');
  await window.getByRole('radio', { name: 'Whole clinic' }).press('Space');
  await window.getByRole('textbox', { name: 'First day' }).focus();
  await window.keyboard.type('24/12/2030');
  await window.keyboard.press('Tab');
  await window.keyboard.type('23/12/2030');
  await window.keyboard.press('Control+s');
  await expect(window.getByText('The end is before the beginning.')).toBeVisible();
  await window.getByRole('textbox', { name: 'Last day' }).focus();
  await window.keyboard.press('Control+a');
  await window.keyboard.type('25/12');
  await window.keyboard.press('Tab');
  await expect(window.getByRole('textbox', { name: 'Last day' })).toHaveValue('25/12/2030');
  await expect(window.getByText('No visits are booked then.')).toBeVisible();
  await window.getByLabel('Reason').focus();
  await window.keyboard.type('Lễ Giáng sinh');
  await window.keyboard.press('Control+s');
  const entry = window.getByRole('row', {
    name: /24 Dec 2030 – .*25 Dec 2030.*Whole clinic.*Holiday.*Lễ Giáng sinh/,
  });
  await expect(entry).toBeVisible();
  await entry.getByRole('button').press('Enter');
  await window.getByRole('button', { name: 'Withdraw' }).click();
  await expect(entry.getByText('Withdrawn')).toBeVisible();
  expect(await faultsOf(window)).toEqual([]);
  await window.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(entry.getByText('Withdrawn')).toBeHidden();
});
