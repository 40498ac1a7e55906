// What the operating system and SQLite say when storage fails, as refusals people can act on. Anything unknown is passed on as it is.
import Database from 'better-sqlite3';
import { type Failure, Refused } from '../../domain/failure.ts';

/** The error to throw: a `Refused` for a full disk, a read-only folder or a damaged file; else the error itself. */
export function storageFailure(error: unknown, path: string): unknown {
  const failure = failureOf(error, path);
  return failure ? new Refused(failure) : error;
}

/** SQLite's words for "this is not a database under this key" and "this page was changed". */
export const isDamage = (error: unknown): boolean =>
  /^SQLITE_(NOTADB|CORRUPT|IOERR_SHORT_READ|IOERR_DATA|IOERR_CORRUPTFS)/.test(codeOf(error));

function failureOf(error: unknown, path: string): Failure | undefined {
  const code = codeOf(error);
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG')
    return { code: 'disk_full' };
  if (code.startsWith('SQLITE_READONLY') || ['EROFS', 'EACCES', 'EPERM'].includes(code))
    return { code: 'folder_read_only', path };
  if (isDamage(error)) return { code: 'vault_damaged', what: 'database' };
  return undefined;
}

function codeOf(error: unknown): string {
  if (error instanceof Database.SqliteError) return error.code;
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
