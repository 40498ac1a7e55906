// Visits as FHIR: the appointment, the encounter it became, and the note that was written about it.
import { instantOf } from './civil-date.ts';
import type { FileVisit, PatientFile } from './patient-file.ts';
import {
  coded,
  fhirId,
  fhirText,
  given,
  instant,
  narrative,
  referTo,
  type Resource,
} from './fhir-resources.ts';

const APPOINTMENT_STATUS = {
  booked: 'booked',
  confirmed: 'booked',
  completed: 'fulfilled',
  cancelled: 'cancelled',
};

export function appointmentOf({ appointment }: FileVisit, { clinic }: PatientFile): Resource {
  const startMs = startOf(appointment, clinic.timeZone);
  return {
    resourceType: 'Appointment',
    id: fhirId(appointment.id),
    ...given({
      status: appointment.isNoShow ? 'noshow' : APPOINTMENT_STATUS[appointment.status],
      cancelationReason: fhirText(appointment.cancellationReason)
        ? { text: fhirText(appointment.cancellationReason) }
        : null,
      description: fhirText(appointment.reason),
      start: instant(startMs),
      end: instant(startMs + clinic.slotLengthMinutes * 60_000),
      comment: fhirText(appointment.notes),
      participant: [
        { actor: referTo('Patient', appointment.patientId), status: 'accepted' },
        { actor: referTo('Practitioner', appointment.doctorId), status: 'accepted' },
      ],
    }),
  };
}

/** A visit becomes an encounter once it took place or anything was written about it. */
export const isEncounter = ({ appointment, record }: FileVisit): boolean =>
  record !== null || appointment.status === 'completed';

export function encounterOf(visit: FileVisit, { clinic }: PatientFile): Resource {
  const { appointment, record, departmentName } = visit;
  const startMs = appointment.inRoomAtMs ?? appointment.calledAtMs ?? startOf(appointment, clinic.timeZone);
  const { leftAtMs } = appointment;
  const isFinished = appointment.status === 'completed' || record?.signedAtMs != null;
  return {
    resourceType: 'Encounter',
    id: fhirId(appointment.id),
    ...given({
      status: isFinished ? 'finished' : 'in-progress',
      class: {
        system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode',
        code: 'AMB',
        display: 'ambulatory',
      },
      serviceType: fhirText(departmentName) ? { text: fhirText(departmentName) } : null,
      subject: referTo('Patient', appointment.patientId),
      participant: [{ individual: referTo('Practitioner', appointment.doctorId) }],
      appointment: [referTo('Appointment', appointment.id)],
      period: {
        start: instant(startMs),
        ...(leftAtMs !== null && leftAtMs >= startMs && { end: instant(leftAtMs) }),
      },
      reasonCode: [appointment.reason, appointment.symptoms].flatMap((text) =>
        fhirText(text) ? [{ text: fhirText(text) }] : [],
      ),
      serviceProvider: referTo('Organization', clinic.id),
    }),
  };
}

/** The texts of the record as one document: what has no resource of its own (plan, notes) is not lost on the way. */
export function compositionOf({ appointment, record }: FileVisit, { clinic }: PatientFile): Resource | null {
  if (!record) return null;
  const sections = [
    ['Diagnosis', record.diagnosis],
    ['Prescription', record.prescription],
    ['Treatment plan', record.treatmentPlan],
    ['Notes', record.notes],
    ['Follow-up', record.followUpDate ?? ''],
  ] as const;
  return {
    resourceType: 'Composition',
    id: fhirId(record.id),
    status: record.signedAtMs === null ? 'preliminary' : 'final',
    type: coded('http://loinc.org', '34108-1', 'Outpatient Note'),
    subject: referTo('Patient', record.patientId),
    encounter: referTo('Encounter', appointment.id),
    date: instant(record.signedAtMs ?? record.updatedAtMs),
    author: [referTo('Practitioner', appointment.doctorId)],
    title: `Visit of ${appointment.appointmentDate}`,
    custodian: referTo('Organization', clinic.id),
    ...given({
      section: sections
        .filter(([, text]) => fhirText(text) !== '')
        .map(([title, text]) => ({ title, text: narrative(text) })),
    }),
  };
}

const startOf = (at: { appointmentDate: string; appointmentTime: string }, timeZone: string): number =>
  instantOf(at.appointmentDate, at.appointmentTime, timeZone);
