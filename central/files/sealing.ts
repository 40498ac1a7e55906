// The server's end of the sealing threads: two of them, so that a large file does not stop the answers to everybody else.
import { Piscina } from 'piscina';
import { assert, Refused } from '../../domain/failure.ts';
import type { SealedFile, SealingAnswer, SealingTask } from './sealing-worker.ts';

const THREADS = 2;

export type Sealing = {
  /** Refuses what is no pdf, jpg or png by its content, or could act by itself when it is opened. */
  seal(bytes: Uint8Array): Promise<SealedFile>;
  /** Refuses with `document_file_damaged` when it is not what was sealed. */
  open(sealed: Uint8Array, key: { fileIdentity: string; contentHash: string }): Promise<Uint8Array>;
  end(): Promise<void>;
};

export function startSealing(): Sealing {
  const pool = new Piscina<SealingTask, SealingAnswer>({
    filename: new URL('./sealing-worker.ts', import.meta.url).href,
    name: 'run',
    minThreads: 0,
    maxThreads: THREADS,
    idleTimeout: 30_000,
  });
  const ask = async (task: SealingTask): Promise<SealingAnswer> => {
    const answer = await pool.run(task);
    if ('failure' in answer) throw new Refused(answer.failure);
    return answer;
  };
  return {
    seal: async (bytes) => {
      const answer = await ask({ task: 'seal', bytes });
      assert('file' in answer, 'a sealed file comes back');
      return answer.file;
    },
    open: async (sealed, key) => {
      const answer = await ask({ task: 'open', sealed, ...key });
      assert('bytes' in answer, 'an opened file comes back');
      return answer.bytes;
    },
    end: () => pool.close({ force: true }),
  };
}
