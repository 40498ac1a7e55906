// The audit trail as people read it: who did what to whom, newest first, a page at a time. It reads; only the write door appends.
import { prepared } from './prepared.ts';
import type { Reader } from './write.ts';

export type AuditFilter = {
  patientId: string | null;
  userId: string | null;
  /** A use case (`appointments.book`) or a feature (`appointments`). */
  action: string | null;
  /** Entries before this one; null for the newest. */
  beforeSeq: number | null;
  limit: number;
};

export type AuditLine = {
  seq: number;
  atMs: number;
  action: string;
  userId: string | null;
  userName: string | null;
  patientId: string | null;
  patientName: string | null;
  entity: string | null;
  entityId: string | null;
  /** JSON: field names with keyed hashes, small notes; never a value. */
  detail: string;
};

// One text for every filter, so that the statement is prepared once; the indexes audit_patient and audit_user serve the two narrow ones.
const select = (narrow: string) => `
  SELECT log.seq, log.atMs, log.action, log.userId, users.fullName AS userName,
         log.patientId, patients.fullName AS patientName, log.entity, log.entityId, log.detail
  FROM auditLog AS log
  LEFT JOIN users ON users.id = log.userId
  LEFT JOIN patients ON patients.id = log.patientId
  WHERE log.seq < @before ${narrow}
    AND (@action IS NULL OR log.action = @action OR log.action LIKE @action || '.%')
  ORDER BY log.seq DESC LIMIT @limit`;
const byPatient = select('AND log.patientId = @patientId AND (@userId IS NULL OR log.userId = @userId)');
const byUser = select('AND log.userId = @userId');
const all = select('');

export function auditLines(
  reader: Reader,
  { patientId, userId, action, beforeSeq, limit }: AuditFilter,
): AuditLine[] {
  const before = beforeSeq ?? Number.MAX_SAFE_INTEGER;
  const given = { before, action, limit };
  if (patientId !== null)
    return prepared(reader, byPatient).all({ ...given, patientId, userId }) as AuditLine[];
  if (userId !== null) return prepared(reader, byUser).all({ ...given, userId }) as AuditLine[];
  return prepared(reader, all).all(given) as AuditLine[];
}
