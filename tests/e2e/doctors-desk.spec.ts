// The doctor's desk by keyboard: a visit finished in one go, what is to be signed, whom to call, saved patients, notes, the versions of a draft.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { addDays, wallClock } from '../../domain/civil-date.ts';
import type { Tx } from '../../db/write.ts';
import { anAppointment, aPatient } from '../support/builders.ts';
import { makeMorningOnDisk, people } from '../support/clinic-on-disk.ts';
import { atDesk, signIn } from '../support/first-run-steps.ts';
import { test as base } from '../support/launch.ts';
import { aClinic } from '../support/test-vault.ts';

const today = wallClock(Date.now(), aClinic.timeZone).date;

/** Dr An works every day; Cúc waits, Dũng was seen and should have come again, Em's visit of last week is not signed. */
function fillDesk(tx: Tx): void {
  for (let weekday = 1; weekday <= 7; weekday++)
    tx.insert('workingHours', {
      id: `hours-${weekday}`,
      doctorId: 'user-an',
      weekday,
      fromTime: '08:00',
      toTime: '16:30',
    });
  const names = { cuc: 'Đặng Thị Cúc', dung: 'Hoàng Văn Dũng', em: 'Võ Thị Em' };
  for (const [at, [id, fullName]] of Object.entries(names).entries())
    tx.insert('patients', aPatient({ id, fullName, recordNumber: `A-00001${at}`, phone: `090111222${at}` }));
  tx.insert(
    'appointments',
    anAppointment({
      id: 'visit-cuc',
      patientId: 'cuc',
      appointmentDate: today,
      appointmentTime: '09:30',
      arrivedAtMs: Date.now() - 600_000,
      ticket: 'A7',
    }),
  );
  const past = (id: string, days: number) =>
    tx.insert(
      'appointments',
      anAppointment({
        id: `visit-${id}`,
        patientId: id,
        appointmentDate: addDays(today, -days),
        status: 'completed',
      }),
    );
  past('em', 7);
  past('dung', 20);
  tx.insert('medicalRecords', {
    id: 'record-dung',
    appointmentId: 'visit-dung',
    patientId: 'dung',
    diagnosis: 'Tăng huyết áp',
    prescription: '',
    treatmentPlan: '',
    notes: '',
    followUpDate: addDays(today, -3),
    vitalSigns: {},
    createdById: 'user-an',
    signedAtMs: Date.now() - 20 * 86_400_000,
  });
}

const test = base.extend<{ dataDir: string }>({
  dataDir: async ({ locale }, use) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'clinic-desk-doctor-'));
    await makeMorningOnDisk({
      dataDir,
      locale: locale?.startsWith('vi') ? 'vi' : 'en',
      appointment: { status: 'confirmed', arrivedAtMs: Date.now() - 900_000 },
      alsoFill: fillDesk,
    });
    await use(dataDir);
    rmSync(dataDir, { recursive: true, force: true });
  },
});

const faultsOf = async (window: Page) =>
  (await new AxeBuilder({ page: window }).include('main').analyze()).violations.map(
    ({ id, nodes }) => `${id}: ${nodes[0]?.html}`,
  );
async function atOwnDesk(window: Page) {
  await signIn(window, people.an);
  await expect(atDesk(window)).toBeVisible();
  await window.keyboard.press('Alt+3');
  await expect(window.getByRole('row', { name: /09:00, Trần Văn Bình/ })).toBeFocused();
}
async function callIn(window: Page) {
  await atOwnDesk(window);
  await window.keyboard.press('Enter');
  await expect(window.getByLabel('Blood pressure')).toBeFocused();
}

test('a visit is finished by keyboard: signed, the printer’s absence told and skipped, the follow-up booked, the next called', async ({
  dataDir,
  openDesk,
}) => {
  const { window } = await openDesk({ dataDir });
  await callIn(window);
  await window.getByLabel('Diagnosis').fill('Viêm họng cấp');
  await window.getByLabel('Prescription', { exact: true }).fill('Paracetamol 500 mg × 10 viên');
  await window.getByLabel('Follow-up').fill('+7');
  await window.keyboard.press('Control+Shift+Enter');
  const bar = window.getByRole('region', { name: 'Finish this visit' });
  await expect(bar).toContainText('Signed.');
  await expect(bar).toContainText('No printer is connected to this PC.');
  await expect(bar.getByRole('button', { name: 'Try again' })).toBeFocused();
  expect(await faultsOf(window)).toEqual([]);
  await window.keyboard.press('Enter');
  await expect(bar.getByRole('button', { name: 'Try again' })).toBeVisible();
  await window.keyboard.press('s');
  const book = bar.getByRole('button', { name: /^Book .* 09:00/ });
  await expect(book).toBeFocused();
  await window.keyboard.press('o');
  await expect(bar.getByRole('button', { name: /^Book .* 09:30/ })).toBeVisible();
  await window.keyboard.press('Enter');
  await expect(bar).toContainText(/Booked: .* 09:30/);
  const call = bar.getByRole('button', { name: 'Call Đặng Thị Cúc' });
  await expect(call).toBeFocused();
  await expect(bar).toContainText('A7 Đặng Thị Cúc, waiting for 1');
  await window.keyboard.press('Enter');
  await expect(window.getByText('Đặng Thị Cúc').first()).toBeVisible();
  await expect(window).toHaveURL(/visit-cuc/);
  await expect(bar).toBeHidden();
});

test('a follow-up is booked in one key from the field and taken back; the bar goes on where it was left', async ({
  dataDir,
  openDesk,
}) => {
  const { window } = await openDesk({ dataDir });
  await callIn(window);
  await window.getByLabel('Follow-up').fill('+7');
  await expect(window.getByRole('button', { name: /^Book .* 09:00/ })).toBeVisible();
  await window.keyboard.press('Alt+b');
  await expect(window.getByText(/^Booked: .* 09:00 with Nguyễn Thị An$/)).toBeVisible();
  await window.getByRole('button', { name: 'Undo', exact: true }).last().click();
  await expect(window.getByRole('button', { name: /^Book .* 09:00/ })).toBeVisible();
  // A field that is wrong stops the finish at the signature; the key goes on once it is right.
  await window.getByLabel('Temperature').fill('372');
  await window.keyboard.press('Control+Shift+Enter');
  await expect(window.getByText('Please check: this value is not possible.')).toBeVisible();
  await window.getByLabel('Temperature').fill('37.2');
  await window.keyboard.press('Control+Shift+Enter');
  const bar = window.getByRole('region', { name: 'Finish this visit' });
  await expect(bar).toContainText('Nothing was prescribed, so nothing is printed.');
  await expect(bar.getByRole('button', { name: /^Book/ })).toBeFocused();
  await window.keyboard.press('Escape');
  await expect(bar).toBeHidden();
  await window.keyboard.press('Control+Shift+Enter');
  await expect(bar.getByRole('button', { name: /^Book/ })).toBeFocused();
  await window.keyboard.press('s');
  await expect(bar).toContainText('Not booked: the date is on the recall radar.');
});

test('an unsigned visit of last week is counted on every page, listed, signed, and gone', async ({
  dataDir,
  openDesk,
}) => {
  const { window } = await openDesk({ dataDir });
  await atOwnDesk(window);
  const rail = window.getByRole('link', { name: 'Consultations' });
  await expect(rail).toContainText('1');
  await window.keyboard.press('u');
  await expect(window.getByRole('row', { name: /Võ Thị Em: open the visit/ })).toBeFocused();
  expect(await faultsOf(window)).toEqual([]);
  await window.keyboard.press('Enter');
  await window.getByLabel('Diagnosis').fill('Cảm cúm');
  await window.keyboard.press('Control+Enter');
  await expect(window.getByText(/^Signed by/)).toBeVisible();
  await window.evaluate(() => (location.hash = '#/consultations?list=unsigned'));
  await expect(window.getByText('Everything is signed.')).toBeVisible();
  await expect(rail).not.toContainText('1');
});

test('reception calls whom the radar names, notes it, takes it back, and books from the row', async ({
  dataDir,
  openDesk,
}) => {
  const { window } = await openDesk({ dataDir });
  await signIn(window, people.lan);
  await expect(atDesk(window)).toBeVisible();
  await window.getByRole('link', { name: 'Recall radar' }).press('Enter');
  const row = window.getByRole('row', { name: /^Hoàng Văn Dũng/ });
  await expect(row).toBeFocused();
  await expect(row).toContainText('0901 112 221');
  await expect(row).toContainText('3 days ago');
  await expect(window.getByText('Tăng huyết áp')).toHaveCount(0);
  expect(await faultsOf(window)).toEqual([]);
  await window.keyboard.press('c');
  await expect(window.getByRole('radio', { name: 'No answer' })).toBeFocused();
  await window.keyboard.press('Control+Enter');
  await expect(window.getByText('Nobody is waiting for a call.')).toBeVisible();
  await window.getByText('Call again later · 1').click();
  await expect(row).toContainText('No answer, again on');
  await window.getByRole('button', { name: 'Undo', exact: true }).last().click();
  await window.getByText('To call · 1').click();
  await expect(row).toBeFocused();
  await window.keyboard.press('b');
  await expect(atDesk(window)).toBeVisible();
  await expect(window.getByRole('listbox', { name: /free/i })).toBeFocused();
  await window.keyboard.press('1');
  await window.keyboard.press('Control+Enter');
  await expect(window.getByText(/^Hoàng Văn Dũng is booked at/).first()).toBeVisible();
  await window.getByRole('link', { name: 'Recall radar' }).press('Enter');
  await expect(window.getByText('Nobody is waiting for a call.')).toBeVisible();
});

test('a patient is saved from the list, noted, written about, removed and brought back', async ({
  dataDir,
  openDesk,
}) => {
  const { window } = await openDesk({ dataDir });
  await atOwnDesk(window);
  await window.keyboard.press('m');
  const search = window.getByRole('textbox', { name: 'Search in my patients' });
  await expect(search).toBeFocused();
  await window.keyboard.type('dung');
  await expect(window.getByText('1 patient', { exact: true })).toBeVisible();
  await window.keyboard.press('ArrowDown');
  await expect(window.getByRole('row', { name: /Hoàng Văn Dũng/ })).toBeFocused();
  await window.keyboard.press('s');
  await expect(window.getByText('Hoàng Văn Dũng is among your saved patients.')).toBeVisible();
  await window.keyboard.press('a');
  await expect(window.getByRole('row', { name: /Hoàng Văn Dũng/ })).toBeFocused();
  await window.keyboard.press('Enter');
  const aside = window.getByRole('complementary', { name: 'About Hoàng Văn Dũng' });
  await aside.getByLabel('What I want to remember').fill('Sợ kim tiêm');
  await window.keyboard.press('Control+Enter');
  await expect(window.getByText('Kept.')).toBeVisible();
  await aside.getByRole('button', { name: 'Add a note' }).press('Enter');
  await window.keyboard.type('Gọi cho con gái trước');
  await aside.getByLabel('Dictated').check();
  await expect(aside.getByText(/never listens to the microphone/)).toBeVisible();
  await aside.getByLabel('Note', { exact: true }).press('Control+Enter');
  await expect(aside.getByText('Gọi cho con gái trước')).toBeVisible();
  await expect(aside.getByText('dictated', { exact: true })).toBeVisible();
  expect(await faultsOf(window)).toEqual([]);
  await aside.getByRole('button', { name: 'Archive' }).click();
  await expect(aside.getByText('No notes yet.')).toBeVisible();
  await window.getByRole('button', { name: 'Undo', exact: true }).last().click();
  await expect(aside.getByText('Gọi cho con gái trước')).toBeVisible();
  await aside.getByRole('button', { name: 'Close' }).click();
  await window.getByRole('row', { name: /Hoàng Văn Dũng/ }).focus();
  await window.keyboard.press('s');
  await expect(window.getByText(/^Nobody is saved yet/)).toBeVisible();
  await window.getByRole('button', { name: 'Undo', exact: true }).last().click();
  await expect(window.getByRole('row', { name: /Hoàng Văn Dũng/ })).toContainText('Has notes');
  await window.keyboard.press('n');
  await expect(window.getByText('About Hoàng Văn Dũng')).toBeVisible();
});

test('what was typed an hour of work ago is looked at, taken back, and that is undone', async ({
  dataDir,
  openDesk,
}) => {
  const { window } = await openDesk({ dataDir });
  await callIn(window);
  const notes = window.getByLabel('Notes (never printed)');
  await notes.fill('the first thought');
  await expect(window.getByText(/^Kept/)).toBeVisible();
  await notes.fill('the second thought');
  await expect(window.getByText(/^Kept/)).toBeVisible();
  await window.keyboard.press('Alt+v');
  const dialog = window.getByRole('dialog');
  const list = dialog.getByRole('listbox');
  await expect(list).toBeFocused();
  await expect(dialog).toContainText('the second thought');
  await window.keyboard.press('End');
  for (let step = 0; step < 20; step++) await window.keyboard.press('ArrowDown');
  await expect(dialog.getByText('the first thought')).toBeVisible();
  await window.keyboard.press('Enter');
  await expect(notes).toHaveValue('the first thought');
  await window.getByRole('button', { name: 'Undo', exact: true }).last().click();
  await expect(notes).toHaveValue('the second thought');
});

test('a colleague who looks at a record with unsaved typing is told whose and since when', async ({
  dataDir,
  openDesk,
}) => {
  const { window } = await openDesk({ dataDir });
  await callIn(window);
  await window.getByLabel('Notes (never printed)').fill('only mine');
  await expect(window.getByText(/^Kept/)).toBeVisible();
  const address = await window.evaluate(() => location.hash);
  // Loaded anew it is the same window: it goes on writing.
  await window.reload();
  await expect(window.getByLabel('Notes (never printed)')).toHaveValue('only mine');
  await window.getByRole('button', { name: /^Account of/ }).click();
  await window.getByRole('menuitem', { name: 'Sign out' }).click();
  await signIn(window, people.ha);
  await expect(atDesk(window)).toBeVisible();
  await window.evaluate((hash) => (location.hash = hash), address);
  await expect(window.getByText(/^(Typing of )?Nguyễn Thị An/).first()).toContainText(
    /has not been saved in the record yet|is writing this record/,
  );
});

test('kill -9 in the middle of signing: the record is signed and whole, or the typing is back', async ({
  dataDir,
  openDesk,
}) => {
  const first = await openDesk({ dataDir });
  await callIn(first.window);
  await first.window.getByLabel('Diagnosis').fill('Viêm họng cấp');
  await expect(first.window.getByText(/^Kept/)).toBeVisible();
  await first.window.keyboard.press('Control+Enter', { delay: 0 });
  await first.kill();
  const { window } = await openDesk({ dataDir });
  await signIn(window, people.an);
  await expect(atDesk(window)).toBeVisible();
  await window.evaluate(() => (location.hash = '#/consultations/appointment-9'));
  const isSigned = window.getByText(/^Signed by Nguyễn Thị An/);
  const isBack = window.getByText(/^Your unsaved text from .* is back\.$/);
  await expect(isSigned.or(isBack)).toBeVisible();
  if (await isSigned.isVisible()) await expect(window.getByText('Viêm họng cấp')).toBeVisible();
  else await expect(window.getByLabel('Diagnosis')).toHaveValue('Viêm họng cấp');
});
