// Enter in a list that somebody types into: the first hit is taken even when the list opens only in the frame after. Knows no list's meaning.
import type { KeyboardEvent } from 'react';

/** A list that takes longer than this to open will not open. */
const FRAMES = 10;

/**
 * Mantine marks the first hit a frame after the letter was typed, and forgets which one it marked when the list is drawn anew under it: an
 * Enter then would choose nothing, or send the form. What Mantine took itself has closed the list by the next frame.
 */
export function enterTakesTheFirst(event: KeyboardEvent<HTMLInputElement>): void {
  const input = event.currentTarget;
  if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing) return;
  if (input.readOnly || !isOpen(input)) return;
  event.preventDefault();
  const take = (framesLeft: number) => {
    if (!isOpen(input)) return;
    const hit = marked(input) ?? listOf(input)?.querySelector<HTMLElement>(FIRST);
    if (hit) hit.click();
    else if (framesLeft > 0) requestAnimationFrame(() => take(framesLeft - 1));
  };
  requestAnimationFrame(() => take(FRAMES));
}

const FIRST = '[data-combobox-option]:not([data-combobox-disabled])';
/** `aria-expanded` comes with the list itself, this with the letter. */
const isOpen = (input: HTMLInputElement) => input.hasAttribute('data-expanded');
const listOf = (input: HTMLInputElement) =>
  document.getElementById(input.getAttribute('aria-controls') ?? '');
const marked = (input: HTMLInputElement) =>
  listOf(input)?.querySelector<HTMLElement>('[data-combobox-selected]') ?? null;
