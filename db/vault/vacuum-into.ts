// Writes a compact copy of the open database under the same key and proves it against the original. Runs in the worker.
import { rmSync } from 'node:fs';
import { auditHead } from '../audit.ts';
import { openDatabase } from '../open-database.ts';
import { syncFile } from './durable-file.ts';
import { countRows, type FileContent, proveFile, sha256Of } from './prove-file.ts';
import type { FileKeys } from './vault-worker.ts';

export type VacuumedFile = FileContent & { sha256: string };

/** Throws when the copy is not proven; the target is gone then. */
export function vacuumInto({ path, key, auditKey }: FileKeys, target: string): VacuumedFile {
  const source = openDatabase(path, Buffer.from(key), { existing: true, headerSeen: true });
  try {
    const before = auditHead({ sqlite: source });
    // A bound, absolute path: never a URI, which would have to carry the key.
    source.prepare('VACUUM INTO ?').run(target);
    // SQLite copies without syncing.
    syncFile(target);
    const { faults, content } = proveFile({ path: target, key, auditKey });
    if (faults.length > 0 || !content)
      throw new Error(`the backup just written is not good: ${faults.join('; ')}`);
    const after = auditHead({ sqlite: source });
    const inSource =
      source.prepare('SELECT mac FROM auditLog WHERE seq = ?').pluck().get(content.auditHead.seq) ?? '';
    const isBetween = content.auditHead.seq >= before.seq && content.auditHead.seq <= after.seq;
    if (!isBetween || inSource !== content.auditHead.mac)
      throw new Error('the backup holds another history than the vault');
    // Counted only when nothing was written meanwhile; the chain's head above holds in either case.
    if (before.seq === after.seq && JSON.stringify(countRows(source)) !== JSON.stringify(content.rowCounts)) {
      throw new Error('the backup holds other rows than the vault');
    }
    return { ...content, sha256: sha256Of(target) };
  } catch (error) {
    rmSync(target, { force: true });
    throw error;
  } finally {
    source.close();
  }
}
