// Who of the staff may open the vault: gives and takes slots, changes passwords and the recovery code. Never which role somebody has.
import { normalizePassword } from '../../domain/accounts.ts';
import { assert, Refused } from '../../domain/failure.ts';
import { machineUptimeMs, type Uptime } from './backoff.ts';
import { heldBy } from './held.ts';
import { type StretchCost, usualCost } from './key-derivation.ts';
import { changeKeyFile } from './key-file-change.ts';
import { emailTag, type KeyFileBody } from './key-file.ts';
import { makeSlot, type SlotOwner } from './keyslots.ts';
import { checkNewPassword } from './new-password.ts';
import { removePin } from './pins.ts';
import { newRecoveryCode, parseRecoveryCode } from './recovery-code.ts';
import { checkPassword } from './unlock.ts';
import type { Vault } from './vault.ts';

export type StaffSlot = {
  userId: string;
  email: string;
  password: string;
  passwordMustNotBe?: readonly string[];
  cost?: StretchCost;
};

/** Lets a member in from now on. Refused `weak_password`. The member must have no slot yet. */
export async function addStaffSlot(vault: Vault, { userId, email, ...secret }: StaffSlot): Promise<void> {
  await checkNewPassword(secret.password, [email, ...(secret.passwordMustNotBe ?? [])]);
  assert(!hasStaffSlot(vault, userId), 'a member has one slot: change its password instead');
  const tag = emailTag(heldBy(vault).keyFile.body.emailSalt, email);
  await putSlot(
    vault,
    { type: 'staff', userId, emailTag: tag },
    { secret: normalizePassword(secret.password), ...costOf(secret) },
  );
}

export const hasStaffSlot = (vault: Vault, userId: string): boolean =>
  heldBy(vault).keyFile.body.slots.some((slot) => slot.userId === userId);

/**
 * At once when a member is deactivated: password and PIN open nothing any more. What the member copied before (the files and their
 * password) only a rotation answers, see rotate.ts.
 */
export function removeStaffSlot(vault: Vault, userId: string): void {
  removePin(vault, userId);
  if (!hasStaffSlot(vault, userId)) return;
  changeKeyFile(vault, (body) => ({ ...body, slots: body.slots.filter((slot) => slot.userId !== userId) }));
}

export type NewPassword = {
  userId: string;
  password: string;
  passwordMustNotBe?: readonly string[];
  cost?: StretchCost;
};

/** By an admin, or after the recovery code: the old password is not asked. Refused `weak_password`, `account_inactive` without a slot. */
export async function setPassword(vault: Vault, { userId, ...secret }: NewPassword): Promise<void> {
  await checkNewPassword(secret.password, secret.passwordMustNotBe ?? []);
  const slot = heldBy(vault).keyFile.body.slots.find((found) => found.userId === userId);
  if (!slot?.emailTag) throw new Refused({ code: 'account_inactive' });
  const owner: SlotOwner = { type: 'staff', userId, emailTag: slot.emailTag };
  await putSlot(vault, owner, { secret: normalizePassword(secret.password), ...costOf(secret) });
}

export type OwnPasswordChange = NewPassword & { oldPassword: string };

/** By the member: the old password first. Refused as `setPassword`, and `wrong_password`, `too_many_tries`. */
export async function changePassword(
  vault: Vault,
  { oldPassword, ...change }: OwnPasswordChange,
  uptimeMs: Uptime = machineUptimeMs,
): Promise<void> {
  await checkPassword(vault.dataDir, { userId: change.userId, password: oldPassword }, uptimeMs);
  await setPassword(vault, change);
}

/** Another e-mail opens the same slot. */
export function setSlotEmail(vault: Vault, userId: string, email: string): void {
  changeKeyFile(vault, (body) => {
    const tag = emailTag(body.emailSalt, email);
    return {
      ...body,
      slots: body.slots.map((slot) => (slot.userId === userId ? { ...slot, emailTag: tag } : slot)),
    };
  });
}

/** A new code; the old one opens nothing from now on. Shown once, kept nowhere. */
export async function renewRecoveryCode(
  vault: Vault,
  { cost }: { cost?: StretchCost } = {},
): Promise<string> {
  const code = newRecoveryCode();
  const secret = parseRecoveryCode(code);
  assert(secret, 'a new code is well formed');
  await putSlot(
    vault,
    { type: 'recovery', userId: null, emailTag: null },
    { secret, cost: cost ?? usualCost },
  );
  return code;
}

const costOf = ({ cost }: { cost?: StretchCost }) => ({ cost: cost ?? usualCost });

/** In place of the owner's slot, or as a new one. */
async function putSlot(
  vault: Vault,
  owner: SlotOwner,
  { secret, cost }: { secret: string; cost: StretchCost },
): Promise<void> {
  const { keyring, keyFile } = heldBy(vault);
  const slot = await makeSlot(keyFile.body, keyring.vaultKey, { owner, secret, cost });
  // The file may have changed while Argon2 ran: only this owner's slot is replaced in what is there now.
  changeKeyFile(vault, (body: KeyFileBody) => ({
    ...body,
    slots: [...body.slots.filter(({ type, userId }) => type !== owner.type || userId !== owner.userId), slot],
  }));
}
