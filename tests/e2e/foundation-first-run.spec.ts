// The first start in the window: a clinic by keyboard only, nothing left when it is given up or killed, and the demo clinic.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { ADMIN, atDesk, CLINIC, makeClinic, signIn } from '../support/first-run-steps.ts';
import { test } from '../support/launch.ts';

const faultsOf = async (window: Page) =>
  (await new AxeBuilder({ page: window }).analyze()).violations.map(
    ({ id, nodes }) => `${id}: ${nodes[0]?.html}`,
  );

test('a clinic is made by keyboard, and its admin signs in again after a restart', async ({ openDesk }) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'clinic-desk-first-'));
  const first = await openDesk({ dataDir });
  expect(await faultsOf(first.window)).toEqual([]);
  await makeClinic(first.window);
  await expect(first.window.getByText(CLINIC.name).first()).toBeVisible();
  await first.close();
  const again = await openDesk({ dataDir });
  await expect(again.window.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  expect(await faultsOf(again.window)).toEqual([]);
  await signIn(again.window, ADMIN);
  await expect(atDesk(again.window)).toBeVisible();
  await again.close();
  rmSync(dataDir, { recursive: true, force: true });
});

test('a wizard that is left or killed leaves nothing of a clinic behind', async ({ openDesk }) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'clinic-desk-left-'));
  const { window, kill } = await openDesk({ dataDir });
  await window.getByRole('button', { name: /^Set up my clinic/ }).click();
  await window.keyboard.type(CLINIC.name);
  await window.keyboard.press('Enter');
  await window.getByRole('button', { name: 'Leave without saving' }).click();
  await expect(window.getByRole('heading', { name: 'Welcome to Clinic Desk' })).toBeVisible();
  await kill();
  expect(existsSync(join(dataDir, 'vault'))).toBe(false);
  const again = await openDesk({ dataDir });
  await expect(again.window.getByRole('heading', { name: 'Welcome to Clinic Desk' })).toBeVisible();
  await again.close();
  rmSync(dataDir, { recursive: true, force: true });
});

test('a guessable password does not pass the second step, and the page says why', async ({ openDesk }) => {
  const { window } = await openDesk();
  await window.getByRole('button', { name: /^Set up my clinic/ }).click();
  await window.keyboard.type(CLINIC.name);
  await window.keyboard.press('Enter');
  await window.getByLabel('Full name').fill(ADMIN.fullName);
  await window.getByLabel('E-mail').fill(ADMIN.email);
  await window.getByLabel('Password', { exact: true }).fill('tran thi lan 1990');
  await expect(window.getByText(/^Names of people/)).toBeVisible();
  await window.keyboard.press('Enter');
  await expect(window.getByText('This password is still too easy to guess.')).toBeVisible();
});

test('the demo clinic is made while the window answers, shows its sign-ins, and bears its colour', async ({
  openDesk,
}) => {
  test.setTimeout(180_000);
  const { window } = await openDesk();
  await window.getByRole('button', { name: /^Try the demo clinic/ }).click();
  await expect(window.getByRole('heading', { name: 'Making the demo clinic' })).toBeVisible();
  await expect(window.getByRole('heading', { name: 'Sign in to the demo clinic' })).toBeVisible({
    timeout: 150_000,
  });
  expect(await faultsOf(window)).toEqual([]);
  await window.getByRole('button', { name: /Reception$/ }).click();
  await expect(atDesk(window)).toBeVisible();
  await expect(window.getByText('Demo clinic', { exact: true })).toBeVisible();
});
