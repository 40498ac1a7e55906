// A patient's file as lists a spreadsheet opens. A cell that begins like a formula is quoted by the one printer of CSV there is.
import { printCsv } from '../../db/csv-text.ts';
import type { PatientFile } from '../../domain/patient-file.ts';
import { vitalSignKeys } from '../../domain/vital-signs.ts';

type Cell = string | number | null | undefined;

export function patientTables(file: PatientFile): { path: string; content: string }[] {
  const doctorName = new Map(file.doctors.map(({ id, name }) => [id, name]));
  const records = file.visits.flatMap((visit) => (visit.record ? [{ ...visit, record: visit.record }] : []));
  const dayOf = ({ appointment }: { appointment: { appointmentDate: string } }) =>
    appointment.appointmentDate;
  return [
    table(
      'visits',
      ['date', 'time', 'doctor', 'department', 'status', 'reason', 'symptoms'],
      file.visits.map(({ appointment: each, departmentName }) => [
        each.appointmentDate,
        each.appointmentTime,
        doctorName.get(each.doctorId),
        departmentName,
        each.status,
        each.reason,
        each.symptoms,
      ]),
    ),
    table(
      'records',
      ['date', 'doctor', 'diagnosis', 'prescription', 'treatmentPlan', 'notes', 'followUpDate', 'signedAt'],
      records.map((visit) => [
        dayOf(visit),
        doctorName.get(visit.appointment.doctorId),
        visit.record.diagnosis,
        visit.record.prescription,
        visit.record.treatmentPlan,
        visit.record.notes,
        visit.record.followUpDate,
        visit.record.signedAtMs === null ? '' : new Date(visit.record.signedAtMs).toISOString(),
      ]),
    ),
    table(
      'vital-signs',
      ['date', ...vitalSignKeys],
      records.map((visit) => [dayOf(visit), ...vitalSignKeys.map((key) => visit.record.vitalSigns[key])]),
    ),
    table(
      'medicines',
      ['date', 'medicine', 'ingredients', 'dose', 'route', 'frequency', 'duration', 'instructions'],
      records.flatMap((visit) =>
        visit.items.map((item) => [
          dayOf(visit),
          item.medicineName,
          item.ingredients,
          item.dose,
          item.route,
          item.frequency,
          item.duration,
          item.instructions,
        ]),
      ),
    ),
    table(
      'diagnoses',
      ['date', 'system', 'code', 'text', 'kind'],
      [
        ...records.flatMap((visit) =>
          visit.diagnoses.map((each) => [dayOf(visit), each.codeSystem, each.code, each.text, 'visit']),
        ),
        ...file.problems.map((each) => [each.onsetDate, each.codeSystem, each.code, each.text, each.status]),
      ],
    ),
    table(
      'documents',
      ['date', 'type', 'title', 'sourceDoctor', 'fileName', 'notes'],
      file.documents.map((each) => [
        each.dateOfRecord,
        each.documentType,
        each.title,
        each.sourceDoctor,
        each.fileName,
        each.notes,
      ]),
    ),
  ];
}

const table = (name: string, columns: string[], rows: readonly Cell[][]) => ({
  path: `tables/${name}.csv`,
  content: printCsv([columns, ...rows.map((row) => row.map((cell) => (cell == null ? '' : String(cell))))]),
});
