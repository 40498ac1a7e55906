// What doctors wrote, as paragraphs and tables on paper: diagnosis, medicines, free text. It knows no whole document.
import type { CodedDiagnosis } from '../../domain/diagnoses.ts';
import { isWrittenFrom, type PrescriptionLine } from '../../domain/prescriptions.ts';
import type { ClinicalWords } from './clinical-words.ts';
import { type Html, html, lines } from './html.ts';

/** Text under its title; nothing when there is nothing to say. */
export const part = (title: string, text: string): Html =>
  text === '' ? html`` : html`<section><h2>${title}</h2><div class="typed">${lines(text)}</div></section>`;

/** Coded lines that the text does not name itself are added under it: "J02.9 Acute pharyngitis". */
export function diagnosisText(text: string, coded: readonly CodedDiagnosis[]): string {
  const missing = coded
    .map((each) => [each.code, each.text].filter(Boolean).join(' '))
    .filter(
      (words, at) => !text.includes(words) && !(text.includes(coded[at]?.text ?? '') && !coded[at]?.code),
    );
  return [text, ...missing].filter(Boolean).join('\n');
}

type Prescribed = { text: string; items: readonly PrescriptionLine[]; title: string; words: ClinicalWords };

/** The structured lines where there are any and the text says no more than they do; else the text as it was written. */
export function medicines({ text, items, title, words }: Prescribed): Html {
  if (items.length === 0 || !isWrittenFrom(text, items)) return part(title, text);
  return html`<section><h2>${title}</h2><ol class="medicines">${items.map((item) => medicine(item, words))}</ol></section>`;
}

const medicine = (
  item: PrescriptionLine,
  words: ClinicalWords,
): Html => html`<li><strong>${item.medicineName}</strong>
<div>${[
  [words.dose, item.dose],
  [words.route, item.route],
  [words.frequency, item.frequency],
  [words.duration, item.duration],
]
  .filter(([, value]) => value !== '')
  .map(([name, value]) => html`<span><em>${name}</em> ${value}</span>`)}</div>
${item.instructions && html`<div>${item.instructions}</div>`}</li>`;
