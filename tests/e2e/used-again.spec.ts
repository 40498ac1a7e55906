// What is written once and used again: medicines, codes and texts from the set-up, the last prescription and the last note. By keyboard.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { wallClock } from '../../domain/civil-date.ts';
import { tabTo, typeInto } from '../support/by-keyboard.ts';
import { makeMorningOnDisk, people } from '../support/clinic-on-disk.ts';
import { atDesk, signIn } from '../support/first-run-steps.ts';
import { test as base } from '../support/launch.ts';
import { fillLongChart } from '../support/long-chart.ts';

const test = base.extend<{ dataDir: string }>({
  // oxlint-disable-next-line no-empty-pattern
  dataDir: async ({}, use) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'clinic-desk-again-'));
    const { date: today } = wallClock(Date.now(), 'Asia/Ho_Chi_Minh');
    await makeMorningOnDisk({ dataDir, alsoFill: (tx) => fillLongChart(tx, { visits: 2, today }) });
    await use(dataDir);
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  },
});

async function callIn(window: Page) {
  await signIn(window, people.an);
  await expect(atDesk(window)).toBeVisible();
  await window.keyboard.press('Alt+3');
  await expect(window.getByRole('row', { name: /09:00, Trần Văn Bình/ })).toBeFocused();
  await window.keyboard.press('Enter');
  await expect(window.getByRole('textbox', { name: 'Blood pressure' })).toBeFocused();
}

test('the last prescription and the last note are taken over by one key each, and taken back by one button', async ({
  dataDir,
  openDesk,
}) => {
  const { window } = await openDesk({ dataDir });
  await callIn(window);
  await window.keyboard.press('Alt+p');
  const earlier = window.getByRole('menuitem', { name: /Amlodipine 5 mg/ });
  await expect(earlier).toContainText('Nguyễn Thị An');
  await earlier.press('Enter');
  await expect(window.getByLabel('Prescription', { exact: true })).toHaveValue(
    '1. Amlodipine 5 mg: 1 viên, uống, ngày 1 lần, 30 ngày. sau ăn sáng',
  );

  const [diagnosis, notes] = [
    window.getByLabel('Diagnosis', { exact: true }),
    window.getByLabel('Notes (never printed)'),
  ];
  await notes.fill('Today');
  await window.keyboard.press('Alt+l');
  await expect(diagnosis).toHaveValue('Viêm họng cấp');
  await expect(notes).toHaveValue('Today');
  await window.getByRole('button', { name: 'Undo', exact: true }).last().click();
  await expect(diagnosis).toHaveValue('');
});

async function openSection(window: Page, name: string) {
  await window.keyboard.press('Alt+4');
  await tabTo(window, window.getByRole('link', { name, exact: true }));
  await window.keyboard.press('Enter');
  await expect(window.getByRole('heading', { level: 1, name })).toBeVisible();
  await window.keyboard.press('n');
}

test('an admin sets up a medicine, a code and a text; the doctor finds all three, writes a text of the own and takes it away', async ({
  dataDir,
  openDesk,
}) => {
  const { window } = await openDesk({ dataDir });
  await signIn(window, people.ha);
  await expect(atDesk(window)).toBeVisible();
  const saved = async (name: string) => {
    await window.keyboard.press('Control+s');
    await expect(window.getByRole('button', { name, exact: true })).toBeVisible();
  };
  await openSection(window, 'Medicines');
  await typeInto(window, { Name: 'Ibuprofen', Ingredients: 'Ibuprofen', 'Usual dose': '1 tablet' });
  await saved('Ibuprofen');
  await openSection(window, 'Diagnosis codes');
  await typeInto(window, { Code: 'm54.5', Diagnosis: 'Low back pain' });
  await saved('M54.5');
  await openSection(window, 'Templates');
  await typeInto(window, { Name: 'Back', 'Typed after /': 'back', Text: '{{patient.name}} lifts nothing.' });
  await expect(window.getByRole('switch', { name: 'For everybody in the clinic' })).toBeChecked();
  await saved('Back');

  await window.keyboard.press('Control+l');
  const self = window.getByRole('radio', { name: 'Nguyễn Thị An' });
  await expect(self).toBeVisible();
  for (let press = 0; press < 4 && !(await self.isChecked()); press++)
    await window.keyboard.press('ArrowDown');
  await window.getByLabel('Password', { exact: true }).fill(people.an.password);
  await window.keyboard.press('Enter');
  await expect(atDesk(window)).toBeVisible();
  await window.keyboard.press('Alt+3');
  await expect(window.getByRole('row', { name: /09:00, Trần Văn Bình/ })).toBeFocused();
  await window.keyboard.press('Enter');
  await expect(window.getByRole('textbox', { name: 'Blood pressure' })).toBeFocused();
  await window.keyboard.press('Alt+d');
  await window.keyboard.type('back pain');
  await window.keyboard.press('Enter');
  await expect(window.getByRole('button', { name: 'M54.5 Low back pain', exact: true })).toBeVisible();
  await window.keyboard.press('Alt+r');
  await window.keyboard.type('ibu');
  await window.keyboard.press('Enter');
  await expect(window.getByLabel('Dose of Ibuprofen')).toHaveValue('1 tablet');
  const plan = window.getByLabel('Treatment plan');
  await plan.focus();
  await window.keyboard.type('/back');
  await expect(window.getByRole('option', { name: /Back/ })).toBeVisible();
  await window.keyboard.press('Enter');
  await expect(plan).toHaveValue('Trần Văn Bình lifts nothing.');

  await window.keyboard.press('Alt+t');
  await window.getByRole('menuitem', { name: 'Write and change texts' }).press('Enter');
  const dialog = window.getByRole('dialog', { name: 'Write and change texts' });
  await expect(dialog.getByRole('button', { name: 'Back', exact: true })).toBeVisible();
  await window.keyboard.press('n');
  await typeInto(window, { Name: 'Mine', 'Typed after /': 'mine', Text: 'Rest.' });
  // Nothing typed is lost by closing.
  await window.keyboard.press('Escape');
  await window.keyboard.press('n');
  await expect(dialog.getByRole('textbox', { name: 'Text', exact: true })).toHaveValue('Rest.');
  await window.keyboard.press('Control+s');
  await dialog.getByRole('button', { name: 'Mine', exact: true }).press('Enter');
  await dialog.getByRole('button', { name: 'Take away' }).press('Enter');
  await expect(dialog.getByRole('button', { name: 'Mine', exact: true })).toBeHidden();
  await window.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(plan).toHaveValue('Trần Văn Bình lifts nothing.');
});
