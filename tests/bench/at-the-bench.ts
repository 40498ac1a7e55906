// A receptionist at the desk of a bench clinic: through the router directly, or through the IPC link with its structured clones.
import { appRouter } from '../../electron/api/router.ts';
import { type ApiContext, createCallerFactory } from '../../electron/api/trpc.ts';
import type { Vault } from '../../db/vault/vault.ts';
import { demoPeople } from '../../db/demo/demo-people.ts';
import { aDesk } from '../support/at-the-desk.ts';
import { clientOf, openDoor } from '../support/ipc-door.ts';
import { BENCH_NOW_MS } from './clinics.ts';

const receptionist = demoPeople()[1];

export function contextOf(vault: Vault): ApiContext {
  const user = {
    userId: receptionist?.userId ?? '',
    role: 'receptionist' as const,
    fullName: receptionist?.fullName ?? '',
  };
  return { vault, user, isLocked: false, nowMs: BENCH_NOW_MS, desk: aDesk() };
}

export const directly = (vault: Vault) => createCallerFactory(appRouter)(contextOf(vault));

/** The clock of the call meter is ahead a second a call: 200 calls a second are a limit, not a speed. */
export function throughTheLink(vault: Vault) {
  let calls = 0;
  const door = openDoor({
    router: appRouter,
    createContext: async () => contextOf(vault),
    monotonicMs: () => 1_000 * ++calls,
  });
  return clientOf<typeof appRouter>(door);
}
