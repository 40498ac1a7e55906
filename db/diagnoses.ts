// The clinic's diagnosis codes and the problem lists of its patients. Every caller audits the reading of a problem list.
import { type EditOf, refuseChanged } from '../domain/clinic-setup-input.ts';
import {
  changeProblem,
  type CodedDiagnosis,
  type DiagnosisCode,
  type DiagnosisCodeInput,
  knownProblem,
  newProblem,
  type Problem,
} from '../domain/diagnoses.ts';
import { Refused } from '../domain/failure.ts';
import { searchable } from '../domain/word-search.ts';
import { type FoldedList, searchList } from './folded-lists.ts';
import { openChart } from './chart-access.ts';
import { prepared } from './prepared.ts';
import type { Reader, Tx } from './write.ts';

type Stored = Omit<DiagnosisCode, 'isActive'> & { isActive: number };
const asCode = (row: Stored): DiagnosisCode => ({ ...row, isActive: row.isActive === 1 });

/** All, inactive ones too, by code. */
export const diagnosisCodesOf = (reader: Reader): DiagnosisCode[] =>
  (
    prepared(reader, 'SELECT * FROM diagnosisCodes WHERE clinicId = ? ORDER BY code').all(
      reader.clinicId,
    ) as Stored[]
  ).map(asCode);

const inMemory: FoldedList<DiagnosisCode> = {
  table: 'diagnosisCodes',
  // `J02.9` is found as `J02.9`, `J029` and `J02`.
  load: (reader) =>
    diagnosisCodesOf(reader).map((code) =>
      searchable(code, code.code.replaceAll(/[^\p{L}\p{N}]/gu, ''), code.code, code.text),
    ),
};

export function findDiagnosisCodes(
  reader: Reader,
  typed: string,
  limit: number,
): { rows: DiagnosisCode[]; total: number } {
  return searchList(reader, inMemory, { typed, limit });
}

/** A page of the list for the set-up: what was searched for, or the list's beginning. */
export function diagnosisCodePage(
  reader: Reader,
  typed: string,
  limit: number,
): { rows: DiagnosisCode[]; total: number } {
  if (typed.trim() !== '') return findDiagnosisCodes(reader, typed, limit);
  const rows = prepared(reader, 'SELECT * FROM diagnosisCodes WHERE clinicId = ? ORDER BY code LIMIT ?').all(
    reader.clinicId,
    limit,
  ) as Stored[];
  const total = prepared(reader, 'SELECT count(*) FROM diagnosisCodes WHERE clinicId = ?')
    .pluck()
    .get(reader.clinicId) as number;
  return { rows: rows.map(asCode), total };
}

export function saveDiagnosisCode(tx: Tx, edit: EditOf, input: DiagnosisCodeInput): DiagnosisCode {
  const twin = prepared(tx, 'SELECT id FROM diagnosisCodes WHERE clinicId = ? AND code = ? AND id <> ?').get(
    tx.clinicId,
    input.code,
    edit.id ?? '',
  );
  if (twin) throw new Refused({ code: 'name_taken', subject: 'diagnosisCode', name: input.code });
  if (edit.id === null) return tx.insert('diagnosisCodes', { id: tx.newId(), ...input });
  refuseChanged('diagnosisCode', tx.find('diagnosisCodes', edit.id), edit);
  return tx.update('diagnosisCodes', edit.id, input);
}

/** What the patient has, then what is over, each the newest first. */
export const problemsOf = (reader: Reader, patientId: string): Problem[] =>
  prepared(
    reader,
    `SELECT * FROM problems WHERE clinicId = ? AND patientId = ? AND archivedAtMs IS NULL
     ORDER BY status = 'resolved', coalesce(resolvedDate, onsetDate) DESC, createdAtMs DESC`,
  ).all(reader.clinicId, patientId) as Problem[];

/** Changing the list is for who may open the chart. A problem the patient has had before is opened again; one that is open already stays as it is. */
export function addProblem(
  tx: Tx,
  { patientId, diagnosis, today }: { patientId: string; diagnosis: CodedDiagnosis; today: string },
): Problem {
  if (!tx.find('patients', patientId)) throw new Refused({ code: 'not_found', subject: 'patient' });
  openChart(tx, patientId);
  const known = knownProblem(problemsOf(tx, patientId), diagnosis);
  if (known?.status === 'active') return known;
  if (known) return tx.update('problems', known.id, changeProblem(known, 'active', today));
  const by = { id: tx.newId(), patientId, userId: tx.userId ?? '', today };
  return tx.insert('problems', newProblem(diagnosis, by));
}

export function setProblemStatus(
  tx: Tx,
  problemId: string,
  { status, today }: { status: Problem['status']; today: string },
): Problem {
  return tx.update('problems', problemId, changeProblem(problemOf(tx, problemId), status, today));
}

/** Written by mistake: it is not shown any more, and comes back when it is undone. */
export function archiveProblem(tx: Tx, problemId: string, isArchived: boolean): Problem {
  return tx.update('problems', problemOf(tx, problemId).id, { archivedAtMs: isArchived ? tx.nowMs : null });
}

function problemOf(tx: Tx, problemId: string): Problem {
  const problem = tx.find('problems', problemId);
  if (!problem) throw new Refused({ code: 'not_found', subject: 'problem' });
  openChart(tx, problem.patientId);
  return problem;
}
