// A wrong password, a damaged file and a lost file in the window: each is told apart, and a backup brings the clinic back.
import { mkdtempSync, readdirSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { ADMIN, atDesk, makeClinic, signIn } from '../support/first-run-steps.ts';
import { test } from '../support/launch.ts';

let dataDir: string;
test.beforeEach(() => void (dataDir = mkdtempSync(join(tmpdir(), 'clinic-desk-damage-'))));
test.afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const restoreWith = async (window: Page, credentials: { email: string; secret: string }) => {
  await window.getByRole('button', { name: 'Restore from a backup' }).click();
  await expect(window.getByRole('radio').first()).toBeChecked();
  if (credentials.email) await window.getByLabel('E-mail').fill(credentials.email);
  else await window.getByRole('button', { name: 'Use the recovery code instead' }).click();
  await window
    .getByLabel(credentials.email ? 'Password' : 'Recovery code', { exact: true })
    .fill(credentials.secret);
  await window.keyboard.press('Enter');
  await expect(window.getByText('The backup is back. Sign in to go on.')).toBeVisible();
};

test('a wrong password and a damaged file are told apart, and the last backup brings the clinic back', async ({
  openDesk,
}) => {
  const first = await openDesk({ dataDir });
  await makeClinic(first.window);
  // Closing takes a backup.
  await first.close();
  const second = await openDesk({ dataDir });
  await signIn(second.window, { ...ADMIN, password: 'certainly not this one' });
  await expect(second.window.getByRole('alert')).toContainText('Nothing is damaged');
  await second.close();
  truncateSync(join(dataDir, 'vault', 'clinic.db'), 40_960);
  const { window, close } = await openDesk({ dataDir });
  await signIn(window, ADMIN);
  await expect(
    window
      .getByRole('heading', { name: 'The clinic’s data needs help' })
      .or(window.getByRole('heading', { name: "The clinic's data needs help" })),
  ).toBeVisible();
  await expect(window.getByText('Nothing was overwritten.', { exact: false })).toBeVisible();
  expect((await new AxeBuilder({ page: window }).analyze()).violations.map(({ id }) => id)).toEqual([]);
  await restoreWith(window, { email: ADMIN.email, secret: ADMIN.password });
  await expect(window.getByText('The damaged files were kept', { exact: false })).toBeVisible();
  await signIn(window, ADMIN);
  await expect(atDesk(window)).toBeVisible();
  expect(readdirSync(join(dataDir, 'damaged'))).toHaveLength(1);
  await close();
});

test('with both key files gone the backup and the recovery code are enough', async ({ openDesk }) => {
  const first = await openDesk({ dataDir });
  const recoveryCode = await makeClinic(first.window);
  await first.close();
  for (const name of ['vault.keys', 'vault.keys.copy']) rmSync(join(dataDir, 'vault', name));
  const { window, close } = await openDesk({ dataDir });
  await expect(window.getByRole('alert')).toContainText('keys');
  await restoreWith(window, { email: '', secret: recoveryCode });
  await window.getByRole('button', { name: 'Password lost?' }).click();
  await window.getByLabel('E-mail of an admin').fill(ADMIN.email);
  await window.getByLabel('Recovery code').fill(recoveryCode);
  await window.getByRole('button', { name: 'Open the clinic' }).click();
  await expect(window.getByRole('heading', { name: `Welcome, ${ADMIN.fullName}` })).toBeVisible();
  await close();
});
