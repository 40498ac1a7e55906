// The high-water mark: how far the audit chain had come, written beside the database after each commit. Knows a number and a MAC.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { assert } from '../../domain/failure.ts';
import type { AuditHead } from './vault.ts';

/*
 * Losing the end of a WAL loses commits without an error, and so does cutting the end of the audit chain. The mark tells.
 * Two slots, written in turn and a page apart, so that a torn write spoils one. There is no fsync per commit: the commit itself was
 * synced before, so that a power cut can only leave the mark behind the database, and behind is not an alarm; a killed process
 * loses nothing of it, as the write is the kernel's by then.
 *
 * Slot: counter u64, seq u64, length u8 and text of the entry's MAC (64), HMAC-SHA256 of all that and the vault's id (32).
 */
const SLOT_DISTANCE = 4096;
const SIGNED_BYTES = 8 + 8 + 1 + 64;
const SLOT_BYTES = SIGNED_BYTES + 32;

type Slot = { counter: bigint; head: AuditHead };
export type MarkFound = { state: 'found'; head: AuditHead } | { state: 'missing' } | { state: 'unreadable' };

export function readMark(path: string, markKey: Buffer, vaultId: string): MarkFound {
  const slot = newestSlot(path, markKey, vaultId);
  return slot === 'missing' || slot === 'unreadable' ? { state: slot } : { state: 'found', head: slot.head };
}

export type MarkFile = {
  record(head: AuditHead): void;
  /** Makes it durable: at checkpoints and on close. */
  sync(): void;
  close(): void;
};

/** Goes on from what is there; starts a new file, durable at once, when there is none (or none to be read). */
export function openMark(
  path: string,
  markKey: Buffer,
  { vaultId, head }: { vaultId: string; head: AuditHead },
): MarkFile {
  const last = newestSlot(path, markKey, vaultId);
  const isNew = typeof last === 'string';
  let counter = isNew ? 0n : last.counter;
  const fd = openSync(path, isNew ? 'w+' : 'r+', 0o600);
  const slot = Buffer.alloc(SLOT_BYTES);
  const record = (to: AuditHead) => {
    counter += 1n;
    encodeSlot(slot, { counter, head: to }, { markKey, vaultId });
    const written = writeSync(fd, slot, 0, SLOT_BYTES, Number(counter % 2n) * SLOT_DISTANCE);
    assert(written === SLOT_BYTES, 'a mark is written in one piece');
  };
  record(head);
  if (isNew) record(head);
  fsyncSync(fd);
  return { record, sync: () => fsyncSync(fd), close: () => closeSync(fd) };
}

type Signing = { markKey: Buffer; vaultId: string };

function encodeSlot(into: Buffer, { counter, head }: Slot, signing: Signing): void {
  assert(head.mac.length <= 64, "an audit entry's MAC has 43 letters");
  into.fill(0);
  into.writeBigUInt64LE(counter, 0);
  into.writeBigUInt64LE(BigInt(head.seq), 8);
  into.writeUInt8(head.mac.length, 16);
  into.write(head.mac, 17, 'latin1');
  signatureOf(into, signing).copy(into, SIGNED_BYTES);
}

const signatureOf = (slot: Buffer, { markKey, vaultId }: Signing): Buffer =>
  createHmac('sha256', markKey).update(vaultId).update(slot.subarray(0, SIGNED_BYTES)).digest();

function newestSlot(path: string, markKey: Buffer, vaultId: string): Slot | 'missing' | 'unreadable' {
  if (!existsSync(path)) return 'missing';
  const file = readFileSync(path);
  const slots = [0, SLOT_DISTANCE].flatMap((at) => {
    const slot = file.subarray(at, at + SLOT_BYTES);
    if (slot.length !== SLOT_BYTES) return [];
    if (!timingSafeEqual(slot.subarray(SIGNED_BYTES), signatureOf(slot, { markKey, vaultId }))) return [];
    const mac = slot.toString('latin1', 17, 17 + slot.readUInt8(16));
    return [{ counter: slot.readBigUInt64LE(0), head: { seq: Number(slot.readBigUInt64LE(8)), mac } }];
  });
  return slots.toSorted((a, b) => Number(b.counter - a.counter))[0] ?? 'unreadable';
}
