// Shares of a patient's documents: made, opened once more, withdrawn; and who has opened them. A share gives what stands now: what was deleted or
// archived since is not in it (fault G8).
import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { and, count, desc, eq, gt, inArray, isNull, lt, or, type SQL, sql } from 'drizzle-orm';
import { users } from '../db/schema/accounts.ts';
import { healthDocuments } from '../db/schema/documents.ts';
import { patients } from '../db/schema/patients.ts';
import type { HealthDocument } from '../domain/documents.ts';
import type { ServerKeys } from './keys.ts';
import {
  accessLogDocuments,
  accessLogs,
  shareTokenDocuments,
  type shareMethods,
  shareTokens,
} from './schema/sharing.ts';
import { seal, unseal } from './sealing.ts';
import type { Reader, Tx } from './transaction.ts';

const HOUR_MS = 3_600_000;

export type Share = typeof shareTokens.$inferSelect;
export type NewShare = {
  patientId: string;
  documentIds: readonly string[];
  shareMethod: (typeof shareMethods)[number];
  expiryHours: number;
  maxAccessCount: number | null;
};

/** The share, or null when one of the documents is not the patient's, is deleted, or is archived: a share would not give it. */
export async function makeShare({ shares }: ServerKeys, tx: Tx, asked: NewShare): Promise<Share | null> {
  const { db, clinicId, nowMs } = tx;
  const documentIds = [...new Set(asked.documentIds)];
  const own = await db
    .select({ id: healthDocuments.id })
    .from(healthDocuments)
    .where(
      and(
        eq(healthDocuments.clinicId, clinicId),
        eq(healthDocuments.patientId, asked.patientId),
        inArray(healthDocuments.id, documentIds),
        isNull(healthDocuments.deletedAtMs),
        eq(healthDocuments.isArchived, false),
      ),
    );
  if (own.length !== documentIds.length) return null;
  // Not one of the ordered ids: it stands in an address.
  const id = randomUUID();
  const secret = randomBytes(32).toString('base64url');
  tx.about({ entity: 'shareTokens', entityId: id, patientId: asked.patientId });
  const [share] = await db
    .insert(shareTokens)
    .values({
      clinicId,
      id,
      patientId: asked.patientId,
      shareMethod: asked.shareMethod,
      secretMac: macOf(shares, secret),
      sealedSecret: seal(shares, secret, id),
      createdAtMs: nowMs,
      expiresAtMs: nowMs + asked.expiryHours * HOUR_MS,
      isRevoked: false,
      maxAccessCount: asked.maxAccessCount,
      currentAccessCount: 0,
    })
    .returning();
  await db
    .insert(shareTokenDocuments)
    .values(documentIds.map((documentId) => ({ clinicId, shareTokenId: id, documentId })));
  return share ?? null;
}

export const secretOf = ({ shares }: ServerKeys, share: Share): string =>
  unseal(shares, share.sealedSecret, share.id);
const macOf = (key: Buffer, secret: string): string => createHmac('sha256', key).update(secret).digest('hex');

export const isValid = (share: Share, nowMs: number): boolean =>
  !share.isRevoked &&
  share.expiresAtMs > nowMs &&
  (share.maxAccessCount === null || share.currentAccessCount < share.maxAccessCount);

export async function shareBySecret(
  { shares }: ServerKeys,
  { db, clinicId }: Reader,
  secret: string,
): Promise<Share | undefined> {
  const [found] = await db
    .select()
    .from(shareTokens)
    .where(and(eq(shareTokens.clinicId, clinicId), eq(shareTokens.secretMac, macOf(shares, secret))));
  return found;
}

export async function shareById({ db, clinicId }: Reader, id: string): Promise<Share | undefined> {
  const [found] = await db
    .select()
    .from(shareTokens)
    .where(and(eq(shareTokens.clinicId, clinicId), eq(shareTokens.id, id)));
  return found;
}

export async function sharesOf(
  { db, clinicId }: Reader,
  patientId: string,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ count: number; rows: Share[] }> {
  const own = and(eq(shareTokens.clinicId, clinicId), eq(shareTokens.patientId, patientId));
  const rows = await db
    .select()
    .from(shareTokens)
    .where(own)
    .orderBy(desc(shareTokens.createdAtMs), desc(shareTokens.id))
    .limit(limit)
    .offset(offset);
  const [total] = await db.select({ count: count() }).from(shareTokens).where(own);
  return { count: total?.count ?? 0, rows };
}

/** Withdrawing twice changes nothing. */
export async function revokeShare(tx: Tx, share: Share): Promise<void> {
  tx.about({ entity: 'shareTokens', entityId: share.id, patientId: share.patientId });
  if (share.isRevoked) return;
  await tx.db
    .update(shareTokens)
    .set({ isRevoked: true, revokedAtMs: tx.nowMs })
    .where(and(eq(shareTokens.clinicId, tx.clinicId), eq(shareTokens.id, share.id)));
}

/** What each of the shares gives now. */
export async function documentsOfShares(
  { db, clinicId }: Reader,
  shareIds: readonly string[],
): Promise<Map<string, HealthDocument[]>> {
  const rows =
    shareIds.length === 0
      ? []
      : await db
          .select({ shareId: shareTokenDocuments.shareTokenId, document: healthDocuments })
          .from(shareTokenDocuments)
          .innerJoin(
            shareTokens,
            and(eq(shareTokens.clinicId, clinicId), eq(shareTokens.id, shareTokenDocuments.shareTokenId)),
          )
          .innerJoin(
            healthDocuments,
            and(
              eq(healthDocuments.clinicId, clinicId),
              eq(healthDocuments.id, shareTokenDocuments.documentId),
              // Asked again: a document that was moved to another patient since is not given (fault G4).
              eq(healthDocuments.patientId, shareTokens.patientId),
              isNull(healthDocuments.deletedAtMs),
              eq(healthDocuments.isArchived, false),
            ),
          )
          .where(
            and(
              eq(shareTokenDocuments.clinicId, clinicId),
              inArray(shareTokenDocuments.shareTokenId, [...shareIds]),
            ),
          )
          .orderBy(desc(healthDocuments.createdAtMs), desc(healthDocuments.id));
  return grouped(rows.map(({ shareId, document }) => [shareId, document]));
}

type Opening = { doctorId: string; ipAddress: string; userAgent: string };
export type Opened = { accessLogId: string; documents: HealthDocument[] };

/**
 * One opening more, counted and told in the same transaction; null when the share gives nothing any more. Counted by one conditional update, so
 * that no more than `maxAccessCount` ever open (fault G4).
 */
export async function openShare(tx: Tx, share: Share, opening: Opening): Promise<Opened | null> {
  const { db, clinicId, nowMs } = tx;
  tx.about({ entity: 'shareTokens', entityId: share.id, patientId: share.patientId });
  const documents = (await documentsOfShares(tx, [share.id])).get(share.id) ?? [];
  if (documents.length === 0) return null;
  const counted = await db
    .update(shareTokens)
    .set({ currentAccessCount: sql`${shareTokens.currentAccessCount} + 1` })
    .where(
      and(
        eq(shareTokens.clinicId, clinicId),
        eq(shareTokens.id, share.id),
        eq(shareTokens.isRevoked, false),
        gt(shareTokens.expiresAtMs, nowMs),
        or(
          isNull(shareTokens.maxAccessCount),
          lt(shareTokens.currentAccessCount, shareTokens.maxAccessCount),
        ),
      ),
    )
    .returning({ id: shareTokens.id });
  if (counted.length === 0) return null;
  const accessLogId = tx.newId();
  await db.insert(accessLogs).values({
    clinicId,
    id: accessLogId,
    shareTokenId: share.id,
    doctorId: opening.doctorId,
    patientId: share.patientId,
    ipAddress: opening.ipAddress,
    userAgent: opening.userAgent.slice(0, 300),
    accessedAtMs: nowMs,
  });
  await db
    .insert(accessLogDocuments)
    .values(documents.map(({ id: documentId }) => ({ clinicId, accessLogId, documentId })));
  return { accessLogId, documents };
}

export type AccessLog = {
  log: typeof accessLogs.$inferSelect;
  doctorName: string | null;
  patientName: string | null;
  documents: { id: string; fileName: string; documentType: string }[];
};

/** Openings, the newest first. */
export async function accessLogsWhere(
  { db, clinicId }: Reader,
  where: SQL | undefined,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ count: number; rows: AccessLog[] }> {
  const chosen = and(eq(accessLogs.clinicId, clinicId), where);
  const logs = await db
    .select({ log: accessLogs, doctorName: users.fullName, patientName: patients.fullName })
    .from(accessLogs)
    .leftJoin(users, and(eq(users.clinicId, clinicId), eq(users.id, accessLogs.doctorId)))
    .leftJoin(patients, and(eq(patients.clinicId, clinicId), eq(patients.id, accessLogs.patientId)))
    .where(chosen)
    .orderBy(desc(accessLogs.accessedAtMs), desc(accessLogs.id))
    .limit(limit)
    .offset(offset);
  const ids = logs.map(({ log }) => log.id);
  const given =
    ids.length === 0
      ? []
      : await db
          .select({
            logId: accessLogDocuments.accessLogId,
            id: healthDocuments.id,
            fileName: healthDocuments.fileName,
            documentType: healthDocuments.documentType,
          })
          .from(accessLogDocuments)
          .innerJoin(
            healthDocuments,
            and(
              eq(healthDocuments.clinicId, clinicId),
              eq(healthDocuments.id, accessLogDocuments.documentId),
            ),
          )
          .where(
            and(
              eq(accessLogDocuments.clinicId, clinicId),
              // As one value: a statement has room for 65,535, and an export has more openings than that.
              sql`${accessLogDocuments.accessLogId} = any(${sql.param(ids)})`,
            ),
          );
  const byLog = grouped(given.map(({ logId, ...document }) => [logId, document]));
  const [total] = await db.select({ count: count() }).from(accessLogs).where(chosen);
  return {
    count: total?.count ?? 0,
    rows: logs.map((row) => ({ ...row, documents: byLog.get(row.log.id) ?? [] })),
  };
}

function grouped<Value>(pairs: readonly (readonly [string, Value])[]): Map<string, Value[]> {
  const found = new Map<string, Value[]>();
  for (const [key, value] of pairs) found.set(key, [...(found.get(key) ?? []), value]);
  return found;
}
