// Empty slips for a day without the PC: one form per visit, filled in by hand and entered afterwards. It reads nobody's data.
import { clinicOf } from '../../db/clinic-setup.ts';
import type { Tx } from '../../db/write.ts';
import { type Html, html } from './html.ts';
import { type Asker, type Composed, type Sheet, sheetFor } from './sheet.ts';

/** In the clinic's language: patients may be asked to fill it in. Two forms on A4, one on A5. */
export function composeBlankSlips(
  tx: Tx,
  { pages }: { pages: number },
  asker: Pick<Asker, 'fullName'>,
): Composed {
  const { sheet, setup, parts } = sheetFor(tx, asker, {
    document: 'blankSlip',
    language: clinicOf(tx).locale,
  });
  const title = sheet.words.documents.blankSlip;
  const perPage = sheet.paper === 'A4' ? 2 : 1;
  const body = html`${times(pages, () => html`<div class="sheet blanks">${times(perPage, () => form(sheet))}</div>`)}`;
  return {
    fileName: title,
    subject: { entity: 'appointments', note: { pages } },
    setup,
    page: { ...parts, title, body },
  };
}

function form({ clinic, words }: Sheet): Html {
  const boxes = (...labels: string[]) =>
    html`<span class="boxes">${labels.map((label) => html`<span><i></i>${label}</span>`)}</span>`;
  return html`<section class="blank">
<div class="head"><h2>${words.blankSlip}</h2><span>${clinic.name}</span></div>
<div class="row">${gap(words.date)}${gap(words.time)}${gap(words.doctor, 2)}</div>
<div class="row">${gap(words.patientName, 3)}${gap(words.recordNumber, 2)}</div>
<div class="row">${gap(words.born)}<div class="gap"><b>${words.sex}</b>${boxes(words.male, words.female, words.other)}</div></div>
<div class="row">${gap(words.phone)}${gap(words.address, 2)}</div>
<div class="row">${gap(words.allergies)}</div>
<div class="row">${gap(words.reason)}</div>
<div class="row"><div class="gap"><b>${words.whatHappened}</b>${boxes(words.came, words.didNotCome, words.wasCancelled, words.cameWithoutAppointment)}</div></div>
<div class="row">${gap(words.paid)}${gap(words.notes, 2)}</div>
<div class="row">${gap('')}</div>
<div class="muted">${words.enterLater}</div>
</section>`;
}

/** A name and a line to write on. */
const gap = (label: string, share = 1): Html =>
  html`<div class="gap" style="flex:${share}">${label && html`<b>${label}</b>`}<span></span></div>`;

const times = (count: number, make: () => Html): Html[] => Array.from({ length: count }, make);
