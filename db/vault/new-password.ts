// Whether a new password is good enough. Only for new ones: an old one that has become too weak still opens the door.
import { Refused } from '../../domain/failure.ts';
import { PASSWORD_MAX_LENGTH } from './key-derivation.ts';
import { passwordStrength } from './password-strength.ts';

/** Refused `weak_password`; `hint` is `tooLong` or a `StrengthHint`. `mustNotBe`: what an attacker who knows the person tries first. */
export async function checkNewPassword(password: string, mustNotBe: readonly string[]): Promise<void> {
  if (password.length > PASSWORD_MAX_LENGTH) throw new Refused({ code: 'weak_password', hint: 'tooLong' });
  const { enough, hint } = await passwordStrength(password, mustNotBe);
  if (!enough) throw new Refused({ code: 'weak_password', hint });
}
