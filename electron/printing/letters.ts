// The sick note and the referral on paper: the clinic, the text a doctor read before printing it, the doctor. And what a letter starts from.
import { openChart } from '../../db/chart-access.ts';
import { clinicOf } from '../../db/clinic-setup.ts';
import {
  recordIfAny,
  type VisitOnPaper,
  visitOnPaper,
  writtenBeside,
  type WrittenBeside,
} from '../../db/print-reads.ts';
import type { Reader, Tx } from '../../db/write.ts';
import { wallClock } from '../../domain/civil-date.ts';
import type { Locale } from '../../domain/clinic-setup.ts';
import type { MedicalRecord } from '../../domain/consultations.ts';
import type { LetterFields, LetterKind } from '../../domain/letters.ts';
import { clinicalWords, vitalsLine } from './clinical-words.ts';
import { html, lines } from './html.ts';
import { line } from './patient-lines.ts';
import { clinicHeader } from './print-page.ts';
import { type Asker, type Composed, sheetFor } from './sheet.ts';
import { signature } from './signature.ts';
import { printWords, shortDay } from './words.ts';
import { diagnosisText } from './written.ts';

/** In the clinic's language; the text as it was typed, in whatever language that is. */
const composeLetter =
  (kind: LetterKind) =>
  (tx: Tx, { appointmentId, text }: { appointmentId: string; text: string }, asker: Asker): Composed => {
    const visit = visitOnPaper(tx, appointmentId);
    openChart(tx, visit.patient.id);
    const language = clinicOf(tx).locale;
    const { sheet, setup, parts } = sheetFor(tx, asker, { document: kind, language });
    const title = clinicalWords[language][kind];
    const body = html`${clinicHeader(sheet.clinic, title)}
<dl>${line(sheet.words.recordNumber, visit.patient.recordNumber)}${line(sheet.words.date, shortDay(sheet.today))}</dl>
<section class="typed letter">${lines(text)}</section>
${signature(visit, null, sheet)}`;
    return {
      fileName: `${title} ${visit.patient.fullName} ${visit.appointment.appointmentDate}`,
      subject: { entity: 'appointments', entityId: appointmentId, patientId: visit.patient.id },
      setup,
      page: { ...parts, title, body },
    };
  };

export const composeSickNote = composeLetter('sickNote');
export const composeReferral = composeLetter('referral');

/** What a letter about a visit can say by itself; days and addressee are the person's to choose. */
export function letterFieldsOf(
  reader: Reader,
  appointmentId: string,
  nowMs: number,
): { visit: VisitOnPaper; fields: LetterFields } {
  const visit = visitOnPaper(reader, appointmentId);
  const clinic = clinicOf(reader);
  const record = recordIfAny(reader, appointmentId);
  const beside = record ? writtenBeside(reader, record.id) : { prescriptionLines: [], codedDiagnoses: [] };
  const { patient, appointment } = visit;
  const fields: LetterFields = {
    patient: patient.fullName,
    birthDate: patient.dateOfBirth ? shortDay(patient.dateOfBirth) : '',
    sex: patient.gender ? printWords[clinic.locale][patient.gender].toLowerCase() : '',
    address: patient.address ?? '',
    recordNumber: patient.recordNumber,
    allergies: patient.allergies ?? '',
    doctor: visit.doctorName,
    department: visit.departmentName,
    clinic: clinic.name,
    today: shortDay(wallClock(nowMs, clinic.timeZone).date),
    visitDate: shortDay(appointment.appointmentDate),
    reason: appointment.reason,
    ...written(record, beside, clinic.locale),
    from: '',
    until: '',
    days: '',
    to: '',
  };
  return { visit, fields };
}

function written(record: MedicalRecord | null, beside: WrittenBeside, locale: Locale) {
  if (!record) return { diagnosis: '', findings: '', treatment: '' };
  return {
    diagnosis: diagnosisText(record.diagnosis, beside.codedDiagnoses),
    findings: vitalsLine(record.vitalSigns, locale),
    treatment: [record.prescription, record.treatmentPlan].filter(Boolean).join('\n'),
  };
}
