// Documents of patients at the centre: added, opened, shown, and the addresses under which their bytes are fetched for a few minutes.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { and, count, desc, eq, isNull, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { healthDocuments } from '../db/schema/documents.ts';
import { shareTokens } from './schema/sharing.ts';
import {
  type DocumentDetails,
  documentTypes,
  type HealthDocument,
  shownFileName,
  titleOf,
} from '../domain/documents.ts';
import { Refused } from '../domain/failure.ts';
import { newStoredName } from './files/storage.ts';
import type { Centre } from './rest/routing.ts';
import { instantText } from './rest/words.ts';
import { clinicFacts } from './appointments.ts';
import { seal, unseal } from './sealing.ts';
import type { Reader, Tx, WriteContext } from './transaction.ts';

/** How long an address of a file works; a share's never outlives the share. */
export const ADDRESS_MINUTES = 5;

export const documentAnswer = z.object({
  id: z.string(),
  file_name: z.string(),
  file_size: z.number().int(),
  file_url: z.string(),
  file_type: z.string(),
  document_type: z.enum(documentTypes),
  title: z.string(),
  source_doctor: z.string(),
  date_of_record: z.string().nullable(),
  notes: z.string(),
  page_count: z.number().int(),
  is_archived: z.boolean(),
  created_at: z.string(),
  updated_at: z.string(),
});
export type DocumentShown = z.infer<typeof documentAnswer>;

export type Incoming = {
  patientId: string;
  addedById: string;
  fileName: string;
  bytes: Uint8Array;
  details: Omit<DocumentDetails, 'title'>;
};

/** Looks at it, seals it, places it, and commits its row; or nothing at all is left of it. */
export async function addDocument(
  centre: Centre,
  context: WriteContext,
  incoming: Incoming,
): Promise<HealthDocument> {
  const { door, clinicId, files, keys } = centre;
  const fileName = shownFileName(incoming.fileName);
  const { sealed, fileIdentity, ...looked } = await files.sealing.seal(incoming.bytes);
  const name = { clinicId, storedName: newStoredName() };
  await files.storage.put(name, sealed);
  try {
    return await door.write(clinicId, context, async (tx) => {
      const { patientId, addedById, details } = incoming;
      tx.about({ entity: 'healthDocuments', entityId: null, patientId });
      await refuseSameDocument(tx, { patientId, contentHash: looked.contentHash });
      const id = tx.newId();
      return tx.insert('healthDocuments', {
        ...looked,
        ...details,
        id,
        patientId,
        appointmentId: null,
        fileName,
        fileSizeBytes: incoming.bytes.length,
        title: titleOf(fileName),
        storedName: name.storedName,
        // Beside the files in a dump, the key of a file is worth as little as the file.
        fileIdentity: seal(keys.files, fileIdentity, id),
        addedById,
        isArchived: false,
        deletedAtMs: null,
      });
    });
  } catch (error) {
    // After any other error the row may stand all the same (its commit went through, the answer was lost): the sweep decides about the file.
    if (error instanceof Refused) await files.storage.remove(name);
    throw error;
  }
}

async function refuseSameDocument(
  { db, clinicId }: Tx,
  { patientId, contentHash }: { patientId: string; contentHash: string },
): Promise<void> {
  const [same] = await db
    .select({ id: healthDocuments.id, title: healthDocuments.title })
    .from(healthDocuments)
    .where(
      and(
        eq(healthDocuments.clinicId, clinicId),
        eq(healthDocuments.patientId, patientId),
        eq(healthDocuments.contentHash, contentHash),
        isNull(healthDocuments.deletedAtMs),
      ),
    );
  if (same) throw new Refused({ code: 'document_there_already', documentId: same.id, title: same.title });
}

/** The clear bytes. Refuses when the file is gone, was damaged, or its key was erased. */
export async function documentBytes(
  { files, keys }: Pick<Centre, 'files' | 'keys'>,
  document: HealthDocument,
): Promise<Uint8Array> {
  const { clinicId, id, storedName, fileIdentity, contentHash } = document;
  const sealed = await files.storage.get({ clinicId, storedName });
  if (!sealed || fileIdentity === null) throw new Refused({ code: 'document_file_missing' });
  return files.sealing.open(sealed, { fileIdentity: unseal(keys.files, fileIdentity, id), contentHash });
}

/** What is not deleted, the newest first. */
export async function documentsWhere(
  { db, clinicId }: Reader,
  where: SQL | undefined,
  { limit, offset }: { limit: number; offset: number } = { limit: 1_000, offset: 0 },
): Promise<{ count: number; rows: HealthDocument[] }> {
  const chosen = and(eq(healthDocuments.clinicId, clinicId), isNull(healthDocuments.deletedAtMs), where);
  const rows = await db
    .select()
    .from(healthDocuments)
    .where(chosen)
    .orderBy(desc(healthDocuments.createdAtMs), desc(healthDocuments.id))
    .limit(limit)
    .offset(offset);
  const [total] = await db.select({ count: count() }).from(healthDocuments).where(chosen);
  return { count: total?.count ?? 0, rows };
}

export async function documentStatistics({ db, clinicId }: Reader, where: SQL | undefined) {
  const [found] = await db
    .select({ records: count(), bytes: sql<string>`coalesce(sum(${healthDocuments.fileSizeBytes}), 0)` })
    .from(healthDocuments)
    .where(and(eq(healthDocuments.clinicId, clinicId), isNull(healthDocuments.deletedAtMs), where));
  return { records: found?.records ?? 0, bytes: Number(found?.bytes ?? 0) };
}

/** `base` is the address of this server as the outside knows it; `shareId` names the share it is opened through. */
export async function documentsShown(
  centre: Centre,
  reader: Reader,
  { rows, base, shareId = '' }: { rows: readonly HealthDocument[]; base: URL; shareId?: string },
): Promise<DocumentShown[]> {
  const { timeZone } = await clinicFacts(reader);
  return rows.map((row) => ({
    id: row.id,
    file_name: row.fileName,
    file_size: row.fileSizeBytes,
    file_url: signedAddress(centre, { documentId: row.id, shareId, base }),
    file_type: row.fileType,
    document_type: row.documentType,
    title: row.title,
    source_doctor: row.sourceDoctor,
    date_of_record: row.dateOfRecord,
    notes: row.notes,
    page_count: row.pageCount,
    is_archived: row.isArchived,
    created_at: instantText(row.createdAtMs, timeZone),
    updated_at: instantText(row.updatedAtMs, timeZone),
  }));
}

type Address = { documentId: string; shareId: string; expiresAtMs: number };

/** An address that carries its own authority, because the system opens it without a header. */
function signedAddress(
  { keys, clinicId, nowMs }: Centre,
  { documentId, shareId, base }: Pick<Address, 'documentId' | 'shareId'> & { base: URL },
): string {
  const expiresAtMs = nowMs() + ADDRESS_MINUTES * 60_000;
  const url = new URL(`/api/v1/files/${documentId}`, base);
  if (shareId !== '') url.searchParams.set('share', shareId);
  url.searchParams.set('expires', String(expiresAtMs));
  url.searchParams.set(
    'signature',
    signatureOf(keys.addresses, clinicId, { documentId, shareId, expiresAtMs }),
  );
  return url.href;
}

const signatureOf = (key: Buffer, clinicId: string, { documentId, shareId, expiresAtMs }: Address): string =>
  createHmac('sha256', key)
    .update(JSON.stringify([clinicId, documentId, shareId, expiresAtMs]))
    .digest('base64url');

export function isSigned(
  { keys, clinicId, nowMs }: Pick<Centre, 'keys' | 'clinicId' | 'nowMs'>,
  address: Address & { signature: string },
): boolean {
  const expected = Buffer.from(signatureOf(keys.addresses, clinicId, address));
  const given = Buffer.from(address.signature);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return false;
  return address.expiresAtMs > nowMs();
}

/** What the address names, if it may still be opened: not deleted, and through a share only while that stands and the document is not archived. */
export async function addressedDocument(
  reader: Reader,
  { documentId, shareId, nowMs }: { documentId: string; shareId: string; nowMs: number },
): Promise<HealthDocument | undefined> {
  const { rows } = await documentsWhere(reader, eq(healthDocuments.id, documentId));
  const [document] = rows;
  if (!document || shareId === '') return document;
  const { db, clinicId } = reader;
  const [share] = await db
    .select({ isRevoked: shareTokens.isRevoked, expiresAtMs: shareTokens.expiresAtMs })
    .from(shareTokens)
    .where(and(eq(shareTokens.clinicId, clinicId), eq(shareTokens.id, shareId)));
  const stands = share && !share.isRevoked && share.expiresAtMs > nowMs;
  return stands && !document.isArchived ? document : undefined;
}
