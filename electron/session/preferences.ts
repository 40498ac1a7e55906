// What this PC remembers outside the vault: language, colours, the second place for backups. Never anything about a patient or a person.
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeDurably } from '../../db/vault/durable-file.ts';
import { locale } from '../../domain/clinic-setup.ts';

export const preferences = z.object({
  /** Spoken before anybody has signed in. Null: the machine's own, where we speak it. */
  locale: locale.nullable().catch(null),
  colourScheme: z.enum(['auto', 'light', 'dark']).catch('auto'),
  /** A folder on another disk that gets a copy of the daily backup. */
  secondPlace: z.string().max(4096).nullable().catch(null),
  /** Parts of the consultation page that were folded away, by their names. */
  folded: z.array(z.string().max(40)).max(40).catch([]),
});
export type Preferences = z.infer<typeof preferences>;

const unset: Preferences = { locale: null, colourScheme: 'auto', secondPlace: null, folded: [] };
const fileOf = (dataDir: string) => join(dataDir, 'preferences.json');

/** A missing or unreadable file is no reason not to open a clinic: it reads as "nothing chosen". */
export function readPreferences(dataDir: string): Preferences {
  try {
    return preferences.parse(JSON.parse(readFileSync(fileOf(dataDir), 'utf8')));
  } catch {
    return unset;
  }
}

export function savePreferences(dataDir: string, chosen: Preferences): void {
  mkdirSync(dataDir, { recursive: true });
  writeDurably(fileOf(dataDir), `${JSON.stringify(chosen, null, 1)}\n`);
}
