// The same few words for hundreds of cells: each is looked up once. Knows no text.
import type { GridTexts } from './cell-name.ts';

/** `t` with a memory, for one language: what it was asked before it answers without looking. */
export function rememberedTexts(t: GridTexts): GridTexts {
  const look = t as unknown as (key: string, options?: object) => string;
  const known = new Map<string, string>();
  const remembering = (key: string, options?: Record<string, unknown>) => {
    const asked = options ? `${key} ${JSON.stringify(options)}` : key;
    const text = known.get(asked) ?? look(key, options);
    known.set(asked, text);
    return text;
  };
  return remembering as unknown as GridTexts;
}
