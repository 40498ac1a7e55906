// Enter in an open list takes what is marked in it, else the first hit, however fast the keys came. Knows no list's meaning.
import type { KeyboardEvent } from 'react';

/** A list that takes longer than this to open will not open. */
const FRAMES = 10;

/**
 * For `onKeyDownCapture`. Mantine takes the option of a number that it notes a moment after it marked one: an Enter before that takes
 * another option, none, or sends the form. What is marked on the screen is what counts. A list somebody types into marks its first hit a
 * frame after the letter; Enter waits for it. Nobody else hears of this Enter: it was for the list.
 */
export function enterTakesTheFirst(event: KeyboardEvent<HTMLInputElement>): void {
  const input = event.currentTarget;
  if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing) return;
  if (!isOpen(input) || (input.readOnly && !marked(input))) return;
  event.preventDefault();
  event.stopPropagation();
  const take = (framesLeft: number) => {
    if (!isOpen(input)) return;
    const hit = marked(input) ?? listOf(input)?.querySelector<HTMLElement>(FIRST);
    if (hit) hit.click();
    else if (framesLeft > 0) requestAnimationFrame(() => take(framesLeft - 1));
  };
  if (marked(input)) take(0);
  else requestAnimationFrame(() => take(FRAMES));
}

const FIRST = '[data-combobox-option]:not([data-combobox-disabled])';
/** `aria-expanded` comes with the list itself, this with the letter. */
const isOpen = (input: HTMLInputElement) => input.hasAttribute('data-expanded');
const listOf = (input: HTMLInputElement) =>
  document.getElementById(input.getAttribute('aria-controls') ?? '');
const marked = (input: HTMLInputElement) =>
  listOf(input)?.querySelector<HTMLElement>('[data-combobox-selected]') ?? null;
