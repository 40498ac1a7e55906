// The front desk for somebody who hears it: the grid is a table with heads, every cell says what it is, and what happens is said aloud.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { signIn } from '../support/first-run-steps.ts';
import { deskPeople, makeFrontDeskOnDisk } from '../support/front-desk-on-disk.ts';
import { test } from '../support/launch.ts';

const cell = (window: Page, name: string | RegExp) => window.getByRole('gridcell', { name });
const focusedCell = (window: Page) => window.locator('[role="gridcell"]:focus');

const folders: string[] = [];
async function openTomorrow(openDesk: (options: { dataDir: string }) => Promise<{ window: Page }>) {
  const dataDir = mkdtempSync(join(tmpdir(), 'clinic-desk-spoken-'));
  folders.push(dataDir);
  await makeFrontDeskOnDisk(dataDir);
  const { window } = await openDesk({ dataDir });
  await signIn(window, deskPeople.lan);
  await expect(focusedCell(window)).toBeVisible();
  await window.keyboard.press('PageDown');
  await expect(cell(window, /09:00, Booked, Phạm Thị Cúc/)).toBeVisible();
  return window;
}
test.afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** Everything that a screen reader is told to say from now on: `!` before what interrupts. */
async function listen(window: Page): Promise<() => Promise<string[]>> {
  await window.evaluate(() => {
    const said: string[] = [];
    Object.assign(globalThis, { said });
    const hear = (node: Node) => {
      const element = node instanceof Element ? node : node.parentElement;
      const live = element?.closest('[role=status], [role=alert], [aria-live]');
      const text = (node instanceof Element ? node : live)?.textContent.trim() ?? '';
      if (!live || text === '' || live.getAttribute('aria-live') === 'off') return;
      const isLoud = live.matches('[role=alert], [aria-live=assertive]');
      said.push(`${isLoud ? '!' : ''}${text}`);
    };
    new MutationObserver((changes) => {
      for (const { addedNodes, target, type } of changes) {
        if (type === 'characterData') hear(target);
        for (const added of addedNodes) {
          hear(added);
          if (added instanceof Element) added.querySelectorAll('[role=alert], [role=status]').forEach(hear);
        }
      }
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
  });
  return () => window.evaluate(() => (globalThis as unknown as { said: string[] }).said.splice(0));
}

test('the grid is read as a table: a head for each doctor, a head for each time, one stop for the keyboard', async ({
  openDesk,
}) => {
  const window = await openTomorrow(openDesk);
  const grid = window.getByRole('grid', { name: 'Appointments of all doctors' });
  await expect(grid).toMatchAriaSnapshot(`
    - grid "Appointments of all doctors":
      - row /Time/:
        - columnheader "Time"
        - columnheader /BS\\. Võ Mai/
        - columnheader /BS\\. Lê Hùng/
        - columnheader /BS\\. Nguyễn Thị An/
      - row /08:00/:
        - rowheader "08:00"
        - gridcell "BS. Võ Mai, 08:00, Leave, Hội thảo"
        - gridcell "BS. Lê Hùng, 08:00, free"
        - gridcell "BS. Nguyễn Thị An, 08:00, free"
  `);
  await expect(grid.locator('[tabindex="0"]')).toHaveCount(1);
  // Where the keyboard is, is what is read: it is the element itself that has the focus.
  await window.keyboard.press('Control+Home');
  await window.keyboard.press('ArrowDown');
  await expect(focusedCell(window)).toHaveAccessibleName(/, 08:30, /);
  await window.keyboard.press('Control+End');
  await expect(focusedCell(window)).toHaveAccessibleName('BS. Nguyễn Thị An, 16:30, free');
});

test('what is done is said politely, what is refused at once, and the fields of a booking have their names', async ({
  openDesk,
}) => {
  const window = await openTomorrow(openDesk);
  const said = await listen(window);
  await window.keyboard.press('Control+End');
  await window.keyboard.press('Enter');
  const panel = window.getByRole('form', { name: 'New appointment' });
  for (const [role, name] of [
    ['radiogroup', 'How it is booked'],
    ['combobox', 'Patient'],
    ['textbox', 'Date'],
    ['combobox', 'Time'],
    ['combobox', 'Doctor'],
    ['textbox', 'Reason'],
    ['textbox', 'Symptoms'],
    ['textbox', 'Notes for the desk'],
  ] as const)
    await expect(panel.getByRole(role, { name, exact: true })).toBeVisible();

  // Without a patient nothing is sent: the field says so itself, and has the keyboard.
  await window.keyboard.press('Control+Enter');
  const patient = panel.getByRole('combobox', { name: 'Patient' });
  await expect(patient).toBeFocused();
  await expect(patient).toHaveAttribute('aria-invalid', 'true');
  await expect(patient).toHaveAccessibleDescription(/choose/i);
  await window.keyboard.type('binh');
  await expect(window.getByRole('option', { name: /Trần Văn Bình/ })).toBeVisible();
  await expect(patient).toHaveAttribute('aria-expanded', 'true');
  await window.keyboard.press('Enter');
  await expect(panel.getByRole('region', { name: 'Patient Trần Văn Bình' })).toContainText(
    'Allergies: penicillin',
  );
  await window.keyboard.press('Control+Enter');
  await expect(cell(window, /An, 16:30, Booked, Trần Văn Bình/)).toBeFocused();
  await expect
    .poll(said)
    .toEqual(expect.arrayContaining([expect.stringMatching(/^Trần Văn Bình is booked at 16:30/)]));

  // Dr Mai is on leave: the paste is refused, and that interrupts.
  await window.keyboard.press('x');
  await expect(window.getByRole('region', { name: 'Pinboard' })).toBeVisible();
  await window.keyboard.press('Home');
  await expect(focusedCell(window)).toHaveAccessibleName('BS. Võ Mai, 16:30, Leave, Hội thảo');
  await window.keyboard.press('Control+v');
  await expect
    .poll(said)
    .toEqual(expect.arrayContaining([expect.stringMatching(/^!Trần Văn Bình was not moved\./)]));
  await window.keyboard.press('Control+z');
  await expect
    .poll(said)
    .toEqual(expect.arrayContaining([expect.stringMatching(/^Undone: the booking of Trần Văn Bình/)]));
});
