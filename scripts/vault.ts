// `npm run vault`: looks after a clinic's vault from the command line. It asks for a password and never prints one.
import { parseArgs } from 'node:util';
import { Refused } from '../domain/failure.ts';
import { personNow } from '../db/accounts.ts';
import { backUpNow } from '../db/vault/backup.ts';
import { listBackups } from '../db/vault/backup-files.ts';
import { inspectFolder, VaultDamaged } from '../db/vault/damage.ts';
import { openVault } from '../db/vault/open.ts';
import { backupsFolder } from '../db/vault/paths.ts';
import { restoreBackup } from '../db/vault/restore.ts';
import { rotateVaultKey } from '../db/vault/rotate.ts';
import type { Vault } from '../db/vault/vault.ts';
import { verifyClosedVault } from '../db/vault/verify.ts';
import { write } from '../db/write.ts';
import { askCredentials } from './vault-credentials.ts';
import { printKeyCheck } from './vault-key-check.ts';
import { describeFailure, describeFolder, describeProof, describeRestore } from './vault-words.ts';

const usage = `npm run vault -- <command> --data DIR [--email E] [--recovery-code] [--password-stdin]

  verify             without a sign-in: key files and database header; with --email or --recovery-code: every page,
                     SQLite's checks, the audit chain and the high-water mark
  backup             makes a verified backup; --to FOLDER puts it elsewhere
  restore            puts a backup in the vault's place; --from FILE, else the newest; the files in use are kept in damaged/
  rotate             gives the vault a new key, when somebody left who may have kept the old one; passwords stay (admins)
  export-key-check   shows that any SQLCipher 4 tool can open the file; --reveal prints the key itself (admins; audited)

  The password is asked on the terminal, read from the first line of input with --password-stdin, or taken from
  CLINIC_DESK_PASSWORD. With --recovery-code it is the code that is asked for.
  Exit codes: 0 all is well · 1 damage found · 2 refused (wrong password, vault in use, …) · 3 wrong usage`;

const options = {
  data: { type: 'string' },
  email: { type: 'string' },
  'recovery-code': { type: 'boolean' },
  'password-stdin': { type: 'boolean' },
  from: { type: 'string' },
  to: { type: 'string' },
  reveal: { type: 'boolean' },
} as const;

type Arguments = ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>>['values'];
const say = (text: string) => process.stdout.write(`${text}\n`);

async function verify(dataDir: string, values: Arguments): Promise<number> {
  if (!values.email && !values['recovery-code']) {
    const report = inspectFolder(dataDir);
    say(describeFolder(report));
    const isWhole =
      report.keyFiles.every(({ state }) => state === 'good') && report.database.state === 'encrypted';
    say(
      'Only what can be seen from outside was checked. With --email or --recovery-code the content is proven too.',
    );
    return isWhole && report.hasMark ? 0 : 1;
  }
  const proven = await verifyClosedVault(dataDir, await askCredentials(values));
  say(describeProof(proven));
  return proven.faults.length === 0 && !proven.historyDamage ? 0 : 1;
}

async function backup(dataDir: string, values: Arguments): Promise<number> {
  const nowMs = Date.now();
  const { vault, userId } = await openVault({ dataDir, credentials: await askCredentials(values), nowMs });
  try {
    const folder = values.to === undefined ? {} : { folder: values.to };
    const made = await backUpNow(vault, { kind: 'manual', nowMs, userId, ...folder });
    say(`Backup made and verified: ${made.path} (${made.sizeBytes} bytes, through change ${made.auditSeq}).`);
    return 0;
  } finally {
    vault.close();
  }
}

async function restore(dataDir: string, values: Arguments): Promise<number> {
  const backupPath = values.from ?? listBackups(backupsFolder(dataDir))[0]?.path;
  if (!backupPath) throw new Refused({ code: 'not_found', subject: 'backup' });
  say(`Restoring ${backupPath} …`);
  const credentials = await askCredentials(values);
  const { vault, report } = await restoreBackup({ dataDir, backupPath, credentials, nowMs: Date.now() });
  vault.close();
  say(describeRestore(report));
  return 0;
}

async function rotate(dataDir: string, values: Arguments): Promise<number> {
  const nowMs = Date.now();
  const { vault, userId } = await openVault({ dataDir, credentials: await askCredentials(values), nowMs });
  requireAdmin(vault, userId);
  const next = await rotateVaultKey(vault, { nowMs, userId });
  next.close();
  say(
    'The vault has a new key. Passwords and the recovery code stay; copies of the old key open only older backups.',
  );
  return 0;
}

async function exportKeyCheck(dataDir: string, values: Arguments): Promise<number> {
  const nowMs = Date.now();
  const { vault, userId } = await openVault({ dataDir, credentials: await askCredentials(values), nowMs });
  const reveal = values.reveal === true;
  try {
    if (reveal) {
      requireAdmin(vault, userId);
      write(vault, { userId, kind: 'vault.revealKey', nowMs }, (tx) => tx.about({ entity: 'vault' }));
    }
    printKeyCheck(vault, { reveal, say });
    return 0;
  } finally {
    vault.close();
  }
}

/** For an admin, or whoever holds the recovery code. Closes the vault when it refuses. */
function requireAdmin(vault: Vault, userId: string | null): void {
  if (userId === null || personNow(vault, userId)?.role === 'admin') return;
  vault.close();
  throw new Refused({ code: 'role_needs', role: 'admin' });
}

const commands: Record<string, (dataDir: string, values: Arguments) => Promise<number>> = {
  verify,
  backup,
  restore,
  rotate,
  'export-key-check': exportKeyCheck,
};

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const command = commands[positionals[0] ?? ''];
  const dataDir = values.data ?? process.env.CLINIC_DESK_DATA;
  if (!command || !dataDir || positionals.length !== 1) {
    process.stderr.write(`${usage}\n`);
    return 3;
  }
  return command(dataDir, values);
}

function tell(error: unknown): number {
  if (error instanceof Refused) {
    process.stderr.write(`${describeFailure(error.failure)}\n`);
    if (error instanceof VaultDamaged) process.stderr.write(`${describeFolder(error.report)}\n`);
    return error.failure.code === 'vault_damaged' || error.failure.code === 'backup_damaged' ? 1 : 2;
  }
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS') ? 3 : 2;
}

process.exitCode = await main().catch(tell);
