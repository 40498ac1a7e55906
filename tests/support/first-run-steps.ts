// The steps of a person at the door, for journeys: making a clinic, signing in, locking. Knows screens by their words, in English.
import { expect, type Page } from '@playwright/test';

export const CLINIC = { name: 'Phòng khám Hoa Sen' };
export const ADMIN = { fullName: 'Trần Thị Lan', email: 'lan@hoasen.vn', password: 'mưa rào trên phố cổ' };

/** From the first page to an open desk, by keyboard only; `look` sees each page on the way. Returns the recovery code. */
export async function makeClinic(
  window: Page,
  look: (page: string) => Promise<void> = async () => {},
): Promise<string> {
  await window.getByRole('button', { name: /^Set up my clinic/ }).press('Enter');
  await window.keyboard.type(CLINIC.name);
  await look('new clinic');
  await window.keyboard.press('Enter');
  await expect(window.getByLabel('Full name')).toBeFocused();
  await window.keyboard.type(ADMIN.fullName);
  await window.keyboard.press('Tab');
  await window.keyboard.type(ADMIN.email);
  await window.keyboard.press('Tab');
  await window.keyboard.type(ADMIN.password);
  await expect(window.getByText('Strong. Nobody will guess this.')).toBeVisible();
  await look('first admin');
  await window.keyboard.press('Enter');
  const recoveryCode = await window.locator('[data-recovery-code]').getAttribute('data-recovery-code');
  await look('recovery code');
  await window.keyboard.press('Enter');
  await typeGroups(window, recoveryCode ?? '');
  await look('recovery code typed');
  await window.keyboard.press('Enter');
  await expect(window.getByRole('navigation', { name: 'Main menu' })).toBeVisible();
  return recoveryCode ?? '';
}

async function typeGroups(window: Page, recoveryCode: string): Promise<void> {
  const groups = recoveryCode.split('-');
  const asked = window.getByLabel(/^Group \d$/);
  await expect(asked.first()).toBeFocused();
  for (const [i, label] of (await window.getByText(/^Group \d$/).allTextContents()).entries()) {
    if (i > 0) await window.keyboard.press('Tab');
    await window.keyboard.type(groups[Number(label.replace('Group ', '')) - 1] ?? '');
  }
}

export async function signIn(
  window: Page,
  { email, password }: { email: string; password: string },
): Promise<void> {
  await window.getByLabel('E-mail').fill(email);
  await window.getByLabel('Password', { exact: true }).fill(password);
  await window.keyboard.press('Enter');
}

export const atDesk = (window: Page) => window.getByRole('navigation', { name: 'Main menu' });
