// Proves one database file: every page, SQLite's own checks, the audit chain, and how many rows it has. Writes nothing.
import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { type AuditVerdict, auditHead, verifyAuditChain } from '../audit.ts';
import { schemaVersionOf } from '../migrate.ts';
import { openDatabase } from '../open-database.ts';
import { factOf } from './meta-facts.ts';
import { type PagesVerdict, verifyPages, verifyPagesOf } from './page-hmac.ts';
import type { AuditHead } from './vault.ts';
import type { FileKeys } from './vault-worker.ts';

export type ProvenFile = {
  pages: PagesVerdict;
  /** What is wrong, in words for a log; empty when all is well. */
  faults: string[];
  /** Empty when the file cannot be read at all. */
  content?: FileContent;
};
export type FileContent = {
  vaultId: string | undefined;
  schemaVersion: number;
  auditHead: AuditHead;
  rowCounts: Record<string, number>;
  sizeBytes: number;
};

/** A file nobody has open. A WAL beside it is read with it, as SQLite would. */
export function proveFile({ path, key, auditKey }: FileKeys): ProvenFile {
  const pages = verifyPages(path, Buffer.from(key));
  const asBackup = !existsSync(`${path}-wal`);
  return prove(pages, { path, auditKey }, () =>
    openDatabase(path, Buffer.from(key), { existing: true, readonly: true, asBackup }),
  );
}

export type OpenFile = FileKeys & { fd: number };

/**
 * The vault's own file while it is open, its WAL emptied just before: this connection reads past the WAL and so keeps any checkpoint
 * from writing pages while they are proven. Writers go on.
 */
export function proveOpenFile({ path, key, auditKey, fd }: OpenFile): ProvenFile {
  const holder = openDatabase(path, Buffer.from(key), { existing: true, readonly: true, headerSeen: true });
  try {
    holder.exec('BEGIN');
    const known = holder.prepare('SELECT count(*) AS n FROM sqlite_master').get() as { n: number };
    if (known.n === 0 || statSync(`${path}-wal`).size > 0)
      return { pages: { pages: 0, badPages: [] }, faults: ['busy'] };
    const pages = verifyPagesOf(fd, Buffer.from(key));
    return prove(pages, { path, auditKey }, () =>
      openDatabase(path, Buffer.from(key), { existing: true, readonly: true, headerSeen: true }),
    );
  } finally {
    holder.close();
  }
}

function prove(
  pages: PagesVerdict,
  { path, auditKey }: { path: string; auditKey: Uint8Array },
  open: () => Database,
): ProvenFile {
  const faults = pages.badPages.length > 0 ? [`pages changed: ${pages.badPages.join(' ')}`] : [];
  let sqlite: Database | undefined;
  try {
    sqlite = open();
    const integrity = sqlite.prepare('PRAGMA integrity_check(20)').pluck().all() as string[];
    if (integrity.join() !== 'ok') faults.push(...integrity);
    const foreign = sqlite.prepare('PRAGMA foreign_key_check').all().length;
    if (foreign > 0) faults.push(`${foreign} rows refer to nothing`);
    const chain = verifyAuditChain({ sqlite, keys: onlyAudit(auditKey) });
    if (!chain.ok) faults.push(brokenChain(chain));
    return { pages, faults, content: contentOf(sqlite, path) };
  } catch (error) {
    faults.push(error instanceof Error ? error.message : String(error));
    return { pages, faults };
  } finally {
    sqlite?.close();
  }
}

const brokenChain = (verdict: Extract<AuditVerdict, { ok: false }>): string =>
  `audit chain broken at entry ${verdict.brokenAtSeq}`;

/** The chain needs its own key and no other. */
const onlyAudit = (auditKey: Uint8Array) => {
  const none = Buffer.alloc(0);
  return { audit: Buffer.from(auditKey), database: none, header: none, mark: none };
};

const contentOf = (sqlite: Database, path: string): FileContent => ({
  vaultId: factOf(sqlite, 'vaultId'),
  schemaVersion: schemaVersionOf(sqlite),
  auditHead: auditHead({ sqlite }),
  rowCounts: countRows(sqlite),
  sizeBytes: statSync(path).size,
});

/** Rows of every table but SQLite's own and the search index's inner ones. */
export function countRows(sqlite: Database): Record<string, number> {
  const tables = sqlite
    .prepare(
      "SELECT name FROM pragma_table_list WHERE type = 'table' AND schema = 'main' AND name NOT LIKE 'sqlite~_%' ESCAPE '~'",
    )
    .pluck()
    .all() as string[];
  const count = (table: string) => sqlite.prepare(`SELECT count(*) FROM "${table}"`).pluck().get() as number;
  return Object.fromEntries(tables.toSorted().map((table) => [table, count(table)]));
}

/** SHA-256 in hex, read in pieces. */
export function sha256Of(path: string): string {
  const hash = createHash('sha256');
  const fd = openSync(path, 'r');
  const buffer = Buffer.alloc(1024 * 1024);
  try {
    for (let read = readSync(fd, buffer); read > 0; read = readSync(fd, buffer))
      hash.update(buffer.subarray(0, read));
    return hash.digest('hex');
  } finally {
    closeSync(fd);
  }
}
