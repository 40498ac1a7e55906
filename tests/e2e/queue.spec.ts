// The waiting room in the window: a whole morning by keyboard, marks of long waits, a doctor who runs late; axe.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import type { Tx } from '../../db/write.ts';
import { aPatient, anAppointment } from '../support/builders.ts';
import { signIn } from '../support/first-run-steps.ts';
import { deskPeople, makeFrontDeskOnDisk } from '../support/front-desk-on-disk.ts';
import { type ClinicDesk, type LaunchOptions, test } from '../support/launch.ts';

const MINUTE = 60_000;
const folders: string[] = [];
let dataDir = '';
test.beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'clinic-desk-queue-'));
  folders.push(dataDir);
});
// Not after each: the window is closed later than that.
test.afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** Four patients of today, each a minute after midnight: whatever the hour of the test, their time has come. */
function aMorning(tx: Tx, today: string): void {
  tx.insert('patients', aPatient({ id: 'patient-dung', fullName: 'Hoàng Dũng', recordNumber: 'Z-000003' }));
  tx.insert('patients', aPatient({ id: 'patient-em', fullName: 'Ngô Thị Em', recordNumber: 'Z-000004' }));
  const visits = [
    ['binh', 'patient-binh', 'user-an', '00:01'],
    ['cuc', 'patient-cuc', 'user-hung', '00:02'],
    ['dung', 'patient-dung', 'user-an', '00:03'],
    ['em', 'patient-em', 'user-hung', '00:04'],
  ] as const;
  for (const [id, patientId, doctorId, appointmentTime] of visits)
    tx.insert(
      'appointments',
      anAppointment({ id, patientId, doctorId, appointmentTime, appointmentDate: today, status: 'booked' }),
    );
}

type OpenDesk = (options?: LaunchOptions) => Promise<ClinicDesk>;
type BoardOptions = LaunchOptions & { more?: (tx: Tx, today: string) => void };
const openBoard = async (openDesk: OpenDesk, options: BoardOptions = {}): Promise<Page> =>
  (await openDeskOnBoard(openDesk, options)).window;

async function openDeskOnBoard(
  openDesk: OpenDesk,
  { more = () => {}, ...options }: BoardOptions = {},
): Promise<ClinicDesk> {
  await makeFrontDeskOnDisk(dataDir, (tx, today) => {
    aMorning(tx, today);
    more(tx, today);
  });
  const desk = await openDesk({ dataDir, ...options });
  const { window } = desk;
  await signIn(window, deskPeople.lan);
  await expect(window.locator('[role="gridcell"]:focus')).toBeVisible();
  await window.keyboard.press('Alt+7');
  await expect(cardIn(window, 'Expected', 'Trần Văn Bình')).toBeFocused();
  return desk;
}

const list = (window: Page, state: string) => window.getByRole('list', { name: state, exact: true });
const cardIn = (window: Page, state: string, name: string) =>
  list(window, state).locator('[data-visit]').filter({ hasText: name });
const press = (window: Page, ...keys: string[]) =>
  keys.reduce((before, key) => before.then(() => window.keyboard.press(key)), Promise.resolve());
const faultsOf = async (window: Page) =>
  (await new AxeBuilder({ page: window }).analyze()).violations.map(
    ({ id, nodes }) => `${id}: ${nodes[0]?.html}`,
  );

test('a whole morning by keyboard: arrived, called, in the room, done; priority, left, no-show, and taken back', async ({
  openDesk,
}) => {
  const window = await openBoard(openDesk);
  await press(window, 'A');
  await expect(cardIn(window, 'Waiting', 'Trần Văn Bình')).toBeFocused();
  await expect(cardIn(window, 'Waiting', 'Trần Văn Bình')).toContainText('A1');
  await press(window, 'L');
  await expect(cardIn(window, 'Called', 'Trần Văn Bình')).toBeFocused();
  await press(window, 'R');
  await expect(cardIn(window, 'In the room', 'Trần Văn Bình')).toBeFocused();
  await press(window, 'D');
  await expect(cardIn(window, 'Seen', 'Trần Văn Bình')).toBeFocused();

  // The next two arrive with Enter; the second goes first.
  await press(window, 'ArrowLeft', 'Home');
  await expect(cardIn(window, 'Expected', 'Phạm Thị Cúc')).toBeFocused();
  await press(window, 'Enter');
  await expect(cardIn(window, 'Waiting', 'Phạm Thị Cúc')).toBeFocused();
  await press(window, 'ArrowLeft', 'Enter');
  await expect(cardIn(window, 'Waiting', 'Hoàng Dũng')).toBeFocused();
  await press(window, 'P');
  await expect(list(window, 'Waiting').getByRole('listitem').first()).toContainText('Hoàng Dũng');
  await expect(cardIn(window, 'Waiting', 'Hoàng Dũng')).toContainText('Priority');

  await press(window, 'G');
  await expect(cardIn(window, 'Left without being seen', 'Hoàng Dũng')).toBeFocused();
  await press(window, 'Control+Z');
  await expect(cardIn(window, 'Waiting', 'Hoàng Dũng')).toContainText('A3');
  await press(window, 'Control+Y');
  await expect(cardIn(window, 'Left without being seen', 'Hoàng Dũng')).toBeVisible();

  await press(window, 'ArrowLeft', 'ArrowLeft');
  await expect(cardIn(window, 'Expected', 'Ngô Thị Em')).toBeFocused();
  await press(window, 'N');
  await expect(cardIn(window, 'Did not come', 'Ngô Thị Em')).toContainText('1 no-show');
  await expect(window.getByText('Nobody else is expected today.')).toBeVisible();
  expect(await faultsOf(window)).toEqual([]);
});

test('long waits are marked in words and signs, allergies stand on the card, and the search finds a ticket', async ({
  openDesk,
}) => {
  const ago = (minutes: number) => Date.now() - minutes * MINUTE;
  const window = await openBoard(openDesk, {
    more: (tx) => {
      tx.update('appointments', 'cuc', { arrivedAtMs: ago(50), ticket: 'A1' });
      tx.update('appointments', 'dung', { arrivedAtMs: ago(20), ticket: 'A2' });
      tx.update('appointments', 'em', { arrivedAtMs: ago(3), ticket: 'A3' });
    },
  });
  await expect(cardIn(window, 'Expected', 'Trần Văn Bình')).toContainText(/min late/);
  await expect(cardIn(window, 'Expected', 'Trần Văn Bình')).toContainText('Allergies: penicillin');
  await expect(cardIn(window, 'Waiting', 'Phạm Thị Cúc')).toContainText('50 min, too long');
  await expect(cardIn(window, 'Waiting', 'Hoàng Dũng')).toContainText('20 min, long');
  await expect(cardIn(window, 'Waiting', 'Ngô Thị Em')).toContainText('3 min');
  for (const colorScheme of ['light', 'dark'] as const) {
    await window.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await expect(window.locator(`html[data-mantine-color-scheme=${colorScheme}]`)).toBeAttached();
    expect(await faultsOf(window)).toEqual([]);
  }
  await press(window, '/');
  await window.keyboard.type('A2');
  await expect(list(window, 'Waiting').getByRole('listitem')).toHaveCount(1);
  await press(window, 'Enter');
  await expect(cardIn(window, 'Waiting', 'Hoàng Dũng')).toBeFocused();
});

test('a doctor who runs late shifts what is expected, rebooks nothing, and is in time again with Ctrl+Z', async ({
  openDesk,
}) => {
  const window = await openBoard(openDesk);
  await press(window, 'W');
  const form = window.getByRole('dialog', { name: 'A doctor runs late' });
  await expect(form.getByLabel('Minutes late')).toBeFocused();
  await press(window, 'Control+A');
  await window.keyboard.type('25');
  await press(window, 'Enter');
  await expect(window.getByRole('list', { name: 'Doctors who run late' })).toContainText(
    'BS. Nguyễn Thị An runs 25 min late',
  );
  await expect(cardIn(window, 'Expected', 'Trần Văn Bình')).toContainText('about 00:26');
  await expect(cardIn(window, 'Expected', 'Phạm Thị Cúc')).not.toContainText('about');
  await press(window, 'Control+Z');
  await expect(cardIn(window, 'Expected', 'Trần Văn Bình')).not.toContainText('about');
});

test('the screen of the waiting room shows ticket and room and no name, goes on while the desk is locked, and ends with the desk', async ({
  openDesk,
}) => {
  const { app, window, isRunning } = await openDeskOnBoard(openDesk);
  const opening = app.waitForEvent('window');
  await press(window, 'S');
  const screen = await opening;
  await expect(screen.getByText('Mời quý khách ngồi chờ đến lượt.')).toBeVisible();
  await press(window, 'A');
  await expect(screen.getByRole('region', { name: 'Đang chờ' })).toContainText('A1');
  await press(window, 'L');
  const called = screen.getByRole('region', { name: 'Đang gọi' });
  await expect(called).toContainText('A1');
  await expect(called).toContainText('Phòng 102');
  await expect(screen.getByText('Bình')).toHaveCount(0);
  expect(await faultsOf(screen)).toEqual([]);

  await press(window, 'Control+L');
  await expect(window.locator('input[type=password]').first()).toBeVisible();
  // Longer than the screen takes to ask again.
  await screen.waitForTimeout(2_000);
  await expect(called).toContainText('A1');
  await expect(screen.getByText('Bình')).toHaveCount(0);

  const closed = screen.waitForEvent('close');
  await (await app.browserWindow(window)).evaluate((browserWindow) => browserWindow.close());
  await closed;
  await expect.poll(isRunning).toBe(false);
});

test('the screen of the waiting room shows names once the clinic wants it', async ({ openDesk }) => {
  const { app, window } = await openDeskOnBoard(openDesk, {
    more: (tx) => tx.update('clinics', 'clinic-test', { queueShowsNames: true }),
  });
  const opening = app.waitForEvent('window');
  await press(window, 'S');
  const screen = await opening;
  await press(window, 'L');
  await expect(screen.getByRole('region', { name: 'Đang gọi' })).toContainText('Trần Văn Bình');
  // Only what it may read comes to it, however it asks.
  const refused = await screen.evaluate(
    () =>
      new Promise((resolve) => {
        const { electronTRPC } = globalThis as unknown as Window;
        electronTRPC.onMessage((message) => message.id === 999_999 && resolve(message));
        electronTRPC.post({ do: 'query', id: 999_999, path: 'queue.board' });
      }),
  );
  expect(refused).toMatchObject({ kind: 'error', error: { data: { failure: { code: 'invalid_input' } } } });
  const closed = screen.waitForEvent('close');
  await expect(window.getByRole('button', { name: 'Queue screen' })).toHaveAttribute('aria-pressed', 'true');
  await press(window, 'S');
  await closed;
});

test('the ticket is printed from the board', async ({ openDesk }) => {
  const window = await openBoard(openDesk);
  await press(window, 'A');
  await expect(cardIn(window, 'Waiting', 'Trần Văn Bình')).toContainText('A1');
  await press(window, 'T');
  const preview = window.getByRole('dialog', { name: 'Ticket' });
  await expect(preview.getByRole('region', { name: 'Preview' }).getByRole('img').first()).toBeVisible();
  await press(window, 'Escape');
  await expect(cardIn(window, 'Waiting', 'Trần Văn Bình')).toBeFocused();
});
