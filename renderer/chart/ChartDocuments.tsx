// The patient's documents in the right column: brought in at today's visit, opened beside today's record.
import type { DocumentLine } from '../documents/document-line.ts';
import { PatientDocuments } from '../documents/PatientDocuments.tsx';
import { useOpenChart } from './chart-context.tsx';

export function ChartDocuments() {
  const { chart, besideId, openBeside } = useOpenChart();
  const { id: appointmentId, patientId } = chart.appointment;
  const open = (line: DocumentLine | null) =>
    openBeside(
      line && {
        ...line,
        kind: 'document',
        date: line.dateOfRecord ?? '',
        time: '',
      },
    );
  return (
    <PatientDocuments patientId={patientId} appointmentId={appointmentId} openId={besideId} onOpen={open} />
  );
}
