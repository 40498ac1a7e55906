// Opens a menu from anywhere on the page by its key: its button takes the keyboard first, for a menu closes when the keyboard is elsewhere.

/** After the key has been let through: else the menu would hear it too. */
export function openByKey(button: HTMLButtonElement | null): void {
  requestAnimationFrame(() => {
    button?.focus();
    button?.click();
  });
}
