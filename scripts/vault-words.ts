// What the vault command says, in words for whoever stands at a terminal. Reads reports; decides nothing.
import type { Failure } from '../domain/failure.ts';
import type { FolderReport } from '../db/vault/damage.ts';
import type { RestoreReport } from '../db/vault/restore.ts';
import type { ClosedVaultReport } from '../db/vault/verify.ts';

type Damage = Extract<Failure, { code: 'vault_damaged' }>;

const damageWords: Record<Damage['what'], string> = {
  key_file:
    'Both copies of the key file are missing, damaged, or older than the database. Put a copy back from a backup folder.',
  database: 'The database is damaged.',
  database_missing: 'The database is missing; its key file is there.',
  database_empty: 'The database is empty (0 bytes); its key file is there.',
  foreign_vault: 'The database belongs to another vault.',
  plaintext: 'The database is not encrypted: it was put there by something else.',
  changes_missing: 'Committed changes are missing at the end of the history.',
  audit_chain: 'The audit chain is not the one the high-water mark saw.',
};

export function describeFailure(failure: Failure): string {
  switch (failure.code) {
    case 'wrong_password':
      return 'Wrong e-mail or password. The files are not damaged as far as could be seen.';
    case 'wrong_recovery_code':
      return 'Wrong recovery code.';
    case 'too_many_tries':
      return `Too many tries. Try again in ${Math.ceil(failure.retryAfterMs / 1000)} seconds.`;
    case 'vault_missing':
      return `There is no clinic in ${failure.path}.`;
    case 'vault_in_use':
      return 'The clinic is open in another program. Close Clinic Desk first.';
    case 'vault_damaged': {
      const count =
        failure.missingChanges === undefined ? '' : ` Missing changes: ${failure.missingChanges}.`;
      return `DAMAGED: ${damageWords[failure.what]}${count} Nothing was changed.`;
    }
    case 'backup_damaged':
      return `DAMAGED backup ${failure.path}: ${failure.reason}. The vault was not touched.`;
    case 'vault_newer_than_app':
      return `The clinic was last opened by a newer Clinic Desk (schema ${failure.vaultSchema}, this one knows ${failure.appSchema}).`;
    case 'folder_read_only':
      return `${failure.path} cannot be written to.`;
    case 'disk_full':
      return 'The disk is full. Nothing was lost.';
    case 'not_found':
      return 'There is no backup.';
    case 'role_needs':
      return 'Only an admin, or whoever holds the recovery code, may do this.';
    case 'not_signed_in':
      return 'Say who you are: --email E, or --recovery-code.';
    default:
      return `Refused: ${failure.code}.`;
  }
}

export function describeFolder({ keyFiles, database, walBytes, hasMark, backups }: FolderReport): string {
  const newest = backups[0];
  return [
    ...keyFiles.map(
      ({ path, state, epoch }) =>
        `Key file ${path}: ${state}${epoch === undefined ? '' : `, change ${epoch}`}`,
    ),
    `Database ${database.path}: ${database.state}, ${database.sizeBytes} bytes, ${walBytes} more in its WAL`,
    `High-water mark: ${hasMark ? 'there' : 'missing'}`,
    newest
      ? `Backups: ${backups.length}, the newest of ${new Date(newest.atMs).toISOString()}: ${newest.path}`
      : 'Backups: none',
  ].join('\n');
}

export function describeProof({ pages, faults, content, historyDamage }: ClosedVaultReport): string {
  const rows = Object.values(content?.rowCounts ?? {}).reduce((sum, count) => sum + count, 0);
  return [
    `Pages: ${pages.pages} read, ${pages.badPages.length} bad`,
    ...(content
      ? [
          `Rows: ${rows} in ${Object.keys(content.rowCounts).length} tables; audit entries: ${content.auditHead.seq}`,
        ]
      : []),
    ...faults.map((fault) => `FAULT: ${fault}`),
    ...(historyDamage ? [describeFailure({ code: 'vault_damaged', ...historyDamage })] : []),
    faults.length === 0 && !historyDamage ? 'All is well.' : 'The vault is damaged. Nothing was changed.',
  ].join('\n');
}

export function describeRestore({ backupAtMs, damagedFolder, loss }: RestoreReport): string {
  const { lostChanges, keptThroughSeq, entries } = loss;
  const lost =
    lostChanges === undefined
      ? 'How many changes came after it cannot be said: the high-water mark is gone too.'
      : lostChanges === 0
        ? 'Nothing was lost: it holds every change.'
        : `NOT recovered: ${lostChanges} changes, ${keptThroughSeq + 1} to ${keptThroughSeq + lostChanges}.`;
  return [
    `Restored the backup of ${new Date(backupAtMs).toISOString()}, through change ${keptThroughSeq}.`,
    lost,
    ...entries.map(({ seq, atMs, action, entity, entityId }) =>
      `  ${seq} ${new Date(atMs).toISOString()} ${action} ${entity ?? ''} ${entityId ?? ''}`.trimEnd(),
    ),
    ...(damagedFolder ? [`The files that were in use are kept in ${damagedFolder}.`] : []),
  ].join('\n');
}
