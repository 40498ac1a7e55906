// Puts text into a field as if it had been typed: the form hears of it, nothing is drawn anew, and Ctrl+Z in the field takes it back. Knows no form.

type TextField = HTMLTextAreaElement | HTMLInputElement;

/** In place of the characters from `from` to `to`; the caret stands behind it. */
export function typeInto(field: TextField, text: string, { from, to }: { from: number; to: number }): void {
  field.focus();
  field.setSelectionRange(from, to);
  // The one way that leaves the browser's own undo whole.
  if (!document.execCommand('insertText', false, text)) field.setRangeText(text, from, to, 'end');
}

/** The whole value at once, without taking the keyboard. React listens for the event, and sees a change only past its own setter. */
export function writeInto(field: TextField, value: string): void {
  const prototype = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement;
  Object.getOwnPropertyDescriptor(prototype.prototype, 'value')?.set?.call(field, value);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
