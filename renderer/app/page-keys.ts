// Which keys and actions there are on the screen now: told by whoever listens, read by the palette and the list of keys. Works none.

export type PageKey = {
  /** As it is pressed: `T`, `mod+P`, `alt+ArrowLeft`. Several do the same. Left out: an action of the palette alone. */
  keys?: string | readonly string[];
  /** What it does, in the words of its button and in the language spoken now. */
  label: string;
  /** Left out where a component listens for itself, as a grid for arrows: the key is then told, and is not in the palette. */
  act?: () => void;
  /** False: for the list of keys alone, as the key that opens the palette. */
  inPalette?: boolean;
  /** False: there is no such thing here now. It is neither worked nor told. */
  when?: boolean;
  /** Why it does nothing now, in plain words; null or left out where it works. */
  whyOff?: string | null;
};

export type KeyGroup = {
  /** What the keys belong to, such as the title of a panel; null for the page itself. */
  title: string | null;
  /** They work on every page. */
  isEverywhere: boolean;
  keys: readonly PageKey[];
};

const groupOf = new Map<object, KeyGroup>();
const watchers = new Set<() => void>();
let merged: KeyGroup[] | null = null;
function changed(): void {
  merged = null;
  for (const watcher of watchers) watcher();
}

/** Tells, or tells anew, what `owner` listens for. */
export function tellKeys(owner: object, group: KeyGroup): void {
  groupOf.set(owner, group);
  changed();
}
export function forgetKeys(owner: object): void {
  groupOf.delete(owner);
  changed();
}
/** Calls back whenever something is told or forgotten. */
export function watchKeys(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => void watchers.delete(watcher);
}

/** The page first, then its panels, then what works everywhere. Groups of one title are one. */
export const keysNow = (): KeyGroup[] => (merged ??= mergedKeys());

function mergedKeys(): KeyGroup[] {
  const byName = new Map<string, KeyGroup>();
  for (const group of groupOf.values()) {
    const name = group.isEverywhere ? 'everywhere' : `group ${group.title ?? ''}`;
    const keys = group.keys.filter(({ when }) => when !== false);
    if (keys.length > 0) byName.set(name, { ...group, keys: [...(byName.get(name)?.keys ?? []), ...keys] });
  }
  const rank = (group: KeyGroup) => (group.isEverywhere ? 2 : Number(group.title !== null));
  return [...byName.values()].toSorted((a, b) => rank(a) - rank(b));
}

export const everyKeyOf = ({ keys }: PageKey): readonly string[] =>
  typeof keys === 'string' ? [keys] : (keys ?? []);

const caps: Record<string, string> = {
  mod: 'Ctrl',
  alt: 'Alt',
  shift: 'Shift',
  arrowup: '↑',
  arrowdown: '↓',
  arrowleft: '←',
  arrowright: '→',
  escape: 'Esc',
  enter: 'Enter',
  delete: 'Del',
  space: 'Space',
  pageup: 'PageUp',
  pagedown: 'PageDown',
  home: 'Home',
  end: 'End',
  tab: 'Tab',
};

/** What stands on the caps: `mod+ArrowUp` is Ctrl and ↑. A sign that needs Shift is that sign: `shift+?` is ?. */
export function capsOf(key: string): string[] {
  const parts = key.split('+').map((part) => caps[part.toLowerCase()] ?? part.toUpperCase());
  const last = parts.at(-1) ?? '';
  return /^[^\p{L}\p{N}]$/u.test(last) && parts.includes('Shift')
    ? parts.filter((part) => part !== 'Shift')
    : parts;
}
