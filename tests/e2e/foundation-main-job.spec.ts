// The whole main job on a new clinic, by keyboard alone and with the network cut: first run, set-up, booking, consultation, paper.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { chooseIn, tabTo, typeInto } from '../support/by-keyboard.ts';
import { atDesk, makeClinic } from '../support/first-run-steps.ts';
import { type ClinicDesk, test } from '../support/launch.ts';
import { readPdf } from '../support/pdf-text.ts';

const department = 'Nội tổng quát';
const service = 'Điện tâm đồ';
const doctor = { name: 'Nguyễn Minh An', email: 'an@hoasen.vn', password: 'cà phê trứng buổi sớm mai' };
const reception = { name: 'Phạm Thu Hà', email: 'ha@hoasen.vn', password: 'thuyền nan qua bến vắng' };
const patient = 'Đặng Thị Mỹ Phượng';

test('first run, set-up, booking, consultation, signature and paper: by keyboard only, with no network', async ({
  openDesk,
}) => {
  test.setTimeout(120_000);
  const desk = await openDesk();
  const { window } = desk;
  const asked = await cutTheNetwork(desk);

  await makeClinic(window);
  await setUp(window);
  const firstPassword = {
    doctor: await hire(window, doctor, { isDoctor: true }),
    reception: await hire(window, reception, { isDoctor: false }),
  };
  await giveRoom(window);

  await takeOver(window, reception, firstPassword.reception);
  await book(window);

  await takeOver(window, doctor, firstPassword.doctor);
  await consult(window);
  await print(desk);

  expect(asked.elsewhere()).toEqual([]);
});

/** From now on the main process reaches nobody, and what the window asks for is remembered: there only the app may answer. */
async function cutTheNetwork({ app, window }: ClinicDesk) {
  const own = new URL(window.url()).origin;
  const asked: string[] = [];
  window.on('request', (request) => asked.push(request.url()));
  await app.evaluate(() => {
    const { Socket } = process.getBuiltinModule('node:net');
    const connect = Socket.prototype.connect;
    Socket.prototype.connect = function cut(this: InstanceType<typeof Socket>, ...to: unknown[]) {
      // The stand-in's own wire to its browser.
      if (!JSON.stringify(to).includes('127.0.0.1')) throw new Error('The network is cut.');
      return Reflect.apply(connect, this, to) as InstanceType<typeof Socket>;
    };
  });
  return {
    elsewhere: () => asked.filter((url) => !url.startsWith(own) && !/^(data|blob):/.test(url)),
  };
}

async function openSection(window: Page, name: string) {
  await window.keyboard.press('Alt+4');
  const section = window.getByRole('link', { name, exact: true });
  await tabTo(window, section);
  await window.keyboard.press('Enter');
  await expect(window.getByRole('heading', { name, level: 1 })).toBeVisible();
}

async function saved(window: Page, row: string) {
  await window.keyboard.press('Control+s');
  await expect(window.getByRole('button', { name: row, exact: true })).toBeVisible();
}

async function setUp(window: Page) {
  await openSection(window, 'Departments');
  await window.keyboard.press('n');
  await typeInto(window, { Name: department, 'Examination fee': '15' });
  await saved(window, department);

  await openSection(window, 'Services');
  await window.keyboard.press('n');
  await typeInto(window, { Name: service });
  await chooseIn(window, window.getByRole('combobox', { name: 'Department' }), department);
  await typeInto(window, { Price: '8' });
  await saved(window, service);

  await openSection(window, 'Rooms');
  await window.keyboard.press('n');
  await typeInto(window, { 'Room number': 'P.101' });
  await saved(window, 'P.101');
}

/** Makes the account and returns the first password, which is shown once. */
async function hire(window: Page, person: typeof doctor, { isDoctor }: { isDoctor: boolean }) {
  await window.keyboard.press('Alt+5');
  await tabTo(window, window.getByRole('button', { name: 'New member' }));
  await window.keyboard.press('Enter');
  await expect(window.getByLabel('Full name')).toBeFocused();
  await window.keyboard.type(person.name);
  await window.keyboard.press('Tab');
  await window.keyboard.type(person.email);
  if (isDoctor) {
    await tabTo(window, window.getByRole('combobox', { name: 'Role' }));
    const asDoctor = window.getByRole('option', { name: 'Doctor' });
    await window.keyboard.press('ArrowUp');
    await expect(asDoctor).toBeVisible();
    await window.keyboard.press('ArrowUp');
    await expect(asDoctor).toHaveAttribute('data-combobox-selected');
    await window.keyboard.press('Enter');
    await chooseIn(window, window.getByRole('combobox', { name: 'Department' }), department);
  }
  await tabTo(window, window.getByRole('button', { name: 'Add to staff' }));
  await window.keyboard.press('Enter');
  const first = await window.locator('[data-shown-once]').innerText();
  await expect(window.getByRole('button', { name: 'Done' })).toBeFocused();
  await window.keyboard.press('Enter');
  await expect(window.getByRole('button', { name: person.name })).toBeVisible();
  return first;
}

async function giveRoom(window: Page) {
  await openSection(window, 'Doctors');
  await expect(window.getByRole('button', { name: doctor.name })).toBeVisible();
  await window.keyboard.press('/');
  await expect(window.getByRole('textbox', { name: 'Search this list' })).toBeFocused();
  await window.keyboard.type('minh an');
  await window.keyboard.press('Enter');
  await chooseIn(window, window.getByRole('combobox', { name: 'Room' }), 'P.101');
  await saved(window, doctor.name);
}

/** The next person at the same PC: lock, choose oneself, the first password, a password of one's own. */
async function takeOver(window: Page, person: typeof doctor, firstPassword: string) {
  await window.keyboard.press('Control+l');
  const self = window.getByRole('radio', { name: person.name });
  await expect(self).toBeVisible();
  for (let press = 0; press < 3 && !(await self.isChecked()); press++)
    await window.keyboard.press('ArrowDown');
  await expect(self).toBeChecked();
  await expect(window.getByLabel('Password', { exact: true })).toBeFocused();
  await window.keyboard.type(firstPassword);
  await window.keyboard.press('Enter');
  await expect(window.getByLabel('New password')).toBeFocused();
  await window.keyboard.type(person.password);
  await window.keyboard.press('Enter');
  await expect(atDesk(window)).toBeVisible();
}

/** Tomorrow, never today: the clock of the machine may stand at any hour. */
async function book(window: Page) {
  await window.keyboard.press('Alt+1');
  await expect(window.locator('[role=gridcell]:focus')).toBeVisible();
  await window.keyboard.press('PageDown');
  const slot = window.getByRole('gridcell', { name: `${doctor.name}, 09:00, free` });
  await expect(slot).toBeVisible();
  await window.keyboard.press('Control+Home');
  await window.keyboard.press('ArrowDown');
  await window.keyboard.press('ArrowDown');
  await expect(slot).toBeFocused();
  await window.keyboard.press('Enter');
  await expect(window.getByPlaceholder('Name, phone, birth date, number')).toBeFocused();
  await window.keyboard.type(patient);
  await expect(window.getByRole('option', { name: /Register/ })).toHaveAttribute('data-combobox-selected');
  await window.keyboard.press('Enter');
  await expect(window.getByLabel('Full name')).toBeFocused();
  await expect(window.getByLabel('Full name')).toHaveValue(patient);
  await typeInto(window, { 'Date of birth': '12/03/1985', Phone: '0912345678', Allergies: 'Penicillin' });
  await window.keyboard.press('Control+Enter');
  await expect(window.getByLabel('Reason')).toBeFocused();
  await window.keyboard.type('Đau họng');
  await window.keyboard.press('Control+Enter');
  const visit = window.getByRole('gridcell', { name: new RegExp(`09:00, Booked, ${patient}`) });
  await expect(visit).toBeFocused();
  await expect(window.getByText('Penicillin').first()).toBeVisible();
  await window.keyboard.press('c');
  await expect(
    window.getByRole('gridcell', { name: new RegExp(`09:00, Confirmed, ${patient}`) }),
  ).toBeVisible();
}

async function consult(window: Page) {
  await window.keyboard.press('Alt+3');
  await expect(window.getByText('No visits on this day.')).toBeVisible();
  await window.keyboard.press('Alt+ArrowRight');
  await expect(window.getByRole('row', { name: new RegExp(`09:00, ${patient}`) })).toBeFocused();
  await window.keyboard.press('Enter');
  await expect(window.getByLabel('Blood pressure')).toBeFocused();
  await expect(window.getByText('Penicillin')).toBeVisible();
  await window.keyboard.type('120/80');
  await typeInto(window, {
    Pulse: '72',
    Temperature: '37,2',
    Diagnosis: 'Viêm họng cấp',
    Prescription: 'Azithromycin 500 mg × 3 viên, ngày uống 1 viên',
    'Follow-up': '+7',
  });
  await chooseIn(window, window.getByRole('combobox', { name: 'Service' }), service);
  await expect(window.getByLabel('Fee of this visit')).toContainText('23.00');
  await window.keyboard.press('Control+Enter');
  await expect(window.getByText(`Signed by ${doctor.name}`)).toBeVisible();
}

async function print({ app, window, dataDir }: ClinicDesk) {
  const file = join(dataDir, 'prescription.pdf');
  await app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: path });
  }, file);
  await window.keyboard.press('Control+p');
  await expect(window.getByRole('img', { name: '1 page' })).toBeVisible();
  await window.keyboard.press('Control+s');
  await expect(window.getByText('Saved as prescription.pdf.')).toBeVisible();
  const { text, embedded } = readPdf(readFileSync(file));
  for (const words of [patient, 'Penicillin', 'Viêm họng cấp', 'Azithromycin 500 mg', doctor.name])
    expect(text).toContain(words);
  expect(embedded).not.toContain(false);
  await window.keyboard.press('Escape');
  await expect(window.getByRole('dialog')).toBeHidden();
}
