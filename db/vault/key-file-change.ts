// The one way an open vault changes its key file: epoch up, both copies, the database told, local backups given the new one.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { assert } from '../../domain/failure.ts';
import { KEY_FILE_OF_BACKUPS } from './backup-files.ts';
import { heldBy } from './held.ts';
import { type KeyFileBody, writeKeyFile, writeKeyFiles } from './key-file.ts';
import { setFact } from './meta-facts.ts';
import { backupsFolder } from './paths.ts';
import type { Vault } from './vault.ts';

export function changeKeyFile(vault: Vault, change: (body: KeyFileBody) => KeyFileBody): void {
  const held = heldBy(vault);
  const before = held.keyFile.body;
  const body = { ...change(before), epoch: before.epoch + 1 };
  assert(body.generation === before.generation, 'only a rotation changes the vault key');
  held.keyFile = writeKeyFiles(held.paths.keyFiles, body, vault.keys.header);
  // From now on an older key file is not accepted: a removed slot stays removed.
  setFact(vault.sqlite, 'keysEpoch', body.epoch);
  const ofBackups = join(backupsFolder(held.paths.root), KEY_FILE_OF_BACKUPS);
  if (existsSync(ofBackups)) writeKeyFile(ofBackups, held.keyFile);
}
