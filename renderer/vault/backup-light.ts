// The one dot: green with the age of the last proven copy, or red with the reason. The door's state carries it to whoever is at the desk.
import { createContext, useContext } from 'react';
import type { DoorOf } from '../doorstep/door-state.ts';

export type BackupLight = DoorOf<'open'>['backup'];

export const BackupLightContext = createContext<BackupLight | null>(null);

export function useBackupLight(): BackupLight {
  const light = useContext(BackupLightContext);
  if (!light) throw new Error('useBackupLight is for screens behind the doorstep');
  return light;
}

/** How the dot looks. Grey: nothing is proven yet, and nothing went wrong. */
export const toneOf = (light: BackupLight, nowMs: number): 'red' | 'grey' | 'green' =>
  isRed(light, nowMs) ? 'red' : light.provenAtMs === null ? 'grey' : 'green';

const DAY_MS = 86_400_000;

/** Red: the last attempt failed, or nothing was proven for two days. */
export const isRed = ({ failure, provenAtMs }: BackupLight, nowMs: number): boolean =>
  failure !== null || (provenAtMs !== null && nowMs - provenAtMs > 2 * DAY_MS);
