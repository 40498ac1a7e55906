// Rows for tests that show only what matters: everything else is an ordinary clinic's. Ids are readable, never random.
import type { User } from '../../domain/accounts.ts';
import type { Appointment } from '../../domain/appointments.ts';
import type { Department, Doctor, Service } from '../../domain/clinic-setup.ts';
import { foldText } from '../../domain/folded-text.ts';
import type { HealthDocument } from '../../domain/documents.ts';
import type { Patient } from '../../domain/patients.ts';
import type { NewRow } from '../../domain/row.ts';

export const aUser = (user: Partial<NewRow<User>> = {}): NewRow<User> => ({
  id: 'user-an',
  email: `${user.id ?? 'user-an'}@hoasen.test`,
  mobileNumber: null,
  fullName: 'Nguyễn Thị An',
  role: 'doctor',
  isActive: true,
  isVerified: true,
  locale: 'vi',
  ...user,
});

export const aDepartment = (department: Partial<NewRow<Department>> = {}): NewRow<Department> => ({
  id: 'department-general',
  name: 'Nội tổng quát',
  icon: '',
  description: '',
  isActive: true,
  examinationFeeMinor: 150_000,
  ...department,
});

export const aService = (service: Partial<NewRow<Service>> = {}): NewRow<Service> => ({
  id: 'service-ecg',
  departmentId: 'department-general',
  name: 'Điện tâm đồ',
  description: '',
  priceMinor: 80_000,
  isActive: true,
  ...service,
});

/** Shares its id with its user. */
export const aDoctor = (doctor: Partial<NewRow<Doctor>> = {}): NewRow<Doctor> => ({
  id: 'user-an',
  departmentId: 'department-general',
  roomId: null,
  title: 'BS.',
  specialization: 'Nội khoa',
  licenseNumber: null,
  experienceYears: 10,
  consultationFeeMinor: 200_000,
  bio: '',
  rating: 0,
  avatarUrl: null,
  totalReviews: 0,
  ...doctor,
});

export const aPatient = (patient: Partial<NewRow<Patient>> = {}): NewRow<Patient> => {
  const fullName = patient.fullName ?? 'Trần Văn Bình';
  return {
    id: 'patient-binh',
    patientUuid: `uuid-of-${patient.id ?? 'patient-binh'}`,
    recordNumber: 'A-000001',
    fullName,
    searchName: foldText(fullName),
    dateOfBirth: '1980-05-17',
    gender: 'male',
    phone: '0901234567',
    email: null,
    address: null,
    bloodGroup: null,
    allergies: null,
    chronicConditions: null,
    insuranceId: null,
    emergencyContact: null,
    emergencyContactPhone: null,
    notes: null,
    warnings: null,
    mergedIntoId: null,
    archivedAtMs: null,
    ...patient,
  };
};

/** Confirmed, on the test clinic's today at nine. */
export const anAppointment = (appointment: Partial<NewRow<Appointment>> = {}): NewRow<Appointment> => ({
  id: 'appointment-9',
  patientId: 'patient-binh',
  doctorId: 'user-an',
  departmentId: 'department-general',
  serviceId: null,
  roomId: null,
  appointmentDate: '2026-11-22',
  appointmentTime: '09:00',
  status: 'confirmed',
  kind: 'booked',
  symptoms: '',
  reason: 'Đau đầu',
  notes: '',
  estimatedFeeMinor: 150_000,
  cancellationReason: null,
  cancelledAtMs: null,
  rescheduledFrom: null,
  overbookReason: null,
  holdsSlot: true,
  arrivedAtMs: null,
  calledAtMs: null,
  inRoomAtMs: null,
  leftAtMs: null,
  isNoShow: false,
  isPriority: false,
  ticket: null,
  seriesId: null,
  ...appointment,
});

/** A row alone: whoever wants its file seals one. */
export const aDocument = (document: Partial<NewRow<HealthDocument>> = {}): NewRow<HealthDocument> => ({
  id: 'document-letter',
  patientId: 'patient-binh',
  appointmentId: null,
  fileName: 'letter.pdf',
  fileSizeBytes: 120_000,
  fileType: 'pdf',
  documentType: 'OTHER',
  title: 'Letter',
  sourceDoctor: '',
  dateOfRecord: null,
  notes: '',
  pageCount: 1,
  storedName: '0'.repeat(32),
  fileIdentity: 'AGE-SECRET-KEY-1',
  encryptionKeyHash: '0'.repeat(64),
  contentHash: document.id ?? 'hash',
  addedById: 'user-an',
  isArchived: false,
  deletedAtMs: null,
  ...document,
});
