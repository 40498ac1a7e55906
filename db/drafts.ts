// The journal of what people type before they save it: one row a pause, for each person and subject. It never reads what it keeps.
import type { Statement } from 'better-sqlite3';
import type { LocalTx, Reader, Tx } from './write.ts';

/** `content` is JSON text made and understood by the screen alone; `atMs` is when it was kept. */
export type Draft = { content: string; atMs: number };
export type DraftKey = { userId: string; subject: string };

/** A row a pause would grow for ever; the newest few are enough to go back a step or a minute. */
export const KEPT_VERSIONS = 20;

/** Journals one pause. The same text twice is kept once. */
export function keepDraft(tx: LocalTx, key: DraftKey, draft: Draft): void {
  const { newest, append, trim } = statements(tx);
  const before = newest.get(key) as Draft | undefined;
  if (before?.content === draft.content) return;
  append.run({ ...key, ...draft });
  trim.run({ ...key, kept: KEPT_VERSIONS });
}

/** The last thing this person typed about `subject` and never saved. Nobody sees another's. */
export function newestDraft(reader: Pick<Reader, 'sqlite'>, key: DraftKey): Draft | null {
  return (statements(reader).newest.get(key) as Draft | undefined) ?? null;
}

/** Saved, signed or thrown away: the journal of this person and subject goes, in the transaction that made it needless. */
export function forgetDrafts(tx: Tx | LocalTx, key: DraftKey): void {
  statements(tx).forget.run(key);
}

const preparedFor = new WeakMap<object, Record<'newest' | 'append' | 'trim' | 'forget', Statement>>();

function statements({ sqlite }: Pick<Reader, 'sqlite'>) {
  let prepared = preparedFor.get(sqlite);
  if (!prepared) {
    const mine = 'userId = @userId AND subject = @subject';
    prepared = {
      newest: sqlite.prepare(`SELECT content, atMs FROM drafts WHERE ${mine} ORDER BY id DESC LIMIT 1`),
      append: sqlite.prepare(
        'INSERT INTO drafts (subject, userId, atMs, content) VALUES (@subject, @userId, @atMs, @content)',
      ),
      trim: sqlite.prepare(
        `DELETE FROM drafts WHERE ${mine} AND id <= (SELECT id FROM drafts WHERE ${mine} ORDER BY id DESC LIMIT 1 OFFSET @kept)`,
      ),
      forget: sqlite.prepare(`DELETE FROM drafts WHERE ${mine}`),
    };
    preparedFor.set(sqlite, prepared);
  }
  return prepared;
}
