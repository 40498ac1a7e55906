// From an id to a finished print page: reads, picks the language, fills the template. Who may and that it is audited is the router's.
import type { AuditSubject } from '../../db/audit.ts';
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
import { wallClock } from '../../domain/civil-date.ts';
import type { Clinic, Locale } from '../../domain/clinic-setup.ts';
import { daySheetBody, type DoctorsVisits } from './day-sheet.ts';
import type { PageParts } from './print-page.ts';
import { prescriptionBody } from './prescription.ts';
import { type Sheet, slipBody } from './slip.ts';
import { printWords, shortDay } from './words.ts';

/** What a person asked to have on paper, and under which name a file of it is suggested. */
export type Composed = { page: PageParts; fileName: string; subject: AuditSubject };
type Asker = { userId: string; fullName: string };

/** In the clinic's language: the patient reads it. */
export function composeSlip(tx: Tx, { appointmentId }: { appointmentId: string }, asker: Asker): Composed {
  const visit = visitOnPaper(tx, appointmentId);
  const { sheet, ...parts } = sheetFor(tx, asker, clinicOf(tx).locale);
  return {
    ...subjectOf(visit, sheet.words.slip),
    page: { ...parts, title: sheet.words.slip, paper: 'A5', body: slipBody(visit, sheet) },
  };
}

/** In the clinic's language: patient and pharmacy read it. */
export function composePrescription(
  tx: Tx,
  { appointmentId }: { appointmentId: string },
  asker: Asker,
): Composed {
  const visit = visitOnPaper(tx, appointmentId);
  const record = recordOnPaper(tx, appointmentId);
  const { sheet, ...parts } = sheetFor(tx, asker, clinicOf(tx).locale);
  return {
    ...subjectOf(visit, sheet.words.prescription),
    page: {
      ...parts,
      title: sheet.words.prescription,
      paper: 'A5',
      body: prescriptionBody(visit, record, sheet),
    },
  };
}

/** In the language of the person who prints it: it stays behind the desk. */
export function composeDaySheet(
  tx: Tx,
  { date, doctorId }: { date: string; doctorId?: string | undefined },
  asker: Asker,
): Composed {
  const { sheet, ...parts } = sheetFor(tx, asker, localeOf(tx, asker.userId));
  const visits = visitsOfDay(tx, { date, doctorId });
  const doctors = doctorId === undefined ? byDoctor(visits) : [{ ...doctorOnPaper(tx, doctorId), visits }];
  return {
    fileName: `${sheet.words.daySheet} ${date}`,
    subject: doctorId === undefined ? { entity: 'appointments' } : { entity: 'doctors', entityId: doctorId },
    page: {
      ...parts,
      title: sheet.words.daySheet,
      paper: 'A4',
      body: daySheetBody({ date, doctors }, sheet),
    },
  };
}

function sheetFor(
  tx: Tx,
  asker: Asker,
  language: Locale,
): { sheet: Sheet; language: Locale; footer: string } {
  const clinic: Clinic = { ...clinicOf(tx), locale: language };
  const words = printWords[language];
  const now = wallClock(tx.nowMs, clinic.timeZone);
  const footer = words.printed(`${now.time} ${shortDay(now.date)}`, asker.fullName);
  return { sheet: { clinic, words, today: now.date }, language, footer };
}

const subjectOf = ({ appointment, patient }: VisitOnPaper, title: string) => ({
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
