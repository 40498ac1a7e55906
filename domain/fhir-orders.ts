// What was ordered and what came along: prescriptions, files, notes shared with the patient.
import {
  type FileDocument,
  type FileNote,
  type FileVisit,
  mediaTypeOf,
  type PatientFile,
} from './patient-file.ts';
import { coded, fhirId, fhirText, given, instant, referTo, type Resource } from './fhir-resources.ts';

/** Structured lines where there are any; else the text of the prescription as one order in the doctor's own words. */
export function medicationRequestsOf({ appointment, record, items }: FileVisit): Resource[] {
  if (!record) return [];
  const common = (id: string) => ({
    resourceType: 'MedicationRequest',
    id: fhirId(id),
    // Whether the patient still takes it nobody here knows.
    status: record.signedAtMs === null ? 'draft' : 'unknown',
    intent: 'order',
    subject: referTo('Patient', record.patientId),
    encounter: referTo('Encounter', appointment.id),
    authoredOn: instant(record.signedAtMs ?? record.updatedAtMs),
    requester: referTo('Practitioner', appointment.doctorId),
  });
  const text = fhirText(record.prescription);
  if (items.length === 0)
    return text === ''
      ? []
      : [{ ...common(`prescription-${record.id}`), medicationCodeableConcept: { text } }];
  return items.map((item) => ({
    ...common(item.id),
    medicationCodeableConcept: { text: fhirText(item.medicineName) || '–' },
    ...given({ dosageInstruction: dosageOf(item) }),
  }));
}

function dosageOf(item: FileVisit['items'][number]) {
  const dosage = given({
    text: [item.dose, item.frequency, item.duration].map(fhirText).filter(Boolean).join(', '),
    patientInstruction: fhirText(item.instructions),
    route: fhirText(item.route) ? { text: fhirText(item.route) } : null,
  });
  return Object.keys(dosage).length > 0 ? [dosage] : [];
}

const LOINC = 'http://loinc.org';
const DOCUMENT_TYPE = {
  PRESCRIPTION: coded(LOINC, '57833-6', 'Prescription for medication'),
  LAB_REPORT: coded(LOINC, '11502-2', 'Laboratory report'),
  SCAN: coded(LOINC, '18748-4', 'Diagnostic imaging study'),
  OTHER: { text: 'Other document' },
};

export function documentReferenceOf(document: FileDocument, { visits }: PatientFile): Resource {
  const visit = visits.find(({ appointment }) => appointment.id === document.appointmentId);
  return {
    resourceType: 'DocumentReference',
    id: fhirId(document.id),
    status: 'current',
    type: DOCUMENT_TYPE[document.documentType],
    subject: referTo('Patient', document.patientId),
    date: instant(document.createdAtMs),
    ...given({
      description: [document.sourceDoctor, document.notes].map(fhirText).filter(Boolean).join('\n'),
      context: visit?.record ? { encounter: [referTo('Encounter', visit.appointment.id)] } : null,
    }),
    content: [
      {
        attachment: given({
          contentType: mediaTypeOf(document),
          url: referTo('Binary', document.id).reference,
          size: document.fileSizeBytes,
          title: fhirText(document.title) || fhirText(document.fileName),
          creation: document.dateOfRecord,
        }),
      },
    ],
  };
}

/** `data` is the file in base 64. */
export const binaryOf = (document: FileDocument, data: string): Resource => ({
  resourceType: 'Binary',
  id: fhirId(document.id),
  contentType: mediaTypeOf(document),
  data,
});

export const sharedNoteOf = (note: FileNote): Resource => ({
  resourceType: 'Communication',
  id: fhirId(note.id),
  status: 'completed',
  subject: referTo('Patient', note.patientId),
  recipient: [referTo('Patient', note.patientId)],
  sender: referTo('Practitioner', note.doctorId),
  sent: instant(note.updatedAtMs),
  payload: [{ contentString: fhirText(note.noteText) || '–' }],
});
