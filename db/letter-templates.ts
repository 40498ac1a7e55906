// The clinic's own texts for letters, and a doctor's. How a text is filled in is domain/letters.ts.
import { and, asc, eq, isNull, or } from 'drizzle-orm';
import type { LetterKind } from '../domain/letters.ts';
import { templates } from './schema/doctors-desk.ts';
import type { Reader } from './write.ts';

export type LetterTemplate = { id: string; name: string; content: string };

/** The whole clinic's and this doctor's own, by name. */
export const lettersFor = (
  reader: Reader,
  { kind, doctorId }: { kind: LetterKind; doctorId: string },
): LetterTemplate[] =>
  reader.db
    .select({ id: templates.id, name: templates.name, content: templates.content })
    .from(templates)
    .where(
      and(
        eq(templates.clinicId, reader.clinicId),
        eq(templates.kind, kind),
        isNull(templates.archivedAtMs),
        or(isNull(templates.doctorId), eq(templates.doctorId, doctorId)),
      ),
    )
    .orderBy(asc(templates.name))
    .all();
