// What was typed into a set-up form and not saved yet, kept while the app is open: closing a panel loses nothing. Never on disk.
type Draft = { fields: unknown; updatedAtMs: number | null };

const drafts = new Map<string, Draft>();

/** `key` names the list and the row: `rooms:new`, `rooms:0197…`. */
export const draftOf = <Fields>(key: string): { fields: Fields; updatedAtMs: number | null } | undefined =>
  drafts.get(key) as { fields: Fields; updatedAtMs: number | null } | undefined;
export const keepDraft = (key: string, draft: Draft): void => void drafts.set(key, draft);
export const dropDraft = (key: string): void => void drafts.delete(key);
