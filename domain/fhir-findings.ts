// What was measured and found: vital signs with LOINC and UCUM, diagnoses of visits and the problem list.
import { instantOf } from './civil-date.ts';
import type { CodedDiagnosis } from './diagnoses.ts';
import type { FileVisit, PatientFile } from './patient-file.ts';
import { type MeasuredKey, vitalSignKeys } from './vital-signs.ts';
import { coded, fhirId, fhirText, given, instant, OWN, referTo, type Resource } from './fhir-resources.ts';

const LOINC = 'http://loinc.org';
const UCUM = 'http://unitsofmeasure.org';

/** From the FHIR vital signs profile: LOINC code and UCUM unit. */
const MEASURED: Record<MeasuredKey, { code: string; display: string; unit: string; ucum: string }> = {
  heart_rate: { code: '8867-4', display: 'Heart rate', unit: 'beats/minute', ucum: '/min' },
  temperature: { code: '8310-5', display: 'Body temperature', unit: '°C', ucum: 'Cel' },
  respiratory_rate: { code: '9279-1', display: 'Respiratory rate', unit: 'breaths/minute', ucum: '/min' },
  oxygen_saturation: { code: '2708-6', display: 'Oxygen saturation in Arterial blood', unit: '%', ucum: '%' },
  weight: { code: '29463-7', display: 'Body weight', unit: 'kg', ucum: 'kg' },
  height: { code: '8302-2', display: 'Body height', unit: 'cm', ucum: 'cm' },
};
const quantity = (value: number, unit: string, code: string) => ({ value, unit, system: UCUM, code });

export function observationsOf({ appointment, record }: FileVisit, { clinic }: PatientFile): Resource[] {
  if (!record) return [];
  const { vitalSigns } = record;
  const atMs = instantOf(appointment.appointmentDate, appointment.appointmentTime, clinic.timeZone);
  const common = (name: string) => ({
    resourceType: 'Observation',
    // 36 letters of a UUID leave room for a short name, and no two signs share one.
    id: fhirId(`${SHORT[name] ?? name}-${record.id}`),
    status: record.signedAtMs === null ? 'preliminary' : 'final',
    category: [
      coded('http://terminology.hl7.org/CodeSystem/observation-category', 'vital-signs', 'Vital Signs'),
    ],
    subject: referTo('Patient', record.patientId),
    encounter: referTo('Encounter', appointment.id),
    effectiveDateTime: instant(atMs),
    performer: [referTo('Practitioner', appointment.doctorId)],
  });
  return vitalSignKeys.flatMap((key): Resource[] => {
    if (key === 'blood_pressure') {
      const pressure = /^(\d+)\/(\d+)$/.exec(vitalSigns.blood_pressure ?? '');
      return pressure ? [{ ...common(key), ...bloodPressure(Number(pressure[1]), Number(pressure[2])) }] : [];
    }
    const value = vitalSigns[key];
    const { code, display, unit, ucum } = MEASURED[key];
    return value === undefined
      ? []
      : [{ ...common(key), code: coded(LOINC, code, display), valueQuantity: quantity(value, unit, ucum) }];
  });
}
const SHORT: Record<string, string> = {
  blood_pressure: 'bp',
  heart_rate: 'hr',
  temperature: 'temp',
  respiratory_rate: 'rr',
  oxygen_saturation: 'spo2',
};

const bloodPressure = (systolic: number, diastolic: number) => ({
  code: coded(LOINC, '85354-9', 'Blood pressure panel with all children optional'),
  component: [
    {
      code: coded(LOINC, '8480-6', 'Systolic blood pressure'),
      valueQuantity: quantity(systolic, 'mmHg', 'mm[Hg]'),
    },
    {
      code: coded(LOINC, '8462-4', 'Diastolic blood pressure'),
      valueQuantity: quantity(diastolic, 'mmHg', 'mm[Hg]'),
    },
  ],
});

const CATEGORY = 'http://terminology.hl7.org/CodeSystem/condition-category';
const CLINICAL = 'http://terminology.hl7.org/CodeSystem/condition-clinical';
const VERIFIED = 'http://terminology.hl7.org/CodeSystem/condition-ver-status';

/** The coded diagnoses of a visit; where nobody chose a code, the diagnosis in the doctor's own words. */
export function diagnosesOf({ appointment, record, diagnoses }: FileVisit): Resource[] {
  if (!record) return [];
  const lines: { id: string; said: CodedDiagnosis }[] =
    diagnoses.length > 0
      ? diagnoses.map((each) => ({ id: each.id, said: each }))
      : [{ id: `diagnosis-${record.id}`, said: { codeSystem: '', code: '', text: record.diagnosis } }];
  return lines
    .filter(({ said }) => fhirText(said.code) || fhirText(said.text))
    .map(({ id, said }) => ({
      resourceType: 'Condition',
      id: fhirId(id),
      clinicalStatus: coded(CLINICAL, 'active'),
      verificationStatus: coded(VERIFIED, record.signedAtMs === null ? 'provisional' : 'confirmed'),
      category: [coded(CATEGORY, 'encounter-diagnosis', 'Encounter Diagnosis')],
      code: conceptOf(said),
      subject: referTo('Patient', record.patientId),
      encounter: referTo('Encounter', appointment.id),
      recordedDate: instant(record.signedAtMs ?? record.updatedAtMs),
    }));
}

/** The problem list, and the registry's free text of chronic conditions. */
export function problemsOf({ patient, problems }: PatientFile): Resource[] {
  const isProblem = { category: [coded(CATEGORY, 'problem-list-item', 'Problem List Item')] };
  const listed = problems
    .filter(({ archivedAtMs }) => archivedAtMs === null)
    .map((problem) => ({
      resourceType: 'Condition',
      id: fhirId(problem.id),
      ...isProblem,
      clinicalStatus: coded(CLINICAL, problem.status),
      code: conceptOf(problem),
      subject: referTo('Patient', patient.id),
      recordedDate: instant(problem.createdAtMs),
      ...given({
        onsetDateTime: problem.onsetDate,
        // A condition that ended is not active any more (rule con-4).
        abatementDateTime: problem.status === 'resolved' ? problem.resolvedDate : null,
        note: fhirText(problem.notes) ? [{ text: fhirText(problem.notes) }] : [],
      }),
    }));
  const chronic = fhirText(patient.chronicConditions);
  if (chronic === '') return listed;
  return [
    ...listed,
    {
      resourceType: 'Condition',
      id: fhirId(`chronic-${patient.id}`),
      ...isProblem,
      clinicalStatus: coded(CLINICAL, 'active'),
      code: { text: chronic },
      subject: referTo('Patient', patient.id),
    },
  ];
}

const SYSTEMS: Record<string, string> = {
  'ICD-10': 'http://hl7.org/fhir/sid/icd-10',
  'ICD-10-CM': 'http://hl7.org/fhir/sid/icd-10-cm',
};

function conceptOf({ codeSystem, code, text }: CodedDiagnosis) {
  const words = fhirText(text);
  if (fhirText(code) === '') return { text: words };
  const system = SYSTEMS[codeSystem] ?? `${OWN}/codes/${encodeURIComponent(codeSystem || 'clinic')}`;
  return {
    ...coded(system, code.trim().replaceAll(/\s+/g, ' '), words || undefined),
    ...given({ text: words }),
  };
}
