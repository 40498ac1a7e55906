// Works on a disk that is nearly full: commits until it is refused, makes room, goes on; then a backup that does not fit.
import { existsSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { auditHead } from '../../../../db/audit.ts';
import { backUpNow } from '../../../../db/vault/backup.ts';
import { checkpoint } from '../../../../db/vault/checkpoint.ts';
import { registerOne } from './register-one.ts';
import { openFromArguments, say, sayRefusal } from './speak.ts';

const dataDir = process.argv[2] ?? '';
const ballast = join(dataDir, 'ballast');
const freeBytes = () => {
  const { bavail, bsize } = statfsSync(dataDir);
  return bavail * bsize;
};
writeFileSync(ballast, Buffer.alloc(Math.max(0, freeBytes() - 2_000_000)));

const { vault } = await openFromArguments();
let acknowledged = auditHead(vault).seq;
await sayRefusal(() => {
  for (let i = 0; i < 5_000; i++) acknowledged = registerOne(vault);
});
say(`acknowledged ${acknowledged}, in the vault ${auditHead(vault).seq}`);
rmSync(ballast);
say(`after making room ${registerOne(vault) - acknowledged} more`);

// A backup folds the WAL in first, which makes room: so it is done before the disk is filled.
checkpoint(vault);
writeFileSync(ballast, Buffer.alloc(Math.max(0, freeBytes() - 200_000)));
await sayRefusal(() => backUpNow(vault, { kind: 'manual', nowMs: Date.now(), userId: null }));
const left = existsSync(join(dataDir, 'backups')) ? readdirSync(join(dataDir, 'backups')) : [];
say(`left behind: ${left.filter((name) => name !== 'vault.keys').join(' ')}`);
rmSync(ballast);
await sayRefusal(() => backUpNow(vault, { kind: 'manual', nowMs: Date.now() + 1, userId: null }));
vault.close();
