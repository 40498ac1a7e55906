// From an id to a finished print page: reads, picks the language, fills the template. Who may and that it is audited is the router's.
import { openChart } from '../../db/chart-access.ts';
import { clinicOf } from '../../db/clinic-setup.ts';
import {
  doctorOnPaper,
  localeOf,
  recordOnPaper,
  visitOnPaper,
  visitsOfDay,
  type VisitOnPaper,
  writtenBeside,
} from '../../db/print-reads.ts';
import type { Tx } from '../../db/write.ts';
import type { Locale } from '../../domain/clinic-setup.ts';
import { daySheetBody, type DoctorsVisits } from './day-sheet.ts';
import { html } from './html.ts';
import { prescriptionBody } from './prescription.ts';
import { type Asker, type Composed, sheetFor } from './sheet.ts';
import { slipBody } from './slip.ts';

/** In the clinic's language: the patient reads it. */
export function composeSlip(tx: Tx, { appointmentId }: { appointmentId: string }, asker: Asker): Composed {
  const visit = visitOnPaper(tx, appointmentId);
  const { sheet, setup, parts } = sheetFor(tx, asker, { document: 'slip', language: clinicOf(tx).locale });
  const title = sheet.words.slip;
  return { ...ofVisit(visit, title), setup, page: { ...parts, title, body: slipBody(visit, sheet) } };
}

/** A slip a page, in the order given. */
export function composeSlips(
  tx: Tx,
  { appointmentIds }: { appointmentIds: readonly string[] },
  asker: Asker,
): Composed {
  const visits = appointmentIds.map((id) => visitOnPaper(tx, id));
  const { sheet, setup, parts } = sheetFor(tx, asker, { document: 'slip', language: clinicOf(tx).locale });
  const title = sheet.words.slip;
  const body = html`${visits.map((visit) => html`<div class="sheet">${slipBody(visit, sheet)}</div>`)}`;
  return {
    fileName: `${title} ${sheet.today}`,
    subject: { entity: 'appointments', note: { appointmentIds: appointmentIds.join(' ') } },
    setup,
    page: { ...parts, title, body },
  };
}

/** In the clinic's language: patient and pharmacy read it. */
export function composePrescription(
  tx: Tx,
  { appointmentId }: { appointmentId: string },
  asker: Asker,
): Composed {
  const visit = visitOnPaper(tx, appointmentId);
  openChart(tx, visit.patient.id);
  const record = recordOnPaper(tx, appointmentId);
  const language = clinicOf(tx).locale;
  const { sheet, setup, parts } = sheetFor(tx, asker, { document: 'prescription', language });
  const title = sheet.words.prescription;
  const body = prescriptionBody({ visit, record, beside: writtenBeside(tx, record.id) }, sheet);
  return { ...ofVisit(visit, title), setup, page: { ...parts, title, body } };
}

/** In the language of the person who prints it: it stays behind the desk. */
export function composeDaySheet(
  tx: Tx,
  { date, doctorId }: { date: string; doctorId?: string | undefined },
  asker: Asker,
): Composed {
  const how = { fullName: asker.fullName, language: localeOf(tx, asker.userId) };
  return daySheetFor(tx, { date, doctorIds: doctorId === undefined ? null : [doctorId] }, how);
}

/** Of these doctors, with or without visits; null is everybody who has visits. */
export function daySheetFor(
  tx: Tx,
  { date, doctorIds }: { date: string; doctorIds: readonly string[] | null },
  { fullName, language }: { fullName: string; language: Locale },
): Composed {
  const { sheet, setup, parts } = sheetFor(tx, { fullName }, { document: 'daySheet', language });
  const visits = visitsOfDay(tx, { date, doctorId: doctorIds?.length === 1 ? doctorIds[0] : undefined });
  const doctors = doctorIds
    ? doctorIds.map((id) => ({ ...doctorOnPaper(tx, id), visits: visits.filter(ofDoctor(id)) }))
    : byDoctor(visits);
  const title = sheet.words.daySheet;
  return {
    fileName: `${title} ${date}`,
    subject:
      doctorIds?.length === 1
        ? { entity: 'doctors', entityId: doctorIds[0] ?? '' }
        : { entity: 'appointments' },
    setup,
    page: { ...parts, title, body: daySheetBody({ date, doctors }, sheet) },
  };
}

const ofDoctor =
  (doctorId: string) =>
  ({ appointment }: VisitOnPaper): boolean =>
    appointment.doctorId === doctorId;

const ofVisit = ({ appointment, patient }: VisitOnPaper, title: string) => ({
  fileName: `${title} ${patient.fullName} ${appointment.appointmentDate}`,
  subject: { entity: 'appointments', entityId: appointment.id, patientId: patient.id },
});

/** Visits come sorted by doctor. */
function byDoctor(visits: readonly VisitOnPaper[]): DoctorsVisits[] {
  const groups = Map.groupBy(visits, (visit) => visit.appointment.doctorId);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first
      ? [{ doctorName: first.doctorName, departmentName: first.departmentName, visits: group }]
      : [];
  });
}
