// The audit chain: each entry's MAC covers the one before, so that an edit, a gap or a cut tail shows. It holds field names and keyed
// hashes, never a value of the clinic.
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { RowChange } from '../domain/outbox.ts';
import { prepared } from './prepared.ts';
import type { AuditHead, Vault } from './vault/vault.ts';

/** What an entry is about. `patientId` lets a patient's trail be read; both are ids, never names. */
export type AuditSubject = { entity?: string; entityId?: string; patientId?: string; note?: AuditNote };
/** Small facts that are not clinical: a device, a document kind, a count, a failure code. */
export type AuditNote = Record<string, string | number | boolean>;

export type AuditEntry = {
  seq: number;
  atMs: number;
  userId: string | null;
  action: string;
  entity: string | null;
  entityId: string | null;
  patientId: string | null;
  /** JSON text; part of what the MAC covers. */
  detail: string;
  mac: string;
};

type Appended = { changes: RowChange[]; counts?: Record<string, number>; subject?: AuditSubject | undefined };

/** Adds one entry inside the write's transaction and returns the new head. Called by the write door only. */
export function appendAudit(
  vault: Vault,
  by: { userId: string | null; kind: string; nowMs: number },
  { changes, counts, subject = {} }: Appended,
): AuditHead {
  const previous = auditHead(vault);
  const first = changes[0];
  const entry: Omit<AuditEntry, 'mac'> = {
    seq: previous.seq + 1,
    atMs: by.nowMs,
    userId: by.userId,
    action: by.kind,
    entity: subject.entity ?? first?.table ?? null,
    entityId: subject.entityId ?? first?.id ?? null,
    patientId: subject.patientId ?? patientOf(changes),
    detail: JSON.stringify({
      ...(changes.length > 0 && { changed: changes.map((change) => describe(vault, change)) }),
      ...(counts && { counts }),
      ...(subject.note && { note: subject.note }),
    }),
  };
  const mac = macOf(vault.keys.audit, previous.mac, entry);
  prepared(vault, APPEND).run({ ...entry, mac });
  return { seq: entry.seq, mac };
}

/** The newest entry's place and MAC; seq 0 while there is none. */
export function auditHead(vault: Pick<Vault, 'sqlite'>): AuditHead {
  return (prepared(vault, LAST).get() as AuditHead | undefined) ?? { seq: 0, mac: '' };
}

export type AuditVerdict = { ok: true; head: AuditHead } | { ok: false; brokenAtSeq: number };

/** Recomputes the whole chain. `brokenAtSeq` is the first entry that is missing, changed or out of order. */
export function verifyAuditChain(vault: Pick<Vault, 'sqlite' | 'keys'>): AuditVerdict {
  let head: AuditHead = { seq: 0, mac: '' };
  for (const row of vault.sqlite.prepare('SELECT * FROM auditLog ORDER BY seq').iterate()) {
    const { mac, ...entry } = row as AuditEntry;
    const expected = macOf(vault.keys.audit, head.mac, entry);
    if (entry.seq !== head.seq + 1 || !sameMac(mac, expected))
      return { ok: false, brokenAtSeq: head.seq + 1 };
    head = { seq: entry.seq, mac };
  }
  return { ok: true, head };
}

function macOf(key: Buffer, previousMac: string, entry: Omit<AuditEntry, 'mac'>): string {
  // Canonical: fixed order of fields, as an array.
  const canonical = JSON.stringify([
    entry.seq,
    entry.atMs,
    entry.userId,
    entry.action,
    entry.entity,
    entry.entityId,
    entry.patientId,
    entry.detail,
  ]);
  return createHmac('sha256', key).update(previousMac).update('\n').update(canonical).digest('base64url');
}

const sameMac = (a: string, b: string) =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

// One hash for a row, not one for each field: a booking touches some forty fields, and each HMAC costs about 8 µs.
function describe(vault: Vault, { table, id, op, fields }: RowChange) {
  return { table, id, op, fields: Object.keys(fields), hash: shortHash(vault.keys.audit, fields) };
}

/** Keyed and short: tells that two changes were equal, tells nobody what they were. */
const shortHash = (key: Buffer, value: unknown) =>
  createHmac('sha256', key).update(JSON.stringify(value)).digest('base64url').slice(0, 11);

function patientOf(changes: RowChange[]): string | null {
  for (const { table, id, fields } of changes) {
    if (table === 'patients') return id;
    if (typeof fields.patientId === 'string') return fields.patientId;
  }
  return null;
}

const LAST = 'SELECT seq, mac FROM auditLog ORDER BY seq DESC LIMIT 1';
const APPEND = `INSERT INTO auditLog (seq, atMs, userId, action, entity, entityId, patientId, detail, mac)
  VALUES (@seq, @atMs, @userId, @action, @entity, @entityId, @patientId, @detail, @mac)`;
