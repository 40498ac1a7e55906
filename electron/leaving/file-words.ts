// The words of a patient's file that stand on no paper, English and Vietnamese.
import type { Locale } from '../../domain/clinic-setup.ts';

const en = {
  title: 'Medical file',
  made: (at: string) => `Everything the clinic knows, as of ${at}`,
  visits: (count: number) => (count === 1 ? '1 visit' : `${count} visits`),
  email: 'E-mail',
  insurance: 'Insurance number',
  emergency: 'In an emergency',
  warnings: 'To be known at the desk',
  notAsked: 'not asked',
  problems: 'Problem list',
  status: { active: 'active', resolved: 'resolved' },
  since: 'since',
  documents: 'Documents',
  missing: 'the file could not be opened',
  type: { PRESCRIPTION: 'Prescription', LAB_REPORT: 'Lab report', SCAN: 'Scan', OTHER: 'Other' },
  sharedNotes: 'Notes from the doctor for you',
  versions: (count: number) => (count === 1 ? '1 earlier version' : `${count} earlier versions`),
  whyChanged: 'Reason for the change',
  also: 'Beside this page: documents/ (the files), tables/ (for a spreadsheet), fhir/bundle.json (HL7 FHIR R4, for another system).',
};

const vi: typeof en = {
  title: 'Hồ sơ y tế',
  made: (at) => `Toàn bộ thông tin phòng khám có, tính đến ${at}`,
  visits: (count) => `${count} lượt khám`,
  email: 'E-mail',
  insurance: 'Số bảo hiểm',
  emergency: 'Liên hệ khẩn cấp',
  warnings: 'Lưu ý khi tiếp đón',
  notAsked: 'chưa hỏi',
  problems: 'Danh sách bệnh',
  status: { active: 'đang mắc', resolved: 'đã khỏi' },
  since: 'từ',
  documents: 'Tài liệu',
  missing: 'không mở được tệp',
  type: {
    PRESCRIPTION: 'Đơn thuốc',
    LAB_REPORT: 'Kết quả xét nghiệm',
    SCAN: 'Chẩn đoán hình ảnh',
    OTHER: 'Khác',
  },
  sharedNotes: 'Lời dặn của bác sĩ cho bạn',
  versions: (count) => `${count} phiên bản trước`,
  whyChanged: 'Lý do sửa',
  also: 'Kèm theo trang này: documents/ (tài liệu gốc), tables/ (mở bằng bảng tính), fhir/bundle.json (HL7 FHIR R4, cho hệ thống khác).',
};

export const fileWords: Record<Locale, typeof en> = { en, vi };
