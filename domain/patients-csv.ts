// The registry of patients as a CSV list: its columns, and when a row of a file is a patient who is known already. The doctors' notes stay
// out: they are not reception's to read and not an admin's to write.
import { civilDate } from './civil-date.ts';
import { nameKey } from './clinic-setup-input.ts';
import { dateCell, optionalCell, textCell, wordCell } from './csv-cells.ts';
import type { CsvColumn, CsvList } from './csv-lists.ts';
import { digitsOf } from './folded-text.ts';
import { patientInput } from './patients.ts';
import { optionalText } from './row.ts';
import type { z } from 'zod';

const schema = patientInput.omit({ notes: true }).extend({ recordNumber: optionalText(30) });
export type PatientCsvValues = z.infer<typeof schema>;

const column = (
  field: keyof PatientCsvValues,
  en: string,
  vi: string,
  cell: CsvColumn['cell'],
): CsvColumn => ({
  field,
  names: { en, vi },
  cell,
});
const genderCell = wordCell([
  ['male', { en: 'Male', vi: 'Nam', also: ['m'] }],
  ['female', { en: 'Female', vi: 'Nữ', also: ['f'] }],
  ['other', { en: 'Other', vi: 'Khác' }],
]);

export const patientsCsv: CsvList<PatientCsvValues> = {
  schema,
  blank: { recordNumber: null },
  keyOf: ({ recordNumber }) => (recordNumber ? `#${nameKey(recordNumber)}` : ''),
  otherKeyOf: (fields) => personKey(fields),
  columns: [
    { ...column('recordNumber', 'Record number', 'Số hồ sơ', optionalCell), isGivenHere: true },
    { ...column('fullName', 'Full name', 'Họ và tên', textCell), isKey: true },
    column('dateOfBirth', 'Date of birth', 'Ngày sinh', dateCell),
    column('gender', 'Sex', 'Giới tính', genderCell),
    column('phone', 'Phone', 'Điện thoại', optionalCell),
    column('email', 'E-mail', 'E-mail', optionalCell),
    column('address', 'Address', 'Địa chỉ', optionalCell),
    column('bloodGroup', 'Blood group', 'Nhóm máu', optionalCell),
    column('allergies', 'Allergies', 'Dị ứng', optionalCell),
    column('chronicConditions', 'Chronic conditions', 'Bệnh mạn tính', optionalCell),
    column('warnings', 'Warnings', 'Cần lưu ý', optionalCell),
    column('insuranceId', 'Insurance number', 'Số thẻ bảo hiểm', optionalCell),
    column('emergencyContact', 'Emergency contact', 'Người liên hệ khẩn cấp', optionalCell),
    column('emergencyContactPhone', 'Emergency phone', 'Điện thoại khẩn cấp', optionalCell),
  ],
};

type Person = { fullName?: unknown; dateOfBirth?: unknown; phone?: unknown };

/**
 * Who a row without a record number is: the same name, birth date and phone. Null when it says too little to be sure (a name alone),
 * so that a file imported twice doubles nobody, and two people of one name stay two.
 */
export function personKey({ fullName, dateOfBirth, phone }: Person): string | null {
  if (typeof fullName !== 'string' || fullName.trim() === '') return null;
  const born = civilDate.safeParse(dateOfBirth).success ? String(dateOfBirth) : '';
  const digits = typeof phone === 'string' ? digitsOf(phone) : '';
  return born === '' && digits === '' ? null : `~${nameKey(fullName)} ${born} ${digits}`;
}

/** Whether a number could be one that a PC of this clinic gives out itself, now or later. */
export const looksLikeOwnNumber = (recordNumber: string): boolean =>
  /^[A-Z]{1,4}-\d{6,}$/i.test(recordNumber.trim());
