// The storage door over a bucket that speaks S3: for several instances that share no folder. Objects are put whole or not at all.
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import type { FileName, FileStorage, StoredFile } from './storage.ts';

export type Bucket = {
  name: string;
  /** Of another service than Amazon's. */
  endpoint: string | undefined;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
};

export function bucketStorage({ name: Bucket, endpoint, region, ...credentials }: Bucket): FileStorage {
  const client = new S3Client({
    region,
    credentials,
    ...(endpoint !== undefined && { endpoint, forcePathStyle: true }),
    // Services other than Amazon's know no trailing checksums; the age format authenticates what it holds.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  const keyOf = ({ clinicId, storedName }: FileName) => `${clinicId}/${storedName}.age`;
  return {
    put: async (name, bytes) => {
      await client.send(new PutObjectCommand({ Bucket, Key: keyOf(name), Body: bytes }));
    },
    get: async (name) => {
      try {
        const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: keyOf(name) }));
        return Body ? await Body.transformToByteArray() : null;
      } catch (error) {
        if (error instanceof NoSuchKey) return null;
        throw error;
      }
    },
    remove: async (name) => {
      await client.send(new DeleteObjectCommand({ Bucket, Key: keyOf(name) }));
    },
    list: async (clinicId) => {
      const found: StoredFile[] = [];
      let next: string | undefined;
      do {
        const asked = new ListObjectsV2Command({
          Bucket,
          Prefix: `${clinicId}/`,
          ...(next !== undefined && { ContinuationToken: next }),
        });
        const { Contents = [], NextContinuationToken } = await client.send(asked);
        for (const { Key = '', LastModified } of Contents)
          found.push({
            storedName: Key.slice(clinicId.length + 1).replace(/\.age$/, ''),
            changedAtMs: LastModified?.getTime() ?? Date.now(),
          });
        next = NextContinuationToken;
      } while (next !== undefined);
      return found;
    },
  };
}
