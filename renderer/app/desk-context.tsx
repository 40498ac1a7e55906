// Who sits at the desk and in which clinic, for any component below the doorstep. Set by the doorstep alone.
import { createContext, type ReactNode, useContext } from 'react';
import type { Role } from '../../domain/accounts.ts';
import type { Locale } from '../../domain/clinic-setup.ts';
import { may, type Permission } from '../../domain/permissions.ts';

export type DeskNow = {
  user: { userId: string; fullName: string; role: Role };
  clinic: { name: string; timeZone: string; currency: string; locale: Locale; isDemo: boolean };
  /** Parts of the consultation page folded away on this PC. */
  folded: readonly string[];
};

const DeskContext = createContext<DeskNow | null>(null);

export function DeskProvider({ value, children }: { value: DeskNow; children: ReactNode }) {
  return <DeskContext value={value}>{children}</DeskContext>;
}

/** The person and the clinic. Throws outside the doorstep: no screen of the desk is drawn there. */
export function useDesk(): DeskNow {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error('useDesk is for screens behind the doorstep');
  return desk;
}

/** Whether the person may do it. Hides what they cannot use; the main process refuses anyway. */
export const useMay = (permission: Permission): boolean => may(useDesk().user.role, permission);
