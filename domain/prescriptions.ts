// The lines of a prescription: the structured companion of a record's free text. Pure; it knows no list and no screen.
import { z } from 'zod';
import { daysBetween } from './civil-date.ts';
import { Refused } from './failure.ts';
import { foldText } from './folded-text.ts';
import { ingredientsOf, type Medicine, medicineTitle } from './medicines.ts';
import { requiredText, rowId, syncedRow, typedText } from './row.ts';

/** One medicine as it is prescribed. What stands here is a copy: a later change of the clinic's list changes no prescription. */
export const prescriptionLine = z.object({
  /** Null: typed by hand. */
  medicineId: rowId.nullable(),
  medicineName: z.string(),
  ingredients: z.string(),
  dose: z.string(),
  route: z.string(),
  frequency: z.string(),
  duration: z.string(),
  instructions: z.string(),
  /** Why a warning was passed over; empty when there was none. */
  overrideReason: z.string(),
});
export type PrescriptionLine = z.infer<typeof prescriptionLine>;

/** A line as it comes in at the door. */
export const prescriptionLineInput = z.object({
  medicineId: rowId.nullable(),
  medicineName: requiredText(220),
  ingredients: typedText(300),
  dose: typedText(120),
  route: typedText(60),
  frequency: typedText(120),
  duration: typedText(60),
  instructions: typedText(300),
  overrideReason: typedText(300),
});
export const prescriptionLinesInput = z.array(prescriptionLineInput).max(50, 'validation.tooLong');

export const prescriptionItemRow = syncedRow.extend({
  recordId: rowId,
  appointmentId: rowId,
  patientId: rowId,
  doctorId: rowId,
  /** 1, 2, 3 … in the order they are printed. */
  lineNumber: z.number().int(),
  ...prescriptionLine.shape,
});

/** What a doctor types about a medicine, in the order it is typed and printed. */
export const lineDetails = ['dose', 'route', 'frequency', 'duration', 'instructions'] as const;
export type LineDetail = (typeof lineDetails)[number];

/** A line for a medicine of the list, with what the clinic usually says of it. */
export const lineOfMedicine = (medicine: Medicine): PrescriptionLine => ({
  medicineId: medicine.id,
  medicineName: medicineTitle(medicine),
  ingredients: medicine.ingredients,
  dose: medicine.usualDose,
  route: medicine.usualRoute,
  frequency: medicine.usualFrequency,
  duration: medicine.usualDuration,
  instructions: medicine.usualInstructions,
  overrideReason: '',
});

/** A line for a medicine that stands in no list: found by its name alone. */
export const lineByHand = (medicineName: string): PrescriptionLine => ({
  medicineId: null,
  medicineName,
  ingredients: '',
  dose: '',
  route: '',
  frequency: '',
  duration: '',
  instructions: '',
  overrideReason: '',
});

/** `1. Paracetamol 500 mg: 1 tablet, by mouth, 3 times a day, 5 days. After meals.` */
function textOfLine(line: PrescriptionLine, index: number): string {
  const how = [line.dose, line.route, line.frequency, line.duration].map((text) => text.trim());
  const said = how.filter((text) => text !== '').join(', ');
  const note = line.instructions.trim();
  const head = `${index + 1}. ${line.medicineName.trim()}${said && `: ${said}`}`;
  if (note === '') return head;
  return /[.!?]$/.test(head) ? `${head} ${note}` : `${head}. ${note}`;
}

/** The free text of a record's prescription as its lines say it. */
export const textOfLines = (lines: readonly PrescriptionLine[]): string =>
  lines
    .filter(({ medicineName }) => medicineName.trim() !== '')
    .map(textOfLine)
    .join('\n');

/**
 * What becomes of the free text when its lines change: it follows them as long as it says what they said; a text that a hand has changed stays as
 * it is, and the person is offered to write it anew.
 */
export const textAfter = (
  text: string,
  lines: { before: readonly PrescriptionLine[]; after: readonly PrescriptionLine[] },
): string => (isWrittenFrom(text, lines.before) ? textOfLines(lines.after) : text);

export const isWrittenFrom = (text: string, lines: readonly PrescriptionLine[]): boolean =>
  text.trim() === textOfLines(lines).trim();

/** A medicine of another visit of the patient, prescribed that day. */
export type TakenMedicine = Pick<PrescriptionLine, 'medicineName' | 'ingredients' | 'duration'> & {
  visitDate: string;
};

/** What lines are held against: the recorded allergies, and what the patient still takes, the newest first. */
export type PatientKnown = { allergies: string | null; taken: readonly TakenMedicine[] };

/** Without a word how long, a medicine counts as taken for a month: what is given for months is prescribed about that often. */
const UNSTATED_COURSE_DAYS = 30;
/** No course counts longer: a year without a new prescription is a medicine that was left. */
export const LONGEST_COURSE_DAYS = 365;

/** Folded words of both languages. */
const DAYS_OF_UNIT = new Map([
  ...['d', 'day', 'days', 'ngay'].map((unit) => [unit, 1] as const),
  ...['w', 'week', 'weeks', 'tuan'].map((unit) => [unit, 7] as const),
  ...['m', 'month', 'months', 'thang'].map((unit) => [unit, 30] as const),
  ...['y', 'year', 'years', 'nam'].map((unit) => [unit, 365] as const),
]);

/**
 * Days of `5 days`, `2 tuần`, `5-7 ngày` (the longest counts). A bare number is days, as it is typed in haste. Anything else is text of a
 * person, and says nothing that could be counted.
 */
export function courseDays(duration: string): number {
  const folded = foldText(duration);
  const days = /^\d+$/.test(folded)
    ? [Number(folded)]
    : [...folded.matchAll(/(\d+) ?(\p{L}+)/gu)].map(
        ([, count, unit]) => Number(count) * (DAYS_OF_UNIT.get(unit ?? '') ?? 0),
      );
  const longest = Math.max(0, ...days);
  return longest === 0 ? UNSTATED_COURSE_DAYS : Math.min(longest, LONGEST_COURSE_DAYS);
}

/** Those whose course has not passed on `day`. The day of the visit is the first one. */
export const stillTaken = (medicines: readonly TakenMedicine[], day: string): TakenMedicine[] =>
  medicines.filter(({ visitDate, duration }) => daysBetween(visitDate, day) < courseDays(duration));

/**
 * Why a line needs a second look. `word` is what was found: the recorded allergy, the substance that stands there twice (`duplicate`), or the one
 * still taken from the visit of `visitDate`.
 */
export type PrescriptionWarning = { lineIndex: number; word: string } & (
  | { kind: 'allergy' | 'duplicate' }
  | { kind: 'taken'; visitDate: string }
);

/**
 * By words alone, as they were recorded here: it knows no families of medicines, so "penicillin" does not find amoxicillin unless the clinic's
 * list says so under its ingredients. One substance is named once a line: as standing there twice before as still taken.
 */
export function warningsOf(lines: readonly PrescriptionLine[], known: PatientKnown): PrescriptionWarning[] {
  const allergens = allergensIn(known.allergies ?? '');
  const taken = known.taken.map(({ visitDate, ...medicine }) => ({ visitDate, of: substancesOf(medicine) }));
  const seen = new Set<string>();
  return lines.flatMap((line, lineIndex) => {
    const warnings: PrescriptionWarning[] = [];
    const words = foldText(`${line.medicineName} ${line.ingredients}`).split(' ');
    const allergy = allergens.find(({ folded }) => folded.some((allergen) => words.some(meets(allergen))));
    if (allergy) warnings.push({ lineIndex, kind: 'allergy', word: allergy.said });
    const substances = substancesOf(line);
    const twice = substances.find((substance) => seen.has(substance));
    const earlier = taken.find(({ of }) => substances.some((substance) => of.includes(substance)));
    const still = substances.find((substance) => earlier?.of.includes(substance));
    if (twice !== undefined) warnings.push({ lineIndex, kind: 'duplicate', word: twice });
    else if (earlier && still !== undefined)
      warnings.push({ lineIndex, kind: 'taken', word: still, visitDate: earlier.visitDate });
    for (const substance of substances) seen.add(substance);
    return warnings;
  });
}

/** A line with a warning is prescribed only with a reason: the main process refuses it too, whatever the screen has shown. */
export function refuseUnexplained(lines: readonly PrescriptionLine[], known: PatientKnown): void {
  const open = warningsOf(lines, known).find(
    ({ lineIndex }) => lines[lineIndex]?.overrideReason.trim() === '',
  );
  if (!open) return;
  const medicineName = lines[open.lineIndex]?.medicineName ?? '';
  throw new Refused({ code: 'warning_unexplained', medicineName, kind: open.kind, word: open.word });
}

/** Without ingredients a medicine is known by its name, without its strength. */
function substancesOf({
  ingredients,
  medicineName,
}: Pick<PrescriptionLine, 'ingredients' | 'medicineName'>): string[] {
  const listed = ingredientsOf(ingredients);
  if (listed.length > 0) return listed;
  const name = foldText(medicineName.replace(/\d.*$/, ''));
  return name === '' ? [] : [name];
}

/** Words of salts and of speech: they stand in many names and say nothing about an allergy. */
const SAYS_NOTHING = new Set(
  `acid acetate calcium chloride citrate hydrochloride magnesium maleate phosphate potassium sodium sulfate sulphate
  allergy allergic allergies none known drug drugs medicine reaction rash severe mild with and the
  thuoc khong chua dang phan ung muc nang nhe tien man ngua tat loai nhom natri kali canxi clorid sulfat vien uong tiem`.split(
    /\s+/,
  ),
);
/** Shorter words than these are found whole only: `sulfa` is found in sulfamethoxazole, `asa` is not found in mesalazine. */
const FOUND_INSIDE_FROM = 5;

const allergensIn = (allergies: string) =>
  allergies.split(/[,;\n/.]/).map((said) => ({
    said: said.trim(),
    folded: foldText(said)
      .split(' ')
      .filter((word) => word.length >= 3 && !SAYS_NOTHING.has(word) && !/^\d/.test(word)),
  }));

const meets = (allergen: string) => (word: string) =>
  word === allergen || (allergen.length >= FOUND_INSIDE_FROM && word.includes(allergen));
