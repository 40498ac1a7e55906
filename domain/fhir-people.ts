// The patient, the doctors and the clinic as FHIR resources.
import type { PatientFile } from './patient-file.ts';
import { coded, fhirId, fhirText, given, OWN, referTo, type Resource } from './fhir-resources.ts';

export function organizationOf({ clinic }: PatientFile): Resource {
  return {
    resourceType: 'Organization',
    id: fhirId(clinic.id),
    ...given({
      name: fhirText(clinic.name) || 'Clinic',
      telecom: clinic.phone ? [{ system: 'phone', value: fhirText(clinic.phone) }] : [],
      address: clinic.address ? [{ text: fhirText(clinic.address) }] : [],
    }),
  };
}

export const practitionersOf = ({ doctors }: PatientFile): Resource[] =>
  doctors.map(({ id, name, licenseNumber, specialization }) => ({
    resourceType: 'Practitioner',
    id: fhirId(id),
    ...given({
      identifier: licenseNumber ? [{ system: `${OWN}/licence`, value: fhirText(licenseNumber) }] : [],
      name: [{ text: fhirText(name) }],
      qualification: specialization ? [{ code: { text: fhirText(specialization) } }] : [],
    }),
  }));

export function patientOf({ patient, clinic }: PatientFile): Resource {
  const { insuranceId, phone, email, emergencyContact, emergencyContactPhone } = patient;
  const contact = given({
    name: emergencyContact ? { text: fhirText(emergencyContact) } : null,
    telecom: emergencyContactPhone ? [{ system: 'phone', value: emergencyContactPhone }] : [],
  });
  return {
    resourceType: 'Patient',
    id: fhirId(patient.id),
    ...given({
      identifier: [
        {
          type: coded('http://terminology.hl7.org/CodeSystem/v2-0203', 'MR'),
          system: `${OWN}/record-number`,
          value: patient.recordNumber,
        },
        ...(insuranceId ? [{ system: `${OWN}/insurance`, value: fhirText(insuranceId) }] : []),
      ],
      active: patient.archivedAtMs === null,
      name: [{ text: fhirText(patient.fullName) }],
      telecom: [
        ...(phone ? [{ system: 'phone', value: phone }] : []),
        ...(email ? [{ system: 'email', value: fhirText(email) }] : []),
      ],
      gender: patient.gender,
      birthDate: patient.dateOfBirth,
      address: patient.address ? [{ text: fhirText(patient.address) }] : [],
      contact: Object.keys(contact).length > 0 ? [contact] : [],
      managingOrganization: referTo('Organization', clinic.id),
    }),
  };
}

/** The registry keeps allergies as free text: one resource that says it in those words. Null there is "not asked". */
export const allergiesOf = ({ patient }: PatientFile): Resource[] =>
  fhirText(patient.allergies) === ''
    ? []
    : [
        {
          resourceType: 'AllergyIntolerance',
          id: fhirId(`allergies-${patient.id}`),
          clinicalStatus: coded(
            'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical',
            'active',
          ),
          verificationStatus: coded(
            'http://terminology.hl7.org/CodeSystem/allergyintolerance-verification',
            'unconfirmed',
          ),
          code: { text: fhirText(patient.allergies) },
          patient: referTo('Patient', patient.id),
        },
      ];
