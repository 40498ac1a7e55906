// The little of FHIR R4 that every resource here is made of: references, codings, texts. It knows no patient.

/** What a bundle holds. Shapes are proved against the published StructureDefinitions in tests. */
export type Resource = { resourceType: string; id: string } & Record<string, unknown>;

/** A name nobody owns (RFC 2606): references in the file resolve inside it and lead nowhere else. */
export const BASE = 'https://clinic-desk.invalid/fhir';
/** Our own code systems and identifiers. */
export const OWN = 'https://clinic-desk.invalid';

/** FHIR allows letters, digits, `-` and `.`, at most 64. Ours are UUIDs; a row brought from elsewhere may not be. */
export const fhirId = (id: string): string => id.replace(/[^A-Za-z0-9\-.]/g, '-').slice(0, 64);

export const referTo = (resourceType: string, id: string) => ({ reference: `${resourceType}/${fhirId(id)}` });

export const coded = (system: string, code: string, display?: string) => ({
  coding: [{ system, code, ...(display !== undefined && { display }) }],
});

export const instant = (atMs: number): string => new Date(atMs).toISOString();

/** Leaves out what nobody wrote down: FHIR has no empty strings, no nulls, no empty lists. */
export function given<Shape extends object>(shape: Shape): { [Key in keyof Shape]: NonNullable<Shape[Key]> } {
  const isSaid = (value: unknown) =>
    value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);
  return Object.fromEntries(Object.entries(shape).filter(([, value]) => isSaid(value))) as {
    [Key in keyof Shape]: NonNullable<Shape[Key]>;
  };
}

/** FHIR strings hold no control characters but line ends and tabs. */
export const fhirText = (text: string | null | undefined): string =>
  (text ?? '').replace(/\p{Cc}/gu, (sign) => (/[\t\r\n]/.test(sign) ? sign : '')).trim();

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** Narrative of plain text: whatever a person typed is letters in it, never markup. */
export const narrative = (text: string) => ({
  status: 'generated',
  div: `<div xmlns="http://www.w3.org/1999/xhtml"><p>${fhirText(text)
    .replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign)
    .replaceAll(/\r?\n/g, '<br/>')}</p></div>`,
});
