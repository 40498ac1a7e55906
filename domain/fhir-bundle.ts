// A patient's file as one FHIR R4 bundle of the kind `collection`. Resources come one after the other, so that a large file is written in
// pieces; the bytes of documents are whoever writes it to fetch. HL7 FHIR R4, https://hl7.org/fhir/R4/bundle.html
import type { PatientFile } from './patient-file.ts';
import { diagnosesOf, observationsOf, problemsOf } from './fhir-findings.ts';
import { documentReferenceOf, medicationRequestsOf, sharedNoteOf } from './fhir-orders.ts';
import { allergiesOf, organizationOf, patientOf, practitionersOf } from './fhir-people.ts';
import { BASE, instant, type Resource } from './fhir-resources.ts';
import { appointmentOf, compositionOf, encounterOf, isEncounter } from './fhir-visits.ts';

/** Everything but the Binary resources, the patient first. */
export function* resourcesOf(file: PatientFile): Generator<Resource> {
  yield patientOf(file);
  yield organizationOf(file);
  yield* practitionersOf(file);
  yield* allergiesOf(file);
  yield* problemsOf(file);
  for (const visit of file.visits) {
    yield appointmentOf(visit, file);
    if (!isEncounter(visit)) continue;
    yield encounterOf(visit, file);
    yield* diagnosesOf(visit);
    yield* observationsOf(visit, file);
    yield* medicationRequestsOf(visit);
    const composition = compositionOf(visit, file);
    if (composition) yield composition;
  }
  for (const document of file.documents) yield documentReferenceOf(document, file);
  for (const note of file.sharedNotes) yield sharedNoteOf(note);
}

export const entryOf = (resource: Resource) => ({
  fullUrl: `${BASE}/${resource.resourceType}/${resource.id}`,
  resource,
});

/** What stands before and after the entries, which are separated by commas. */
export const bundleFrame = ({ madeAtMs }: Pick<PatientFile, 'madeAtMs'>) => ({
  head: `{"resourceType":"Bundle","type":"collection","timestamp":${JSON.stringify(instant(madeAtMs))},"entry":[`,
  foot: ']}',
});
