// Every procedure there is, found by enumerating the router: a new one is covered the day it is added.
import { afterAll, expect, test } from 'vitest';
import { appRouter } from '../../../electron/api/router.ts';
import {
  type ApiContext,
  createCallerFactory,
  failureOf,
  type SignedIn,
} from '../../../electron/api/trpc.ts';
import type { Desk } from '../../../electron/desk.ts';
import { permissionsOf } from '../../../domain/permissions.ts';
import { type Role, roles } from '../../../domain/accounts.ts';
import { TRPCError } from '@trpc/server';
import { NOW_MS, openTestVault } from '../../support/test-vault.ts';

const vault = openTestVault();
afterAll(() => vault[Symbol.dispose]());

const procedures = Object.keys(appRouter['_def'].procedures).toSorted();
const behindDoor = procedures.filter((path) => !path.startsWith('doorstep.'));

/** Touching the machine around a procedure means it got past its refusal. */
const desk = new Proxy({} as Desk, {
  get: () => {
    throw new Error('the desk was touched');
  },
});

const as = (role: Role): SignedIn => ({ userId: `user-${role}`, role, fullName: role });
const context = (part: Partial<ApiContext>): ApiContext => ({
  vault,
  user: null,
  isLocked: false,
  nowMs: NOW_MS,
  desk,
  ...part,
});
const createCaller = createCallerFactory(appRouter);

/** How a call without input ends: the code of its refusal, or `passed` when the door let it through. */
async function answerTo(path: string, ctx: ApiContext): Promise<string> {
  const procedure = path
    .split('.')
    .reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], createCaller(ctx));
  try {
    await (procedure as (input?: unknown) => Promise<unknown>)();
  } catch (error) {
    const failure = error instanceof TRPCError ? failureOf(error) : null;
    return failure
      ? failure.code === 'forbidden'
        ? `forbidden:${failure.permission}`
        : failure.code
      : 'passed';
  }
  return 'passed';
}

test('there are procedures to check, in every feature', () => {
  const features = new Set(procedures.map((path) => path.split('.')[0]));
  for (const feature of ['appointments', 'doorstep', 'patients', 'setup', 'staff', 'vault'])
    expect(features).toContain(feature);
  expect(behindDoor.length).toBeGreaterThan(40);
});

test.each(behindDoor)(
  'route-without-policy: %s refuses a closed clinic, nobody, and a locked screen',
  async (path) => {
    expect(await answerTo(path, context({ vault: null }))).toBe('not_signed_in');
    expect(await answerTo(path, context({}))).toBe('not_signed_in');
    expect(await answerTo(path, context({ user: as('admin'), isLocked: true }))).toBe('locked');
  },
);

test.each(behindDoor)(
  'ipc-role-escalation: %s is refused to exactly the roles without its permission',
  async (path) => {
    // A role that may do nothing shows which permission is asked.
    const refused = await answerTo(path, context({ user: as('patient') }));
    expect(refused).toMatch(/^forbidden:/);
    const wanted = refused.slice('forbidden:'.length);
    for (const role of roles) {
      const isAllowed = [...permissionsOf[role]].some((permission) => permission === wanted);
      const answer = await answerTo(path, context({ user: as(role) }));
      if (isAllowed) expect(answer).not.toMatch(/^(forbidden|not_signed_in|locked)/);
      else expect(answer).toBe(refused);
    }
  },
);

test('the doorstep is short, and each of its procedures was put there on purpose', () => {
  const onPurpose = [
    'backups',
    'bringClinicIn',
    'bringingIn',
    'cancelDemo',
    'chooseExport',
    'chooseOwnPassword',
    'choosePlace',
    'createClinic',
    'demoSignIns',
    'findBackups',
    'lock',
    'lookAgain',
    'lookThroughExport',
    'makeDemo',
    'prefer',
    'ratePassword',
    'reportInput',
    'restore',
    'showRecoveryCode',
    'signIn',
    'signInWithRecoveryCode',
    'signOut',
    'state',
    'stopBringingIn',
    'unlockWithPassword',
    'unlockWithPin',
  ];
  expect(procedures.filter((path) => path.startsWith('doorstep.'))).toEqual(
    onPurpose.map((name) => `doorstep.${name}`),
  );
});
