// What a person without a mouse does in a window: walking with Tab, choosing in a list by typing. Never points, never sets a value.
import { expect, type Locator, type Page } from '@playwright/test';

// Far more than any screen has stops: beyond it the thing cannot be reached by Tab.
const MOST_STOPS = 120;

/** Walks with Tab until the thing has the keyboard. */
export async function tabTo(window: Page, what: Locator): Promise<void> {
  await expect(what).toBeVisible();
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    if (await what.evaluate((element) => element === document.activeElement, null, { timeout: 2_000 }))
      return;
    await window.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach ${String(what)}`);
}

/** Types into fields one after another, as the label in front of each asks. */
export async function typeInto(window: Page, fields: Record<string, string>): Promise<void> {
  for (const [label, text] of Object.entries(fields)) {
    await tabTo(window, window.getByRole('textbox', { name: label, exact: true }));
    await window.keyboard.type(text);
  }
}

/** Narrows a list by typing and takes what is left. */
export async function chooseIn(window: Page, list: Locator, text: string): Promise<void> {
  await tabTo(window, list);
  await window.keyboard.type(text, { delay: 30 });
  await window.keyboard.press('Enter');
  await expect(list).toHaveValue(text);
}
