// Registers a patient in one panel, and says while the form is filled who may already be the same person, and who shares the phone.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { failureIn } from '../app/failure-text.ts';
import { notifyDone, showFailure } from '../app/notify.tsx';
import { useTRPC } from '../app/trpc.ts';
import { DuplicateHints } from './DuplicateHints.tsx';
import { PatientForm } from './PatientForm.tsx';
import type { FieldErrors, PatientFields } from './patient-form.ts';

type RegisterPatientProps = {
  start?: Partial<PatientFields>;
  onTyped?: (typed: PatientFields) => void;
  onCancel: () => void;
  /** With the new patient, or with the one that was there already. */
  onDone: (patientId: string) => void;
};

export function RegisterPatient({ start = {}, onTyped, onCancel, onDone }: RegisterPatientProps) {
  const { t } = useTranslation('patients');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const register = useMutation(trpc.patients.register.mutationOptions());
  return (
    <PatientForm
      start={start}
      onTyped={onTyped}
      submitLabel={t('register.submit')}
      isSaving={register.isPending}
      onCancel={onCancel}
      onSubmit={(input, refuse) =>
        register.mutate(input, {
          onSuccess: (patient) => {
            void queries.invalidateQueries({ queryKey: trpc.patients.pathKey() });
            notifyDone(t('register.done', { name: patient.fullName, number: patient.recordNumber }));
            onDone(patient.id);
          },
          onError: (error) => refuseFields(error, refuse),
        })
      }
      renderHints={(typed) => <DuplicateHints typed={typed} onChoose={onDone} />}
    />
  );
}

/** What the main process found wrong with fields goes to the fields; anything else is said aloud. */
export function refuseFields(error: unknown, refuse: (errors: FieldErrors) => void): void {
  const wrong = failureIn(error);
  if (wrong.code !== 'invalid_input' || Object.keys(wrong.fields).length === 0) return showFailure(error);
  const fields = Object.entries(wrong.fields).map(([path, keys]) => [path.replace(/^patch\./, ''), keys[0]]);
  refuse(Object.fromEntries(fields) as FieldErrors);
}
