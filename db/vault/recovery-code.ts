// The code printed once at set-up: 160 random bits as people can read them aloud. Knows spelling only, not what it opens.
import { randomBytes } from 'node:crypto';

/** Crockford's base 32: no I, L, O, U. https://www.crockford.com/base32.html */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** Check characters go on after the digits, for the remainders 32 to 36. */
const CHECK_DIGITS = `${DIGITS}*~$=U`;
const LENGTH = 32;
const ALL_DIGITS = new RegExp(`^[${DIGITS}]*$`);

/** `7K3M-…-9XQ4-C`: 8 groups of 4 and a check character. */
export function newRecoveryCode(): string {
  const bytes = randomBytes(20);
  let bits = bytes.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
  bytes.fill(0);
  let digits = '';
  for (let i = 0; i < LENGTH; i++) {
    digits = DIGITS[Number(bits & 31n)] + digits;
    bits >>= 5n;
  }
  return `${groupsOf(digits).join('-')}-${checkCharacter(digits)}`;
}

/**
 * Takes the code as people type it: any case, O for 0, I or L for 1, dashes and spaces anywhere. Returns the 32 digits the slot is
 * sealed under, or undefined when the check character shows a slip of the pen.
 */
export function parseRecoveryCode(typed: string): string | undefined {
  if (typed.length > 200) return undefined;
  const text = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}._]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  const digits = text.slice(0, LENGTH);
  if (text.length !== LENGTH + 1 || !ALL_DIGITS.test(digits)) return undefined;
  return text[LENGTH] === checkCharacter(digits) ? digits : undefined;
}

/** The groups of a code, for the "type two of them" step at set-up. */
export const recoveryCodeGroups = (code: string): string[] => code.split('-').slice(0, 8);

const groupsOf = (digits: string): string[] => digits.match(/.{4}/g) ?? [];

function checkCharacter(digits: string): string {
  let remainder = 0;
  for (const digit of digits) remainder = (remainder * 32 + DIGITS.indexOf(digit)) % 37;
  return CHECK_DIGITS.charAt(remainder);
}
