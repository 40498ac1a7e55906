// Asks who is at the command line. What is typed is not echoed, and a secret is never an argument: arguments show in process lists.
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { Refused } from '../domain/failure.ts';
import type { Credentials } from '../db/vault/unlock.ts';

type Asked = {
  email?: string | undefined;
  'recovery-code'?: boolean | undefined;
  'password-stdin'?: boolean | undefined;
};

export async function askCredentials(asked: Asked): Promise<Credentials> {
  if (asked['recovery-code']) return { recoveryCode: await secret('Recovery code: ', asked) };
  const email = asked.email ?? (await question('E-mail: '));
  return { email, password: await secret('Password: ', asked) };
}

async function secret(prompt: string, asked: Asked): Promise<string> {
  if (asked['password-stdin'] || !process.stdin.isTTY) {
    const given = process.env.CLINIC_DESK_PASSWORD;
    return !asked['password-stdin'] && given !== undefined ? given : firstLineOfInput();
  }
  if (process.env.CLINIC_DESK_PASSWORD !== undefined) return process.env.CLINIC_DESK_PASSWORD;
  process.stderr.write(prompt);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: silent, terminal: true });
  try {
    return await lines.question('');
  } finally {
    lines.close();
    process.stderr.write('\n');
  }
}

async function question(prompt: string): Promise<string> {
  if (!process.stdin.isTTY) throw new Refused({ code: 'not_signed_in' });
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await lines.question(prompt);
  } finally {
    lines.close();
  }
}

async function firstLineOfInput(): Promise<string> {
  let text = '';
  for await (const chunk of process.stdin.setEncoding('utf8')) {
    text += chunk;
    if (text.includes('\n') || text.length > 10_000) break;
  }
  return text.split(/\r?\n/, 1)[0] ?? '';
}
