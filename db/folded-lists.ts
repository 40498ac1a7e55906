// Long lists kept folded in memory for searches at every key: 70,000 codes are looked through in a few milliseconds. It knows no list's meaning.
import { findByWords, type Searchable } from '../domain/word-search.ts';
import { prepared } from './prepared.ts';
import type { Reader } from './write.ts';

type Kept<Row> = { version: string; stamp: string; list: Searchable<Row>[] };
const keptFor = new WeakMap<object, Map<string, Kept<unknown>>>();

export type FoldedList<Row> = {
  table: 'medicines' | 'diagnosisCodes';
  load: (reader: Reader) => Searchable<Row>[];
};

/** What `typed` finds. Folds the list anew only when its table has changed since. */
export function searchList<Row>(
  reader: Reader,
  { table, load }: FoldedList<Row>,
  { typed, limit }: { typed: string; limit: number },
): { rows: Row[]; total: number } {
  let lists = keptFor.get(reader.sqlite);
  if (!lists) keptFor.set(reader.sqlite, (lists = new Map()));
  const version = versionOf(reader);
  let kept = lists.get(table) as Kept<Row> | undefined;
  if (kept?.version !== version) {
    const stamp = stampOf(reader, table);
    kept = { version, stamp, list: kept?.stamp === stamp ? kept.list : load(reader) };
    lists.set(table, kept);
  }
  return findByWords(kept.list, typed, limit);
}

/** Changes with every write to any table, through this connection or another: as long as it stands, nothing need be counted. */
const versionOf = (reader: Reader): string =>
  ['PRAGMA data_version', 'SELECT total_changes()']
    .map((sql) => String(prepared(reader, sql).pluck().get()))
    .join(' ');

/** How many rows, and when the last was touched: whoever changes one (a form, a file, sync) changes this. */
const stampOf = (reader: Reader, table: FoldedList<unknown>['table']): string =>
  Object.values(
    prepared(
      reader,
      `SELECT count(*), max(updatedAtMs), total(isActive), max(rowid) FROM ${table} WHERE clinicId = ?`,
    ).get(reader.clinicId) as object,
  ).join(' ');
