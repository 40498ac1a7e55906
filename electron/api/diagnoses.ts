// Diagnosis codes of the clinic's list and the problem lists of its patients. Every reading of a problem list is audited.
import { z } from 'zod';
import { clinicNow } from '../../db/appointments.ts';
import { openChart } from '../../db/chart-access.ts';
import {
  addProblem,
  archiveProblem,
  diagnosisCodePage,
  findDiagnosisCodes,
  problemsOf,
  saveDiagnosisCode,
  setProblemStatus,
} from '../../db/diagnoses.ts';
import type { Tx } from '../../db/write.ts';
import { editOf } from '../../domain/clinic-setup-input.ts';
import {
  codedDiagnosisInput,
  diagnosisCodeInput,
  type Problem,
  problemStatuses,
} from '../../domain/diagnoses.ts';
import { rowId } from '../../domain/row.ts';
import { permit, router } from './trpc.ts';

const search = z.object({ text: z.string().max(200) });
const CHOICES = 12;
const SETUP_ROWS = 200;

export const diagnosesRouter = router({
  /** What a code or the words of a diagnosis find. */
  codes: permit('record.write')
    .input(search)
    .query(({ ctx, input }) =>
      findDiagnosisCodes(ctx.vault, input.text, CHOICES).rows.filter(({ isActive }) => isActive),
    ),
  /** The clinic's list, for the set-up. */
  codeList: permit('setup.manage')
    .input(search)
    .query(({ ctx, input }) => diagnosisCodePage(ctx.vault, input.text, SETUP_ROWS)),
  saveCode: permit('setup.manage')
    .input(z.object({ edit: z.object(editOf), values: diagnosisCodeInput }))
    .mutation(({ ctx, input }) =>
      ctx.write('setup.saveDiagnosisCode', (tx) => saveDiagnosisCode(tx, input.edit, input.values)),
    ),

  problems: permit('record.read')
    .input(z.object({ patientId: rowId }))
    .query(({ ctx, input }) =>
      ctx.write('records.read', (tx) => {
        openChart(tx, input.patientId);
        tx.about({ entity: 'patients', entityId: input.patientId, ...input, note: { part: 'problems' } });
        return problemsOf(tx, input.patientId);
      }),
    ),
  addProblem: permit('record.write')
    .input(z.object({ patientId: rowId, diagnosis: codedDiagnosisInput }))
    .mutation(({ ctx, input }) =>
      ctx.write('problems.add', (tx) => about(tx, addProblem(tx, { ...input, today: today(tx) }))),
    ),
  setProblemStatus: permit('record.write')
    .input(z.object({ problemId: rowId, status: z.enum(problemStatuses) }))
    .mutation(({ ctx, input }) =>
      ctx.write('problems.setStatus', (tx) =>
        about(tx, setProblemStatus(tx, input.problemId, { status: input.status, today: today(tx) })),
      ),
    ),
  archiveProblem: permit('record.write')
    .input(z.object({ problemId: rowId, isArchived: z.boolean() }))
    .mutation(({ ctx, input }) =>
      ctx.write('problems.archive', (tx) => about(tx, archiveProblem(tx, input.problemId, input.isArchived))),
    ),
});

const today = (tx: Tx) => clinicNow(tx, tx.nowMs).date;

function about(tx: Tx, problem: Problem): Problem {
  tx.about({ entity: 'problems', entityId: problem.id, patientId: problem.patientId });
  return problem;
}
