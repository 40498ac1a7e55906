// Every screen of the desk and the way to it in the demo clinic, in any language: by address, keys and marks, never by words.
import { expect, type Page } from '@playwright/test';
import { DEMO_PASSWORD } from '../../db/demo/demo-people.ts';

export type Person = 'reception' | 'doctor' | 'admin';
type Screen = { name: string; who: Person; open: (window: Page) => Promise<unknown> };

const demoEmail: Record<Person, string> = {
  reception: 'letan@hoasen.example',
  doctor: 'an.nguyen@hoasen.example',
  admin: 'admin@hoasen.example',
};

export async function signInAs(window: Page, who: Person): Promise<void> {
  await window.locator('input[name=email]').fill(demoEmail[who]);
  await window.locator('input[name=password]').fill(DEMO_PASSWORD);
  await window.keyboard.press('Enter');
  await expect(window.locator('[data-place]').first()).toBeVisible({ timeout: 30_000 });
}

/** Leaves the page as it may be left: nothing stays open over the next one. */
export async function goTo(window: Page, address: string): Promise<void> {
  if (await window.locator('[role=dialog][aria-modal=true]').isVisible())
    await window.keyboard.press('Escape');
  const isAtAccount = await window.evaluate(() => location.hash === '#/account');
  if (!isAtAccount) await leaveFor(window, '/account');
  if (address !== '/account') await leaveFor(window, address);
}

/** A key that is pressed afterwards is not for the page before. */
async function leaveFor(window: Page, address: string): Promise<void> {
  await window.evaluate((hash) => {
    document.querySelector('main > *')?.setAttribute('data-left', '');
    location.hash = hash;
  }, `#${address}`);
  await expect(window.locator('[data-left]')).toHaveCount(0);
}

/** A working day ahead, so that the same screen has free, booked and confirmed times at whatever hour it is looked at. */
async function nextTuesday(window: Page, key: string): Promise<void> {
  const days = (2 - new Date().getDay() + 7) % 7 || 7;
  for (let day = 0; day < days; day++) await window.keyboard.press(key);
}

async function openDay(window: Page): Promise<void> {
  await goTo(window, '/');
  await expect(window.locator('[role=gridcell]').first()).toBeVisible();
  await nextTuesday(window, 'PageDown');
  await expect(window.locator('[data-waiting]')).toHaveCount(0);
  await expect(window.locator('[data-visit]').first()).toBeVisible();
}

// A confirmed visit of somebody with allergies; the grid marks it with a triangle.
const withAllergy = (status: string) =>
  `[role=gridcell] [data-visit][data-status=${status}]:has(.tabler-icon-alert-triangle-filled)`;

async function openVisitOfDay(window: Page, status = 'confirmed'): Promise<string> {
  await openDay(window);
  const visit = window.locator(withAllergy(status)).first();
  await visit.click();
  await expect(window.locator('section dl').first()).toBeVisible();
  return (await visit.getAttribute('data-visit')) ?? '';
}

const measured = { blood_pressure: '128/82', heart_rate: '76', temperature: '36.9', oxygen_saturation: '98' };
const writtenEn = {
  diagnosis: 'Acute gastritis (K29.1)',
  prescription:
    'Omeprazole 20 mg: 1 capsule before breakfast, 14 capsules\nSucralfate 1 g: 1 sachet before meals and at night, 28 sachets',
  treatmentPlan: 'Small meals, no coffee, no alcohol. Come back at once with black stools.',
  notes: 'Ask about pain killers next time.',
  followUpDate: '+14',
};
const writtenVi = {
  diagnosis: 'Viêm dạ dày cấp (K29.1)',
  prescription:
    'Omeprazole 20 mg: 1 viên trước bữa sáng, 14 viên\nSucralfate 1 g: 1 gói trước bữa ăn và trước khi ngủ, 28 gói',
  treatmentPlan: 'Chia nhỏ bữa ăn, kiêng cà phê và rượu bia. Đi tiêu phân đen thì đến khám ngay.',
  notes: 'Lần sau hỏi thêm về thuốc giảm đau.',
  followUpDate: '+14',
};

/** The doctor's own next confirmed visit of somebody with allergies. */
async function openConsultation(window: Page): Promise<void> {
  await openDay(window);
  const doctorId = await window.evaluate((name) => {
    const heads = [...document.querySelectorAll('[role=columnheader]')];
    const column = heads.findIndex((head) => head.textContent.includes(name)) - 1;
    return document.querySelectorAll<HTMLElement>('[role=gridcell]')[column]?.dataset['doctor'];
  }, 'Nguyễn Minh An');
  const own = window.locator(`[data-doctor="${doctorId}"] [data-visit][data-status=confirmed]`);
  const allergic = own.filter({ has: window.locator('.tabler-icon-alert-triangle-filled') });
  for (let day = 0; day < 10 && (await allergic.count()) === 0; day++) {
    await window.keyboard.press('PageDown');
    await window.waitForTimeout(500);
  }
  const visitId = await allergic.first().getAttribute('data-visit');
  await goTo(window, `/consultations/${visitId}`);
  await expect(window.locator('[data-path=blood_pressure]')).toBeVisible();
  const isVietnamese = (await window.locator('html').getAttribute('lang')) === 'vi';
  const texts = { ...measured, ...(isVietnamese ? writtenVi : writtenEn) };
  for (const [field, text] of Object.entries(texts)) await window.locator(`[data-path=${field}]`).fill(text);
}

async function openSignedVisit(window: Page): Promise<void> {
  await goTo(window, '/consultations');
  await expect(window.locator('header h1')).toBeVisible();
  const signed = window.locator('tr[data-done]').first();
  for (let day = 0; day < 10 && !(await signed.isVisible()); day++) {
    await window.keyboard.press('Alt+ArrowLeft');
    await window.waitForTimeout(400);
  }
  await signed.click();
  await expect(window.locator('section dl').first()).toBeVisible();
}

async function openPatient(window: Page): Promise<void> {
  await openVisitOfDay(window);
  const name = await window.locator('[data-visit][data-open] span').first().innerText();
  await goTo(window, '/patients');
  await window.locator('header input').first().fill(name);
  const allergic = window.locator('[data-patient-row]').filter({ has: window.locator('[title]').nth(1) });
  await expect(allergic.first()).toBeVisible();
  await allergic.first().click();
  await expect(window.locator('main table, main dl').first()).toBeVisible();
}

/** Two medicines by their names, the second against a recorded allergy where there is one, and a coded diagnosis. */
async function prescribe(window: Page): Promise<void> {
  await openConsultation(window);
  await window.locator('[data-path=prescription]').fill('');
  await window.keyboard.press('Alt+d');
  await window.keyboard.type('K29');
  await window.locator('[role=option]:visible').first().click();
  for (const name of ['omep', 'amox']) {
    await window.keyboard.press('Alt+r');
    await window.keyboard.type(name);
    await window.locator('[role=option]:visible').first().click();
  }
}

async function openBeside(window: Page): Promise<void> {
  await openConsultation(window);
  await window.locator('[data-timeline-entry="1"]').press('Enter');
  await expect(window.locator('main section header h2').first()).toBeVisible();
}

/** The demo's papers lie in the charts of those whom its first doctor sees today. */
async function openDocuments(window: Page): Promise<void> {
  await goTo(window, '/consultations');
  const recordNumber = await window.locator('tbody tr').first().innerText();
  await goTo(window, '/patients');
  await window
    .locator('header input')
    .first()
    .fill(/[A-Z]-\d{6}/.exec(recordNumber)?.[0] ?? '');
  await window.locator('[data-patient-row]').first().click();
  await expect(window.locator('main table, main dl').first()).toBeVisible();
  await window.keyboard.press('d');
  await expect(window.locator('[data-document]').first()).toBeVisible();
}

const deskList = (list: string, shows: string): Screen => ({
  name: `desk-${list}`,
  who: 'doctor',
  open: async (window) => {
    await goTo(window, `/consultations?list=${list}`);
    await expect(window.locator(shows).first()).toBeVisible();
  },
});

const setUp = (section: string, shows: string): Screen => ({
  name: `setup-${section}`,
  who: 'admin',
  open: async (window) => {
    await goTo(window, `/setup/${section}`);
    await expect(window.locator(shows).first()).toBeVisible();
  },
});

/** A list of the set-up with its third row open beside it. */
const setUpRow = (section: string): Screen => ({
  name: `setup-${section}-open`,
  who: 'admin',
  open: async (window) => {
    await goTo(window, `/setup/${section}`);
    await window.locator('button[data-row]').nth(2).press('Enter');
    await expect(window.locator('main form').first()).toBeVisible();
  },
});

export const screens: Screen[] = [
  { name: 'front-desk', who: 'reception', open: openVisitOfDay },
  {
    name: 'front-desk-booking',
    who: 'reception',
    open: async (window) => {
      await openDay(window);
      await window.locator('[role=gridcell][data-state=free]').nth(3).click();
      await window.keyboard.type('nguyen an');
      await expect(window.locator('[role=option]:visible').nth(2)).toBeVisible();
    },
  },
  {
    name: 'front-desk-moving',
    who: 'reception',
    open: async (window) => {
      await openVisitOfDay(window);
      await window.keyboard.press('m');
      await expect(window.locator('[data-moving] [data-picked-up]')).toBeVisible();
    },
  },
  {
    name: 'front-desk-cancelling',
    who: 'reception',
    open: async (window) => {
      await openVisitOfDay(window);
      await window.keyboard.press('Delete');
      await expect(window.locator('section textarea').first()).toBeFocused();
    },
  },
  {
    name: 'queue',
    who: 'reception',
    open: async (window) => {
      await goTo(window, '/queue');
      // On a day without visits the board is empty, and says so.
      await expect(window.locator('main section h2').nth(3)).toBeVisible();
    },
  },
  {
    name: 'patients',
    who: 'reception',
    open: async (window) => {
      await goTo(window, '/patients');
      await expect(window.locator('[data-patient-row]').nth(3)).toBeVisible();
    },
  },
  {
    name: 'cashier',
    who: 'reception',
    open: async (window) => {
      await goTo(window, '/cashier');
      await expect(window.locator('[data-money-row]').first()).toBeVisible();
    },
  },
  {
    name: 'cashier-new-receipt',
    who: 'reception',
    open: async (window) => {
      await goTo(window, '/cashier');
      await window.locator('[data-money-row]').last().click();
      await expect(window.locator('[data-money-panel] dl').first()).toBeVisible();
    },
  },
  {
    name: 'cashier-day-close',
    who: 'reception',
    open: async (window) => {
      await goTo(window, '/cashier');
      await expect(window.locator('[data-money-row]').first()).toBeVisible();
      await window.keyboard.press('Escape');
      await window.keyboard.press('3');
      await window.locator('[data-money-row]').first().click();
      await expect(window.locator('[data-money-panel] form, [data-money-panel] table').first()).toBeVisible();
    },
  },
  { name: 'patient', who: 'reception', open: openPatient },
  {
    name: 'register',
    who: 'reception',
    open: async (window) => {
      await goTo(window, '/patients');
      await window.keyboard.press('Alt+n');
      await expect(window.locator('[data-path=fullName]')).toBeFocused();
      await window.keyboard.type('Nguyễn Văn An');
    },
  },
  {
    name: 'patient-merge',
    who: 'reception',
    open: async (window) => {
      await openPatient(window);
      await window.keyboard.press('m');
      await window.locator('[role=dialog] input').first().fill('nguyen');
      await expect(window.locator('[role=option]:visible').nth(2)).toBeVisible();
      await window.keyboard.press('ArrowDown');
      await window.keyboard.press('Enter');
      await expect(window.locator('main [role=radio], main input[type=radio]').first()).toBeVisible();
    },
  },
  {
    name: 'waitlist',
    who: 'reception',
    open: async (window) => {
      await goTo(window, '/waitlist');
      await expect(window.locator('tbody tr').nth(2)).toBeVisible();
    },
  },
  {
    name: 'waitlist-new',
    who: 'reception',
    open: async (window) => {
      await goTo(window, '/waitlist');
      await expect(window.locator('tbody tr').nth(2)).toBeVisible();
      await window.keyboard.press('n');
      await expect(window.locator('main form').first()).toBeVisible();
    },
  },
  {
    name: 'leave',
    who: 'reception',
    open: async (window) => {
      await goTo(window, '/leave');
      await expect(window.locator('main form').first()).toBeVisible();
    },
  },
  {
    name: 'holidays',
    who: 'reception',
    open: async (window) => {
      await goTo(window, '/leave/holidays');
      await expect(window.locator('tbody tr').nth(2)).toBeVisible();
    },
  },
  {
    name: 'palette',
    who: 'reception',
    open: async (window) => {
      await goTo(window, '/');
      await window.keyboard.press('Control+k');
      await window.keyboard.type('nguyen');
      await expect(window.locator('[role=dialog] [role=option]').nth(2)).toBeVisible();
    },
  },
  {
    name: 'keys',
    who: 'reception',
    open: async (window) => {
      await openVisitOfDay(window);
      await window.keyboard.press('F1');
      await expect(window.locator('[role=dialog] kbd').first()).toBeVisible();
    },
  },
  // The desk remembers how it is looked at: after these it is not the day by doctor any more.
  {
    name: 'front-desk-rooms',
    who: 'reception',
    open: async (window) => {
      await openDay(window);
      await window.keyboard.press('r');
      await expect(window.locator('[data-visit]').first()).toBeVisible();
    },
  },
  {
    name: 'front-desk-week',
    who: 'reception',
    open: async (window) => {
      await goTo(window, '/');
      await window.keyboard.press('2');
      await expect(window.locator('[role=columnheader]').nth(6)).toBeVisible();
    },
  },
  {
    name: 'front-desk-month',
    who: 'reception',
    open: async (window) => {
      await goTo(window, '/');
      await window.keyboard.press('3');
      await expect(window.locator('[data-date]').first()).toBeVisible();
    },
  },
  {
    name: 'doctors-day',
    who: 'doctor',
    open: async (window) => {
      await goTo(window, '/consultations');
      await expect(window.locator('header h1')).toBeVisible();
      await nextTuesday(window, 'Alt+ArrowRight');
      await expect(window.locator('tbody tr').nth(2)).toBeVisible();
    },
  },
  deskList('unsigned', 'main h1, main table, main p'),
  deskList('saved', 'main table, main p'),
  deskList('patients', 'tbody tr'),
  deskList('notes', 'main p, main li'),
  {
    name: 'radar',
    who: 'reception',
    open: async (window) => {
      await goTo(window, '/follow-ups');
      await window.locator('tbody tr').nth(1).press('Enter');
      await expect(window.locator('aside form, aside h2').first()).toBeVisible();
    },
  },
  { name: 'consultation', who: 'doctor', open: openConsultation },
  { name: 'consultation-prescribing', who: 'doctor', open: prescribe },
  { name: 'consultation-beside', who: 'doctor', open: openBeside },
  { name: 'documents', who: 'doctor', open: openDocuments },
  {
    name: 'documents-viewer',
    who: 'doctor',
    open: async (window) => {
      await openDocuments(window);
      await window.locator('[data-document]').first().press('Enter');
      await expect(window.locator('canvas[data-drawn]').first()).toBeVisible();
    },
  },
  { name: 'consultation-signed', who: 'doctor', open: openSignedVisit },
  {
    name: 'paper',
    who: 'reception',
    open: async (window) => {
      await goTo(window, '/paper');
      await expect(window.locator('[data-paper-time]')).toBeVisible();
    },
  },
  {
    name: 'setup-printing-open',
    who: 'reception',
    open: async (window) => {
      await goTo(window, '/setup/printing');
      await window.locator('button[data-row]').first().press('Enter');
      await expect(window.locator('main form').first()).toBeVisible();
    },
  },
  {
    name: 'print-preview',
    who: 'doctor',
    open: async (window) => {
      await openSignedVisit(window);
      await window.keyboard.press('Control+p');
      await expect(window.locator('[role=dialog] canvas')).toBeVisible();
    },
  },
  setUp('clinic', 'main nav + div form'),
  setUp('departments', 'tbody tr'),
  setUpRow('departments'),
  setUp('services', 'tbody tr'),
  setUpRow('services'),
  setUp('rooms', 'tbody tr'),
  setUpRow('rooms'),
  setUp('doctors', 'tbody tr'),
  setUpRow('doctors'),
  setUp('hours', 'tbody tr'),
  setUpRow('hours'),
  setUp('time-off', 'main h1'),
  setUp('medicines', 'tbody tr'),
  setUpRow('medicines'),
  setUp('diagnosis-codes', 'tbody tr'),
  setUp('templates', 'tbody tr'),
  setUpRow('templates'),
  setUp('files', 'main h1'),
  {
    name: 'staff',
    who: 'admin',
    open: async (window) => {
      await goTo(window, '/staff');
      await expect(window.locator('tbody tr').nth(3)).toBeVisible();
    },
  },
  {
    name: 'staff-member',
    who: 'admin',
    open: async (window) => {
      await goTo(window, '/staff');
      await window.locator('tbody tr button').nth(3).press('Enter');
      await expect(window.locator('aside form, section form').first()).toBeVisible();
    },
  },
  {
    name: 'vault',
    who: 'admin',
    open: async (window) => {
      await goTo(window, '/vault');
      await expect(window.locator('tbody tr').first()).toBeVisible();
    },
  },
  {
    name: 'vault-leaving',
    who: 'admin',
    open: async (window) => {
      await goTo(window, '/vault');
      await window.locator('[role=tab]').nth(1).click();
      await expect(window.locator('[role=tabpanel] button').first()).toBeVisible();
    },
  },
  {
    name: 'vault-audit',
    who: 'admin',
    open: async (window) => {
      await goTo(window, '/vault');
      await window.locator('[role=tab]').nth(2).click();
      await expect(window.locator('tbody tr').nth(1)).toBeVisible();
    },
  },
  {
    name: 'account',
    who: 'admin',
    open: async (window) => {
      await goTo(window, '/account');
      await expect(window.locator('main section').nth(2)).toBeVisible();
    },
  },
];
