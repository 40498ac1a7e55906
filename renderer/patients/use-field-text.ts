// A field of a patient as people read it; what was not given says so.
import { useTranslation } from 'react-i18next';
import type { ChosenField } from '../../domain/patient-merges.ts';
import { gender } from '../../domain/patients.ts';
import { dayText, phoneText } from './patient-facts.ts';

export function useFieldText(): (field: ChosenField, value: string | null) => string {
  const { t } = useTranslation('patients');
  return (field, value) => {
    if (value === null) return t('page.notGiven');
    switch (field) {
      case 'dateOfBirth':
        return dayText(value);
      case 'gender':
        return t(`gender.${gender.parse(value)}`);
      case 'phone':
      case 'emergencyContactPhone':
        return phoneText(value);
      default:
        return value;
    }
  };
}
