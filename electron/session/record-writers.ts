// Which window writes which record now, while this PC has the clinic open. In memory: whoever is killed writes no more. See decision 0023.
import type { Vault } from '../../db/vault/vault.ts';
import { isStale, type Writer, writerAfter } from '../../domain/record-writers.ts';

const writersOf = new WeakMap<Vault, Map<string, Writer>>();

function ofVault(vault: Vault): Map<string, Writer> {
  let writers = writersOf.get(vault);
  if (!writers) writersOf.set(vault, (writers = new Map()));
  return writers;
}

export function claimRecord(
  vault: Vault,
  appointmentId: string,
  claim: Parameters<typeof writerAfter>[1],
): Writer {
  const writers = ofVault(vault);
  const writer = writerAfter(writers.get(appointmentId), claim);
  writers.set(appointmentId, writer);
  return writer;
}

export function releaseRecord(vault: Vault, appointmentId: string, windowId: string): void {
  const writers = ofVault(vault);
  if (writers.get(appointmentId)?.windowId === windowId) writers.delete(appointmentId);
}

export function writerOf(vault: Vault, appointmentId: string, nowMs: number): Writer | null {
  const writer = ofVault(vault).get(appointmentId);
  return writer && !isStale(writer, nowMs) ? writer : null;
}
