// A patient's file as one page to read: no script, nothing from anywhere, every word escaped. It opens in any browser, offline.
import { mediaTypeOf, documentPath, type FileVisit, type PatientFile } from '../../domain/patient-file.ts';
import { wallClock } from '../../domain/civil-date.ts';
import type { Locale } from '../../domain/clinic-setup.ts';
import { clinicalWords, vitalsLine } from '../printing/clinical-words.ts';
import { type Html, html, lines } from '../printing/html.ts';
import { birthAndSex, line } from '../printing/patient-lines.ts';
import { longDay, printWords, shortDay } from '../printing/words.ts';
import { diagnosisText } from '../printing/written.ts';
import { fileWords } from './file-words.ts';

const POLICY = "default-src 'none'; style-src 'unsafe-inline'";

/** In the clinic's language. `missing`: documents whose file could not be opened. */
export function patientPage(file: PatientFile, missing: ReadonlySet<string>): string {
  const { clinic, patient, madeAtMs } = file;
  const { locale } = clinic;
  const own = fileWords[locale];
  const made = wallClock(madeAtMs, clinic.timeZone);
  const page = html`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>${own.title}: ${patient.fullName}</title>
<style>${STYLE}</style>
</head>
<body>
<header><p>${[clinic.name, clinic.address, clinic.phone].filter(Boolean).join(' · ')}</p>
<h1>${patient.fullName}</h1>
<p>${own.made(`${made.time} ${shortDay(made.date)}`)}</p></header>
<main>
${aboutPatient(file, made.date)}
${problemList(file)}
${documentList(file, missing)}
${notes(file)}
<section><h2>${own.visits(file.visits.length)}</h2>
${file.visits.toReversed().map((visit) => visitPart(visit, file))}</section>
</main>
<footer>${own.also}</footer>
</body>
</html>`;
  return page.text;
}

function aboutPatient({ clinic, patient }: PatientFile, today: string): Html {
  const words = printWords[clinic.locale];
  const own = clinicalWords[clinic.locale];
  const more = fileWords[clinic.locale];
  return html`<section><h2>${words.patient}</h2><dl>
${line(words.recordNumber, patient.recordNumber)}
${line(words.born, birthAndSex(patient, words, today))}
${line(words.phone, patient.phone)}
${line(more.email, patient.email)}
${line(words.address, patient.address)}
${line(more.insurance, patient.insuranceId)}
${line(more.emergency, [patient.emergencyContact, patient.emergencyContactPhone].filter(Boolean).join(' · '))}
${line(own.bloodGroup, patient.bloodGroup)}
${line(own.conditions, patient.chronicConditions)}
${line(more.warnings, patient.warnings)}
${line(words.notes, patient.notes)}
</dl>
<p class="warning">${words.allergies}: ${patient.allergies ?? more.notAsked}</p></section>`;
}

function problemList({ clinic, problems }: PatientFile): Html {
  const own = fileWords[clinic.locale];
  const listed = problems.filter(({ archivedAtMs }) => archivedAtMs === null);
  if (listed.length === 0) return html``;
  return html`<section><h2>${own.problems}</h2><ul>${listed.map(
    ({ code, text, status, onsetDate, resolvedDate }) =>
      html`<li><strong>${[code, text].filter(Boolean).join(' ')}</strong> · ${own.status[status]}${
        onsetDate && ` · ${own.since} ${shortDay(onsetDate)}`
      }${resolvedDate && ` – ${shortDay(resolvedDate)}`}</li>`,
  )}</ul></section>`;
}

function documentList({ clinic, documents }: PatientFile, missing: ReadonlySet<string>): Html {
  const own = fileWords[clinic.locale];
  if (documents.length === 0) return html``;
  return html`<section><h2>${own.documents}</h2><ul>${documents.map((document, at) => {
    const name = document.title || document.fileName;
    const facts = [
      own.type[document.documentType],
      document.dateOfRecord && shortDay(document.dateOfRecord),
      document.sourceDoctor,
    ];
    return html`<li>${
      missing.has(document.id)
        ? html`<strong>${name}</strong> (${own.missing})`
        : html`<a href="${documentPath(document, at)}" type="${mediaTypeOf(document)}">${name}</a>`
    } · ${facts.filter(Boolean).join(' · ')}${document.notes && html`<div>${lines(document.notes)}</div>`}</li>`;
  })}</ul></section>`;
}

function notes({ clinic, sharedNotes }: PatientFile): Html {
  if (sharedNotes.length === 0) return html``;
  return html`<section><h2>${fileWords[clinic.locale].sharedNotes}</h2>${sharedNotes.map(
    (note) => html`<p>${lines(note.noteText)}</p>`,
  )}</section>`;
}

function visitPart(visit: FileVisit, { clinic, doctors }: PatientFile): Html {
  const { appointment, departmentName } = visit;
  const { locale } = clinic;
  const words = printWords[locale];
  const doctor = doctors.find(({ id }) => id === appointment.doctorId)?.name ?? '';
  return html`<article><h3>${longDay(appointment.appointmentDate, locale)}, ${appointment.appointmentTime}</h3>
<p class="muted">${[doctor, departmentName, words.status[appointment.status]].filter(Boolean).join(' · ')}</p>
<dl>${line(words.reason, appointment.reason)}${line(clinicalWords[locale].symptoms, appointment.symptoms)}</dl>
${writtenPart(visit, locale)}</article>`;
}

function writtenPart({ record, diagnoses, versions }: FileVisit, locale: Locale): Html {
  if (!record) return html``;
  const words = printWords[locale];
  const own = clinicalWords[locale];
  return html`<dl>
${typed(own.vitals, vitalsLine(record.vitalSigns, locale))}
${typed(words.diagnosis, diagnosisText(record.diagnosis, diagnoses))}
${typed(words.medicines, record.prescription)}
${typed(own.plan, record.treatmentPlan)}
${typed(own.notes, record.notes)}
${line(words.followUp, record.followUpDate && shortDay(record.followUpDate))}
</dl>
${record.signedAtMs === null && html`<p class="muted">${words.unsigned}</p>`}
${versions.length > 0 && earlier(versions, locale)}`;
}

const earlier = (versions: FileVisit['versions'], locale: Locale): Html =>
  html`<details><summary>${fileWords[locale].versions(versions.length)}</summary>${versions.map(
    (version) => html`<dl>
${line(fileWords[locale].whyChanged, version.reason)}
${typed(clinicalWords[locale].vitals, vitalsLine(version.vitalSigns, locale))}
${typed(printWords[locale].diagnosis, version.diagnosis)}
${typed(printWords[locale].medicines, version.prescription)}
${typed(clinicalWords[locale].plan, version.treatmentPlan)}
${typed(clinicalWords[locale].notes, version.notes)}
</dl>`,
  )}</details>`;

const typed = (label: string, text: string): Html =>
  text === '' ? html`` : html`<dt>${label}</dt><dd>${lines(text)}</dd>`;

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;color:#111;background:#fff;max-width:52rem;margin:2rem auto;padding:0 1.2rem}
h1{margin:.2em 0;font-size:1.7rem}h2{font-size:1.2rem;margin:1.6em 0 .5em;border-bottom:1px solid #bbb}h3{font-size:1.05rem;margin:0}
header p,footer,.muted{color:#555;margin:0}dl{display:grid;grid-template-columns:minmax(8rem,max-content) 1fr;gap:.25rem 1rem;margin:.4rem 0}
dt{color:#555}dd{margin:0;overflow-wrap:anywhere}article{border:1px solid #ccc;border-radius:8px;padding:.8rem 1rem;margin:.8rem 0;break-inside:avoid}
.warning{border:2px solid #111;border-radius:6px;padding:.4rem .8rem;font-weight:650}ul{padding-left:1.2rem}footer{margin-top:2rem;font-size:.9rem}`;
