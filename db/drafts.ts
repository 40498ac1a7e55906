// The journal of what people type before they save it: one row a pause, for each person and subject. It never reads what it keeps.
import type { Statement } from 'better-sqlite3';
import { KEPT_VERSIONS, versionToDrop } from '../domain/drafts.ts';
import type { LocalTx, Reader, Tx } from './write.ts';

/** `content` is JSON text made and understood by the screen alone; `atMs` is when it was kept. */
export type Draft = { content: string; atMs: number };
export type DraftKey = { userId: string; subject: string };

/** Journals one pause. The same text twice is kept once. */
export function keepDraft(tx: LocalTx, key: DraftKey, draft: Draft): void {
  const { newest, append, places, drop } = statements(tx);
  const before = newest.get(key) as Draft | undefined;
  if (before?.content === draft.content) return;
  append.run({ ...key, ...draft });
  const kept = places.all(key) as DraftVersion[];
  while (kept.length > KEPT_VERSIONS) {
    const [gone] = kept.splice(versionToDrop(kept.map(({ atMs }) => atMs)), 1);
    drop.run(gone?.id);
  }
}

export type DraftVersion = { id: number; atMs: number };

/** The versions that are kept of what this person types about `subject`, the newest first. */
export function versionsOfDraft(reader: Pick<Reader, 'sqlite'>, key: DraftKey): DraftVersion[] {
  return (statements(reader).places.all(key) as DraftVersion[]).toReversed();
}

/** What stood in one of them; null when it has gone meanwhile, or is another's. */
export function draftVersionOf(
  reader: Pick<Reader, 'sqlite'>,
  { versionId, ...key }: DraftKey & { versionId: number },
): Draft | null {
  return (statements(reader).one.get({ ...key, versionId }) as Draft | undefined) ?? null;
}

/** The last thing this person typed about `subject` and never saved. Nobody sees another's. */
export function newestDraft(reader: Pick<Reader, 'sqlite'>, key: DraftKey): Draft | null {
  return (statements(reader).newest.get(key) as Draft | undefined) ?? null;
}

/** Saved, signed or thrown away: the journal of this person and subject goes, in the transaction that made it needless. */
export function forgetDrafts(tx: Tx | LocalTx, key: DraftKey): void {
  statements(tx).forget.run(key);
}

const preparedFor = new WeakMap<
  object,
  Record<'newest' | 'append' | 'places' | 'one' | 'drop' | 'forget', Statement>
>();

function statements({ sqlite }: Pick<Reader, 'sqlite'>) {
  let prepared = preparedFor.get(sqlite);
  if (!prepared) {
    const mine = 'userId = @userId AND subject = @subject';
    prepared = {
      newest: sqlite.prepare(`SELECT content, atMs FROM drafts WHERE ${mine} ORDER BY id DESC LIMIT 1`),
      append: sqlite.prepare(
        'INSERT INTO drafts (subject, userId, atMs, content) VALUES (@subject, @userId, @atMs, @content)',
      ),
      places: sqlite.prepare(`SELECT id, atMs FROM drafts WHERE ${mine} ORDER BY id`),
      one: sqlite.prepare(`SELECT content, atMs FROM drafts WHERE ${mine} AND id = @versionId`),
      drop: sqlite.prepare('DELETE FROM drafts WHERE id = ?'),
      forget: sqlite.prepare(`DELETE FROM drafts WHERE ${mine}`),
    };
    preparedFor.set(sqlite, prepared);
  }
  return prepared;
}
