// Every screen of the demo clinic before axe: light and dark, English and Vietnamese; and at 200 % zoom nothing out of reach.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { createDemo } from '../../db/demo/create-demo.ts';
import { backUpNow } from '../../db/vault/backup.ts';
import type { Locale } from '../../domain/clinic-setup.ts';
import { makeClinic } from '../support/first-run-steps.ts';
import { test as base } from '../support/launch.ts';
import { goTo, type Person, screens, signInAs } from '../support/screens.ts';

/** One demo clinic for the whole file: it takes longer to make than to look at. */
const test = base.extend<object, { demo: string }>({
  demo: [
    async ({}, use) => {
      const demo = mkdtempSync(join(tmpdir(), 'clinic-desk-axe-'));
      await makeDemo(demo);
      await use(demo);
      rmSync(demo, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 180_000 },
  ],
});
test.setTimeout(300_000);

async function makeDemo(dataDir: string): Promise<void> {
  const nowMs = Date.now();
  const { vault } = await createDemo({ dataDir, locale: 'en', nowMs });
  await backUpNow(vault, { kind: 'manual', nowMs, userId: null });
  vault.close();
}

const mainScreens = new Set([
  'front-desk',
  'queue',
  'patients',
  'patient',
  'register',
  'doctors-day',
  'consultation',
  'consultation-signed',
  'setup-clinic',
  'setup-departments-open',
  'setup-doctors-open',
  'staff-member',
  'vault',
  'account',
]);

type Look = 'light' | 'dark';
const bothLooks: Look[] = ['light', 'dark'];
const standards = ['wcag2a', 'wcag2aa', 'wcag21aa'];

/** What axe finds, in both looks; the switch from one to the other must not be caught half way. */
async function faultsOf(window: Page, name: string, looks = bothLooks): Promise<string[]> {
  const faults: string[] = [];
  for (const colorScheme of looks) {
    await window.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await expect(window.locator(`html[data-mantine-color-scheme=${colorScheme}]`)).toBeAttached();
    await window.waitForTimeout(150);
    // The look changes colours alone: every other rule would find in the dark what it found in the light.
    // In the page itself: there is no frame of another origin that a second page would be needed for.
    const axe = new AxeBuilder({ page: window }).setLegacyMode();
    if (colorScheme === looks[0]) axe.withTags(standards);
    else axe.withRules(['color-contrast']);
    // The whole grid is looked at once, as the front desk; beside or under something else a few of its rows are enough.
    if (name !== 'front-desk') axe.exclude('[role=grid] [role=row]:nth-child(n+4)');
    const { violations } = await axe.analyze();
    for (const { id, nodes } of violations) {
      for (const { html, any } of nodes)
        faults.push(`${name} ${colorScheme} ${id}: ${html} ${any[0]?.message ?? ''}`);
    }
  }
  return faults;
}

/** What the keyboard reaches and a screen reader could not name, from the tree that the browser gives it; and a page without its heading. */
async function unspoken(window: Page, name: string): Promise<string[]> {
  const session = await window.context().newCDPSession(window);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  const faults = nodes
    .filter(({ ignored, properties }) => !ignored && properties?.some((each) => each.name === 'focusable'))
    .map((node) => ({ role: String(node.role?.value), said: String(node.name?.value ?? '') }))
    // The page itself takes the keyboard for the skip link alone.
    .filter(({ role, said }) => role !== 'main' && (said.trim() === '' || role === 'generic'))
    .map(({ role, said }) => `${name}: ${role} “${said}”`);
  const headings = await window.locator('h1').count();
  return headings === 1 ? faults : [...faults, `${name}: ${headings} headings of the page`];
}

async function speak(window: Page, locale: Locale): Promise<void> {
  await goTo(window, '/account');
  await window
    .locator('main')
    .getByText(locale === 'vi' ? 'Tiếng Việt' : 'English', { exact: true })
    .click();
  await expect(window.locator(`html[lang=${locale}]`)).toBeAttached();
}

/** Every screen in English; the main ones in Vietnamese too. */
const seen = (who: Person, locale: Locale) =>
  screens.filter((screen) => screen.who === who && (locale === 'en' || mainScreens.has(screen.name)));

for (const locale of ['en', 'vi'] as const) {
  for (const who of ['reception', 'doctor', 'admin'] as Person[]) {
    test(`axe finds nothing on the screens of ${who}, and all the keyboard reaches is named, ${locale}`, async ({
      openDesk,
      demo,
    }) => {
      const { window } = await openDesk({ dataDir: demo });
      await signInAs(window, who);
      await speak(window, locale);
      const faults: string[] = [];
      for (const { name, open } of seen(who, locale)) {
        await open(window);
        faults.push(...(await faultsOf(window, name, locale === 'en' ? ['light', 'dark'] : ['light'])));
        faults.push(...(await unspoken(window, name)));
      }
      expect(faults).toEqual([]);
    });
  }
}

test('axe finds nothing at the door: first run, recovery code, sign-in, lock', async ({ openDesk, demo }) => {
  const faults: string[] = [];
  const look = async (window: Page, name: string) => void faults.push(...(await faultsOf(window, name)));

  const { window: first, close } = await openDesk();
  await look(first, 'welcome');
  await first.getByRole('button', { name: 'I have a backup of a clinic' }).click();
  await look(first, 'restore');
  await first.reload();
  await makeClinic(first, (page) => look(first, page));
  await close();

  const { window } = await openDesk({ dataDir: demo });
  await window.locator('footer').getByText('English').click();
  await look(window, 'sign-in');
  await window.getByRole('button', { name: 'Password lost?' }).click();
  await look(window, 'recovery');
  await window.reload();
  await signInAs(window, 'reception');
  await window.keyboard.press('Control+l');
  await expect(window.getByRole('radio', { name: /Trần Ngọc Hoa/ })).toBeVisible();
  await look(window, 'lock');
  expect(faults).toEqual([]);
});

/** Controls that scrolling does not bring into the window, or that something else covers there. */
const outOfReach = (window: Page) =>
  window.evaluate(() => {
    // Behind a dialog nothing is meant to be reached.
    const open = document.querySelector('[role=dialog]') ?? document;
    const controls = [
      ...open.querySelectorAll<HTMLElement>('button, a[href], input, textarea, [role=row][tabindex]'),
    ];
    return controls
      .filter((control) => control.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
      .filter((control) => {
        control.scrollIntoView({ block: 'center', inline: 'center' });
        const { left, top, width, height } = control.getBoundingClientRect();
        if (width === 0 || height === 0) return false;
        const there = document.elementFromPoint(left + width / 2, top + height / 2);
        return !there || !(control.contains(there) || there.closest('label')?.contains(control));
      })
      .map((control) => control.outerHTML.slice(0, 200));
  });

/** What is wider than the place it has, so that a line of it could be read only by scrolling sideways; grids and tables may be. */
const sideways = (window: Page) =>
  window.evaluate(() =>
    [...document.querySelectorAll('#root, header, main, main > *, [role=dialog]')]
      .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1)
      .map((wide) => `${wide.outerHTML.slice(0, 120)} is ${wide.scrollWidth} wide in ${wide.clientWidth}`),
  );

/** What a window of 1366×768 shows at 200 %. */
const zoomed = { width: 683, height: 384 };

for (const who of ['reception', 'doctor', 'admin'] as Person[]) {
  test(`at 200 % zoom everything of ${who} can be reached, and no page is scrolled sideways`, async ({
    openDesk,
    demo,
  }) => {
    const { window } = await openDesk({ dataDir: demo, size: zoomed });
    await signInAs(window, who);
    const lost: string[] = [];
    for (const { name, open } of screens.filter(
      (screen) => screen.who === who && mainScreens.has(screen.name),
    )) {
      await open(window);
      lost.push(...(await sideways(window)).map((wide) => `${name}: ${wide}`));
      lost.push(...(await outOfReach(window)).map((control) => `${name}: ${control}`));
    }
    expect(lost).toEqual([]);
  });
}
