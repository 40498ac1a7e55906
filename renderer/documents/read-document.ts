// Fetches the clear bytes of a document part by part. They stay in this page's memory and go with whoever holds them.
import type { TRPCClient } from '@trpc/client';
import type { AppRouter } from '../../electron/api/router.ts';

export type Client = TRPCClient<AppRouter>;
export type ReadDocument = { bytes: Uint8Array<ArrayBuffer>; fileType: 'pdf' | 'jpg' | 'png' | 'jpeg' };

type How = {
  purpose: 'view' | 'thumbnail';
  signal: AbortSignal;
  /** 0 to 1. */
  onProgress?: (share: number) => void;
};

export async function readDocument(
  client: Client,
  documentId: string,
  { purpose, signal, onProgress }: How,
): Promise<ReadDocument> {
  const opened = await client.documents.open.mutate({ documentId, purpose }, { signal });
  const bytes = new Uint8Array(opened.fileSizeBytes);
  let at = 0;
  for (let part = 0; part < opened.parts; part++) {
    const got = await client.documents.read.mutate({ readingId: opened.readingId, part }, { signal });
    bytes.set(got, at);
    at += got.length;
    onProgress?.(at / bytes.length);
  }
  return { bytes, fileType: opened.fileType };
}
