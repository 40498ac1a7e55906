// One line of the palette: what it says and what choosing it does. Knows no drawing.
import type { HitFacts } from '../patients/PatientHitRow.tsx';

export type PaletteItem = {
  id: string;
  title: string;
  /** Found by these words too. */
  words?: string;
  detail?: string;
  /** The key that does the same without the palette. */
  shortcut?: string;
  /** Why it cannot be done now. */
  whyOff?: string | null;
  /** Found without asking: nothing that is still to come takes its place. */
  isSettled?: boolean;
  patient?: HitFacts;
  run: () => void;
  /** What Ctrl+Enter does instead. */
  second?: { label: string; run: () => void };
};

export type PaletteGroup = { id: string; title: string; items: PaletteItem[] };
