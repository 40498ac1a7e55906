// The ways in: password, PIN, recovery code. Each proves a secret with db/vault and hands the person to the session.
import { ownPasswordIsSet, userByEmail, userById } from '../../db/accounts.ts';
import { openVault } from '../../db/vault/open.ts';
import { checkPin } from '../../db/vault/pins.ts';
import { addStaffSlot, hasStaffSlot, type NewPassword, setPassword } from '../../db/vault/staff-slots.ts';
import { checkPassword, type Credentials } from '../../db/vault/unlock.ts';
import { endedByClosing, type Vault } from '../../db/vault/vault.ts';
import { assert, type FailureCode, Refused } from '../../domain/failure.ts';
import { write } from '../../db/write.ts';
import type { AdmittedBy, Session } from './session.ts';

type GoOn = { goOnWithout?: 'missing_changes' };

/** Opens the closed clinic. Wrong password, damage, another app at it: each is its own refusal. */
export async function signIn(
  session: Session,
  credentials: { email: string; password: string },
  goOn: GoOn = {},
): Promise<void> {
  await session.inTurn(async () => {
    if (session.kind !== 'closed') return;
    const { vault, userId } = await open(session, credentials, goOn);
    admitOrClose(session, vault, { userId, how: 'password' });
  });
}

/**
 * Opens the closed clinic with the printed code, for an admin who then chooses a new password. It names an admin, because the code
 * is the clinic's and not a person's: nobody becomes a doctor by it.
 */
export async function signInWithRecoveryCode(
  session: Session,
  typed: { recoveryCode: string; email: string },
): Promise<void> {
  await session.inTurn(async () => {
    if (session.kind !== 'closed') return;
    const { vault } = await open(session, { recoveryCode: typed.recoveryCode }, {});
    const user = userByEmail(vault, typed.email);
    const isAdmin = user?.isActive && user.role === 'admin';
    admitOrClose(session, vault, { userId: isAdmin ? user.id : null, how: 'recovery_code' });
  });
}

/** The person's own password, after the recovery code or an initial one. Only then is the desk open. */
export async function chooseOwnPassword(session: Session, password: string): Promise<void> {
  await session.inTurn(async () => {
    const state = session.state();
    if (state.kind !== 'new_password') return;
    const { userId, fullName } = state.user;
    await whileOpen(session, async (vault) => {
      await sealOwnPassword(vault, { userId, password, passwordMustNotBe: [fullName] });
      const by = { userId, kind: 'accounts.chooseOwnPassword', nowMs: session.clock.nowMs() };
      write(vault, by, (tx) => {
        tx.about({ entity: 'users', entityId: userId });
        ownPasswordIsSet(tx, userId);
      });
      session.admit(vault, userId, 'password');
    });
  });
}

async function sealOwnPassword(vault: Vault, chosen: NewPassword): Promise<void> {
  if (hasStaffSlot(vault, chosen.userId)) return setPassword(vault, chosen);
  // An admin whose slot a restore took back in time: the recovery code let them in, so they get a new one.
  const user = userById(vault, chosen.userId);
  assert(user, 'who was let in has an account');
  return addStaffSlot(vault, { ...chosen, email: user.email });
}

/** At the locked screen: the same person back, or another one. */
export async function unlockWithPassword(
  session: Session,
  typed: { userId: string; password: string },
): Promise<void> {
  await session.inTurn(async () => {
    if (session.kind !== 'locked') return;
    await whileOpen(session, async (vault) => {
      const { userId } = await noted(session, { vault, userId: typed.userId, how: 'password' }, () =>
        checkPassword(vault.dataDir, typed, session.uptimeMs),
      );
      session.admit(vault, userId, 'password');
    });
  });
}

/** At the locked screen, in two seconds. The fifth wrong PIN closes the clinic: then only a password opens it. */
export async function unlockWithPin(session: Session, typed: { userId: string; pin: string }): Promise<void> {
  await session.inTurn(async () => {
    if (session.kind !== 'locked') return;
    await whileOpen(session, async (vault) => {
      try {
        await noted(session, { vault, userId: typed.userId, how: 'pin' }, () =>
          checkPin(vault, typed, session.uptimeMs),
        );
      } catch (error) {
        if (isRefused(error, 'wrong_pin') && session.wrongPin() >= WRONG_PINS_TO_CLOSE)
          session.close('wrong_pins');
        throw error;
      }
      session.admit(vault, typed.userId, 'pin');
    });
  });
}
const WRONG_PINS_TO_CLOSE = 5;

/** Argon2 takes its time, and the deep lock does not wait for it: who comes too late is told so. */
async function whileOpen(session: Session, work: (vault: Vault) => Promise<void>): Promise<void> {
  const vault = session.openVault();
  try {
    await work(vault);
  } catch (error) {
    throw endedByClosing(vault, error);
  }
}

/** Opens the vault; what is wrong with its files stays on the page that helps. */
async function open(session: Session, credentials: Credentials, goOn: GoOn) {
  const { dataDir, uptimeMs, clock } = session;
  try {
    return await counted(session, () =>
      openVault({ dataDir, credentials, uptimeMs, nowMs: clock.nowMs(), ...goOn }),
    );
  } catch (error) {
    if (isRefused(error, 'vault_damaged', 'vault_newer_than_app', 'folder_read_only'))
      session.closedWith(error.failure);
    throw error;
  }
}

function admitOrClose(session: Session, vault: Vault, who: { userId: string | null; how: AdmittedBy }): void {
  try {
    if (who.userId === null) throw new Refused({ code: 'role_needs', role: 'admin' });
    session.admit(vault, who.userId, who.how);
  } catch (error) {
    vault.close();
    throw error;
  }
}

type Try = { vault: Vault; userId: string; how: AdmittedBy };

/** At the locked screen the vault is open: a wrong secret goes into the trail at once, and switching the PC off takes no try out of it. */
async function noted<Result>(session: Session, made: Try, prove: () => Promise<Result>): Promise<Result> {
  try {
    return await prove();
  } catch (error) {
    if (session.kind === 'locked' && isRefused(error, 'wrong_password', 'wrong_pin')) {
      const { vault, userId, how } = made;
      write(vault, { userId: null, kind: 'session.refused', nowMs: session.clock.nowMs() }, (tx) =>
        tx.about({ entity: 'users', entityId: userId, note: { how } }),
      );
    }
    throw error;
  }
}

/** At the closed door nothing can be written: the tries are told in the entry of the next sign-in. */
async function counted<Result>(session: Session, prove: () => Promise<Result>): Promise<Result> {
  try {
    return await prove();
  } catch (error) {
    if (isRefused(error, 'wrong_password', 'wrong_pin', 'wrong_recovery_code')) session.failed();
    throw error;
  }
}

const isRefused = (error: unknown, ...codes: FailureCode[]): error is Refused =>
  error instanceof Refused && codes.includes(error.failure.code);
