// A doctor's visit in the window, by keyboard: call in, write, sign, print, amend. Nothing typed is lost; nobody else writes.
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
    const dataDir = mkdtempSync(join(tmpdir(), 'clinic-desk-visit-'));
    await makeMorningOnDisk({
      dataDir,
      locale: locale?.startsWith('vi') ? 'vi' : 'en',
      patient: { allergies: 'Penicillin' },
    });
    await use(dataDir);
    rmSync(dataDir, { recursive: true, force: true });
  },
});

const faultsOf = async (window: Page) =>
  (await new AxeBuilder({ page: window }).include('main').analyze()).violations.map(
    ({ id, nodes }) => `${id}: ${nodes[0]?.html}`,
  );

/** From the sign-in to the fields of Bình's visit, by keyboard. */
async function callIn(window: Page, who = people.an) {
  await signIn(window, who);
  await expect(atDesk(window)).toBeVisible();
  await window.keyboard.press('Alt+3');
  await expect(window.getByRole('row', { name: /09:00, Trần Văn Bình/ })).toBeFocused();
  await window.keyboard.press('Enter');
  await expect(window.getByLabel('Blood pressure')).toBeFocused();
}

test('a visit is called in, written, signed and printed by keyboard alone', async ({ dataDir, openDesk }) => {
  const { window } = await openDesk({ dataDir });
  await callIn(window);
  await expect(window.getByText('Penicillin')).toBeVisible();
  expect(await faultsOf(window)).toEqual([]);
  await window.keyboard.type('120/80');
  await window.keyboard.press('Tab');
  await window.keyboard.type('72');
  await window.keyboard.press('Tab');
  await window.keyboard.type('37,2');
  for (let field = 0; field < 5; field++) await window.keyboard.press('Tab');
  await window.keyboard.type('Viêm họng cấp');
  // Past the fields for codes and for medicines, to the free text.
  for (let field = 0; field < 3; field++) await window.keyboard.press('Tab');
  await window.keyboard.type('Paracetamol 500 mg × 10 viên');
  for (let field = 0; field < 3; field++) await window.keyboard.press('Tab');
  await window.keyboard.type('+7');
  await window.keyboard.press('Tab');
  await window.keyboard.type('dien');
  await window.keyboard.press('Enter');
  await expect(window.getByLabel('Fee of this visit')).toContainText('₫230,000');
  await expect(window.getByText(/^Kept \d\d:\d\d:\d\d$/)).toBeVisible();
  await window.keyboard.press('Control+Enter');
  await expect(window.getByRole('link', { name: 'My day ↵' })).toBeFocused();
  await expect(window.getByText(/^Signed by Nguyễn Thị An/)).toBeVisible();
  await expect(window.getByText('Viêm họng cấp')).toBeVisible();
  await expect(window.getByText('37.2')).toBeVisible();
  expect(await faultsOf(window)).toEqual([]);
  await window.keyboard.press('Control+p');
  await expect(window.getByRole('img', { name: '1 page' })).toBeVisible();
  await window.keyboard.press('Escape');
  await expect(window.getByRole('dialog')).toBeHidden();
  await window.getByRole('link', { name: 'My day ↵' }).press('Enter');
  await expect(window.getByRole('row', { name: /09:00, Trần Văn Bình/ })).toContainText('Signed');
  expect(await faultsOf(window)).toEqual([]);
});

test('a slip of the finger is refused by its field and nothing is lost', async ({ dataDir, openDesk }) => {
  const { window } = await openDesk({ dataDir });
  await callIn(window);
  await window.getByLabel('Temperature').fill('372');
  await window.getByLabel('Diagnosis').fill('Sốt');
  await window.keyboard.press('Control+s');
  await expect(window.getByText('Please check: this value is not possible.')).toBeVisible();
  await expect(window.getByLabel('Temperature')).toBeFocused();
  await window.getByLabel('Temperature').fill('37.2');
  await window.getByLabel('Follow-up').fill('01/01/2020');
  await window.keyboard.press('Control+s');
  await expect(window.getByText('The follow-up date has passed. Please choose a later one.')).toBeVisible();
  await window.getByLabel('Follow-up').fill('');
  await window.keyboard.press('Control+s');
  await expect(window.getByText(/^Saved in the record/)).toBeVisible();
  await expect(window.getByLabel('Diagnosis')).toHaveValue('Sốt');
});

test('kill -9 while typing: all but the last half second is back, with its time, and can be thrown away', async ({
  dataDir,
  openDesk,
}) => {
  const first = await openDesk({ dataDir });
  await callIn(first.window);
  await first.window.getByLabel('Diagnosis').focus();
  const typed: { atMs: number; text: string }[] = [];
  let text = '';
  for (const word of Array.from({ length: 60 }, (_, at) => `từ${at} `)) {
    text += word;
    await first.window.keyboard.insertText(word);
    typed.push({ atMs: Date.now(), text });
    await first.window.waitForTimeout(40);
  }
  const killedAtMs = Date.now();
  await first.kill();
  const mustBeBack =
    typed.filter(({ atMs }) => atMs <= killedAtMs - 500).at(-1)?.text ?? 'nothing was typed early enough';

  const again = await openDesk({ dataDir });
  await callIn(again.window);
  await expect(again.window.getByText(/^Your unsaved text from .* is back\.$/)).toBeVisible();
  const restored = await again.window.getByLabel('Diagnosis').inputValue();
  expect(restored.startsWith(mustBeBack)).toBe(true);
  expect(text.startsWith(restored)).toBe(true);
  await again.window.getByRole('button', { name: 'Throw it away' }).click();
  await expect(again.window.getByLabel('Diagnosis')).toHaveValue('');
  await again.window.reload();
  await expect(again.window.getByLabel('Diagnosis')).toHaveValue('');
  await expect(again.window.getByText(/^Your unsaved text/)).toBeHidden();
});

test('the draft of one doctor survives another at the same PC, who reads and cannot write', async ({
  dataDir,
  openDesk,
}) => {
  const an = await openDesk({ dataDir });
  await callIn(an.window);
  await an.window.getByLabel('Notes (never printed)').fill('only mine');
  await expect(an.window.getByText(/^Kept/)).toBeVisible();
  const address = await an.window.evaluate(() => location.hash);
  await an.close();

  const khoa = await openDesk({ dataDir });
  await signIn(khoa.window, people.khoa);
  await expect(atDesk(khoa.window)).toBeVisible();
  await khoa.window.evaluate((hash) => (location.hash = hash), address);
  await expect(khoa.window.getByText(/^Nothing has been written about this visit/)).toBeVisible();
  await expect(khoa.window.getByLabel('Diagnosis')).toHaveCount(0);
  await khoa.close();

  const back = await openDesk({ dataDir });
  await callIn(back.window);
  await expect(back.window.getByLabel('Notes (never printed)')).toHaveValue('only mine');
});

test('reception has no way to a record: not in the menu, and not by its address', async ({
  dataDir,
  openDesk,
}) => {
  const { window } = await openDesk({ dataDir });
  await signIn(window, people.lan);
  await expect(atDesk(window)).toBeVisible();
  await expect(window.getByRole('link', { name: 'Consultations' })).toHaveCount(0);
  await window.evaluate(() => (location.hash = '#/consultations/appointment-9'));
  await expect(window.getByRole('alert')).toContainText(/not allowed|may not/i);
  await expect(window.getByText('Trần Văn Bình')).toHaveCount(0);
});

test('an amendment needs a reason, keeps the earlier version, and goes on after a kill', async ({
  dataDir,
  openDesk,
}) => {
  const first = await openDesk({ dataDir });
  await callIn(first.window);
  await first.window.getByLabel('Diagnosis').fill('Viêm họng');
  await first.window.keyboard.press('Control+Enter');
  await expect(first.window.getByRole('link', { name: 'My day ↵' })).toBeFocused();
  await first.window.keyboard.press('Control+e');
  await first.window.getByLabel('Diagnosis').fill('Viêm amidan');
  await expect(first.window.getByText(/^Kept/)).toBeVisible();
  await first.kill();

  const { window } = await openDesk({ dataDir });
  await signIn(window, people.an);
  await expect(atDesk(window)).toBeVisible();
  await window.keyboard.press('Alt+3');
  await expect(window.getByRole('row', { name: /Trần Văn Bình/ })).toBeFocused();
  await window.keyboard.press('Enter');
  await expect(window.getByLabel('Diagnosis')).toHaveValue('Viêm amidan');
  await window.keyboard.press('Control+Enter');
  await expect(window.getByLabel('Why is the signed record changed?')).toBeFocused();
  await window.keyboard.type('Read the results again');
  await window.keyboard.press('Control+Enter');
  await expect(window.getByText('Viêm amidan')).toBeVisible();
  await window.getByRole('button', { name: '1 earlier version' }).click();
  const versions = window.getByRole('dialog');
  await expect(versions).toContainText('Viêm họng');
  await expect(versions).toContainText('by Nguyễn Thị An: Read the results again');
});
