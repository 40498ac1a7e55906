// What a restore cannot bring back: the history of the files in use, as far as it can be read, against the backup's.
import { existsSync, statSync } from 'node:fs';
import { openDatabase } from '../open-database.ts';
import { readMark } from './mark-file.ts';
import type { VaultPaths } from './paths.ts';
import type { AuditHead, VaultKeys } from './vault.ts';

/** One change that is in the damaged file and not in the backup. Ids only, as in the audit chain. */
export type LostEntry = {
  seq: number;
  atMs: number;
  userId: string | null;
  action: string;
  entity: string | null;
  entityId: string | null;
};
export type Loss = {
  /** How many changes came after the backup; undefined when neither mark nor damaged file can tell. */
  lostChanges?: number;
  /** The newest change in the backup. */
  keptThroughSeq: number;
  /** Those of the lost that the damaged file still names, oldest first, at most 1,000. */
  entries: LostEntry[];
};

export function lossAgainst(
  backup: AuditHead,
  paths: VaultPaths,
  { keys, vaultId }: { keys: VaultKeys; vaultId: string },
): Loss {
  const mark = readMark(paths.mark, keys.mark, vaultId);
  const entries = entriesAfter(backup.seq, paths, keys);
  const lastSeqs = [
    ...(mark.state === 'found' ? [mark.head.seq] : []),
    ...entries.slice(-1).map(({ seq }) => seq),
  ];
  const lostChanges = lastSeqs.length > 0 ? Math.max(0, Math.max(...lastSeqs) - backup.seq) : undefined;
  return { ...(lostChanges !== undefined && { lostChanges }), keptThroughSeq: backup.seq, entries };
}

/** A damaged file often still answers for a part; what it cannot say is no reason not to restore. */
function entriesAfter(seq: number, { database }: VaultPaths, keys: VaultKeys): LostEntry[] {
  const found: LostEntry[] = [];
  if (!existsSync(database) || statSync(database).size === 0) return found;
  try {
    const sqlite = openDatabase(database, keys.database, { existing: true, readonly: true });
    try {
      const select =
        'SELECT seq, atMs, userId, action, entity, entityId FROM auditLog WHERE seq > ? ORDER BY seq LIMIT 1000';
      for (const row of sqlite.prepare(select).iterate(seq)) found.push(row as LostEntry);
    } finally {
      sqlite.close();
    }
  } catch {
    return found;
  }
  return found;
}
