// What the window is told about the door: one value says which screen to draw. Names of people only while the vault is open.
import type { StaffRole } from '../../domain/accounts.ts';
import type { Locale } from '../../domain/clinic-setup.ts';
import type { Failure } from '../../domain/failure.ts';
import type { Preferences } from './preferences.ts';

/** The clinic of this PC, or the demo clinic for practice beside it. */
export const places = ['clinic', 'demo'] as const;
export type Place = (typeof places)[number];

export type DeskUser = { userId: string; fullName: string; role: StaffRole; locale: Locale };
export type DoorPerson = { userId: string; fullName: string; role: StaffRole; hasPin: boolean };
export type DoorClinic = {
  name: string;
  timeZone: string;
  currency: string;
  locale: Locale;
  isDemo: boolean;
};

/** The one dot: green with the age of the last proven copy, or red with the reason. */
export type BackupLight = { provenAtMs: number | null; failure: Failure | null; isRunning: boolean };

/** Why the clinic is closed. */
export type ClosedBecause = 'start' | 'signed_out' | 'idle' | 'slept' | 'wrong_pins' | 'restored';

/** What a restore brought back and what it could not. */
export type Restored = { backupAtMs: number; lostChanges: number | null; damagedFolder: string | null };

export type DoorState = { place: Place; otherPlaceExists: boolean; preferences: Preferences } & (
  | { kind: 'no_clinic'; folder: string }
  | { kind: 'making_demo'; done: number; total: number }
  | { kind: 'closed'; because: ClosedBecause; trouble: Failure | null; restored: Restored | null }
  /** Let in by the recovery code or an initial password: nothing opens before an own password is set. */
  | { kind: 'new_password'; user: DeskUser }
  | { kind: 'locked'; clinic: DoorClinic; lastUserId: string | null; people: DoorPerson[] }
  | { kind: 'open'; clinic: DoorClinic; user: DeskUser; backup: BackupLight }
);
