// A consultation with medicines, codes, problems, snippets and templates, by keyboard: typed, warned, repeated, amended. Nothing typed is lost.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import type { Tx } from '../../db/write.ts';
import { wallClock } from '../../domain/civil-date.ts';
import { lineByHand } from '../../domain/prescriptions.ts';
import { anAppointment } from '../support/builders.ts';
import { makeMorningOnDisk, people } from '../support/clinic-on-disk.ts';
import { atDesk, signIn } from '../support/first-run-steps.ts';
import { test as base } from '../support/launch.ts';
import { aClinic } from '../support/test-vault.ts';

const usual = { usualRoute: 'by mouth', usualFrequency: '', usualDuration: '', usualInstructions: '' };

function fillShelf(tx: Tx): void {
  const aDayAgo = wallClock(Date.now() - 86_400_000, aClinic.timeZone).date;
  const yesterday = { appointmentId: 'visit-before', patientId: 'patient-binh' };
  tx.insert(
    'appointments',
    anAppointment({ id: 'visit-before', appointmentDate: aDayAgo, status: 'completed' }),
  );
  tx.insert('medicalRecords', {
    ...yesterday,
    id: 'record-before',
    diagnosis: 'Gastritis',
    prescription: '',
    treatmentPlan: '',
    notes: '',
    followUpDate: null,
    vitalSigns: {},
    createdById: 'user-an',
    signedAtMs: Date.now(),
  });
  tx.insert('prescriptionItems', {
    ...lineByHand('Omeprazole 20 mg'),
    ...yesterday,
    id: 'line-before',
    recordId: 'record-before',
    doctorId: 'user-an',
    lineNumber: 1,
    duration: '14 days',
  });
  const medicine = (id: string, name: string, ingredients: string) =>
    tx.insert('medicines', {
      id,
      name,
      ingredients,
      strength: '500 mg',
      form: 'tablet',
      usualDose: '1 tablet',
      ...usual,
      isActive: true,
    });
  medicine('medicine-1', 'Paracetamol', 'Paracetamol');
  medicine('medicine-2', 'Amoxicillin', 'Amoxicillin; Penicillin');
  tx.insert('diagnosisCodes', { id: 'code-1', code: 'J02.9', text: 'Acute pharyngitis', isActive: true });
  const template = (id: string, kind: 'snippet' | 'record', shortcut: string, content: string) =>
    tx.insert('templates', { id, doctorId: null, kind, name: id, shortcut, content, archivedAtMs: null });
  template('Rest', 'snippet', 'rest', '{{patient.name}} rests, BP {{vitals.bp}}.');
  template(
    'Sore throat',
    'record',
    '',
    JSON.stringify({ diagnosis: 'Sore throat', treatmentPlan: 'Warm drinks' }),
  );
}

const test = base.extend<{ dataDir: string }>({
  dataDir: async ({ locale }, use) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'clinic-desk-prescribing-'));
    await makeMorningOnDisk({
      dataDir,
      locale: locale?.startsWith('vi') ? 'vi' : 'en',
      patient: { allergies: 'Penicillin' },
      alsoFill: fillShelf,
    });
    await use(dataDir);
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  },
});

const faultsOf = async (window: Page) =>
  (await new AxeBuilder({ page: window }).include('main').analyze()).violations.map(
    ({ id, nodes }) => `${id}: ${nodes[0]?.html}`,
  );

async function callIn(window: Page) {
  await signIn(window, people.an);
  await expect(atDesk(window)).toBeVisible();
  await window.keyboard.press('Alt+3');
  await expect(window.getByRole('row', { name: /09:00, Trần Văn Bình/ })).toBeFocused();
  await window.keyboard.press('Enter');
  await expect(window.getByLabel('Blood pressure')).toBeFocused();
}

test('a whole visit is typed: a code, two medicines, their text, the problem list', async ({
  dataDir,
  openDesk,
}, testInfo) => {
  const { window } = await openDesk({ dataDir });
  await callIn(window);
  await window.keyboard.type('120/80');
  await window.keyboard.press('Alt+d');
  await window.keyboard.type('phar');
  await window.keyboard.press('Enter');
  const code = window.getByRole('button', { name: 'J02.9 Acute pharyngitis', exact: true });
  await expect(code).toBeVisible();
  await code.focus();
  await window.keyboard.press('p');
  await expect(window.getByRole('region', { name: 'Problems' })).toContainText('J02.9 Acute pharyngitis');

  await window.keyboard.press('Alt+r');
  await window.keyboard.type('parac');
  await window.keyboard.press('Enter');
  await expect(window.getByLabel('Dose of Paracetamol 500 mg')).toBeFocused();
  await expect(window.getByLabel('Dose of Paracetamol 500 mg')).toHaveValue('1 tablet');
  for (let cell = 0; cell < 2; cell++) await window.keyboard.press('Tab');
  await window.keyboard.type('3 times a day');
  await window.keyboard.press('Enter');
  await window.keyboard.type('Salt water');
  await window.keyboard.press('Enter');
  await expect(window.getByLabel('Dose of Salt water')).toBeFocused();
  const text = window.getByLabel('Prescription', { exact: true });
  await expect(text).toHaveValue('1. Paracetamol 500 mg: 1 tablet, by mouth, 3 times a day\n2. Salt water');
  await window.keyboard.press('Alt+ArrowUp');
  await expect(text).toHaveValue(/^1\. Salt water\n2\. Paracetamol/);
  expect(await faultsOf(window)).toEqual([]);
  await testInfo.attach('page', { body: await window.screenshot(), contentType: 'image/png' });

  // A hand's own words stay, and can be written from the lines again.
  await text.fill('Only salt water');
  await window.getByRole('button', { name: '2. Paracetamol 500 mg' }).focus();
  await window.keyboard.press('Delete');
  await expect(text).toHaveValue('Only salt water');
  await window.getByRole('button', { name: 'Undo', exact: true }).click();
  await window.getByRole('button', { name: 'Write it from the medicines again' }).click();
  await expect(text).toHaveValue(/^1\. Salt water\n2\. Paracetamol/);
  await expect(window.getByText(/^Kept \d\d:\d\d:\d\d$/)).toBeVisible();
  await window.keyboard.press('Control+Enter');
  await expect(window.getByText(/^Signed by Nguyễn Thị An/)).toBeVisible();
  await expect(window.getByText('2. Paracetamol 500 mg: 1 tablet')).toBeVisible();
});

test('by templates and snippets: empty texts are filled, typed ones stay, all of it is undone by one button', async ({
  dataDir,
  openDesk,
}) => {
  const { window } = await openDesk({ dataDir });
  await callIn(window);
  await window.keyboard.type('130/85');
  await window.getByLabel('Treatment plan').fill('Mine');
  await window.keyboard.press('Alt+t');
  await window.getByRole('menuitem', { name: 'Sore throat' }).press('Enter');
  await expect(window.getByLabel('Diagnosis', { exact: true })).toHaveValue('Sore throat');
  await expect(window.getByLabel('Treatment plan')).toHaveValue('Mine');
  await window.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(window.getByLabel('Diagnosis', { exact: true })).toHaveValue('');

  await window.getByLabel('Notes (never printed)').focus();
  await window.keyboard.type('Seen. /re');
  await expect(window.getByRole('option', { name: /Rest/ })).toBeVisible();
  await window.keyboard.press('Enter');
  await expect(window.getByLabel('Notes (never printed)')).toHaveValue(
    'Seen. Trần Văn Bình rests, BP 130/85.',
  );
  await window.keyboard.press('Control+z');
  await expect(window.getByLabel('Notes (never printed)')).toHaveValue('Seen. /re');
});

test('an allergy stops a medicine until a reason is given, and the reason stays with the record', async ({
  dataDir,
  openDesk,
}) => {
  const { window } = await openDesk({ dataDir });
  await callIn(window);
  await window.keyboard.press('Alt+r');
  await window.keyboard.type('amox');
  await window.keyboard.press('Enter');
  await expect(window.getByText('Recorded allergy: Penicillin.')).toBeVisible();
  await window.keyboard.press('Control+Enter');
  await expect(window.getByText(/“Amoxicillin 500 mg” has a warning \(Penicillin\)/)).toBeVisible();
  await expect(window.getByLabel('Why Amoxicillin 500 mg is prescribed all the same')).toBeFocused();
  await window.keyboard.type('Skin test negative');
  await window.keyboard.press('Control+Enter');
  await expect(window.getByText(/^Signed by Nguyễn Thị An/)).toBeVisible();
  await expect(
    window.getByText('Amoxicillin 500 mg was prescribed in spite of a warning: Skin test negative'),
  ).toBeVisible();
});

test('a medicine still taken from yesterday’s visit is named with its day; repeating it says why by itself', async ({
  dataDir,
  openDesk,
}, testInfo) => {
  const { window } = await openDesk({ dataDir });
  await callIn(window);
  await window.keyboard.press('Alt+r');
  await window.keyboard.type('Omeprazole 40 mg');
  await expect(window.getByRole('option', { name: /Omeprazole 20 mg/ })).toBeHidden();
  await window.keyboard.press('Enter');
  const warned = window.getByText(/^Still taken since the visit of \d\d\/\d\d\/\d{4}: omeprazole\.$/);
  await expect(warned).toBeVisible();
  await testInfo.attach('warned', { body: await window.screenshot(), contentType: 'image/png' });
  await window.keyboard.press('Control+Enter');
  await expect(window.getByText(/“Omeprazole 40 mg” has a warning \(omeprazole\)/)).toBeVisible();
  await expect(window.getByLabel('Why Omeprazole 40 mg is prescribed all the same')).toBeFocused();
  await window.getByRole('button', { name: '1. Omeprazole 40 mg' }).focus();
  await window.keyboard.press('Delete');

  await window.keyboard.press('Alt+p');
  await window.getByRole('menuitem', { name: /Omeprazole 20 mg/ }).press('Enter');
  await expect(warned).toBeVisible();
  await expect(window.getByLabel('Why Omeprazole 20 mg is prescribed all the same')).toHaveValue(
    /^Continued from the visit of /,
  );
  expect(await faultsOf(window)).toEqual([]);
  await window.keyboard.press('Control+Enter');
  await expect(window.getByText(/^Signed by Nguyễn Thị An/)).toBeVisible();
});

test('kill -9 loses no medicine and no code; an amendment shows what was taken out and put in', async ({
  dataDir,
  openDesk,
}, testInfo) => {
  const first = await openDesk({ dataDir });
  await callIn(first.window);
  await first.window.getByLabel('Diagnosis', { exact: true }).fill('Acute pharyngitis');
  await first.window.keyboard.press('Alt+d');
  await first.window.keyboard.type('j02');
  await first.window.keyboard.press('Enter');
  await first.window.keyboard.press('Alt+r');
  await first.window.keyboard.type('parac');
  await first.window.keyboard.press('Enter');
  await expect(first.window.getByLabel('Dose of Paracetamol 500 mg')).toBeFocused();
  await expect(first.window.getByText(/^Kept \d\d:\d\d:\d\d$/)).toBeVisible();
  await first.window.waitForTimeout(700);
  await first.kill();

  const { window } = await openDesk({ dataDir });
  await callIn(window);
  await expect(window.getByText(/^Your unsaved text from .* is back\.$/)).toBeVisible();
  await expect(window.getByLabel('Dose of Paracetamol 500 mg')).toHaveValue('1 tablet');
  await expect(window.getByRole('button', { name: 'J02.9 Acute pharyngitis', exact: true })).toBeVisible();
  await window.keyboard.press('Control+Enter');
  await expect(window.getByText(/^Signed by Nguyễn Thị An/)).toBeVisible();
  await window.keyboard.press('Control+e');
  await window.getByLabel('Diagnosis', { exact: true }).fill('Acute tonsillitis');
  await window.getByLabel('Dose of Paracetamol 500 mg').fill('2 tablets');
  await window.getByLabel('Why is the signed record changed?').fill('Looked again');
  await window.keyboard.press('Control+Enter');
  await expect(window.getByText('1. Paracetamol 500 mg: 2 tablets, by mouth')).toBeVisible();
  await window.getByRole('button', { name: '1 earlier version' }).click();
  const versions = window.getByRole('dialog');
  await expect(versions.locator('del')).toHaveText(['pharyngitis', '1', 'tablet,']);
  await expect(versions.locator('ins')).toHaveText(['tonsillitis', '2', 'tablets,']);
  await testInfo.attach('versions', { body: await window.screenshot(), contentType: 'image/png' });
});
