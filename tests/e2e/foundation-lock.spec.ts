// Locking and switching in the window: nothing of a patient stays in the page, the next person is in within seconds, everything is by keyboard.
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { ADMIN, atDesk, makeClinic } from '../support/first-run-steps.ts';
import { test } from '../support/launch.ts';

const PATIENT = 'Nguyễn Thị Bích Ngọc';
const PIN = '739154';

async function setPin(window: Page): Promise<void> {
  await window.evaluate(() => void (location.hash = '#/account'));
  await window.getByRole('group', { name: 'New PIN' }).getByRole('textbox').first().click();
  await window.keyboard.type(PIN);
  await window.getByLabel('Current password').first().fill(ADMIN.password);
  await window.keyboard.press('Enter');
  await expect(window.getByText('Your PIN is set.')).toBeVisible();
}

async function registerPatient(window: Page): Promise<void> {
  await window.keyboard.press('Alt+2');
  await window
    .getByRole('button', { name: /^Register/ })
    .first()
    .click();
  await window.getByLabel('Full name').fill(PATIENT);
  await window.keyboard.press('Enter');
  await expect(window.getByText(PATIENT).first()).toBeVisible();
}

test('lock-leaves-dom: with the screen locked no patient is in the page, and the PIN brings the same page back', async ({
  openDesk,
}) => {
  const { window } = await openDesk();
  await makeClinic(window);
  await setPin(window);
  await registerPatient(window);
  const before = await window.evaluate(() => location.hash);
  await window.keyboard.press('Control+l');
  await expect(window.getByText('The screen is locked.')).toBeVisible();
  expect(await window.content()).not.toContain(PATIENT);
  expect(await window.title()).not.toContain(PATIENT);
  await expect(atDesk(window)).toHaveCount(0);
  expect((await new AxeBuilder({ page: window }).analyze()).violations.map(({ id }) => id)).toEqual([]);
  await expect(window.getByRole('textbox').first()).toBeFocused();
  const startMs = Date.now();
  await window.keyboard.type(PIN);
  await expect(atDesk(window)).toBeVisible();
  expect(Date.now() - startMs).toBeLessThan(4_000);
  expect(await window.evaluate(() => location.hash)).toBe(before);
  await expect(window.getByText(PATIENT).first()).toBeVisible();
});

test('a wrong PIN says how many tries are left, and the fifth closes the clinic', async ({ openDesk }) => {
  const { window } = await openDesk();
  await makeClinic(window);
  await setPin(window);
  await window.keyboard.press('Control+l');
  await expect(window.getByText('The screen is locked.')).toBeVisible();
  for (const left of [4, 3, 2, 1]) {
    await window.keyboard.type('111222');
    await expect(window.getByRole('alert')).toContainText(`${left} tr`);
  }
  await window.keyboard.type('111222');
  await expect(window.getByText(/^After five wrong PINs/)).toBeVisible();
  await expect(window.getByLabel('E-mail')).toBeFocused();
});

test('a new receptionist takes over the desk, chooses a password and sees no staff page', async ({
  openDesk,
}) => {
  const { window } = await openDesk();
  await makeClinic(window);
  await window.keyboard.press('Alt+5');
  await window.getByRole('button', { name: 'New member' }).click();
  await window.getByLabel('Full name').fill('Lê Thị Mai');
  await window.getByLabel('E-mail', { exact: true }).fill('mai@hoasen.vn');
  await window.keyboard.press('Enter');
  const firstPassword = await window.locator('[data-shown-once]').innerText();
  await window.keyboard.press('Control+l');
  await window.getByRole('radio', { name: /Lê Thị Mai/ }).click();
  await window.getByLabel('Password', { exact: true }).fill(firstPassword);
  await window.keyboard.press('Enter');
  await expect(window.getByRole('heading', { name: 'Welcome, Lê Thị Mai' })).toBeVisible();
  await window.getByLabel('New password', { exact: true }).fill('chín cây tre bên hồ');
  await window.keyboard.press('Enter');
  await expect(atDesk(window)).toBeVisible();
  await expect(window.getByRole('link', { name: 'Staff' })).toHaveCount(0);
  await expect(window.getByRole('link', { name: 'Safety and backups' })).toHaveCount(0);
  // The admin was on the staff page: nothing blank, nothing of it, but the front desk. The same for every such address.
  const frontDesk = window.getByRole('heading', { name: 'Front desk', level: 1 });
  for (const address of ['#/staff', '#/vault', '#/consultations', '#/no-such-page']) {
    await expect(frontDesk).toBeVisible();
    await window.evaluate((hash) => void (location.hash = hash), address);
    await expect.poll(() => window.evaluate(() => location.hash)).toBe('#/');
  }
  await expect(frontDesk).toBeVisible();
  // Of the set-up she has the printing alone, whatever section the address names.
  await window.evaluate(() => void (location.hash = '#/setup/doctors'));
  await expect(window.getByRole('heading', { name: 'Printing', level: 1 })).toBeVisible();
  await expect(window.getByRole('link', { name: 'Doctors' })).toHaveCount(0);
});
