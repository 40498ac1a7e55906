// The words on paper, English and Vietnamese. The main process speaks here by itself: the renderer's texts are the screen's.
import type { AppointmentStatus } from '../../domain/appointments.ts';
import type { Locale } from '../../domain/clinic-setup.ts';

const en = {
  slip: 'Appointment slip',
  prescription: 'Prescription',
  daySheet: 'Day sheet',
  patient: 'Patient',
  recordNumber: 'Record number',
  born: 'Date of birth',
  bornUnknown: 'unknown',
  age: (years: number) => `${years} y`,
  ageMonths: (months: number) => `${months} mo`,
  sex: 'Sex',
  male: 'Male',
  female: 'Female',
  other: 'Other',
  phone: 'Phone',
  address: 'Address',
  doctor: 'Doctor',
  department: 'Department',
  licence: 'Licence',
  room: 'Room',
  floor: (floor: string) => `floor ${floor}`,
  reason: 'Reason',
  estimatedFee: 'Estimated fee',
  allergies: 'Allergies',
  diagnosis: 'Diagnosis',
  medicines: 'Medicines',
  advice: 'Advice',
  followUp: 'Follow-up',
  visit: 'Visit',
  unsigned: 'DRAFT – NOT SIGNED',
  signedAt: (at: string) => `Signed ${at}`,
  bringSlip: 'Please bring this slip. If you cannot come, call us so that somebody else can have the time.',
  time: 'Time',
  note: 'Note',
  visits: (count: number) => (count === 1 ? '1 visit' : `${count} visits`),
  noVisits: 'No visits on this day.',
  walkIn: 'Walk-in',
  overbook: 'Overbooked',
  printed: (at: string, by: string) => `Printed ${at} · ${by}`,
  status: { booked: 'Booked', confirmed: 'Confirmed', completed: 'Done', cancelled: 'Cancelled' },
  weight: 'Weight',
};
export type PrintWords = Omit<typeof en, 'status'> & { status: Record<AppointmentStatus, string> };

const vi: PrintWords = {
  slip: 'Phiếu hẹn khám',
  prescription: 'Đơn thuốc',
  daySheet: 'Lịch khám trong ngày',
  patient: 'Bệnh nhân',
  recordNumber: 'Mã hồ sơ',
  born: 'Ngày sinh',
  bornUnknown: 'chưa rõ',
  age: (years) => `${years} tuổi`,
  ageMonths: (months) => `${months} tháng tuổi`,
  sex: 'Giới tính',
  male: 'Nam',
  female: 'Nữ',
  other: 'Khác',
  phone: 'Điện thoại',
  address: 'Địa chỉ',
  doctor: 'Bác sĩ',
  department: 'Khoa',
  licence: 'Số chứng chỉ',
  room: 'Phòng',
  floor: (floor) => `tầng ${floor}`,
  reason: 'Lý do khám',
  estimatedFee: 'Phí dự kiến',
  allergies: 'Dị ứng',
  diagnosis: 'Chẩn đoán',
  medicines: 'Thuốc',
  advice: 'Lời dặn',
  followUp: 'Tái khám',
  visit: 'Ngày khám',
  unsigned: 'BẢN NHÁP – CHƯA KÝ',
  signedAt: (at) => `Ký lúc ${at}`,
  bringSlip: 'Vui lòng mang theo phiếu này. Nếu không đến được, xin gọi báo để nhường giờ cho người khác.',
  time: 'Giờ',
  note: 'Ghi chú',
  visits: (count) => `${count} lượt khám`,
  noVisits: 'Không có lượt khám nào trong ngày này.',
  walkIn: 'Không hẹn trước',
  overbook: 'Xếp thêm',
  printed: (at, by) => `In lúc ${at} · ${by}`,
  status: { booked: 'Đã đặt', confirmed: 'Đã xác nhận', completed: 'Đã khám', cancelled: 'Đã hủy' },
  weight: 'Cân nặng',
};

export const printWords: Record<Locale, PrintWords> = { en, vi };

/** A civil day as paper shows it: day, month, year with the weekday. */
export function longDay(date: string, language: Locale): string {
  const format = new Intl.DateTimeFormat(language === 'vi' ? 'vi-VN' : 'en-GB', {
    weekday: 'long',
    day: language === 'vi' ? '2-digit' : 'numeric',
    month: language === 'vi' ? '2-digit' : 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  return format.format(new Date(`${date}T00:00:00Z`));
}

/** `22/11/2026`, the same in both languages: no clinic here reads the month first. */
export const shortDay = (date: string): string => date.split('-').toReversed().join('/');
