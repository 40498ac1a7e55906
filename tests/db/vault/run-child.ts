// Starts child processes for tests: from source, or bundled where two hundred of them start. Knows Linux's namespaces for disks of its own.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { build } from 'vite';
import { ADMIN } from './a-vault.ts';

const here = import.meta.dirname;
const root = join(here, '..', '..', '..');
export const childSource = (name: string): string => join(here, 'children', `${name}.ts`);
const environment = { ...process.env, TEST_EMAIL: ADMIN.email, TEST_PASSWORD: ADMIN.password };

export type Child = {
  process: ChildProcess;
  lines: string[];
  saidAtLeast(count: number): Promise<void>;
  ended: Promise<unknown>;
};

export function startChild(script: string, args: readonly string[], env: Record<string, string> = {}): Child {
  const child = spawn(process.execPath, [script, ...args], {
    env: { ...environment, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  let rest = '';
  let errors = '';
  const waiting = new Set<() => void>();
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const parts = (rest + text).split('\n');
    rest = parts.pop() ?? '';
    lines.push(...parts);
    for (const wake of waiting) wake();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const ended = once(child, 'close').then(() => {
    for (const wake of waiting) wake();
  });
  const saidAtLeast = (count: number) =>
    new Promise<void>((resolve, reject) => {
      const look = () => {
        if (lines.length >= count) resolve();
        else if (child.exitCode !== null || child.signalCode !== null)
          reject(new Error(`the child ended early: ${errors}`));
        else return;
        waiting.delete(look);
      };
      waiting.add(look);
      look();
    });
  return { process: child, lines, saidAtLeast, ended };
}

/** kill -9, and gone when this returns. */
export async function kill9(child: Child): Promise<void> {
  child.process.kill('SIGKILL');
  await child.ended;
}

/** One file with everything in it: a start takes a fifth of the time. The workers lie beside it, as in the packed app. */
export async function bundledChild(name: string): Promise<string> {
  const outDir = join(root, 'out', 'test-children', name);
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    resolve: { conditions: ['default'] },
    ssr: { noExternal: true, external: ['better-sqlite3', '@node-rs/argon2'] },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      minify: false,
      target: 'node24',
      rollupOptions: {
        input: {
          [name]: childSource(name),
          'vault-worker': join(root, 'db', 'vault', 'vault-worker.ts'),
          'sealing-worker': join(root, 'electron', 'documents', 'sealing-worker.ts'),
        },
        output: { entryFileNames: '[name].js', chunkFileNames: '[name].js' },
      },
    },
  });
  return join(outDir, `${name}.js`);
}

/**
 * Runs a child where `prepare` (a shell command) has mounted what it needs at `folder`, seen by nobody else and gone with it.
 * Needs Linux, and root or user namespaces.
 */
export function inOwnMounts(prepare: string, script: string, args: readonly string[]): string[] {
  const flags = process.getuid?.() === 0 ? ['-m'] : ['-r', '-m'];
  const command = `${prepare} && exec "$0" "$@"`;
  const output = execFileSync(
    'unshare',
    [...flags, 'sh', '-c', command, process.execPath, childSource(script), ...args],
    {
      env: environment,
      encoding: 'utf8',
    },
  );
  return output.trim().split('\n');
}
