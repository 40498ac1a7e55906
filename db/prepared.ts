// SQL statements prepared once for a connection. An ad-hoc drizzle query costs about 145 µs, a prepared one 3. Knows no table.
import type { Statement } from 'better-sqlite3';
import type { Reader } from './write.ts';

const preparedFor = new WeakMap<object, Map<string, Statement>>();

/** The statement of `sql` on the reader's connection. `sql` is a constant: values are bound, never put into the text. */
export function prepared(reader: Pick<Reader, 'sqlite'>, sql: string): Statement {
  let statements = preparedFor.get(reader.sqlite);
  if (!statements) preparedFor.set(reader.sqlite, (statements = new Map()));
  let statement = statements.get(sql);
  if (!statement) statements.set(sql, (statement = reader.sqlite.prepare(sql)));
  return statement;
}
