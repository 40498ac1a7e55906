// Holds a backup's file against its manifest. Used where it counts: before a restore, and in the drill.
import type { BackupManifest } from './backup-files.ts';
import { inWorker } from './in-worker.ts';
import { sha256Of } from './prove-file.ts';
import type { VaultKeys } from './vault.ts';

/** What is wrong with it, in words for a log; empty when it is good. */
export async function faultsOfBackup(
  path: string,
  manifest: BackupManifest,
  keys: VaultKeys,
): Promise<string[]> {
  const { faults, content } = await inWorker({
    task: 'proveFile',
    path,
    key: keys.database,
    auditKey: keys.audit,
  });
  const found = [...faults];
  if (sha256Of(path) !== manifest.sha256) found.push('the file is not the one the manifest was written for');
  if (!content) return found;
  if (content.vaultId !== manifest.vaultId) found.push('it is of another vault');
  if (content.auditHead.mac !== manifest.auditHead.mac) found.push('its history ends elsewhere');
  if (JSON.stringify(content.rowCounts) !== JSON.stringify(manifest.rowCounts))
    found.push('it has other rows than were counted');
  return found;
}
