// `npm run pictures`: every screen of the demo clinic, 1366×768, into docs/pictures/. Light in English; the main ones also dark and in Vietnamese.
// `--only NAME,NAME` makes some of them; `--data DIR` keeps the demo clinics for the next time.
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from '@playwright/test';
import { createDemo } from '../db/demo/create-demo.ts';
import { backUpNow } from '../db/vault/backup.ts';
import type { Locale } from '../domain/clinic-setup.ts';
import { type ClinicDesk, launchClinicDesk } from '../tests/support/launch.ts';
import { screens, signInAs } from '../tests/support/screens.ts';
import { sayProgress } from './demo-words.ts';

const folder = resolve(import.meta.dirname, '../docs/pictures');
/** Shown in all three ways. */
const main = new Set(['front-desk', 'consultation', 'patient', 'setup-doctors-open', 'print-preview']);
const doors = ['first-run', 'sign-in', 'lock'];

/** A list of which there is a picture with one of its rows open says nothing more on its own. */
const isShownOpen = (name: string) => screens.some((other) => other.name === `${name}-open`);

const { values } = parseArgs({ options: { only: { type: 'string' }, data: { type: 'string' } } });
const only = values.only?.split(',');
const isAsked = (name: string) => only === undefined || only.includes(name);

async function makeDemo(dataDir: string, locale: Locale): Promise<void> {
  if (existsSync(dataDir)) return;
  const nowMs = Date.now();
  const onProgress = sayProgress(`Demo clinic (${locale})`);
  const { vault } = await createDemo({ dataDir, locale, nowMs, onProgress });
  await backUpNow(vault, { kind: 'manual', nowMs, userId: null });
  vault.close();
}

/** Once nothing moves any more, without a pointer on anything. */
async function take(window: Page, name: string): Promise<void> {
  await window.mouse.move(683, 767);
  await window.waitForTimeout(600);
  await window.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled', caret: 'hide' });
  process.stdout.write(`  ${name}\n`);
}

/** A screen as it is now: `-light` and `-dark`, or `-vi`. */
async function takeLooks(window: Page, name: string, locale: Locale): Promise<void> {
  if (locale === 'vi') return take(window, `${name}-vi`);
  await take(window, `${name}-light`);
  if (!main.has(name) && !doors.includes(name)) return;
  await window.emulateMedia({ colorScheme: 'dark' });
  await take(window, `${name}-dark`);
  await window.emulateMedia({ colorScheme: 'light' });
}

async function withDesk(
  options: Parameters<typeof launchClinicDesk>[0],
  see: (desk: ClinicDesk) => Promise<void>,
) {
  const desk = await launchClinicDesk(options);
  desk.window.setDefaultTimeout(20_000);
  try {
    await see(desk);
  } finally {
    await desk.close();
  }
}

async function seeDoors(dataDir: string, locale: Locale): Promise<void> {
  if (isAsked('first-run'))
    await withDesk({ locale }, async ({ window }) => {
      // Nobody's machine belongs into a picture.
      await window
        .locator('[title]')
        .last()
        .evaluate((line) => {
          line.textContent = line.textContent.replace(line.getAttribute('title') ?? '', 'D:\\ClinicDesk');
        });
      await takeLooks(window, 'first-run', locale);
    });
  if (!isAsked('sign-in') && !isAsked('lock')) return;
  await withDesk({ dataDir, locale }, async ({ window }) => {
    await window.locator('input[name=email]').waitFor();
    await takeLooks(window, 'sign-in', locale);
    await signInAs(window, 'reception');
    await window.keyboard.press('Control+l');
    await window.locator('[role=radiogroup]').first().waitFor();
    await takeLooks(window, 'lock', locale);
  });
}

async function seeDesk(dataDir: string, locale: Locale): Promise<void> {
  for (const who of ['reception', 'doctor', 'admin'] as const) {
    const wanted = screens.filter(
      ({ name, who: whose }) =>
        whose === who && isAsked(name) && !isShownOpen(name) && (locale === 'en' || main.has(name)),
    );
    if (wanted.length === 0) continue;
    await withDesk({ dataDir, locale }, async ({ window }) => {
      await signInAs(window, who);
      for (const { name, open } of wanted) {
        await open(window);
        await takeLooks(window, name, locale);
      }
    });
  }
}

mkdirSync(folder, { recursive: true });
const root = values.data ?? mkdtempSync(join(tmpdir(), 'clinic-desk-pictures-'));
try {
  for (const locale of ['en', 'vi'] as const) {
    const dataDir = join(root, locale);
    await makeDemo(dataDir, locale);
    await seeDoors(dataDir, locale);
    await seeDesk(dataDir, locale);
  }
} finally {
  if (values.data === undefined) rmSync(root, { recursive: true, force: true, maxRetries: 3 });
}
