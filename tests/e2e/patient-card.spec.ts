// A patient's card, and two records of one person made one and taken apart again: by keyboard alone, and looked over by axe.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { cardText } from '../../domain/patient-card.ts';
import { anAppointment, aPatient } from '../support/builders.ts';
import { tabTo } from '../support/by-keyboard.ts';
import { makeMorningOnDisk, people } from '../support/clinic-on-disk.ts';
import { test as base } from '../support/launch.ts';

const UUID = '019ab2c4-5dee-7aff-8add-0e6bcf3d2a10';

/** Bình has a visit today and two he missed; his second record has an allergy of its own and a visit that he came to. */
const test = base.extend<{ dataDir: string }>({
  dataDir: async ({ locale }, use) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'clinic-desk-card-'));
    await makeMorningOnDisk({
      dataDir,
      locale: locale?.startsWith('vi') ? 'vi' : 'en',
      patient: {
        patientUuid: UUID,
        allergies: 'Penicillin',
        warnings: 'Xe lăn',
        address: '12 Lê Lợi, Quận 1',
        insuranceId: 'GD4797930012345',
      },
      alsoFill: (tx) => {
        tx.insert(
          'patients',
          aPatient({
            id: 'twin',
            recordNumber: 'A-000002',
            fullName: 'Trần Bình',
            phone: '0987654321',
            allergies: 'Hải sản',
          }),
        );
        tx.insert(
          'patients',
          aPatient({
            id: 'mai',
            recordNumber: 'A-000003',
            fullName: 'Trần Thị Mai',
            dateOfBirth: '1984-02-03',
          }),
        );
        const past = (id: string, date: string, fields: Parameters<typeof anAppointment>[0]) =>
          tx.insert('appointments', anAppointment({ id, appointmentDate: date, ...fields }));
        past('missed', '2026-03-02', { isNoShow: true, reason: 'Tái khám' });
        past('missed-too', '2026-04-02', { isNoShow: true });
        past('cancelled', '2026-05-04', { status: 'cancelled', cancellationReason: 'Bận' });
        past('of-twin', '2026-06-02', { patientId: 'twin', status: 'completed', reason: 'Ho' });
      },
    });
    await use(dataDir);
    rmSync(dataDir, { recursive: true, force: true });
  },
});

const faultsOf = async (window: Page, part = 'body > #root') =>
  (await new AxeBuilder({ page: window }).include(part).analyze()).violations.map(
    ({ id, nodes }) => `${id}: ${nodes[0]?.html}`,
  );

async function openRegistry(window: Page, who = people.lan): Promise<void> {
  // By mark, not by words: the desk speaks two languages here.
  await window.locator('input[name=email]').fill(who.email);
  await window.locator('input[name=password]').fill(who.password);
  await window.keyboard.press('Enter');
  await expect(window.locator('[data-place]').first()).toBeVisible({ timeout: 30_000 });
  await window.keyboard.press('Alt+2');
  await expect(window.locator('header input').first()).toBeFocused();
}

async function openCard(window: Page, who = people.lan): Promise<void> {
  await openRegistry(window, who);
  // As a hand scanner types: at once, and Enter with it.
  await window.keyboard.insertText(String(cardText(UUID)));
  await window.keyboard.press('Enter');
  await expect(window.locator('[data-visit-link]').first()).toBeVisible();
}

test('a scanned card opens its patient; warnings, missed visits and the household are in view', async ({
  dataDir,
  openDesk,
}) => {
  const { window } = await openDesk({ dataDir });
  await openCard(window);
  const banner = window.getByRole('region', { name: 'Patient Trần Văn Bình' });
  await expect(banner).toContainText('Allergies: Penicillin');
  await expect(banner).toContainText('Note: Xe lăn');
  await expect(banner).toContainText('Missed 2 visits');
  await expect(window.getByRole('link', { name: 'Trần Thị Mai' })).toBeVisible();
  const all = window.getByRole('radio', { name: 'All 4' });
  while (!(await all.evaluate((radio) => radio === document.activeElement)))
    await window.keyboard.press('Tab');
  await window.keyboard.press('ArrowLeft');
  await expect(window.getByRole('radio', { name: 'Cancelled 1' })).toBeChecked();
  await expect(window.locator('[data-visit-link]')).toHaveCount(1);
  await window.keyboard.press('ArrowLeft');
  await expect(window.getByRole('radio', { name: 'Missed 2' })).toBeChecked();
  await expect(window.locator('[data-visit-link]')).toHaveCount(2);
});

test('J walks the visits, Enter shows one at the front desk on its day, B books for the patient', async ({
  dataDir,
  openDesk,
}) => {
  const { window } = await openDesk({ dataDir });
  await openCard(window);
  await window.keyboard.press('j');
  await window.keyboard.press('j');
  await expect(window.getByRole('link', { name: /04\/05\/2026/ })).toBeFocused();
  await window.keyboard.press('k');
  await window.keyboard.press('Enter');
  const card = window.getByRole('region', { name: 'Appointment' });
  await expect(card.getByText('Trần Văn Bình')).toBeVisible();
  await window.evaluate(() => (location.hash = '#/patients/patient-binh'));
  await expect(window.locator('[data-visit-link]').first()).toBeVisible();
  await window.keyboard.press('b');
  await expect(window.getByRole('button', { name: 'Choose another patient' })).toBeVisible();
  await expect(window.getByRole('region', { name: 'Patient Trần Văn Bình' })).toBeVisible();
});

test('one of the family is registered with the phone and address that are known', async ({
  dataDir,
  openDesk,
}) => {
  const { window } = await openDesk({ dataDir });
  await openCard(window);
  await window.keyboard.press('f');
  const form = window.getByRole('dialog', { name: 'Register a family member' });
  await expect(form.getByLabel('Full name')).toBeFocused();
  await expect(form.getByLabel('Phone', { exact: true })).toHaveValue('0901234567');
  await expect(form.getByLabel('Address')).toHaveValue('12 Lê Lợi, Quận 1');
  await window.keyboard.type('Trần Gia Bảo');
  await window.keyboard.press('Control+Enter');
  await expect(window.getByRole('region', { name: 'Patient Trần Gia Bảo' })).toBeVisible();
  await expect(window.getByRole('link', { name: 'Trần Văn Bình' })).toBeVisible();
});

test('two records become one by keyboard and come apart again; no allergy is lost, the old number still finds the patient', async ({
  dataDir,
  openDesk,
}) => {
  const { window } = await openDesk({ dataDir });
  await openCard(window);
  await window.keyboard.press('m');
  const same = window.getByRole('dialog', { name: /the same person as/ });
  await expect(same.getByRole('button', { name: /A-000002/ })).toBeVisible();
  expect(await faultsOf(window, '[role=dialog] .mantine-Modal-body')).toEqual([]);
  await tabTo(window, same.getByRole('button', { name: /A-000002/ }));
  await window.keyboard.press('Enter');

  const name = window.getByRole('radio', { name: /^Full name, from the record that stays/ });
  await expect(name).toBeFocused();
  const phone = window.getByRole('radio', { name: /^Phone, from the record that goes/ });
  await window.keyboard.press('ArrowDown');
  await window.keyboard.press('ArrowRight');
  await expect(phone).toBeChecked();
  await expect(
    window.getByRole('radio', { name: 'Allergies, both together: Penicillin; Hải sản' }),
  ).toBeChecked();
  await expect(window.getByText('From A-000002 to A-000001: 1 visit.')).toBeVisible();
  expect(await faultsOf(window)).toEqual([]);
  await window.keyboard.press('Control+Enter');

  await expect(window.getByText('A-000002 is now part of A-000001.')).toBeVisible();
  await expect(window.getByText('Allergies: Penicillin; Hải sản')).toBeVisible();
  await expect(window.getByRole('region', { name: 'Patient Trần Văn Bình' })).toContainText('0987 654 321');
  await expect(window.getByRole('row', { name: /02\/06\/2026/ })).toBeVisible();

  await window.keyboard.press('Alt+2');
  await expect(window.locator('header input').first()).toBeFocused();
  await window.keyboard.type('A-000002');
  await expect(window.getByRole('row', { name: /Trần Văn Bình/ })).toBeVisible();
  await window.keyboard.press('Enter');
  await expect(window.getByText('Merged into this record')).toBeVisible();
  await window.evaluate(() => (location.hash = '#/patients/twin'));
  await expect(window.getByText('A-000002 is part of this record now.')).toBeVisible();

  await tabTo(window, window.getByRole('button', { name: 'Take apart…' }));
  await window.keyboard.press('Enter');
  const apart = window.getByRole('dialog', { name: 'Take two records apart' });
  await expect(apart).toContainText('Goes back to Trần Bình, A-000002');
  await expect(apart).toContainText('Phone, Allergies');
  expect(await faultsOf(window, '[role=dialog] .mantine-Modal-body')).toEqual([]);
  await window.keyboard.press('Control+Enter');
  await expect(window.getByText('The two records are apart again.')).toBeVisible();
  await expect(window.getByText('Allergies: Penicillin', { exact: true })).toBeVisible();
  await expect(window.getByRole('row', { name: /02\/06\/2026/ })).toBeHidden();
});

test('the card is printed with P, and an admin reads the patient’s trail with H', async ({
  dataDir,
  openDesk,
}) => {
  const { window } = await openDesk({ dataDir });
  await openCard(window, people.ha);
  await window.keyboard.press('p');
  await expect(window.getByRole('dialog', { name: 'Patient card' }).locator('canvas')).toBeVisible();
  await window.keyboard.press('Escape');
  await window.keyboard.press('h');
  await expect(window.getByRole('cell', { name: 'Printed a patient card' })).toBeVisible();
  await expect(window.getByRole('region', { name: 'Patient Trần Văn Bình' })).toBeVisible();
});

for (const locale of ['en', 'vi'])
  for (const colorScheme of ['light', 'dark'] as const)
    test.describe(`looked over in ${locale}, ${colorScheme}`, () => {
      test.use({ locale, colorScheme });
      test('the card and the merge have nothing that axe finds wrong', async ({
        dataDir,
        openDesk,
      }, info) => {
        const { window } = await openDesk({ dataDir });
        await window.setViewportSize({ width: 1366, height: 768 });
        await openCard(window, people.ha);
        expect(await faultsOf(window)).toEqual([]);
        await window.screenshot({ path: info.outputPath('card.png') });
        await window.evaluate(() => (location.hash = '#/patients/patient-binh/merge/twin'));
        await expect(window.locator('input[type=radio]:checked').first()).toBeFocused();
        expect(await faultsOf(window)).toEqual([]);
        await window.screenshot({ path: info.outputPath('merge.png') });
      });
    });
