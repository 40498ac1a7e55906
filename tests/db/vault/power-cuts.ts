// Replays a recorded run up to a moment and cuts the power there: what was synced is on the disk, of the rest anything may be.
import { closeSync, openSync, readdirSync, readFileSync, statSync, writeSync } from 'node:fs';
import { basename, join } from 'node:path';

/*
 * The model. A write is certain once its file was synced after it. Until then it may be there, be missing, or be there in part
 * (sectors of 512 bytes), each write for itself and whatever came before or after it: disks reorder. The same goes for cutting a file
 * short. A new file's name is certain once its folder was synced. What this leaves out: disks that lie about syncing, and damage to
 * sectors that were not being written.
 */
const kinds = [
  '',
  'opened',
  'written',
  'synced',
  'truncated',
  'unlinked',
  'renamed',
  'folderSynced',
] as const;
export type DiskEvent = { kind: (typeof kinds)[number]; file: number; position: number; bytes: Buffer };

export function readRecord(path: string): DiskEvent[] {
  const record = readFileSync(path);
  const events: DiskEvent[] = [];
  for (let at = 0; at < record.length; ) {
    const [kind, file, position, length] = [0, 8, 16, 24].map((offset) =>
      Number(record.readBigUInt64LE(at + offset)),
    );
    at += 32;
    events.push({
      kind: kinds[kind ?? 0] ?? '',
      file: file ?? 0,
      position: position ?? 0,
      bytes: record.subarray(at, at + (length ?? 0)),
    });
    at += length ?? 0;
  }
  return events;
}

type Pending = { position: number; bytes: Buffer } | { size: number };
type DiskFile = { name: string; certain: Content; pending: Pending[]; isNameCertain: boolean };

export class ReplayedDisk {
  readonly #files = new Map<string, DiskFile>();
  readonly #byInode = new Map<number, DiskFile>();

  /** Starts with a folder as it lies there, all of it certain. */
  constructor(folder: string) {
    for (const name of readdirSync(folder)) {
      const path = join(folder, name);
      const file = { name, certain: new Content(readFileSync(path)), pending: [], isNameCertain: true };
      this.#files.set(name, file);
      this.#byInode.set(statSync(path).ino, file);
    }
  }

  apply({ kind, file: inode, position, bytes }: DiskEvent): void {
    if (kind === 'opened') return this.#opened(basename(bytes.toString()), inode);
    if (kind === 'folderSynced') return this.#files.forEach((file) => (file.isNameCertain = true));
    if (kind === 'unlinked') return void this.#files.delete(basename(bytes.toString()));
    if (kind === 'renamed') throw new Error('no file changes its name while changes are committed');
    const file = this.#byInode.get(inode);
    if (!file) throw new Error(`a write to a file nobody opened: ${kind}`);
    if (kind === 'written') file.pending.push({ position, bytes });
    if (kind === 'truncated') file.pending.push({ size: position });
    if (kind === 'synced') {
      for (const change of file.pending) file.certain.change(change);
      file.pending = [];
    }
  }

  #opened(name: string, inode: number): void {
    const known = this.#files.get(name);
    const file = known ?? { name, certain: new Content(Buffer.alloc(0)), pending: [], isNameCertain: false };
    this.#files.set(name, file);
    this.#byInode.set(inode, file);
  }

  /** Writes what a power cut at this moment may leave. */
  cutInto(folder: string, random: () => number): void {
    // Some disks keep nothing of what was not synced, some nearly all: the chance itself is drawn for each cut.
    const chance = [0, 0.5, 0.9, 1][Math.floor(random() * 4)] ?? 0;
    for (const { name, certain, pending, isNameCertain } of this.#files.values()) {
      if (name.endsWith('-shm') || (!isNameCertain && random() > chance)) continue;
      const content = new Content(certain.bytes);
      for (const change of pending) {
        if (random() < chance) content.change(change);
        else if ('bytes' in change && random() < 0.3) content.tear(change, random);
      }
      const fd = openSync(join(folder, name), 'w');
      writeSync(fd, content.bytes);
      closeSync(fd);
    }
  }
}

/** Bytes that grow in place: a run writes thousands of small pieces into a megabyte. */
class Content {
  #bytes: Buffer;
  #size: number;
  constructor(bytes: Buffer) {
    this.#bytes = Buffer.from(bytes);
    this.#size = bytes.length;
  }
  get bytes(): Buffer {
    return this.#bytes.subarray(0, this.#size);
  }
  change(change: Pending): void {
    if ('size' in change) {
      this.#resize(change.size);
      return;
    }
    const end = change.position + change.bytes.length;
    if (end > this.#size) this.#resize(end);
    change.bytes.copy(this.#bytes, change.position);
  }
  /** Some sectors of a write. */
  tear({ position, bytes }: { position: number; bytes: Buffer }, random: () => number): void {
    for (let at = 0; at < bytes.length; at += SECTOR_BYTES) {
      if (random() < 0.5)
        this.change({ position: position + at, bytes: bytes.subarray(at, at + SECTOR_BYTES) });
    }
  }
  #resize(size: number): void {
    if (size > this.#bytes.length) this.#bytes = Buffer.concat([this.#bytes, Buffer.alloc(size)]);
    if (size > this.#size) this.#bytes.fill(0, this.#size, size);
    this.#size = size;
  }
}

const SECTOR_BYTES = 512;

/** mulberry32: the same cuts for the same seed. */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
