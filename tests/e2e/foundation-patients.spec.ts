// The registry in the window, by keyboard: find, register with the hint, edit, archive and undo. Markup in a name stays text.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { makeMorningOnDisk, people } from '../support/clinic-on-disk.ts';
import { atDesk, signIn } from '../support/first-run-steps.ts';
import { test as base } from '../support/launch.ts';

const test = base.extend<{ dataDir: string }>({
  dataDir: async ({ locale }, use) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'clinic-desk-patients-'));
    await makeMorningOnDisk({
      dataDir,
      locale: locale?.startsWith('vi') ? 'vi' : 'en',
      patient: { allergies: 'Penicillin', chronicConditions: 'Tăng huyết áp' },
    });
    await use(dataDir);
    rmSync(dataDir, { recursive: true, force: true });
  },
});

const faultsOf = async (window: Page, part = 'main') =>
  (await new AxeBuilder({ page: window }).include(part).analyze()).violations.map(
    ({ id, nodes }) => `${id}: ${nodes[0]?.html}`,
  );

async function openRegistry(window: Page, who = people.lan) {
  await signIn(window, who);
  await expect(atDesk(window)).toBeVisible();
  await window.keyboard.press('Alt+2');
  await expect(window.getByLabel('Search patients')).toBeFocused();
}

test('a patient is found without accents and opened by keyboard, allergies in view', async ({
  dataDir,
  openDesk,
}) => {
  const { window } = await openDesk({ dataDir });
  await openRegistry(window);
  await window.keyboard.type('binh tran 567');
  await expect(window.getByRole('row', { name: /Trần Văn Bình/ })).toBeVisible();
  expect(await faultsOf(window)).toEqual([]);
  await window.keyboard.press('Enter');
  await expect(window.getByText('Allergies: Penicillin')).toBeVisible();
  await expect(window.getByText('Conditions: Tăng huyết áp')).toBeVisible();
  await expect(window.getByRole('row', { name: /Đau đầu/ })).toBeVisible();
  expect(await faultsOf(window)).toEqual([]);
});

test('whoever is registered twice is noticed while the name is typed', async ({ dataDir, openDesk }) => {
  const { window } = await openDesk({ dataDir });
  await openRegistry(window);
  await window.keyboard.type('tran van binh');
  await window.getByRole('button', { name: /^Register/ }).press('Enter');
  const form = window.getByRole('dialog', { name: 'Register a patient' });
  await expect(form.getByLabel('Full name')).toHaveValue('Tran Van Binh');
  await form.getByLabel('Date of birth').fill('17/5/1980');
  await expect(form.getByText('Is this the same person?')).toBeVisible();
  expect(await faultsOf(window, '[role=dialog] form')).toEqual([]);
  await form.getByRole('button', { name: /A-000001/ }).press('Enter');
  await expect(window.getByText('Allergies: Penicillin')).toBeVisible();
});

test('only the name is needed, what is wrong is said by its field, and markup in a name is text', async ({
  dataDir,
  openDesk,
}) => {
  const { window } = await openDesk({ dataDir });
  await openRegistry(window);
  await window.getByRole('button', { name: /^Register/ }).press('Enter');
  await expect(window.getByLabel('Full name')).toBeFocused();
  await window.keyboard.press('Control+Enter');
  await expect(window.getByText('Please fill this in.')).toBeVisible();
  await expect(window.getByLabel('Full name')).toBeFocused();
  await window.keyboard.type('<img src=x onerror="document.title=1">');
  await window.getByLabel('Date of birth').fill('31/2/1980');
  await window.getByLabel('Emergency phone').fill('123');
  await window.keyboard.press('Control+Enter');
  await expect(window.getByText('Please give a real date.')).toBeVisible();
  await expect(window.getByText('Please give 10 digits.')).toBeVisible();
  await window.getByLabel('Date of birth').fill('28/2/80');
  await window.getByLabel('Emergency phone').fill('0901234567');
  await window.keyboard.press('Control+Enter');
  const banner = window.getByRole('region', { name: /^Patient <img/ });
  await expect(banner).toContainText('<img src=x onerror="document.title=1">');
  await expect(banner).toContainText('46 years (28/02/1980)');
  expect(await window.title()).not.toBe('1');
  expect(await window.locator('main img').count()).toBe(0);
});

test('a patient is edited, archived, and brought back by undo', async ({ dataDir, openDesk }) => {
  const { window } = await openDesk({ dataDir });
  await openRegistry(window);
  await window.getByRole('button', { name: /^Register/ }).press('Enter');
  await expect(window.getByLabel('Full name')).toBeFocused();
  await window.keyboard.type('Lý Thu Hà');
  await window.keyboard.press('Control+Enter');
  await expect(window.getByText('Allergies not asked yet')).toBeVisible();
  await expect(window.getByRole('dialog')).toBeHidden();
  await window.keyboard.press('e');
  await window.getByLabel('Allergies').fill('Hải sản');
  await window.keyboard.press('Control+Enter');
  await expect(window.getByText('Allergies: Hải sản')).toBeVisible();
  await window.keyboard.press('a');
  await expect(window.getByText('Archived', { exact: true })).toBeVisible();
  await window.getByRole('button', { name: 'Undo', exact: true }).press('Enter');
  await expect(window.getByRole('button', { name: /^Archive/ })).toBeVisible();
});
