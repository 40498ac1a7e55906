// Rotates the vault key again and again and says when each is done. Lives until it is killed.
import { auditHead } from '../../../../db/audit.ts';
import { rotateVaultKey } from '../../../../db/vault/rotate.ts';
import { openFromArguments, say } from './speak.ts';

let { vault } = await openFromArguments();
say(auditHead(vault).seq);
for (;;) {
  vault = await rotateVaultKey(vault, { nowMs: Date.now(), userId: null });
  say(auditHead(vault).seq);
}
