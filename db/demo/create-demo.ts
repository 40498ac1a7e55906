// Makes a whole demo clinic in a folder: vault, people with their sign-ins, patients, visits. Whole or not at all.
import { rmSync } from 'node:fs';
import { v7 as uuidv7 } from 'uuid';
import { wallClock } from '../../domain/civil-date.ts';
import type { Locale } from '../../domain/clinic-setup.ts';
import { assert } from '../../domain/failure.ts';
import { documentsFolder } from '../document-files.ts';
import { createVault } from '../vault/create.ts';
import type { StretchCost } from '../vault/key-derivation.ts';
import { vaultPaths } from '../vault/paths.ts';
import { addStaffSlot } from '../vault/staff-slots.ts';
import type { Vault } from '../vault/vault.ts';
import { fillDemoBeginning, fillDemoClinic } from './demo-clinic.ts';
import { fillDemoDocuments } from './demo-documents.ts';
import { DEMO_PASSWORD, type DemoPerson, demoPeople } from './demo-people.ts';

export type CreateDemo = {
  dataDir: string;
  locale: Locale;
  nowMs: number;
  onProgress?: (done: number, total: number) => void;
  signal?: AbortSignal | undefined;
  /** Tests take a cheaper one. */
  cost?: StretchCost;
  /** What the clinic is filled with; the demo clinic's patients and visits by default. */
  fillWith?: (vault: Vault) => Promise<void>;
};
export type DemoSignIn = DemoPerson & { password: string };
export type CreatedDemo = { vault: Vault; recoveryCode: string; signIns: DemoSignIn[] };

/** Refused as `createVault`. When it is aborted or fails, nothing of it is left in the folder. */
export async function createDemo({
  dataDir,
  locale,
  nowMs,
  onProgress,
  signal,
  cost,
  fillWith,
}: CreateDemo): Promise<CreatedDemo> {
  const [admin, ...others] = demoPeople();
  assert(admin, 'the demo clinic has an admin');
  const withCost = cost ? { cost } : {};
  const created = await createVault({
    dataDir,
    clinicId: uuidv7(),
    admin: { userId: admin.userId, email: admin.email, password: DEMO_PASSWORD },
    newId: uuidv7,
    fillClinic: (vault) => fillDemoBeginning(vault, { locale, nowMs }),
    ...withCost,
  });
  const { vault, recoveryCode } = created;
  try {
    const today = wallClock(nowMs, 'Asia/Ho_Chi_Minh').date;
    if (fillWith) await fillWith(vault);
    else {
      await fillDemoClinic(vault, { today, nowMs, signal, ...(onProgress && { onProgress }) });
      await fillDemoDocuments(vault, { locale, today, nowMs });
    }
    for (const { userId, email } of others) {
      signal?.throwIfAborted();
      await addStaffSlot(vault, { userId, email, password: DEMO_PASSWORD, ...withCost });
    }
  } catch (error) {
    vault.close();
    for (const folder of [vaultPaths(dataDir).folder, documentsFolder(dataDir)])
      rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  return { vault, recoveryCode, signIns: demoSignIns() };
}

/** What the sign-in screen of the demo clinic shows. */
export const demoSignIns = (): DemoSignIn[] =>
  demoPeople().map((person) => ({ ...person, password: DEMO_PASSWORD }));
