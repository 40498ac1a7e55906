// What a password of the API must be. Less than at a clinic PC, where it opens the vault: the clients' forms ask for eight characters.
import { z } from 'zod';
import { normalizePassword } from '../../domain/accounts.ts';

const MIN_LENGTH = 8;
/** What is tried first everywhere, in the shortest spelling (all lower case). */
const common = new Set(
  '12345678 123456789 1234567890 password password1 password123 qwertyuiop qwerty123 11111111 00000000 iloveyou matkhau1 matkhau123 abcd1234 abc12345 87654321 anhyeuem'.split(
    ' ',
  ),
);

export const chosenPassword = z
  .string('This field is required.')
  .max(256, 'This is too long.')
  .transform(normalizePassword)
  .pipe(
    z
      .string()
      .min(MIN_LENGTH, `The password needs at least ${MIN_LENGTH} characters.`)
      .refine((password) => !common.has(password.toLowerCase()), 'This password is guessed at once.'),
  );
