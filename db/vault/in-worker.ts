// Runs one long task of the vault in a worker thread with its own connection, so that the window stays awake. Knows no tasks by heart.
import { Worker } from 'node:worker_threads';
import type { VaultTask, VaultTaskResult } from './vault-worker.ts';

/*
 * From source the worker is the .ts file beside this one; in the packed app the build puts it beside main.js as vault-worker.js
 * (an input of its own in electron.vite.config.ts).
 */
const workerUrl = new URL(
  import.meta.url.endsWith('.ts') ? './vault-worker.ts' : './vault-worker.js',
  import.meta.url,
);

export function inWorker<Task extends VaultTask>(task: Task): Promise<VaultTaskResult<Task['task']>> {
  return new Promise((resolve, reject) => {
    // Handles given to the worker stay ours: it must not close them when it ends.
    const own = withOwnBytes(task);
    const worker = new Worker(workerUrl, { workerData: own, trackUnmanagedFds: false });
    // The worker has its clone by now; it zeroes that itself.
    for (const value of Object.values(own)) if (value instanceof Uint8Array) value.fill(0);
    let settled = false;
    worker.once('message', (answer: Answer<VaultTaskResult<Task['task']>>) => {
      settled = true;
      if ('error' in answer)
        reject(Object.assign(new Error(answer.error.message), { code: answer.error.code }));
      else resolve(answer.result);
    });
    worker.once('error', reject);
    worker.once('exit', () => {
      if (!settled) reject(new Error('the vault worker ended without an answer'));
    });
  });
}

/** A small Buffer is a window into a shared pool, and the whole pool would be copied over with it. */
const withOwnBytes = (task: VaultTask): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(task).map(([name, value]) => [
      name,
      value instanceof Uint8Array ? Uint8Array.from(value) : value,
    ]),
  );

export type Answer<Result> = { result: Result } | { error: { message: string; code: string } };
