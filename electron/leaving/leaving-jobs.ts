// What is being packed or brought in now: one thing at a time, how far it is, and how it is stopped. It knows no content.
import { rm } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { Refused } from '../../domain/failure.ts';
import type { LeavingProgress } from '../../domain/leaving.ts';
import type { LeavingMessage, LeavingResult, LeavingTask } from './worker.ts';
import { unfinishedName } from './zip-file.ts';

/*
 * From source the worker is the .ts file beside this one; in the packed app the build puts it beside main.js as leaving-worker.js
 * (an input of its own in electron.vite.config.ts).
 */
const workerUrl = new URL(
  import.meta.url.endsWith('.ts') ? './worker.ts' : './leaving-worker.js',
  import.meta.url,
);

type Job = { progress: LeavingProgress; stop: () => void };

let current: Job | null = null;

export const leavingProgress = (): LeavingProgress | null => current?.progress ?? null;
export const stopLeaving = (): void => current?.stop();

/**
 * Runs one task. Refused as the task refuses, `busy` while another runs, and `export_cancelled` when it was stopped or `isWanted` says no
 * any more (the clinic was closed); what it had begun to write is gone then.
 */
export async function runLeaving<Task extends LeavingTask>(
  task: Task,
  isWanted: () => boolean = () => true,
): Promise<LeavingResult<Task['task']>> {
  if (current) throw new Refused({ code: 'busy' });
  const own = withOwnKey(task);
  const worker = new Worker(workerUrl, { workerData: own, trackUnmanagedFds: false });
  if ('key' in own) own.key.fill(0);
  try {
    return await outcomeOf(worker, isWanted);
  } catch (error) {
    await worker.terminate();
    await takeAway(task);
    throw error;
  } finally {
    current = null;
  }
}

function outcomeOf<Result>(worker: Worker, isWanted: () => boolean): Promise<Result> {
  return new Promise((resolve, reject) => {
    const cancelled = () => reject(new Refused({ code: 'export_cancelled' }));
    current = { progress: { done: 0, total: 0 }, stop: cancelled };
    worker.on('message', (message: LeavingMessage) => {
      if ('progress' in message) {
        if (current) current.progress = message.progress;
        if (!isWanted()) cancelled();
      } else if ('result' in message) resolve(message.result as Result);
      else if ('failure' in message) reject(new Refused(message.failure));
      else reject(Object.assign(new Error(message.error.message), { code: message.error.code }));
    });
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('the leaving worker ended without an answer')));
  });
}

/** A small Buffer is a window into a shared pool, and the whole pool would be copied over with it. */
const withOwnKey = <Task extends LeavingTask>(task: Task): Task =>
  'key' in task ? { ...task, key: Uint8Array.from(task.key) } : task;

/** A thread that was ended could not clean up after itself. */
async function takeAway(task: LeavingTask): Promise<void> {
  if ('target' in task) await rm(unfinishedName(task.target), { force: true });
  if (task.task === 'importClinic') await rm(task.dataDir, { recursive: true, force: true });
}
