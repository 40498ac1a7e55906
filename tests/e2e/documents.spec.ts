// A doctor with a patient's papers: good files and bad ones brought in together, read page by page, turned, printed, described, found, put
// away, deleted and brought back. What was refused is named with its reason.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { makeMorningOnDisk, people } from '../support/clinic-on-disk.ts';
import { anExe, anHtml, anSvg, aPdf, aPng } from '../support/document-files.ts';
import { atDesk, signIn } from '../support/first-run-steps.ts';
import { test as base } from '../support/launch.ts';

const test = base.extend<{ dataDir: string }>({
  dataDir: async ({ locale }, use) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'clinic-desk-documents-'));
    await makeMorningOnDisk({ dataDir, locale: locale?.startsWith('vi') ? 'vi' : 'en' });
    await use(dataDir);
    rmSync(dataDir, { recursive: true, force: true });
  },
});

const faultsOf = async (window: Page) =>
  (await new AxeBuilder({ page: window }).include('main').analyze()).violations.map(
    ({ id, nodes }) => `${id}: ${nodes[0]?.html}`,
  );

const file = (name: string, bytes: Uint8Array) => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(bytes),
});
const letter = aPdf({ pages: ['Letter, page one', 'Letter, page two', 'Letter, page three'] });

/** From the sign-in to Bình's documents, by keyboard from his page. */
async function openDocuments(window: Page, who = people.an) {
  await signIn(window, who);
  await expect(atDesk(window)).toBeVisible();
  await window.evaluate(() => (location.hash = '#/patients/patient-binh'));
  await expect(window.getByRole('link', { name: 'Documents' })).toBeVisible();
  await window.keyboard.press('d');
  await expect(window.getByRole('button', { name: 'Choose files…' })).toBeVisible();
  await expect(window.getByText('No documents yet.')).toBeVisible();
}
const choose = (window: Page, files: ReturnType<typeof file>[]) =>
  window.locator('input[type=file]').setInputFiles(files);
const rowOf = (window: Page, title: string) => window.getByRole('listitem').filter({ hasText: title });
const inMenu = async (window: Page, title: string, action: string) => {
  await window.getByRole('button', { name: `Actions for ${title}` }).click();
  await window.getByRole('menuitem', { name: action }).click();
};

test('good files are added and bad ones are named with their reasons, all in one go', async ({
  dataDir,
  openDesk,
}) => {
  const { window } = await openDesk({ dataDir });
  await openDocuments(window);
  await choose(window, [
    file('Kết quả xét nghiệm.pdf', letter),
    file('xray.png', aPng({ width: 300, height: 400 })),
    file('letter.pdf', anHtml()),
    file('photo.jpg', anExe()),
    file('drawing.png', anSvg()),
    file('bomb.png', aPng({ promised: [60_000, 60_000] })),
    file('form.pdf', aPdf({ catalog: '/OpenAction << /S /JavaScript /JS (app.alert(1)) >>' })),
    file('empty.pdf', new Uint8Array()),
    file('copy.png', aPng({ width: 300, height: 400 })),
  ]);
  const notAdded = window.getByRole('region', { name: 'Being added' });
  await expect(notAdded.getByRole('alert')).toHaveCount(7);
  await expect(notAdded.getByRole('status')).toHaveText('Not added');
  const reasons: [string, RegExp][] = [
    ['letter.pdf', /not a PDF, JPG or PNG/],
    ['photo.jpg', /not a PDF, JPG or PNG/],
    ['drawing.png', /not a PDF, JPG or PNG/],
    ['bomb.png', /60000 × 60000/],
    ['form.pdf', /runs a script when it is opened/],
    ['empty.pdf', /is empty/],
    ['copy.png', /is here already, as “xray”/],
  ];
  for (const [name, reason] of reasons)
    await expect(notAdded.getByRole('listitem').filter({ hasText: name })).toHaveText(reason);
  await expect(window.locator('[data-document]')).toHaveCount(2);
  await expect(rowOf(window, 'Kết quả xét nghiệm')).toContainText('PDF, 3 pages');
  await expect(window.getByText(/^2 documents · /)).toBeVisible();
  // A small picture of each first page.
  await expect(window.locator('[data-drawn] img')).toHaveCount(2);
  expect(await faultsOf(window)).toEqual([]);
  for (const [name] of reasons)
    await window.getByRole('button', { name: `Take ${name} off this list` }).click();
  await expect(notAdded).toBeHidden();
  expect(readdirSync(join(dataDir, 'documents')).filter((name) => !name.endsWith('.age'))).toEqual([]);
});

test('a document is read page by page, made larger, turned and printed, by keyboard', async ({
  dataDir,
  openDesk,
}) => {
  const { window } = await openDesk({ dataDir });
  await openDocuments(window);
  await choose(window, [file('letter.pdf', letter)]);
  await rowOf(window, 'letter')
    .getByRole('button', { name: /^letter/ })
    .press('Enter');
  const paper = window.getByRole('region', { name: '3 pages' });
  await expect(paper).toBeFocused();
  const first = paper.locator('[data-page="0"]');
  await expect(first.locator('canvas[data-drawn="0"]')).toBeVisible();
  expect(await inkOf(first)).toBeGreaterThan(200);
  const upright = await first.boundingBox();
  await window.keyboard.press('r');
  await expect(first.locator('canvas[data-drawn="90"]')).toBeVisible();
  const turned = await first.boundingBox();
  expect((upright?.height ?? 0) / (upright?.width ?? 1)).toBeGreaterThan(1);
  expect((turned?.height ?? 0) / (turned?.width ?? 1)).toBeLessThan(1);
  expect(await inkOf(first)).toBeGreaterThan(200);
  await window.keyboard.press('Shift+R');
  await window.keyboard.press('0');
  const whole = await first.boundingBox();
  await window.keyboard.press('+');
  await expect.poll(async () => (await first.boundingBox())?.width).toBeGreaterThan(whole?.width ?? 0);
  await window.keyboard.press('ArrowRight');
  await expect(window.getByText('2 / 3')).toBeVisible();
  expect(await faultsOf(window)).toEqual([]);
  // The system's dialog is not there in a test: what it would be given is.
  await window.evaluate(() => {
    const print = () => {
      document.body.dataset['printed'] = String(document.querySelectorAll('body > div > img').length);
    };
    Object.assign(globalThis, { print });
  });
  await window.keyboard.press('Control+p');
  await expect(window.locator('body[data-printed="3"]')).toBeAttached();
  await window.keyboard.press('Escape');
  await expect(paper).toBeHidden();
  await expect(rowOf(window, 'letter').locator('[data-document]')).toBeFocused();
});

/** How many dark dots a page has: a blank canvas has none. */
const inkOf = (page: ReturnType<Page['locator']>) =>
  page.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
    const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
    let dark = 0;
    for (let at = 0; at < data.length; at += 4) if ((data[at] ?? 255) < 100) dark += 1;
    return dark;
  });

test('a document is described, found, put away, deleted and brought back', async ({ dataDir, openDesk }) => {
  const { window } = await openDesk({ dataDir });
  await openDocuments(window);
  await choose(window, [file('IMG_0042.png', aPng()), file('letter.pdf', letter)]);
  await expect(window.locator('[data-document]')).toHaveCount(2);
  await inMenu(window, 'IMG 0042', 'Edit details…');
  await window.getByLabel('Title').fill('Siêu âm bụng');
  await window.getByLabel('Date of the document').fill('31/2/2026');
  await window.getByLabel('From (doctor or hospital)').fill('BV Chợ Rẫy');
  await window.keyboard.press('Control+Enter');
  await expect(window.getByText('Please give a real date.')).toBeVisible();
  await window.getByLabel('Date of the document').fill('1/11/2026');
  await window.keyboard.press('Control+Enter');
  await expect(rowOf(window, 'Siêu âm bụng')).toContainText('BV Chợ Rẫy, 01/11/2026');
  await window.getByLabel('Search documents').fill('cho ray');
  await expect(window.locator('[data-document]')).toHaveCount(1);
  await window.getByLabel('Search documents').fill('nothing like it');
  await expect(window.getByText('No document matches this search.')).toBeVisible();
  await window.getByLabel('Search documents').fill('');
  await expect(window.locator('[data-document]')).toHaveCount(2);

  await inMenu(window, 'letter', 'Archive');
  await expect(window.locator('[data-document]')).toHaveCount(1);
  await window.getByText('Archive (1)').click();
  await expect(rowOf(window, 'letter')).toBeVisible();
  await inMenu(window, 'letter', 'Delete');
  await expect(window.getByText('Nothing is in the archive.')).toBeVisible();
  await window.getByRole('button', { name: 'Undo' }).last().click();
  await expect(rowOf(window, 'letter')).toBeVisible();
});

/** Drops a file on the list. `padding` is written behind its bytes: a large file is made in the page, and need not travel there. */
const drop = (window: Page, name: string, bytes: Uint8Array, padding = 0) =>
  window.evaluate(
    ([fileName, given, blanks]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([new Uint8Array(given), ' '.repeat(blanks)], fileName));
      const zone = document.querySelector('input[type=file]');
      zone?.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    },
    [name, [...bytes], padding] as const,
  );

test('a dropped and a pasted file come in as a chosen one does', async ({ dataDir, openDesk }) => {
  const { window } = await openDesk({ dataDir });
  await openDocuments(window);
  await drop(window, 'dropped.png', aPng());
  await expect(rowOf(window, 'dropped')).toBeVisible();
  await window.evaluate(
    (png) => {
      const clipboardData = new DataTransfer();
      clipboardData.items.add(new File([new Uint8Array(png)], 'pasted.png'));
      const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
      document.body.dispatchEvent(event);
    },
    [...aPng({ grey: 90 })],
  );
  await expect(rowOf(window, 'pasted')).toBeVisible();
});

test('reception is shown no documents, and the address alone shows none either', async ({
  dataDir,
  openDesk,
}) => {
  const { window } = await openDesk({ dataDir });
  await signIn(window, people.lan);
  await expect(atDesk(window)).toBeVisible();
  await window.evaluate(() => (location.hash = '#/patients/patient-binh'));
  await expect(window.getByRole('heading', { name: 'Visits', exact: true })).toBeVisible();
  await expect(window.getByRole('link', { name: 'Documents' })).toHaveCount(0);
  await window.evaluate(() => (location.hash = '#/patients/patient-binh/documents'));
  await expect(window.getByText('Your role may not do this.')).toBeVisible();
  await expect(window.getByRole('button', { name: 'Choose files…' })).toHaveCount(0);
});

test('the camera takes pictures of paper, one after the other', async ({ dataDir, openDesk }) => {
  const { window } = await openDesk({ dataDir });
  await openDocuments(window);
  // A machine without a camera: what one would give is drawn. That it is lent only while the panel is open, the API's tests show.
  await window.evaluate(() => {
    const paper = document.createElement('canvas');
    [paper.width, paper.height] = [640, 480];
    const pen = paper.getContext('2d');
    const draw = () => {
      if (!pen) return;
      pen.fillStyle = `hsl(${performance.now() % 360} 60% 80%)`;
      pen.fillRect(0, 0, 640, 480);
    };
    setInterval(draw, 40);
    draw();
    navigator.mediaDevices.getUserMedia = async () => paper.captureStream(25);
  });
  await window.getByRole('button', { name: 'Camera…' }).press('Enter');
  const take = window.getByRole('button', { name: 'Take the picture' });
  await expect(take).toBeEnabled();
  await take.press('Enter');
  await expect(window.getByText('1 picture taken')).toBeVisible();
  await window.waitForTimeout(200);
  await take.press('Enter');
  await expect(window.getByText('2 pictures taken')).toBeVisible();
  await window.getByRole('button', { name: 'Done' }).click();
  await expect(rowOf(window, 'Picture 1')).toContainText('JPG');
  await expect(rowOf(window, 'Picture 2')).toBeVisible();
});

test('a file that is on its way when the desk is locked does not arrive, and nothing of it stays', async ({
  dataDir,
  openDesk,
}) => {
  const { window } = await openDesk({ dataDir });
  await openDocuments(window);
  await drop(window, 'large.pdf', letter, 24_000_000);
  await expect(window.getByRole('progressbar', { name: 'Progress of large.pdf' })).toBeVisible();
  await window.getByRole('button', { name: 'Lock the screen' }).click();
  await expect(window.getByRole('textbox', { name: 'Password' })).toBeVisible();
  await expect(window.getByText('large.pdf')).toHaveCount(0);
  await window.getByRole('textbox', { name: 'Password' }).fill(people.an.password);
  await window.keyboard.press('Enter');
  await expect(atDesk(window)).toBeVisible();
  await window.evaluate(() => (location.hash = '#/patients/patient-binh/documents'));
  await expect(window.getByText('No documents yet.')).toBeVisible();
  await expect(window.getByRole('alert')).toContainText('the desk was locked meanwhile');
});

test('an upload is cancelled while it goes on', async ({ dataDir, openDesk }) => {
  const { window } = await openDesk({ dataDir });
  await openDocuments(window);
  await drop(window, 'large.pdf', letter, 24_000_000);
  await window.getByRole('button', { name: 'Cancel large.pdf' }).click();
  await expect(window.getByRole('region', { name: 'Being added' })).toBeHidden();
  await choose(window, [file('small.png', aPng())]);
  await expect(rowOf(window, 'small')).toBeVisible();
  await expect(window.locator('[data-document]')).toHaveCount(1);
});
