// The main process's end of the sealing worker: one thread, started when a document is first touched and ended when the desk is left.
import { Worker } from 'node:worker_threads';
import { Refused } from '../../domain/failure.ts';
import type { SealingAnswer, SealingResult, SealingTask } from './sealing-worker.ts';

/*
 * From source the worker is the .ts file beside this one; in the packed app the build puts it beside main.js as sealing-worker.js
 * (an input of its own in electron.vite.config.ts).
 */
const workerUrl = new URL(
  import.meta.url.endsWith('.ts') ? './sealing-worker.ts' : './sealing-worker.js',
  import.meta.url,
);

type Waiting = { resolve: (result: unknown) => void; reject: (error: unknown) => void };

export class Sealing {
  #worker: Worker | null = null;
  #lastId = 0;
  readonly #waiting = new Map<number, Waiting>();

  /** Refuses as the task does, and with `upload_gone` when the worker was ended meanwhile. The bytes of a `take` are handed over. */
  ask<Task extends SealingTask>(task: Task): Promise<SealingResult<Task['task']>> {
    const worker = (this.#worker ??= this.#start());
    const id = ++this.#lastId;
    const answered = new Promise<unknown>((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
    worker.postMessage({ ...task, id }, task.task === 'take' ? [task.bytes.buffer as ArrayBuffer] : []);
    return answered as Promise<SealingResult<Task['task']>>;
  }

  /** Ends the thread, and with it every clear byte it holds. The next task starts another. */
  end(): void {
    const worker = this.#worker;
    this.#worker = null;
    this.#giveUp(new Refused({ code: 'upload_gone' }));
    void worker?.terminate();
  }

  #start(): Worker {
    const worker = new Worker(workerUrl);
    // A closed desk does not wait for it.
    worker.unref();
    worker.on('message', (answer: SealingAnswer) => this.#hear(answer));
    worker.on('error', (error) => {
      if (this.#worker !== worker) return;
      this.#worker = null;
      this.#giveUp(error);
    });
    return worker;
  }

  #hear(answer: SealingAnswer): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if ('result' in answer) waiting?.resolve(answer.result);
    else if ('failure' in answer) waiting?.reject(new Refused(answer.failure));
    else waiting?.reject(Object.assign(new Error(answer.error.message), { code: answer.error.code }));
  }

  #giveUp(error: unknown): void {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
