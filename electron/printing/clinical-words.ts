// The words of what is written about a visit, on paper and in a patient's file, English and Vietnamese.
import type { Locale } from '../../domain/clinic-setup.ts';
import {
  type VitalSignKey,
  vitalSignKeys,
  vitalSignUnits,
  type VitalSigns,
} from '../../domain/vital-signs.ts';

const en = {
  summary: 'Visit summary',
  vitalsSheet: 'Vital signs',
  sickNote: 'Sick note',
  referral: 'Referral letter',
  symptoms: 'Symptoms',
  vitals: 'Vital signs',
  notes: 'Clinical notes',
  plan: 'Treatment and advice',
  conditions: 'Chronic conditions',
  bloodGroup: 'Blood group',
  medicine: 'Medicine',
  dose: 'Dose',
  route: 'Route',
  frequency: 'How often',
  duration: 'How long',
  instructions: 'Instructions',
  date: 'Date',
  noVitals: 'Nothing was measured yet.',
  unsignedRow: 'not signed',
  perMinute: '/min',
  vital: {
    blood_pressure: 'Blood pressure',
    heart_rate: 'Heart rate',
    temperature: 'Temperature',
    respiratory_rate: 'Respiratory rate',
    oxygen_saturation: 'SpO₂',
    weight: 'Weight',
    height: 'Height',
  },
};
export type ClinicalWords = typeof en;

const vi: ClinicalWords = {
  summary: 'Phiếu tóm tắt lần khám',
  vitalsSheet: 'Phiếu theo dõi sinh hiệu',
  sickNote: 'Giấy nghỉ ốm',
  referral: 'Giấy giới thiệu chuyển khám',
  symptoms: 'Triệu chứng',
  vitals: 'Sinh hiệu',
  notes: 'Ghi chú lâm sàng',
  plan: 'Hướng điều trị và lời dặn',
  conditions: 'Bệnh mạn tính',
  bloodGroup: 'Nhóm máu',
  medicine: 'Thuốc',
  dose: 'Liều dùng',
  route: 'Đường dùng',
  frequency: 'Số lần dùng',
  duration: 'Thời gian',
  instructions: 'Cách dùng',
  date: 'Ngày',
  noVitals: 'Chưa có số đo nào.',
  unsignedRow: 'chưa ký',
  perMinute: 'lần/phút',
  vital: {
    blood_pressure: 'Huyết áp',
    heart_rate: 'Mạch',
    temperature: 'Nhiệt độ',
    respiratory_rate: 'Nhịp thở',
    oxygen_saturation: 'SpO₂',
    weight: 'Cân nặng',
    height: 'Chiều cao',
  },
};

export const clinicalWords: Record<Locale, ClinicalWords> = { en, vi };

export const unitOf = (key: VitalSignKey, words: ClinicalWords): string =>
  key === 'heart_rate' || key === 'respiratory_rate' ? words.perMinute : vitalSignUnits[key];

/** One value as it is read, "36,8"; null where nothing was measured. */
export function vitalText(signs: VitalSigns, key: VitalSignKey, locale: Locale): string | null {
  const value = signs[key];
  if (value === undefined) return null;
  return typeof value === 'number' ? value.toLocaleString(locale) : value;
}

/** Everything that was measured in one line: "Huyết áp 120/80 mmHg · Mạch 72 lần/phút". */
export const vitalsLine = (signs: VitalSigns, locale: Locale): string =>
  vitalSignKeys
    .flatMap((key) => {
      const value = vitalText(signs, key, locale);
      const words = clinicalWords[locale];
      return value === null ? [] : [`${words.vital[key]} ${value} ${unitOf(key, words)}`];
    })
    .join(' · ');
