// The worker's side of long tasks: writes and proves backups, proves files, rekeys copies. Gets keys and paths; decides nothing.
import { parentPort, workerData } from 'node:worker_threads';
import { rekeyCopy } from '../open-database.ts';
import type { Answer } from './in-worker.ts';
import { type OpenFile, proveFile, proveOpenFile, type ProvenFile } from './prove-file.ts';
import { vacuumInto, type VacuumedFile } from './vacuum-into.ts';

export type VaultTask =
  | ({ task: 'vacuumInto'; target: string } & FileKeys)
  | ({ task: 'proveFile' } & FileKeys)
  | ({ task: 'proveOpenFile' } & OpenFile)
  | { task: 'rekeyCopy'; path: string; oldKey: Uint8Array; newKey: Uint8Array };
export type FileKeys = { path: string; key: Uint8Array; auditKey: Uint8Array };

type Results = {
  vacuumInto: VacuumedFile;
  proveFile: ProvenFile;
  proveOpenFile: ProvenFile;
  rekeyCopy: null;
};
export type VaultTaskResult<Name extends VaultTask['task']> = Results[Name];

function run(task: VaultTask): Results[VaultTask['task']] {
  switch (task.task) {
    case 'vacuumInto':
      return vacuumInto(task, task.target);
    case 'proveFile':
      return proveFile(task);
    case 'proveOpenFile':
      return proveOpenFile(task);
    case 'rekeyCopy':
      rekeyCopy(task.path, Buffer.from(task.oldKey), Buffer.from(task.newKey));
      return null;
  }
}

function answer(task: VaultTask): Answer<unknown> {
  try {
    return { result: run(task) };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    return { error: { message: error instanceof Error ? error.message : String(error), code } };
  } finally {
    // The copies of keys that came with the task.
    for (const value of Object.values(task)) if (value instanceof Uint8Array) value.fill(0);
  }
}

parentPort?.postMessage(answer(workerData as VaultTask));
