// Where the clinic and the demo clinic lie below the data folder. Knows names only.
import { join } from 'node:path';
import type { Place } from './door-state.ts';

/** The demo clinic has its own vault, keys and backups: nothing of practice ever touches the clinic. */
export const placeFolder = (rootDir: string, place: Place): string =>
  place === 'demo' ? join(rootDir, 'demo') : rootDir;

/** A clinic that is being brought in from an export; a finished one that was not yet moved is finished at the next start. */
export const importFolder = (rootDir: string): string => join(rootDir, 'import.unfinished');

/** The demo clinic while it is made; what a killed app leaves of it goes at the next start. */
export const unfinishedFolder = (rootDir: string): string => join(rootDir, 'demo.unfinished');
