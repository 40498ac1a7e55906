// Edits a patient. Only what really changed is sent, with the moment it was read: a colleague's change in between is never overwritten.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Patient, PatientInput, PatientPatch } from '../../domain/patients.ts';
import { notifyDone } from '../app/notify.tsx';
import { useTRPC } from '../app/trpc.ts';
import { PatientForm } from './PatientForm.tsx';
import { fieldsOf } from './patient-form.ts';
import { refuseFields } from './RegisterPatient.tsx';

export function EditPatient({ patient, onClose }: { patient: Patient; onClose: () => void }) {
  const { t } = useTranslation('patients');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const edit = useMutation(trpc.patients.edit.mutationOptions());
  return (
    <PatientForm
      start={fieldsOf(patient)}
      submitLabel={t('save', { ns: 'common' })}
      isSaving={edit.isPending}
      onCancel={onClose}
      onSubmit={(input, refuse) =>
        edit.mutate(
          { patientId: patient.id, readAtMs: patient.updatedAtMs, patch: changedFields(patient, input) },
          {
            onSuccess: () => {
              void queries.invalidateQueries({ queryKey: trpc.patients.pathKey() });
              notifyDone(t('edit.done'));
              onClose();
            },
            onError: (error) => refuseFields(error, refuse),
          },
        )
      }
    />
  );
}

const changedFields = (patient: Patient, input: PatientInput): PatientPatch =>
  Object.fromEntries(
    Object.entries(input).filter(([field, value]) => patient[field as keyof PatientInput] !== value),
  );
