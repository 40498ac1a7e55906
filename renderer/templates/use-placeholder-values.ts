// What placeholders stand for in this visit: the patient, the doctor, the day, and what has been measured so far.
import type { UseFormReturnType } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { PlaceholderValues } from '../../domain/templates.ts';
import { useDesk } from '../app/desk-context.tsx';
import { useTRPC } from '../app/trpc.ts';
import type { RecordFields } from '../consultation/record-fields.ts';
import { ageText, dayText, useClinicToday } from '../patients/patient-facts.ts';

/** Asked when something is put in: measures are read from the form at that moment. */
export function usePlaceholderValues(
  form: UseFormReturnType<RecordFields>,
  patientId: string,
): () => PlaceholderValues {
  const { t } = useTranslation('patients');
  const { user, clinic } = useDesk();
  const today = useClinicToday();
  const trpc = useTRPC();
  const { data: patient } = useQuery(trpc.patients.banner.queryOptions({ patientId }));
  return () => {
    const fields = form.getValues();
    return {
      'patient.name': patient?.fullName ?? '',
      'patient.age': patient?.dateOfBirth ? ageText(patient.dateOfBirth, today) : '',
      'patient.sex': patient?.gender ? t(`gender.${patient.gender}`) : '',
      'patient.recordNumber': patient?.recordNumber ?? '',
      'patient.allergies': patient?.allergies ?? '',
      'doctor.name': user.fullName,
      'clinic.name': clinic.name,
      today: dayText(today),
      'vitals.bp': fields.blood_pressure,
      'vitals.pulse': fields.heart_rate,
      'vitals.temperature': fields.temperature,
      'vitals.weight': fields.weight,
      'vitals.height': fields.height,
    };
  };
}
