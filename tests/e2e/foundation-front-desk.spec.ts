// Reception's day in the window: book, confirm, move, cancel and undo by keyboard; a taken slot said clearly; the mouse; axe.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { signIn } from '../support/first-run-steps.ts';
import { deskPeople, makeFrontDeskOnDisk } from '../support/front-desk-on-disk.ts';
import { type LaunchOptions, test } from '../support/launch.ts';
import { readPdf } from '../support/pdf-text.ts';

const faultsOf = async (window: Page) =>
  (await new AxeBuilder({ page: window }).analyze()).violations.map(
    ({ id, nodes }) => `${id}: ${nodes[0]?.html}`,
  );
const cell = (window: Page, name: string | RegExp) => window.getByRole('gridcell', { name });
const focusedCell = (window: Page) => window.locator('[role="gridcell"]:focus');

type OpenDesk = (options?: LaunchOptions) => Promise<{ window: Page }>;

let dataDir = '';
let tomorrow = '';
const folders: string[] = [];
test.beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'clinic-desk-front-'));
  folders.push(dataDir);
  tomorrow = await makeFrontDeskOnDisk(dataDir);
});
// Not after each: the window is closed later than that.
test.afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** Tomorrow's grid, with the keyboard on it. */
async function openTomorrow(
  openDesk: OpenDesk,
  who = deskPeople.lan,
  options: LaunchOptions = {},
): Promise<Page> {
  const { window } = await openDesk({ dataDir, ...options });
  await signIn(window, who);
  await expect(focusedCell(window)).toBeVisible();
  await window.keyboard.press('PageDown');
  await expect(cell(window, 'BS. Nguyễn Thị An, 09:00, Booked, Phạm Thị Cúc, Đau đầu')).toBeVisible();
  return window;
}

/** Walks with the arrows, as a person without a mouse does. */
async function walkTo(window: Page, name: string | RegExp): Promise<void> {
  const wanted = cell(window, name);
  const at = async (which: ReturnType<typeof cell>) => {
    const { row, column } = await which.evaluate((element) => ({
      row: [...(element.closest('[role="grid"]')?.querySelectorAll('[role="row"]') ?? [])].findIndex((r) =>
        r.contains(element),
      ),
      column: [...(element.parentElement?.children ?? [])].indexOf(element),
    }));
    return { row, column };
  };
  const from = await at(focusedCell(window));
  const to = await at(wanted);
  const press = async (key: string, times: number) => {
    for (let i = 0; i < times; i += 1) await window.keyboard.press(key);
  };
  await press(to.row > from.row ? 'ArrowDown' : 'ArrowUp', Math.abs(to.row - from.row));
  await press(to.column > from.column ? 'ArrowRight' : 'ArrowLeft', Math.abs(to.column - from.column));
  await expect(wanted).toBeFocused();
}

test('a new patient is registered and booked from an empty slot, confirmed, moved, cancelled and brought back by keyboard only', async ({
  openDesk,
}) => {
  const window = await openTomorrow(openDesk);
  await walkTo(window, 'BS. Lê Hùng, 09:30, free');
  await window.keyboard.press('Enter');
  await expect(window.getByRole('combobox', { name: 'Patient' })).toBeFocused();
  await window.keyboard.type('Đỗ Minh Khôi');
  await expect(window.getByRole('option', { name: /^Register “Đỗ Minh Khôi”/ })).toBeVisible();
  await window.keyboard.press('ArrowUp');
  await window.keyboard.press('Enter');
  const register = window.getByRole('dialog', { name: 'Register a patient' });
  await expect(register.getByLabel('Full name')).toHaveValue('Đỗ Minh Khôi');
  await expect(register.getByLabel('Full name')).toBeFocused();
  await window.keyboard.press('Control+Enter');
  await expect(register).toBeHidden();
  await expect(window.getByRole('textbox', { name: 'Reason' })).toBeFocused();
  await window.keyboard.type('Ho khan');
  await window.keyboard.press('Control+Enter');

  await expect(cell(window, 'BS. Lê Hùng, 09:30, Booked, Đỗ Minh Khôi, Ho khan')).toBeFocused();
  const panel = window.getByRole('region', { name: 'Appointment', exact: true });
  await expect(panel.getByText('Room').locator('xpath=following-sibling::dd[1]')).toHaveText('101');
  await window.keyboard.press('c');
  await expect(cell(window, 'BS. Lê Hùng, 09:30, Confirmed, Đỗ Minh Khôi, Ho khan')).toBeFocused();

  await window.keyboard.press('m');
  await expect(window.getByRole('status').filter({ hasText: 'Moving Đỗ Minh Khôi' })).toBeVisible();
  await walkTo(window, 'BS. Nguyễn Thị An, 10:00, free');
  await window.keyboard.press('Enter');
  await expect(cell(window, 'BS. Nguyễn Thị An, 10:00, Booked, Đỗ Minh Khôi, Ho khan')).toBeFocused();
  await expect(cell(window, 'BS. Lê Hùng, 09:30, free')).toBeVisible();

  await window.keyboard.press('Delete');
  await expect(window.getByLabel('Why is it cancelled?')).toBeFocused();
  await window.keyboard.press('Control+Enter');
  await expect(window.getByText('Please say why; the patient may ask.')).toBeVisible();
  await window.keyboard.type('Bệnh nhân bận');
  await window.keyboard.press('Control+Enter');
  await expect(cell(window, 'BS. Nguyễn Thị An, 10:00, free')).toBeFocused();
  await expect(panel.getByText('“Bệnh nhân bận”')).toBeVisible();

  await window.keyboard.press('Control+z');
  await expect(cell(window, 'BS. Nguyễn Thị An, 10:00, Booked, Đỗ Minh Khôi, Ho khan')).toBeVisible();
  await expect(panel.getByRole('list', { name: 'History' }).getByRole('listitem')).toHaveCount(5);
});

test('a slot that another desk took meanwhile is refused clearly, with free times to take instead', async ({
  openDesk,
}) => {
  const window = await openTomorrow(openDesk);
  await walkTo(window, 'BS. Lê Hùng, 09:30, free');
  await window.keyboard.press('Enter');
  await window.keyboard.type('binh tran');
  await expect(window.getByRole('option', { name: /Trần Văn Bình/ })).toHaveAttribute(
    'data-combobox-selected',
    'true',
  );
  await window.keyboard.press('Enter');
  await window.keyboard.type('Tái khám');
  // Another desk: the same door, without this page hearing of it.
  await window.evaluate(
    (date) =>
      self.electronTRPC.post({
        do: 'mutation',
        id: 1,
        path: 'appointments.book',
        input: {
          patientId: 'patient-cuc',
          doctorId: 'user-hung',
          date,
          time: '09:30',
          reason: '',
          symptoms: '',
          notes: '',
        },
      }),
    tomorrow,
  );
  await window.keyboard.press('Control+Enter');
  const refusal = window.getByRole('alert').filter({ hasText: 'This time is taken. Nothing was changed' });
  await expect(refusal.getByRole('button')).toHaveText(['09:00', '10:00', '08:30']);
  await expect(window.getByRole('textbox', { name: 'Reason' })).toHaveValue('Tái khám');
  await refusal.getByRole('button', { name: '10:00' }).press('Enter');
  await window.keyboard.press('Enter');
  await expect(
    cell(window, 'BS. Lê Hùng, 10:00, Booked, Trần Văn Bình, Tái khám, has allergies'),
  ).toBeFocused();
  await expect(cell(window, /^BS. Lê Hùng, 09:30, Booked, Phạm Thị Cúc/)).toBeVisible();
});

test('what was typed for a booking is still there after Escape and another page', async ({ openDesk }) => {
  const window = await openTomorrow(openDesk);
  await walkTo(window, 'BS. Lê Hùng, 09:30, free');
  await window.keyboard.press('Enter');
  await window.keyboard.type('binh');
  await expect(window.getByRole('option', { name: /Trần Văn Bình/ })).toHaveAttribute(
    'data-combobox-selected',
    'true',
  );
  await window.keyboard.press('Enter');
  await window.keyboard.type('Tái khám');
  await window.keyboard.press('Escape');
  await expect(cell(window, 'BS. Lê Hùng, 09:30, free')).toBeFocused();
  await window.keyboard.press('Alt+2');
  await expect(window.getByRole('grid')).toBeHidden();
  await window.keyboard.press('Alt+1');
  await expect(window.getByRole('textbox', { name: 'Reason' })).toHaveValue('Tái khám');
  await expect(window.getByRole('region', { name: /Trần Văn Bình/ })).toContainText('penicillin');
});

test('a visit is dragged to another time; a drop on a leave goes back and says why', async ({ openDesk }) => {
  const window = await openTomorrow(openDesk);
  const drag = async (from: string | RegExp, to: string | RegExp) => {
    const a = await cell(window, from).boundingBox();
    const b = await cell(window, to).boundingBox();
    if (!a || !b) throw new Error('both cells are on the screen');
    await window.mouse.move(a.x + 30, a.y + 12);
    await window.mouse.down();
    await window.mouse.move(b.x + 30, b.y + 12, { steps: 5 });
    await window.mouse.up();
  };
  await drag(/^BS. Nguyễn Thị An, 09:00, Booked/, 'BS. Lê Hùng, 11:00, free');
  await expect(cell(window, 'BS. Lê Hùng, 11:00, Booked, Phạm Thị Cúc, Đau đầu')).toBeVisible();
  await drag(/^BS. Lê Hùng, 11:00, Booked/, 'BS. Võ Mai, 11:00, Leave, Hội thảo');
  await expect(window.getByRole('alert').filter({ hasText: 'Phạm Thị Cúc was not moved.' })).toContainText(
    'Hội thảo',
  );
  await expect(cell(window, 'BS. Lê Hùng, 11:00, Booked, Phạm Thị Cúc, Đau đầu')).toBeVisible();
  await window.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(cell(window, /^BS. Nguyễn Thị An, 09:00, Booked/)).toBeVisible();
});

test('while the slip is looked at, the keys of the desk beneath are silent; Escape closes the slip alone', async ({
  openDesk,
}) => {
  const window = await openTomorrow(openDesk);
  await walkTo(window, /^BS. Nguyễn Thị An, 09:00, Booked/);
  await window.keyboard.press('Enter');
  const panel = window.getByRole('region', { name: 'Appointment', exact: true });
  await expect(panel.getByRole('button', { name: /^Confirm/ })).toBeVisible();
  await window.keyboard.press('p');
  const slip = window.getByRole('dialog', { name: 'Appointment slip' });
  await expect(slip.getByRole('region', { name: 'Preview' })).toBeFocused();
  for (const key of ['c', 'm', 'e', 'Delete', 'n', 't', 'PageDown', 'Control+z'])
    await window.keyboard.press(key);
  await window.keyboard.press('Escape');
  await expect(slip).toBeHidden();
  await expect(panel.getByRole('list', { name: 'History' }).getByRole('listitem')).toHaveCount(0);
  await expect(cell(window, /^BS. Nguyễn Thị An, 09:00, Booked/)).toBeVisible();
  await expect(window.getByLabel('Why is it cancelled?')).toHaveCount(0);
  await expect(window.getByRole('status').filter({ hasText: 'Moving' })).toHaveCount(0);
  await window.keyboard.press('c');
  await expect(cell(window, /^BS. Nguyễn Thị An, 09:00, Confirmed/)).toBeVisible();
});

test('the sheet of the day is made from the list, for all doctors or the one it is narrowed to', async ({
  openDesk,
}) => {
  const { app, window } = await openDesk({ dataDir });
  await signIn(window, deskPeople.lan);
  await expect(focusedCell(window)).toBeVisible();
  await window.keyboard.press('PageDown');
  await expect(cell(window, /^BS. Nguyễn Thị An, 09:00, Booked/)).toBeVisible();
  const sheet = window.getByRole('dialog', { name: 'Day sheet' });
  const saved = async (name: string) => {
    const path = join(dataDir, name);
    await app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath });
    }, path);
    await expect(sheet.getByRole('img', { name: /page/ })).toBeVisible();
    await window.keyboard.press('Control+s');
    await expect(window.getByText(`Saved as ${name}.`)).toBeVisible();
    return readPdf(readFileSync(path)).text;
  };

  await window.keyboard.press('Control+p');
  expect(await saved('all.pdf')).toContain('Phạm Thị Cúc');
  await window.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await window.getByRole('combobox', { name: 'Doctor' }).first().click();
  await window.getByRole('option', { name: 'BS. Lê Hùng' }).click();
  await window.getByRole('button', { name: /^Print day sheet/ }).click();
  const hung = await saved('hung.pdf');
  expect(hung).toContain('Lê Hùng');
  expect(hung).not.toContain('Phạm Thị Cúc');
});

test('reason, symptoms and notes are edited with E; leaving and coming back loses no word', async ({
  openDesk,
}) => {
  const window = await openTomorrow(openDesk);
  await walkTo(window, /^BS. Nguyễn Thị An, 09:00, Booked/);
  await window.keyboard.press('Enter');
  const panel = window.getByRole('region', { name: 'Appointment', exact: true });
  await expect(panel.getByRole('button', { name: /^Edit/ })).toBeVisible();
  await window.keyboard.press('e');
  await expect(panel.getByLabel('Reason')).toBeFocused();
  await panel.getByLabel('Reason').press('End');
  await window.keyboard.type(', chóng mặt');
  await window.keyboard.press('Escape');
  await expect(cell(window, 'BS. Nguyễn Thị An, 09:00, Booked, Phạm Thị Cúc, Đau đầu')).toBeFocused();
  await window.keyboard.press('e');
  await expect(panel.getByLabel('Reason')).toHaveValue('Đau đầu, chóng mặt');
  await window.keyboard.press('Tab');
  await window.keyboard.press('Tab');
  await expect(panel.getByLabel('Notes for the desk')).toBeFocused();
  await window.keyboard.type('Gọi trước một giờ');
  await window.keyboard.press('Control+Enter');
  await expect(
    cell(window, 'BS. Nguyễn Thị An, 09:00, Booked, Phạm Thị Cúc, Đau đầu, chóng mặt'),
  ).toBeFocused();
  await expect(panel.getByText('Gọi trước một giờ')).toBeVisible();
  await expect(panel.getByRole('list', { name: 'History' })).toContainText('Trần Lan');
  await expect(panel.getByRole('list', { name: 'History' })).toContainText('Edited');
});

test('Alt and an arrow move the visit to the cell beside it, or say why not; Ctrl+Z takes it back', async ({
  openDesk,
}) => {
  const window = await openTomorrow(openDesk);
  await walkTo(window, /^BS. Nguyễn Thị An, 09:00, Booked/);
  await window.keyboard.press('Alt+ArrowDown');
  await expect(cell(window, /^BS. Nguyễn Thị An, 09:30, Booked, Phạm Thị Cúc/)).toBeFocused();
  await expect(window.getByRole('status').filter({ hasText: 'now comes at 09:30' })).toBeVisible();
  await window.keyboard.press('Alt+ArrowLeft');
  await expect(cell(window, /^BS. Lê Hùng, 09:30, Booked, Phạm Thị Cúc/)).toBeFocused();
  await expect(
    window.getByRole('status').filter({ hasText: 'now comes at 09:30 to BS. Lê Hùng' }),
  ).toBeVisible();
  await window.keyboard.press('Alt+ArrowLeft');
  const refusal = window.getByRole('alert').filter({ hasText: 'Phạm Thị Cúc was not moved.' });
  await expect(refusal).toContainText('Hội thảo');
  await expect(cell(window, /^BS. Lê Hùng, 09:30, Booked, Phạm Thị Cúc/)).toBeFocused();
  await window.keyboard.press('Control+z');
  await expect(cell(window, /^BS. Nguyễn Thị An, 09:30, Booked, Phạm Thị Cúc/)).toBeVisible();
  await walkTo(window, /^BS. Nguyễn Thị An, 09:30, Booked/);
  // Faster than the answers come.
  await window.keyboard.press('c');
  await window.keyboard.press('Alt+ArrowDown');
  await expect(cell(window, /^BS. Nguyễn Thị An, 10:00, Booked, Phạm Thị Cúc/)).toBeFocused();
  await window.keyboard.press('Control+z');
  await expect(cell(window, /^BS. Nguyễn Thị An, 09:30, Confirmed, Phạm Thị Cúc/)).toBeVisible();

  // One toast a visit: an older one would offer to undo what cannot be undone any more. None lies on the button that books.
  const toast = window.locator('[role="status"]').filter({ hasText: 'Phạm Thị Cúc’s appointment' });
  await expect(toast).toBeVisible();
  await expect(window.getByText(/^Phạm Thị Cúc now comes at/)).toHaveCount(0);
  await window.keyboard.press('n');
  const book = await window.getByRole('button', { name: /^Book/ }).boundingBox();
  const lies = await toast.boundingBox();
  if (!book || !lies) throw new Error('the toast and the button are both on the screen');
  expect(lies.y + lies.height <= book.y || lies.x + lies.width <= book.x).toBe(true);
});

test('kill -9 while a booking is typed: patient, time, words and the form of a new patient are back', async ({
  openDesk,
}) => {
  const first = await openDesk({ dataDir });
  await signIn(first.window, deskPeople.lan);
  await expect(focusedCell(first.window)).toBeVisible();
  await first.window.keyboard.press('PageDown');
  await walkTo(first.window, 'BS. Lê Hùng, 09:30, free');
  await first.window.keyboard.press('Enter');
  await first.window.keyboard.type('Đỗ Minh Khôi');
  await expect(first.window.getByRole('option', { name: /^Register “Đỗ Minh Khôi”/ })).toBeVisible();
  await first.window.keyboard.press('ArrowUp');
  await first.window.keyboard.press('Enter');
  const opened = first.window.getByRole('dialog');
  await opened.getByLabel('Allergies').fill('Tôm, cua');
  // Closed by a slip of the finger, and opened again.
  await first.window.keyboard.press('Escape');
  await expect(opened).toBeHidden();
  await expect(first.window.getByRole('option', { name: /^Register “Đỗ Minh Khôi”/ })).toBeVisible();
  await first.window.keyboard.press('ArrowUp');
  await first.window.keyboard.press('Enter');
  await expect(opened.getByLabel('Allergies')).toHaveValue('Tôm, cua');
  await first.window.waitForTimeout(500);
  await first.kill();

  const second = await openDesk({ dataDir });
  await signIn(second.window, deskPeople.lan);
  const register = second.window.getByRole('dialog', { name: 'Register a patient' });
  await expect(register.getByLabel('Allergies')).toHaveValue('Tôm, cua');
  await expect(register.getByLabel('Full name')).toHaveValue('Đỗ Minh Khôi');
  await second.window.keyboard.press('Control+Enter');
  await expect(register).toBeHidden();
  const reason = second.window.getByRole('textbox', { name: 'Reason' });
  await expect(reason).toBeFocused();
  const typed: { atMs: number; text: string }[] = [];
  let text = '';
  for (const word of Array.from({ length: 40 }, (_, at) => `từ${at} `)) {
    text += word;
    await second.window.keyboard.insertText(word);
    typed.push({ atMs: Date.now(), text });
    await second.window.waitForTimeout(40);
  }
  const killedAtMs = Date.now();
  await second.kill();
  const mustBeBack =
    typed.filter(({ atMs }) => atMs <= killedAtMs - 500).at(-1)?.text ?? 'nothing was typed early enough';

  const { window } = await openDesk({ dataDir });
  await signIn(window, deskPeople.lan);
  await expect(window.getByText(/^Your unfinished booking from \d\d:\d\d is back\.$/)).toBeVisible();
  const restored = await window.getByRole('textbox', { name: 'Reason' }).inputValue();
  expect(restored.startsWith(mustBeBack)).toBe(true);
  expect(text.startsWith(restored)).toBe(true);
  await expect(window.getByRole('region', { name: /Đỗ Minh Khôi/ })).toContainText('Tôm, cua');
  await expect(cell(window, /^BS. Nguyễn Thị An, 09:00, Booked, Phạm Thị Cúc/)).toBeVisible();
  await expect(cell(window, 'BS. Lê Hùng, 09:30, free')).toHaveAttribute('aria-selected', 'true');
  await window.getByRole('button', { name: 'Throw it away' }).click();
  await expect(window.getByRole('textbox', { name: 'Reason' })).toHaveValue('');
  await window.reload();
  await expect(window.getByRole('textbox', { name: 'Reason' })).toHaveValue('');
  await expect(window.getByText(/^Your unfinished booking/)).toHaveCount(0);
});

test('a doctor sees the own column first and is told why a colleague’s visit is not theirs to change', async ({
  openDesk,
}) => {
  const window = await openTomorrow(openDesk, deskPeople.hung);
  await expect(window.getByRole('columnheader').nth(1)).toContainText('Lê Hùng');
  await cell(window, /^BS. Nguyễn Thị An, 09:00, Booked/).click();
  const move = window.getByRole('button', { name: /^Move/ });
  await expect(move).toHaveAttribute('aria-disabled', 'true');
  await expect(move).toHaveAttribute('aria-description', 'Only Nguyễn Thị An or the front desk may do this.');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on the front desk, ${colorScheme}`, async ({ openDesk }) => {
    const window = await openTomorrow(openDesk, deskPeople.lan, { colorScheme });
    expect(await faultsOf(window)).toEqual([]);
    await walkTo(window, /^BS. Nguyễn Thị An, 09:00, Booked/);
    await window.keyboard.press('Enter');
    await expect(
      window.getByRole('region', { name: 'Appointment', exact: true }).getByText('Phạm Thị Cúc'),
    ).toBeVisible();
    expect(await faultsOf(window)).toEqual([]);
    await window.keyboard.press('m');
    await walkTo(window, 'BS. Võ Mai, 09:00, Leave, Hội thảo');
    await window.keyboard.press('Enter');
    await expect(window.getByRole('alert')).toContainText('Hội thảo');
    expect(await faultsOf(window)).toEqual([]);
  });
}

test('Escape from a booking without a time gives the keyboard back to the grid', async ({ openDesk }) => {
  const window = await openTomorrow(openDesk);
  await window.keyboard.press('n');
  await expect(window.getByRole('combobox', { name: 'Patient' })).toBeFocused();
  await window.keyboard.press('Escape');
  await expect(focusedCell(window)).toBeVisible();
  await window.keyboard.press('PageUp');
  await expect(cell(window, 'BS. Nguyễn Thị An, 09:00, Booked, Phạm Thị Cúc, Đau đầu')).toBeHidden();
});
