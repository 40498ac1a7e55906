// `npm run tour`: does the main job of a day on a new demo clinic without a display, and leaves pictures and PDFs in out/tour/.
// The steps are those of a person at the desk; nothing is written behind the window's back.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { createDemo, type DemoSignIn } from '../db/demo/create-demo.ts';
import { type ClinicDesk, launchClinicDesk } from '../tests/support/launch.ts';
import { sayProgress } from './demo-words.ts';

const folder = resolve(import.meta.dirname, '../out/tour');
const patient = {
  name: 'Đặng Thị Mỹ Phượng',
  born: '12/03/1985',
  phone: '0912345678',
  allergies: 'Penicillin',
};

async function main(): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const dataDir = mkdtempSync(join(tmpdir(), 'clinic-desk-tour-'));
  try {
    const { vault, signIns } = await createDemo({
      dataDir,
      locale: 'vi',
      nowMs: Date.now(),
      onProgress: sayProgress('Demo clinic'),
    });
    vault.close();
    const visit = await atDesk(dataDir, (tour) => reception(tour, signIns));
    await atDesk(dataDir, (tour) => doctor(tour, visit));
  } finally {
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 3 });
  }
  process.stdout.write(`\nThe tour is in ${folder}\n`);
}

/** One person's turn at the PC, from opening the app to closing it. */
async function atDesk<Result>(dataDir: string, turn: (tour: Tour) => Promise<Result>): Promise<Result> {
  const desk = await launchClinicDesk({ dataDir, locale: 'vi-VN' });
  try {
    return await turn(new Tour(desk));
  } catch (error) {
    process.stderr.write(desk.log());
    await desk.window.screenshot({ path: join(folder, 'stopped-here.png') });
    throw error;
  } finally {
    await desk.close();
  }
}

let pictures = 0;
class Tour {
  readonly page: Page;
  readonly #desk: ClinicDesk;
  constructor(desk: ClinicDesk) {
    this.#desk = desk;
    this.page = desk.window;
    this.page.setDefaultTimeout(15_000);
  }

  async signIn({ email, password }: DemoSignIn): Promise<void> {
    await this.page.locator('input[name=email]').fill(email);
    await this.page.locator('input[name=password]').fill(password);
    await this.page.keyboard.press('Enter');
    await this.page.getByRole('navigation').waitFor();
  }

  /** A numbered picture, once nothing moves any more. */
  async picture(name: string): Promise<void> {
    await this.page.mouse.move(0, 767);
    await this.page.waitForTimeout(400);
    const file = `${String(++pictures).padStart(2, '0')}-${name}.png`;
    await this.page.screenshot({ path: join(folder, file) });
    process.stdout.write(`  ${file}\n`);
  }

  /** With the preview open: a picture of it, and the PDF where the person would have said. */
  async paper(name: string): Promise<void> {
    await this.page.locator('[data-pages] canvas').first().waitFor();
    await this.picture(`${name}-preview`);
    const path = join(folder, `${name}.pdf`);
    await this.#desk.app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath });
    }, path);
    await this.page.keyboard.press('Control+s');
    await this.page.getByText(`Đã lưu thành ${name}.pdf.`).waitFor();
    process.stdout.write(`  ${name}.pdf\n`);
    await this.page.keyboard.press('Escape');
    await this.page.getByRole('dialog').waitFor({ state: 'hidden' });
  }
}

type BookedVisit = { doctor: DemoSignIn };

/** Reception finds a free time, registers a patient who has just called, books, confirms and prints the slip. */
async function reception(tour: Tour, signIns: DemoSignIn[]): Promise<BookedVisit> {
  const { page } = tour;
  await tour.signIn(personWith(signIns, (person) => person.role === 'receptionist'));
  await page.getByRole('grid').waitFor();
  await tour.picture('front-desk');
  const free = page.locator('[role=gridcell][data-state=free]');
  // Today may be over, or a Sunday.
  for (let day = 0; day < 4 && (day === 0 || (await free.count()) === 0); day++) {
    await page.locator('[role=gridcell][tabindex="0"]').press('PageDown');
    await page.waitForTimeout(700);
  }
  const cell = free.first();
  const cellName = (await cell.getAttribute('aria-label')) ?? '';
  const doctor = personWith(
    signIns,
    ({ fullName, role }) => role === 'doctor' && cellName.includes(fullName),
  );
  await cell.click();
  await page.keyboard.type(patient.name);
  await page
    .getByRole('option', { name: new RegExp(patient.name) })
    .and(page.locator('[data-combobox-selected]'))
    .waitFor();
  await page.keyboard.press('Enter');
  const form = page.getByRole('dialog');
  await form.getByLabel('Ngày sinh').fill(patient.born);
  await form.getByLabel('Điện thoại', { exact: true }).fill(patient.phone);
  await form.getByLabel('Dị ứng').fill(patient.allergies);
  await tour.picture('register');
  await page.keyboard.press('Control+Enter');
  await form.waitFor({ state: 'hidden' });
  await page.keyboard.type('Đau họng, sốt');
  await tour.picture('book');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('gridcell', { name: new RegExp(`Đã đặt, ${patient.name}`) }).waitFor();
  await page.keyboard.press('c');
  await page.getByRole('gridcell', { name: new RegExp(`Đã xác nhận, ${patient.name}`) }).waitFor();
  await tour.picture('confirmed');
  await page.keyboard.press('p');
  await tour.paper('slip');
  return { doctor };
}

/** The doctor calls the patient in, writes, signs, and prints the prescription and the sheet of the day. */
async function doctor(tour: Tour, visit: BookedVisit): Promise<void> {
  const { page } = tour;
  await tour.signIn(visit.doctor);
  await page.keyboard.press('Alt+3');
  const row = await findDay(page);
  await tour.picture('doctors-day');
  await row.press('Enter');
  const written: Record<string, string> = {
    'Huyết áp': '118/76',
    Mạch: '92',
    'Nhiệt độ': '38,4',
    'SpO₂': '98',
    'Cân nặng': '54',
    'Chẩn đoán': 'Viêm họng cấp (J02.9)',
    'Đơn thuốc':
      'Azithromycin 500 mg × 3 viên\n  Ngày uống 1 viên sau ăn\nParacetamol 500 mg × 10 viên\n  Uống 1 viên khi sốt trên 38,5 °C, cách nhau 6 giờ',
    'Hướng điều trị và lời dặn': 'Nghỉ ngơi, uống nhiều nước ấm. Không dùng thuốc nhóm penicillin.',
    'Tái khám': '+7',
  };
  for (const [label, text] of Object.entries(written))
    await page.getByRole('textbox', { name: label, exact: true }).fill(text);
  await page.keyboard.press('Tab');
  await page.getByText(/^Đã giữ lúc/).waitFor();
  await tour.picture('consultation');
  await page.keyboard.press('Control+Enter');
  await page.getByText(`${visit.doctor.fullName} ký lúc`).waitFor();
  await tour.picture('signed');
  await page.keyboard.press('Control+p');
  await tour.paper('prescription');
  await page.keyboard.press('Alt+3');
  await findDay(page);
  await page.keyboard.press('Control+p');
  await tour.paper('day-sheet');
}

/** The doctor's list goes on day by day until the patient stands in it. */
async function findDay(page: Page): Promise<Locator> {
  const row = page.getByRole('row', { name: new RegExp(patient.name) });
  await page.getByRole('heading', { level: 1 }).waitFor();
  for (let day = 0; day < 5; day++) {
    await page.waitForTimeout(700);
    if ((await row.count()) > 0) return row;
    await page.keyboard.press('Alt+ArrowRight');
  }
  throw new Error('the booked visit stands in the list of its day');
}

function personWith(signIns: DemoSignIn[], is: (person: DemoSignIn) => boolean): DemoSignIn {
  const found = signIns.find(is);
  if (!found) throw new Error('the demo clinic has such a person');
  return found;
}

await main();
