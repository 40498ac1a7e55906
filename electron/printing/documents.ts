// From an id to a finished print page: reads, picks the language, fills the template. Who may and that it is audited is the router's.
import { clinicOf } from '../../db/clinic-setup.ts';
import {
  doctorOnPaper,
  localeOf,
  recordOnPaper,
  visitOnPaper,
  visitsOfDay,
  type VisitOnPaper,
} from '../../db/print-reads.ts';
import type { Tx } from '../../db/write.ts';
import { daySheetBody, type DoctorsVisits } from './day-sheet.ts';
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

/** In the clinic's language: patient and pharmacy read it. */
export function composePrescription(
  tx: Tx,
  { appointmentId }: { appointmentId: string },
  asker: Asker,
): Composed {
  const visit = visitOnPaper(tx, appointmentId);
  const record = recordOnPaper(tx, appointmentId);
  const language = clinicOf(tx).locale;
  const { sheet, setup, parts } = sheetFor(tx, asker, { document: 'prescription', language });
  const title = sheet.words.prescription;
  const body = prescriptionBody(visit, record, sheet);
  return { ...ofVisit(visit, title), setup, page: { ...parts, title, body } };
}

/** In the language of the person who prints it: it stays behind the desk. */
export function composeDaySheet(
  tx: Tx,
  { date, doctorId }: { date: string; doctorId?: string | undefined },
  asker: Asker,
): Composed {
  const language = localeOf(tx, asker.userId);
  const { sheet, setup, parts } = sheetFor(tx, asker, { document: 'daySheet', language });
  const visits = visitsOfDay(tx, { date, doctorId });
  const doctors = doctorId === undefined ? byDoctor(visits) : [{ ...doctorOnPaper(tx, doctorId), visits }];
  const title = sheet.words.daySheet;
  return {
    fileName: `${title} ${date}`,
    subject: doctorId === undefined ? { entity: 'appointments' } : { entity: 'doctors', entityId: doctorId },
    setup,
    page: { ...parts, title, body: daySheetBody({ date, doctors }, sheet) },
  };
}

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
