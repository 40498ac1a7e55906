// Bringing a backup back from behind the closed door: which backups may be chosen, and the restore itself. Which is good, db/vault proves.
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { copyMissingFiles, documentsFolder } from '../../db/document-files.ts';
import { type BackupKind, listBackups } from '../../db/vault/backup-files.ts';
import { backupsFolder } from '../../db/vault/paths.ts';
import { restoreBackup } from '../../db/vault/restore.ts';
import type { Credentials } from '../../db/vault/unlock.ts';
import { Refused } from '../../domain/failure.ts';
import type { Session } from './session.ts';

export type KnownBackup = {
  path: string;
  kind: BackupKind;
  atMs: number;
  sizeBytes: number;
  place: 'here' | 'second' | 'chosen';
};

// A folder somebody chose in the system's dialog (a disk from another PC). The window names backups, never paths of its own.
const chosenFolders = new WeakMap<Session, string>();
export const lookInFolder = (session: Session, folder: string): void =>
  void chosenFolders.set(session, folder);

/** Newest first. */
export function knownBackups(session: Session): KnownBackup[] {
  const folders = [
    { place: 'here', folder: backupsFolder(session.dataDir) },
    { place: 'second', folder: session.secondPlace },
    { place: 'chosen', folder: chosenFolders.get(session) ?? null },
  ] as const;
  return folders
    .flatMap(({ place, folder }) =>
      folder && existsSync(folder) ? listBackups(folder).map((file) => ({ ...file, place })) : [],
    )
    .map(({ path, kind, atMs, sizeBytes, place }) => ({ path, kind, atMs, sizeBytes, place }))
    .toSorted((a, b) => b.atMs - a.atMs);
}

/**
 * At the door anybody with a password may save a clinic that is gone or damaged. One that is whole goes back in time only by its admin,
 * from the desk: in an older copy somebody may still have rights that were taken away since.
 */
export function refuseGoingBack(session: Session): void {
  const state = session.state();
  if (state.kind === 'no_clinic') return;
  if (state.kind !== 'closed') throw new Refused({ code: 'busy' });
  const trouble = state.trouble?.code;
  if (trouble !== 'vault_damaged' && trouble !== 'backup_damaged')
    throw new Refused({ code: 'role_needs', role: 'admin' });
}

/** The damaged files are kept aside, never overwritten. Afterwards the clinic is closed and says what came back. */
export async function restore(
  session: Session,
  wish: { backupPath: string; credentials: Credentials },
): Promise<void> {
  const { backupPath, credentials } = wish;
  if (!knownBackups(session).some(({ path }) => path === backupPath))
    throw new Refused({ code: 'not_found', subject: 'backup' });
  await session.inTurn(async () => {
    const { dataDir, uptimeMs, clock } = session;
    const { vault, report } = await restoreBackup({
      dataDir,
      backupPath,
      credentials,
      uptimeMs,
      nowMs: clock.nowMs(),
    });
    vault.close();
    // On a new PC the sealed documents come from where the backup came from.
    await copyMissingFiles(documentsFolder(dirname(backupPath)), documentsFolder(dataDir));
    session.closedAfterRestore({
      backupAtMs: report.backupAtMs,
      lostChanges: report.loss.lostChanges ?? null,
      damagedFolder: report.damagedFolder ?? null,
    });
  });
}
