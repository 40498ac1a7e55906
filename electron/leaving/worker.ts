// The thread in which a patient's file or a whole clinic is packed or brought in, so that the window and the desk stay awake. Decides nothing.
import { parentPort, workerData } from 'node:worker_threads';
import { type Failure, Refused } from '../../domain/failure.ts';
import type { ExportManifest, ExportSummary, LeavingProgress } from '../../domain/leaving.ts';
import { type ExportEverything, exportEverything } from './export-everything.ts';
import { exportPatient, type ExportPatient } from './export-patient.ts';
import { importClinic, type ImportClinic, inspectExport, type Source } from './import-clinic.ts';

export type LeavingTask =
  | ({ task: 'exportPatient' } & ExportPatient)
  | ({ task: 'exportEverything' } & ExportEverything)
  | ({ task: 'inspect' } & Source)
  | ({ task: 'importClinic' } & ImportClinic);
type Results = {
  exportPatient: { missingDocuments: number };
  exportEverything: ExportManifest;
  inspect: ExportSummary;
  importClinic: void;
};
export type LeavingResult<Name extends LeavingTask['task']> = Results[Name];

export type LeavingMessage =
  | { progress: LeavingProgress }
  | { result: unknown }
  | { failure: Failure }
  | { error: { message: string; code: string } };

const say = (message: LeavingMessage): void => parentPort?.postMessage(message);
const tell = (progress: LeavingProgress): void => say({ progress });

function run(task: LeavingTask): Promise<unknown> {
  switch (task.task) {
    case 'exportPatient':
      return exportPatient(task, tell);
    case 'exportEverything':
      return exportEverything(task, tell);
    case 'inspect':
      return inspectExport(task, tell);
    case 'importClinic':
      return importClinic(task, tell);
  }
}

const task = workerData as LeavingTask;
void run(task)
  .then(
    (result) => say({ result }),
    (error: unknown) => {
      if (error instanceof Refused) return say({ failure: error.failure });
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      return say({
        error: { message: error instanceof Error ? (error.stack ?? error.message) : String(error), code },
      });
    },
  )
  .finally(() => {
    // The copy of the key that came with the task.
    if ('key' in task) task.key.fill(0);
  });
