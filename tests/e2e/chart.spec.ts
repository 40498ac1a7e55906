// A doctor with a chart of 1,000 visits, by keyboard: found, opened beside, marked, drawn over the years; and a chart that is closed.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { wallClock } from '../../domain/civil-date.ts';
import { makeMorningOnDisk, people } from '../support/clinic-on-disk.ts';
import { atDesk, signIn } from '../support/first-run-steps.ts';
import { test as base } from '../support/launch.ts';
import { fillLongChart } from '../support/long-chart.ts';

const test = base.extend<{ dataDir: string }>({
  dataDir: async ({}, use) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'clinic-desk-chart-'));
    const { date: today } = wallClock(Date.now(), 'Asia/Ho_Chi_Minh');
    await makeMorningOnDisk({
      dataDir,
      patient: { allergies: 'Penicillin', bloodGroup: 'O+', chronicConditions: 'Tăng huyết áp' },
      alsoFill: (tx) => {
        fillLongChart(tx, { visits: 1_000, today });
        tx.insert('doctorNotes', {
          id: 'note-an',
          doctorId: 'user-an',
          patientId: 'patient-binh',
          noteText: 'Ngại dùng thuốc, cần giải thích kỹ',
          isAudioTranscript: false,
          isSharedWithPatient: false,
          archivedAtMs: null,
        });
      },
    });
    await use(dataDir);
    rmSync(dataDir, { recursive: true, force: true });
  },
});

const faultsOf = async (window: Page) =>
  (await new AxeBuilder({ page: window }).include('main').analyze()).violations.map(
    ({ id, nodes }) => `${id}: ${nodes[0]?.html}`,
  );
const timeline = (window: Page) => window.getByRole('region', { name: 'Timeline' });
const entry = (window: Page, place: number) => window.locator(`[data-timeline-entry="${place}"]`);

async function callIn(window: Page) {
  await signIn(window, people.an);
  await expect(atDesk(window)).toBeVisible();
  await window.keyboard.press('Alt+3');
  await expect(window.getByRole('row', { name: /09:00, Trần Văn Bình/ })).toBeFocused();
  await window.keyboard.press('Enter');
  await expect(window.locator('[data-path=blood_pressure]')).toBeFocused();
}
async function openAsKhoa(window: Page) {
  await signIn(window, people.khoa);
  await expect(atDesk(window)).toBeVisible();
  await window.evaluate(() => (location.hash = '#/consultations/appointment-9'));
}

test('a chart of 1,000 visits is searched, narrowed and opened beside today’s record by keyboard', async ({
  dataDir,
  openDesk,
}) => {
  const { window } = await openDesk({ dataDir });
  await callIn(window);
  await expect(window.getByText('Allergies: Penicillin')).toBeVisible();
  await expect(timeline(window).getByRole('status')).toHaveText('Everything: 1001');
  // Of 1,001 rows only those in view are drawn.
  expect(await timeline(window).getByRole('listitem').count()).toBeLessThan(40);
  expect(await faultsOf(window)).toEqual([]);

  await window.keyboard.press('Control+f');
  await expect(window.getByRole('textbox', { name: 'Search the chart' })).toBeFocused();
  await window.keyboard.type('ghi chu gan nhat');
  await expect(timeline(window).getByRole('status')).toHaveText('Everything: 1');
  await expect(entry(window, 0)).toContainText('Ghi chú gần nhất: hẹn tái khám');
  await window.keyboard.press('Escape');
  await window.keyboard.type('da day');
  await expect(timeline(window).getByRole('status')).toHaveText('Everything: 200');
  await window.keyboard.press('ArrowDown');
  await expect(entry(window, 0)).toBeFocused();
  await window.keyboard.press('ArrowDown');
  await expect(entry(window, 1)).toBeFocused();
  await window.keyboard.press('End');
  await expect(entry(window, 199)).toBeFocused();
  await window.keyboard.press('Enter');
  const beside = window.getByRole('region', { name: 'Earlier visit' });
  await expect(beside).toContainText('Viêm dạ dày cấp');
  await expect(beside).toContainText('Omeprazole 20 mg');
  await expect(window.getByLabel('Diagnosis', { exact: true })).toBeVisible();
  await window.keyboard.press('Escape');
  await expect(beside).toBeHidden();

  await window.keyboard.press('Control+f');
  await window.keyboard.press('Escape');
  await window.keyboard.press('Tab');
  await window.keyboard.press('ArrowRight');
  await window.keyboard.press('ArrowRight');
  await expect(timeline(window).getByRole('status')).toHaveText('Prescriptions: 1000');
  await expect(entry(window, 0)).toContainText('Amlodipine 5 mg, 1 viên');
  await window.keyboard.press('ArrowRight');
  await expect(timeline(window).getByRole('status')).toHaveText('Coded diagnoses: 1000');
  await expect(entry(window, 0)).toContainText('J02.9 Viêm họng cấp');
  await window.keyboard.press('ArrowRight');
  await expect(timeline(window).getByRole('status')).toHaveText('Documents: 0');
  await window.keyboard.press('ArrowRight');
  await expect(timeline(window).getByRole('status')).toHaveText('Notes: 1');
  await entry(window, 0).press('Enter');
  await expect(window.getByRole('region', { name: 'Open beside today’s record' })).toContainText(
    'Ngại dùng thuốc, cần giải thích kỹ',
  );
});

test('a value outside the limits is marked while it is typed, the last one stands below, the BMI is made of both', async ({
  dataDir,
  openDesk,
}) => {
  const { window } = await openDesk({ dataDir });
  await callIn(window);
  const pulse = window.locator('[data-path=heart_rate]');
  const note = (name: string) => window.locator(`[data-path=${name}]`).locator('xpath=../..');
  await expect(note('heart_rate')).toContainText(/66 · \d\d\/\d\d\/\d\d/);
  await pulse.fill('72');
  await expect(pulse).not.toHaveAttribute('data-outside');
  await pulse.fill('124');
  await expect(pulse).toHaveAttribute('data-outside', 'true');
  await expect(note('heart_rate')).toContainText('↑ > 100');
  await window.locator('[data-path=blood_pressure]').fill('164/52');
  await expect(note('blood_pressure')).toContainText('↑↓ > 139 / < 60');
  await window.locator('[data-path=weight]').fill('70,5');
  // A grown-up’s height is that of the last time until it is measured anew.
  await expect(note('height')).toContainText('BMI 25 ↑');
  await window.locator('[data-path=height]').fill('175');
  await expect(note('height')).toContainText('BMI 23');
  expect(await faultsOf(window)).toEqual([]);
  await window.keyboard.press('Control+s');
  await expect(window.getByText(/^Saved in the record/)).toBeVisible();
});

test('trends are walked visit by visit and opened larger by keyboard', async ({ dataDir, openDesk }) => {
  const { window } = await openDesk({ dataDir });
  await callIn(window);
  const pulse = window.locator('[data-trend=heart_rate][data-size=strip]');
  await pulse.focus();
  await expect(pulse).toHaveAttribute('aria-valuetext', /^\d\d\/\d\d\/\d{4}: 66 \/min$/);
  await window.keyboard.press('ArrowLeft');
  await expect(pulse).toHaveAttribute('aria-valuetext', /: 71 \/min$/);
  await expect(pulse).toHaveAttribute('aria-valuenow', '999');
  await window.keyboard.press('Home');
  await expect(pulse).toHaveAttribute('aria-valuenow', '1');
  await window.keyboard.press('Enter');
  const larger = window.getByRole('dialog', { name: 'Trends' });
  await expect(larger.locator('[data-trend=heart_rate]')).toBeFocused();
  await expect(larger.locator('[data-trend]')).toHaveCount(6);
  await window.keyboard.press('Escape');
  await expect(larger).toBeHidden();
  await expect(pulse).toBeFocused();
});

test('a column that is folded stays folded for the next patient and after a restart', async ({
  dataDir,
  openDesk,
}) => {
  const first = await openDesk({ dataDir });
  await callIn(first.window);
  await first.window.keyboard.press('Alt+q');
  await expect(timeline(first.window)).toBeHidden();
  await first.window.keyboard.press('Alt+e');
  await expect(first.window.locator('[data-trend]')).toHaveCount(0);
  await first.close();
  const { window } = await openDesk({ dataDir });
  await callIn(window);
  await expect(timeline(window)).toBeHidden();
  await expect(window.locator('[data-trend]')).toHaveCount(0);
  await expect(window.getByText('Allergies: Penicillin')).toBeVisible();
  // Searching needs the timeline, so it comes back.
  await window.keyboard.press('Control+f');
  await expect(window.getByRole('textbox', { name: 'Search the chart' })).toBeFocused();
});

test('a closed chart is refused to who does not treat the patient, read through broken glass, and reviewed by another', async ({
  dataDir,
  openDesk,
}) => {
  // Three people sit down one after the other.
  test.setTimeout(150_000);
  const an = await openDesk({ dataDir });
  await callIn(an.window);
  await an.window.getByRole('button', { name: 'Close this chart' }).press('Enter');
  await an.window.getByLabel('Why is it closed?').fill('Works at this clinic');
  await an.window.getByRole('button', { name: 'Close this chart' }).press('Enter');
  await expect(an.window.getByText(/^Closed by Nguyễn Thị An/)).toBeVisible();
  await an.close();

  const khoa = await openDesk({ dataDir });
  await openAsKhoa(khoa.window);
  await expect(khoa.window.getByRole('heading', { name: 'This chart is closed' })).toBeVisible();
  await expect(khoa.window.getByText('Allergies: Penicillin')).toBeVisible();
  await expect(timeline(khoa.window)).toHaveCount(0);
  expect(await faultsOf(khoa.window)).toEqual([]);
  await khoa.window.getByRole('button', { name: 'Break the glass' }).press('Enter');
  await expect(khoa.window.getByText('Please fill this in.')).toBeVisible();
  await khoa.window.getByLabel('Why do you have to read it now?').fill('Unconscious in the waiting room');
  await khoa.window.getByRole('button', { name: 'Break the glass' }).press('Enter');
  await expect(khoa.window.getByText(/^You read this closed chart through broken glass until/)).toBeVisible();
  await expect(timeline(khoa.window).getByRole('status')).toHaveText('Everything: 1000');
  await khoa.close();

  const ha = await openDesk({ dataDir });
  await signIn(ha.window, people.ha);
  await expect(atDesk(ha.window)).toBeVisible();
  await ha.window.evaluate(() => (location.hash = '#/vault'));
  await ha.window.getByRole('tab', { name: 'Broken glass' }).click();
  const line = ha.window.getByRole('row', { name: /Lê Minh Khoa/ });
  await expect(line).toContainText('Unconscious in the waiting room');
  expect(await faultsOf(ha.window)).toEqual([]);
  await line.getByLabel('Your finding').fill('Justified');
  await line.getByRole('button', { name: 'Reviewed' }).press('Enter');
  await expect(ha.window.getByText('No broken glass to review.')).toBeVisible();
  await ha.window.getByText('Reviewed', { exact: true }).click();
  await expect(ha.window.getByRole('row', { name: /Lê Minh Khoa/ })).toContainText('Justified');
});
