// The admin's own pages: what a screen reader and weak eyes meet there, in both colour schemes and both languages.
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { makeClinic } from '../support/first-run-steps.ts';
import { test } from '../support/launch.ts';

const faultsOf = async (window: Page) =>
  (await new AxeBuilder({ page: window }).analyze()).violations.map(
    ({ id, nodes }) => `${id}: ${nodes[0]?.html}`,
  );

/** Without the toasts of what was done before. */
async function open(window: Page, address: string): Promise<void> {
  await window.evaluate((hash) => void (location.hash = hash), address);
  await expect(window.locator('#page').getByRole('button').first()).toBeVisible();
  await window.waitForTimeout(400);
}

test('staff, account and vault pages give axe nothing to find, in light and dark', async ({ openDesk }) => {
  test.setTimeout(120_000);
  const { window } = await openDesk();
  await makeClinic(window);
  for (const scheme of ['Light', 'Dark']) {
    await open(window, '#/account');
    await window.locator('#page').getByText(scheme, { exact: true }).click();
    await window.waitForTimeout(400);
    expect.soft(await faultsOf(window)).toEqual([]);
    await open(window, '#/staff');
    await window.getByRole('button', { name: 'New member' }).click();
    expect.soft(await faultsOf(window)).toEqual([]);
    await open(window, '#/vault');
    expect.soft(await faultsOf(window)).toEqual([]);
    await window.getByRole('tab', { name: 'Audit trail' }).click();
    await expect(window.getByRole('cell', { name: 'Set up the clinic' })).toBeVisible();
    expect.soft(await faultsOf(window)).toEqual([]);
  }
});

test('the language changes at once, for this person, wherever they are', async ({ openDesk }) => {
  const { window } = await openDesk();
  await makeClinic(window);
  await window.getByRole('button', { name: /^Account of/ }).click();
  await window.getByRole('menuitem', { name: 'Tiếng Việt' }).click();
  await expect(
    window.getByRole('navigation', { name: 'Danh mục chính' }).or(window.locator('html[lang=vi]')),
  ).toBeVisible();
  await window.keyboard.press('Control+l');
  await expect(window.getByText('Màn hình đã khóa.', { exact: false })).toBeVisible();
});
