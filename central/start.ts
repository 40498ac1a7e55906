// Puts a whole centre together: database, migrations, clinic, keys, server. Used by the command and by the tests.
import { join } from 'node:path';
import { drizzle } from 'drizzle-orm/node-postgres';
import { sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Configuration } from './configuration.ts';
import { migrateDatabase, openOwnerPool, openPool } from './database.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { bucketStorage } from './files/bucket-storage.ts';
import { startSealing } from './files/sealing.ts';
import { type FileStorage, folderStorage } from './files/storage.ts';
import { rootKey, serverKeys } from './keys.ts';
import { courierOf } from './outbox/couriers.ts';
import { migrateQueue, startDelivery } from './outbox/delivery.ts';
import type { App, Centre } from './rest/routing.ts';
import { buildServer } from './server.ts';
import { openClinic, openDoor } from './transaction.ts';

export type StartedCentre = {
  centre: Centre;
  app: App;
  /** Where it listens. */
  address: string;
  /** Lets what is in flight end, then closes the pool and a Postgres of its own. */
  stop(): Promise<void>;
};

export type StartCentre = {
  configuration: Configuration;
  dataFolder: string;
  nowMs?: () => number;
  /** Fills a database that holds no clinic yet; without it an empty database is refused, unless CLINIC_ID names a clinic. */
  fillWith?: (centre: Centre) => Promise<void>;
  /** Where messages go that no service is configured for. Without it they wait in the outbox. */
  outboxFolder?: string;
};

export async function startCentre(asked: StartCentre): Promise<StartedCentre> {
  const { configuration, dataFolder, nowMs = Date.now, fillWith, outboxFolder } = asked;
  const embedded =
    configuration.DATABASE_URL === undefined
      ? await startEmbeddedPostgres(join(dataFolder, 'database'))
      : undefined;
  const url = configuration.DATABASE_URL ?? embedded?.url ?? '';
  const closing: (() => Promise<unknown>)[] = embedded ? [() => embedded.stop()] : [];
  const stop = async () => {
    for (const close of closing.toReversed()) await close();
  };
  try {
    await migrateDatabase(url);
    const ownerPool = openOwnerPool(url);
    closing.push(() => ownerPool.end());
    await migrateQueue(ownerPool);
    const pool = openPool(url, configuration.DATABASE_POOL);
    closing.push(() => pool.end());
    const keys = serverKeys(rootKey(configuration.ROOT_KEY, dataFolder));
    const door = openDoor(pool, keys.audit);
    const known = await drizzle(pool).execute<{ id: string }>(sql`select id from clinics_here()`);
    const clinicId = configuration.CLINIC_ID ?? onlyClinic(known.rows, fillWith !== undefined);
    const sealing = startSealing();
    closing.push(() => sealing.end());
    const storage = storageOf(configuration, dataFolder);
    const centre: Centre = { door, keys, configuration, clinicId, nowMs, files: { storage, sealing } };
    const isNew = !known.rows.some(({ id }) => id === clinicId);
    if (isNew) await openClinic(pool, clinicId);
    if (isNew && fillWith) await fillWith(centre);
    const app = await buildServer(centre);
    const delivery = await startDelivery(centre, {
      pool: ownerPool,
      courier: courierOf(configuration, outboxFolder),
      log: (line) => app.log.warn(line),
    });
    closing.push(() => delivery.stop());
    closing.push(() => closeKindly(app));
    const address = await app.listen({ host: configuration.HOST, port: configuration.PORT });
    return { centre, app, address, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function storageOf(configuration: Configuration, dataFolder: string): FileStorage {
  const { S3_BUCKET: name, S3_ENDPOINT: endpoint, S3_REGION: region } = configuration;
  if (name === undefined) return folderStorage(configuration.FILES_FOLDER ?? join(dataFolder, 'files'));
  const { S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = configuration;
  return bucketStorage({ name, endpoint, region, accessKeyId, secretAccessKey });
}

/** What is in flight is answered first; who does not read the answer is not waited for. */
const PATIENCE_MS = 10_000;

async function closeKindly(app: App): Promise<void> {
  const patience = setTimeout(() => app.server.closeAllConnections(), PATIENCE_MS);
  await app.close();
  clearTimeout(patience);
}

function onlyClinic(known: readonly { id: string }[], mayBeMade: boolean): string {
  const [first, second] = known;
  if (first && !second) return first.id;
  if (first) throw new Error('The database holds several clinics: CLINIC_ID must say which one is served.');
  if (mayBeMade) return uuidv7();
  throw new Error(
    'The database holds no clinic yet. Start once with --demo, or set CLINIC_ID to the clinic whose PCs will send their rows here.',
  );
}
