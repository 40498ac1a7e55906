// What the demo clinic's doctors choose from and use again: diagnosis codes, medicines, texts of the whole clinic; and what its patients carry
// from visit to visit.
import { CLINIC_CODES, type CodedDiagnosis } from '../../domain/diagnoses.ts';
import type { Locale } from '../../domain/clinic-setup.ts';
import { demoIds } from './demo-ids.ts';
import { demoTexts } from './demo-plan.ts';
import { type DemoRows, demoRow } from './demo-rows.ts';

/** `Viêm họng cấp (J02.9)`, as the demo's diagnoses are written. Null for one without a code. */
export function codedDemoDiagnosis(diagnosis: string): CodedDiagnosis | null {
  const [, text, code] = /^(.+) \(([A-Z]\d\d(?:\.\d)?)\)$/.exec(diagnosis) ?? [];
  return text && code ? { codeSystem: CLINIC_CODES, code, text } : null;
}

/** What stays with a patient: high blood pressure, diabetes, heart failure, blood lipids, a worn knee, an irregular heartbeat. */
const LASTING = ['I10', 'E11', 'I20', 'I49', 'I50', 'E78', 'M17'];
export const isLasting = ({ code }: CodedDiagnosis): boolean => LASTING.includes(code.slice(0, 3));

export function* clinicalRows(locale: Locale): DemoRows {
  const newId = demoIds('clinical');
  const { departments, medicines, snippets, recordTemplates } = demoTexts[locale];
  const written = Object.values(departments).flatMap(({ conditions }) =>
    conditions.flatMap(({ diagnosis }) => codedDemoDiagnosis(diagnosis) ?? []),
  );
  const codes = new Map(written.map(({ code, text }) => [code, text]));
  for (const [code, text] of [...codes].toSorted(([a], [b]) => (a < b ? -1 : 1)))
    yield demoRow('diagnosisCodes', { id: newId(), code, text, isActive: true });
  for (const medicine of medicines) yield demoRow('medicines', { id: newId(), ...medicine, isActive: true });
  const shared = { doctorId: null, archivedAtMs: null };
  for (const snippet of snippets)
    yield demoRow('templates', { id: newId(), ...shared, kind: 'snippet', ...snippet });
  for (const { name, content } of recordTemplates) {
    const texts = JSON.stringify(content);
    yield demoRow('templates', {
      id: newId(),
      ...shared,
      kind: 'record',
      name,
      shortcut: '',
      content: texts,
    });
  }
}
