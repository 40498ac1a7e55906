// Texts that doctors use again, one's own and the clinic's. Whose may be changed is decided in domain/templates.ts.
import type { Role } from '../domain/accounts.ts';
import { type EditOf, refuseChanged } from '../domain/clinic-setup-input.ts';
import { Refused } from '../domain/failure.ts';
import { refuseForeignTemplate, type Template, type TemplateInput } from '../domain/templates.ts';
import { prepared } from './prepared.ts';
import type { Reader, Tx } from './write.ts';

type By = { userId: string; role: Role };

/** One's own and the clinic's, by name. A colleague's own are nobody else's business. */
export const templatesFor = (reader: Reader, userId: string): Template[] =>
  (
    prepared(
      reader,
      'SELECT * FROM templates WHERE clinicId = ? AND archivedAtMs IS NULL AND (doctorId IS NULL OR doctorId = ?)',
    ).all(reader.clinicId, userId) as Template[]
  ).toSorted((a, b) => byName.compare(a.name, b.name));
const byName = new Intl.Collator('vi');

export function saveTemplate(
  tx: Tx,
  { edit, input, by }: { edit: EditOf; input: TemplateInput; by: By },
): Template {
  const { isShared, ...values } = input;
  const row = { ...values, doctorId: isShared ? null : by.userId };
  if (edit.id === null) return tx.insert('templates', { id: tx.newId(), ...row, archivedAtMs: null });
  const before = refuseChanged('template', tx.find('templates', edit.id), edit);
  refuseForeignTemplate(before, by);
  return tx.update('templates', edit.id, row);
}

/** Takes it out of the lists, or brings it back. */
export function archiveTemplate(
  tx: Tx,
  { id, isArchived, by }: { id: string; isArchived: boolean; by: By },
): Template {
  const template = tx.find('templates', id);
  if (!template) throw new Refused({ code: 'not_found', subject: 'template' });
  refuseForeignTemplate(template, by);
  return tx.update('templates', id, { archivedAtMs: isArchived ? tx.nowMs : null });
}
