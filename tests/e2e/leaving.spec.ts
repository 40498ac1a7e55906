// Printing and leaving in the window: every paper of a visit, one patient's file, everything, and the clinic back from its export.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { makeMorningOnDisk, PASSWORD, people } from '../support/clinic-on-disk.ts';
import { atDesk, signIn } from '../support/first-run-steps.ts';
import { type ClinicDesk, test as base } from '../support/launch.ts';
import { readPdf } from '../support/pdf-text.ts';
import { saveTo } from '../support/save-dialog.ts';
import { zipContents } from '../support/zip-contents.ts';

const test = base.extend<{ dataDir: string }>({
  dataDir: async ({}, use) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'clinic-desk-leaving-'));
    await makeMorningOnDisk({
      dataDir,
      appointment: { status: 'confirmed' },
      patient: { fullName: 'Nguyễn Thị Mỹ Phượng', allergies: 'Tôm, cua' },
    });
    await use(dataDir);
    rmSync(dataDir, { recursive: true, force: true });
  },
});

const PASSPHRASE = 'bảy con cò trắng bay';
const openFile = ({ app }: ClinicDesk, path: string) =>
  app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
  }, path);

async function openVisit(window: Page): Promise<void> {
  await expect(atDesk(window)).toBeVisible();
  await window.keyboard.press('Alt+3');
  await expect(window.locator('tbody tr:focus')).toBeVisible();
  await window.getByRole('row', { name: /Mỹ Phượng/ }).press('Enter');
  await expect(window.getByLabel('Blood pressure')).toBeFocused();
}

test('each paper of a visit is chosen from one menu; a letter is changed word by word, kept, and printed as it was read', async ({
  dataDir,
  openDesk,
}) => {
  test.setTimeout(180_000);
  const desk = await openDesk({ dataDir });
  const { window } = desk;
  await signIn(window, people.an);
  await openVisit(window);
  await window.getByLabel('Blood pressure').fill('128/82');
  await window.getByLabel('Diagnosis', { exact: true }).fill('Viêm họng cấp');
  const paper = async (item: string, saved: string) => {
    await saveTo(desk, join(dataDir, saved));
    await window.getByRole('button', { name: 'Print…' }).click();
    await window.getByRole('menuitem', { name: item }).click();
  };
  const keep = async (saved: string) => {
    await expect(window.getByRole('img', { name: '1 page' })).toBeVisible();
    await window.keyboard.press('Control+s');
    // The PDF is made anew for the file.
    await expect(window.getByText(`Saved as ${saved}.`)).toBeVisible({ timeout: 40_000 });
    await window
      .getByRole('button', { name: /^Close/ })
      .last()
      .click();
    await expect(window.getByRole('dialog')).toBeHidden();
    const facts = readPdf(readFileSync(join(dataDir, saved)));
    expect(facts.embedded).not.toContain(false);
    return facts.text;
  };

  await paper('Visit summary', 'summary.pdf');
  expect(await keep('summary.pdf')).toMatch(/Tôm, cua.*128\/82 mmHg.*Viêm họng cấp/);
  await paper('Vital signs', 'vitals.pdf');
  expect(await keep('vitals.pdf')).toContain('128/82');

  await paper('Sick note', 'note.pdf');
  const text = window.getByRole('textbox', { name: 'Letter' });
  await expect(text).toHaveValue(/Nguyễn Thị Mỹ Phượng.*\n\n.*number of days: 1\)/);
  await text.press('Control+End');
  await text.pressSequentially(' Nghỉ tại nhà.');
  await expect(window.getByText(/^You changed the text/)).toBeVisible();
  // Closed by mistake: nothing typed is lost.
  await expect(window.getByText(/^Kept /)).toBeVisible();
  await window.keyboard.press('Escape');
  await paper('Sick note', 'note.pdf');
  await expect(text).toHaveValue(/Nghỉ tại nhà\.$/);
  await window.getByRole('button', { name: /^Preview and print/ }).click();
  expect(await keep('note.pdf')).toMatch(/Sick note.*Nghỉ tại nhà\..*BS\. Nguyễn Thị An/);

  await paper('Referral letter', 'referral.pdf');
  await window.getByLabel(/^To \(doctor/).fill('Bệnh viện Bạch Mai');
  await expect(text).toHaveValue(/^To: Bệnh viện Bạch Mai/);
  await window.getByRole('button', { name: /^Preview and print/ }).click();
  expect(await keep('referral.pdf')).toMatch(/To: Bệnh viện Bạch Mai.*Viêm họng cấp/);
});

test('one patient’s file is exported under a passphrase, from the patient’s page', async ({
  dataDir,
  openDesk,
}) => {
  const desk = await openDesk({ dataDir });
  const { window } = desk;
  await signIn(window, people.an);
  await openVisit(window);
  await window.getByLabel('Diagnosis', { exact: true }).fill('Viêm họng cấp');
  await window.keyboard.press('Control+Enter');
  await expect(window.getByText(/^Signed by/)).toBeVisible();
  await window.evaluate(() => (location.hash = '#/patients/patient-binh'));
  await window.getByRole('button', { name: /^Export…/ }).click();
  const dialog = window.getByRole('dialog', { name: /^Export / });
  await dialog.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await dialog.getByLabel('Passphrase once more').fill('bảy con cò');
  await expect(dialog.getByText('The two are not the same.')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Export', exact: true })).toBeDisabled();
  await dialog.getByLabel('Passphrase once more').fill(PASSPHRASE);
  const file = join(dataDir, 'binh.zip');
  await saveTo(desk, file);
  await dialog.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(window.getByText('Exported as binh.zip.')).toBeVisible();
  const page = (await zipContents(file, PASSPHRASE)).get('index.html')?.toString() ?? '';
  expect(page).toMatch(/Nguyễn Thị Mỹ Phượng[\s\S]*Viêm họng cấp/);
});

test('a clinic leaves with everything and comes back on another PC; its admin chooses a new password', async ({
  dataDir,
  openDesk,
}) => {
  test.setTimeout(120_000);
  const desk = await openDesk({ dataDir });
  await signIn(desk.window, people.ha);
  await expect(atDesk(desk.window)).toBeVisible();
  await desk.window.evaluate(() => (location.hash = '#/vault'));
  await desk.window.getByRole('tab', { name: 'Leaving' }).click();
  const file = join(dataDir, 'everything.zip');
  await saveTo(desk, file);
  await desk.window.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await desk.window.getByLabel('Passphrase once more').fill(PASSPHRASE);
  await desk.window.getByLabel('Your password').fill(PASSWORD);
  await desk.window.getByRole('button', { name: 'Export everything' }).click();
  await expect(desk.window.getByText(/^Exported as everything\.zip: \d+ entries/)).toBeVisible();
  await desk.close();

  const elsewhere = mkdtempSync(join(tmpdir(), 'clinic-desk-elsewhere-'));
  const other = await openDesk({ dataDir: elsewhere });
  const { window } = other;
  await window.getByRole('button', { name: 'I have an export of a clinic' }).click();
  await openFile(other, file);
  await window.getByRole('button', { name: 'Choose the file…' }).click();
  await window.getByLabel(/^Passphrase/).fill('sai rồi nhé bạn ơi');
  await window.getByRole('button', { name: 'Check the file' }).click();
  await expect(window.getByRole('alert')).toContainText('The passphrase does not fit');
  await window.getByLabel(/^Passphrase/).fill(PASSPHRASE);
  await window.getByRole('button', { name: 'Check the file' }).click();
  await expect(window.getByText('1 patients, 1 visits, 0 documents')).toBeVisible();
  const password = 'năm ngón tay trên giấy';
  await window.getByLabel('New password').fill(password);
  await window.getByRole('button', { name: 'Next' }).click();
  await confirmCode(window);
  await expect(atDesk(window)).toBeVisible({ timeout: 60_000 });
  await window.evaluate(() => (location.hash = '#/patients/patient-binh'));
  await expect(window.getByText('Nguyễn Thị Mỹ Phượng').first()).toBeVisible();
  await other.close();
  expect(existsSync(join(elsewhere, 'import.unfinished'))).toBe(false);
  const again = await openDesk({ dataDir: elsewhere });
  await signIn(again.window, { email: people.ha.email, password });
  await expect(atDesk(again.window)).toBeVisible();
  await again.close();
  rmSync(elsewhere, { recursive: true, force: true });
});

test('an import takes the place of the clinic that is open, which is kept aside', async ({
  dataDir,
  openDesk,
}) => {
  test.setTimeout(120_000);
  const desk = await openDesk({ dataDir });
  const { window } = desk;
  await signIn(window, people.ha);
  await expect(atDesk(window)).toBeVisible();
  await window.evaluate(() => (location.hash = '#/vault'));
  await window.getByRole('tab', { name: 'Leaving' }).click();
  const file = join(dataDir, 'plain.zip');
  await saveTo(desk, file);
  await window.getByLabel('Without').check();
  await window.getByLabel('Your password').fill(PASSWORD);
  await window.getByRole('button', { name: 'Export everything' }).click();
  await expect(window.getByText(/^Exported as plain\.zip/)).toBeVisible();
  await openFile(desk, file);
  await window.getByRole('button', { name: 'Import an export…' }).click();
  await window.getByRole('button', { name: 'Choose the file…' }).click();
  await window.getByRole('button', { name: 'Check the file' }).click();
  await window.getByLabel('New password').fill('năm ngón tay trên giấy');
  await window.getByLabel(/^Your password in the clinic/).fill(PASSWORD);
  await window.getByRole('button', { name: 'Next' }).click();
  await confirmCode(window);
  await expect(window.getByRole('dialog')).toBeHidden({ timeout: 60_000 });
  await expect(atDesk(window)).toBeVisible({ timeout: 60_000 });
  const [aside = ''] = readdirSync(join(dataDir, 'damaged'));
  expect(readdirSync(join(dataDir, 'damaged', aside)).toSorted()).toEqual(
    expect.arrayContaining(['backups', 'vault']),
  );
});

async function confirmCode(window: Page): Promise<void> {
  const code = await window.locator('[data-recovery-code]').getAttribute('data-recovery-code');
  const groups = (code ?? '').split('-');
  await window.getByRole('button', { name: 'I have it on paper' }).click();
  for (const label of await window.getByText(/^Group \d$/).allTextContents())
    await window.getByLabel(label).fill(groups[Number(label.replace('Group ', '')) - 1] ?? '');
  await window.getByRole('button', { name: 'Create the clinic' }).click();
}
