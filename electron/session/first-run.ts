// The first start: the recovery code is shown and confirmed before anything exists, then the clinic is made whole or not at all.
import { v7 as uuidv7 } from 'uuid';
import { createVault } from '../../db/vault/create.ts';
import { newRecoveryCode, recoveryCodeGroups } from '../../db/vault/recovery-code.ts';
import { fill } from '../../db/write.ts';
import { Refused } from '../../domain/failure.ts';
import { adminAtFirst, clinicAtFirst, type FirstAdmin, type NewClinic } from '../../domain/first-run.ts';
import type { Session } from './session.ts';

/** Two groups that are asked back, by place (0 to 7): whoever can type them has written the code down. */
export type AskedGroups = readonly [number, number];
export type ShownCode = { recoveryCode: string; asked: AskedGroups };

// In memory only: a window that closes, a cancelled wizard or a kill leaves nothing behind.
const shown = new WeakMap<Session, ShownCode>();

export function showRecoveryCode(session: Session, below: (n: number) => number): ShownCode {
  const first = below(8);
  const second = (first + 1 + below(7)) % 8;
  const code: ShownCode = {
    recoveryCode: newRecoveryCode(),
    asked: [Math.min(first, second), Math.max(first, second)],
  };
  shown.set(session, code);
  return code;
}

/** The code that was shown, once two of its groups came back from the paper. Refuses with `wrong_recovery_code`. */
export function confirmedCode(session: Session, typedGroups: readonly string[]): string {
  const code = shown.get(session);
  if (!code || !groupsMatch(code, typedGroups)) throw new Refused({ code: 'wrong_recovery_code' });
  return code.recoveryCode;
}
export const forgetCode = (session: Session): void => void shown.delete(session);

export type FirstRun = { clinic: NewClinic; admin: FirstAdmin; typedGroups: readonly string[] };

export async function createClinic(
  session: Session,
  { clinic, admin, typedGroups }: FirstRun,
): Promise<void> {
  const recoveryCode = confirmedCode(session, typedGroups);
  await session.inTurn(async () => {
    const clinicId = uuidv7();
    const userId = uuidv7();
    const { vault } = await createVault({
      dataDir: session.dataDir,
      clinicId,
      admin: { userId, email: admin.email, password: admin.password },
      newId: uuidv7,
      recoveryCode,
      passwordMustNotBe: [admin.fullName, clinic.name],
      fillClinic: (unfinished) =>
        fill(unfinished, { userId, kind: 'clinic.create', nowMs: session.clock.nowMs() }, (tx) => {
          tx.insert('clinics', clinicAtFirst(clinic, clinicId));
          tx.insert('users', adminAtFirst(admin, { id: userId, locale: clinic.locale }));
        }),
    });
    forgetCode(session);
    session.admit(vault, userId, 'first_run');
  });
}

/** As people type: any case, O for 0, I and L for 1. */
const asTyped = (text: string): string =>
  text.trim().toUpperCase().replaceAll('O', '0').replace(/[IL]/g, '1');

function groupsMatch({ recoveryCode, asked }: ShownCode, typed: readonly string[]): boolean {
  const groups = recoveryCodeGroups(recoveryCode);
  return asked.every((place, i) => groups[place] === asTyped(typed[i] ?? ''));
}
