// One patient through the write door, as reception registers one. Returns the change's place in the audit chain.
import { randomUUID } from 'node:crypto';
import { auditHead } from '../../../../db/audit.ts';
import type { Vault } from '../../../../db/vault/vault.ts';
import { write } from '../../../../db/write.ts';

export function registerOne(vault: Vault): number {
  const id = randomUUID();
  write(vault, { userId: null, kind: 'patients.register', nowMs: Date.now() }, (tx) =>
    tx.insert('patients', {
      id,
      patientUuid: id,
      recordNumber: id,
      fullName: `Patient ${id}`,
      searchName: `patient ${id}`,
      notes: 'x'.repeat(200),
    }),
  );
  return auditHead(vault).seq;
}
