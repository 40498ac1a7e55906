// Letters about a visit: the sick note and the referral. What may stand in one, the texts the software brings, how a text is filled in.
// Pure: it knows no paper and no screen.
import { z } from 'zod';
import { civilDate, daysBetween } from './civil-date.ts';
import type { Locale } from './clinic-setup.ts';
import { rowId, requiredText } from './row.ts';

export const letterKinds = ['sickNote', 'referral'] as const;
export const letterKind = z.enum(letterKinds);
export type LetterKind = z.infer<typeof letterKind>;

/** What a letter's text may name in braces, `{{patient}}`. */
export const letterFieldNames = [
  'patient',
  'birthDate',
  'sex',
  'address',
  'recordNumber',
  'allergies',
  'doctor',
  'department',
  'clinic',
  'today',
  'visitDate',
  'reason',
  'diagnosis',
  'findings',
  'treatment',
  'from',
  'until',
  'days',
  'to',
] as const;
export type LetterFieldName = (typeof letterFieldNames)[number];
/** As they are read on paper; empty where nobody wrote anything. */
export type LetterFields = Record<LetterFieldName, string>;

export const letterStart = z.object({ appointmentId: rowId, kind: letterKind });
/** A letter as it is printed: the text a person read and may have changed, never the template. */
export const letterOnPaper = z.object({ appointmentId: rowId, text: requiredText(20_000) });
/** What is kept while a letter is written; `isOwnText` once somebody changed the words themselves. */
export const letterDraft = z.object({
  templateId: z.string(),
  fromDate: civilDate,
  untilDate: civilDate,
  to: z.string().max(500),
  diagnosis: z.string().max(20_000),
  text: z.string().max(20_000),
  isOwnText: z.boolean(),
});
export type LetterDraft = z.infer<typeof letterDraft>;

/** Room to write by hand, where a field is empty. */
export const BLANK = '…………';

/** A name that is no field stays as it stands, so that a slip in a template is seen before it is printed. */
export const fillLetter = (content: string, fields: LetterFields): string =>
  content.replace(/\{\{\s*([A-Za-z]+)\s*\}\}/g, (braces, name: string) =>
    isField(name) ? fields[name].trim() || BLANK : braces,
  );
const isField = (name: string): name is LetterFieldName => letterFieldNames.some((known) => known === name);

/** Both days are away days; 0 when they are the wrong way round. */
export const daysAway = (fromDate: string, untilDate: string): number =>
  Math.max(0, daysBetween(fromDate, untilDate) + 1);

/** What is there before a clinic writes its own. The English sick note leaves the diagnosis out: an employer need not know it. */
export const standardLetter: Record<LetterKind, Record<Locale, string>> = {
  sickNote: {
    en: `This is to certify that {{patient}}, born {{birthDate}}, was examined at {{clinic}} on {{visitDate}}.

In my opinion {{patient}} is unfit for work or school from {{from}} until {{until}} inclusive (number of days: {{days}}).`,
    vi: `{{clinic}} xác nhận:

Người bệnh {{patient}}, sinh ngày {{birthDate}}, địa chỉ {{address}}, đã đến khám ngày {{visitDate}}.

Chẩn đoán: {{diagnosis}}

Số ngày cần nghỉ để điều trị: {{days}} ngày, từ ngày {{from}} đến hết ngày {{until}}.`,
  },
  referral: {
    en: `To: {{to}}

Dear colleague,

Thank you for seeing {{patient}}, born {{birthDate}} ({{sex}}), whom I saw on {{visitDate}}.

Reason for the visit: {{reason}}
Diagnosis: {{diagnosis}}
Findings: {{findings}}
Treatment so far: {{treatment}}
Allergies: {{allergies}}

I should be grateful for your assessment and advice on further care.

With kind regards`,
    vi: `Kính gửi: {{to}}

{{clinic}} xin giới thiệu người bệnh {{patient}}, sinh ngày {{birthDate}}, giới tính {{sex}}, đã khám ngày {{visitDate}}.

Lý do khám: {{reason}}
Chẩn đoán: {{diagnosis}}
Khám và sinh hiệu: {{findings}}
Thuốc và hướng xử trí đã dùng: {{treatment}}
Tiền sử dị ứng: {{allergies}}

Kính mong quý đồng nghiệp khám và cho ý kiến điều trị tiếp.

Trân trọng cảm ơn.`,
  },
};
