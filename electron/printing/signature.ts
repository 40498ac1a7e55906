// Where a doctor's name stands at the end of a paper, with room for pen and stamp above it.
import type { VisitOnPaper } from '../../db/print-reads.ts';
import { wallClock } from '../../domain/civil-date.ts';
import { type Html, html } from './html.ts';
import type { Sheet } from './sheet.ts';
import { shortDay } from './words.ts';

/** `signedAtMs` is when the record was signed; null where there is none, or it is a draft. */
export function signature(visit: VisitOnPaper, signedAtMs: number | null, { clinic, words }: Sheet): Html {
  const signed = signedAtMs === null ? null : wallClock(signedAtMs, clinic.timeZone);
  return html`<div class="sign">
<div>${words.doctor}</div><div class="space"></div>
<strong>${visit.doctorName}</strong>
${visit.licenseNumber && html`<div class="muted">${words.licence} ${visit.licenseNumber}</div>`}
${signed && html`<div class="muted">${words.signedAt(`${signed.time} ${shortDay(signed.date)}`)}</div>`}
</div>`;
}
