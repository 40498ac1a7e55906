// Opens one keyed SQLite connection, the only way it is done: the order of pragmas and the proof that each took. Never where the key is from.
import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import Database from 'better-sqlite3';
import { assert } from '../domain/failure.ts';

export type OpenDatabaseOptions = {
  /** The file must be there and not be empty: SQLite takes a zero-byte file for a new database. */
  existing?: boolean;
  /** Looks without touching: nothing is checkpointed, no WAL is folded in or deleted, not even on close. */
  readonly?: boolean;
  /** A closed file that is not in WAL mode and stays as it is (a backup). */
  asBackup?: boolean;
  /** Another connection of this process has the file: its header was seen then, and reading it again would cost SQLite its locks. */
  headerSeen?: boolean;
};

/** What the cipher build adds; the types in use are the plain package's. */
type Keyed = Database.Database & { key(key: Buffer): number; rekey(key: Buffer): number };

/** Cache of one connection: with 64 MB encrypted reads come within 10 % of plain ones. */
const CACHE_KIB = 65_536;
const BUSY_TIMEOUT_MS = 5_000;

/**
 * Throws SQLite's error (`SQLITE_NOTADB` when the key does not fit) or an assertion when a pragma did not take.
 * `key` is 32 bytes; it is left as it was, only the ASCII form made of it is zeroed.
 */
export function openDatabase(
  path: string,
  key: Buffer,
  options: OpenDatabaseOptions = {},
): Database.Database {
  // An absolute path can be no URI, so that nothing in a name is taken for an option.
  assert(isAbsolute(path), 'a database is opened by its absolute path');
  const isNew = !existsSync(path) || statSync(path).size === 0;
  if (isNew) {
    assert(!options.existing && !options.readonly && !options.asBackup, 'an existing database is not empty');
    createEmpty(path, key);
  }
  // Read before SQLite has the file: closing a second handle later would drop SQLite's POSIX locks on it.
  assert(options.headerSeen || !isPlaintext(path), 'the file is encrypted');
  const sqlite = connect(path, key, { readonly: options.readonly === true });
  try {
    applyPragmas(sqlite, options);
    return sqlite;
  } catch (error) {
    sqlite.close();
    throw error;
  }
}

/** Whether the file starts as an unencrypted SQLite database does. */
export function isPlaintext(path: string): boolean {
  const fd = openSync(path, 'r');
  try {
    const header = Buffer.alloc(16);
    readSync(fd, header, 0, 16, 0);
    return header.toString('latin1') === 'SQLite format 3\0';
  } finally {
    closeSync(fd);
  }
}

/** Changes the key of a closed copy. Never of the file in use: a cut in the middle would leave pages under two keys. */
export function rekeyCopy(path: string, oldKey: Buffer, newKey: Buffer): void {
  const sqlite = connect(path, oldKey, { readonly: false });
  try {
    // SQLite3MC rewrites pages in place and refuses to in WAL mode.
    assert(sqlite.pragma('journal_mode = DELETE', { simple: true }) === 'delete', 'a copy leaves WAL mode');
    withKeyText(newKey, (text) => (sqlite as Keyed).rekey(text));
  } finally {
    sqlite.close();
  }
}

function createEmpty(path: string, key: Buffer): void {
  const sqlite = connect(path, key, { readonly: false });
  try {
    // Setting WAL mode writes the first page, encrypted.
    sqlite.pragma('journal_mode = WAL');
  } finally {
    sqlite.close();
  }
}

function connect(path: string, key: Buffer, { readonly }: { readonly: boolean }): Database.Database {
  // Shorter, SQLite3MC would take it for a passphrase; empty, it would write plaintext.
  assert(key.length === 32, 'a database key is 32 bytes');
  assert(
    key.some((byte) => byte !== 0),
    'a database key is not zeroed',
  );
  const sqlite = new Database(path, { readonly, timeout: BUSY_TIMEOUT_MS });
  try {
    sqlite.pragma("cipher = 'sqlcipher'");
    sqlite.pragma('legacy = 4');
    withKeyText(key, (text) => (sqlite as Keyed).key(text));
    // The key is used at the first page read: fail here, not somewhere later.
    sqlite.prepare('SELECT count(*) FROM sqlite_master').get();
    return sqlite;
  } catch (error) {
    sqlite.close();
    throw error;
  }
}

const HEX = Buffer.from('0123456789abcdef', 'latin1');

/** The raw key as `x'<64 hex>'` in bytes, made without a string: a string of it would stay in memory. */
function withKeyText(key: Buffer, use: (text: Buffer) => void): void {
  const text = Buffer.alloc(67);
  text.write("x'", 'latin1');
  for (let i = 0; i < 32; i++) {
    const byte = key[i] ?? 0;
    text[2 + 2 * i] = HEX[byte >> 4] ?? 0;
    text[3 + 2 * i] = HEX[byte & 15] ?? 0;
  }
  text.write("'", 66, 'latin1');
  try {
    use(text);
  } finally {
    text.fill(0);
  }
}

// What is set, and what reading it back must say. `memory_security` of SQLite3MC is not compiled into this build.
const always: [name: string, value: string, readsBack: unknown][] = [
  ['temp_store', 'MEMORY', 2],
  ['foreign_keys', 'ON', 1],
  ['trusted_schema', 'OFF', 0],
  ['cell_size_check', 'ON', 1],
  ['secure_delete', 'ON', 1],
  ['mmap_size', '0', 0],
  ['cache_size', String(-CACHE_KIB), -CACHE_KIB],
];
const whenWriting: typeof always = [
  ['journal_mode', 'WAL', 'wal'],
  // FULL: with the package's NORMAL a power cut loses commits that were acknowledged.
  ['synchronous', 'FULL', 2],
  ['fullfsync', 'ON', 1],
  ['checkpoint_fullfsync', 'ON', 1],
  ['wal_autocheckpoint', '200', 200],
];

function applyPragmas(sqlite: Database.Database, { readonly, asBackup }: OpenDatabaseOptions): void {
  assert(sqlite.pragma('cipher', { simple: true }) === 'sqlcipher', 'the cipher is SQLCipher');
  assert(Number(sqlite.pragma('legacy', { simple: true })) === 4, 'the format is SQLCipher 4');
  assert(sqlite.pragma('page_size', { simple: true }) === 4096, 'pages are 4096 bytes');
  const wanted = readonly || asBackup ? always : [...always, ...whenWriting];
  for (const [name, value, readsBack] of wanted) {
    sqlite.pragma(`${name} = ${value}`);
    assert(sqlite.pragma(name, { simple: true }) === readsBack, `pragma ${name} took`);
  }
}
