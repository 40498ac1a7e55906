// A patient's whole file for tests of what is taken along: two visits, lines, codes, problems, a document, a shared note.
import type { FileDocument, FileVisit, PatientFile } from '../../domain/patient-file.ts';
import { aClinic, NOW_MS } from './test-vault.ts';
import { anAppointment, aPatient } from './builders.ts';

const row = { clinicId: aClinic.id, createdAtMs: NOW_MS, updatedAtMs: NOW_MS, rowVersion: 0 };

export const aVisit = (appointment: Partial<FileVisit['appointment']> = {}, notes = 'Họng đỏ'): FileVisit => {
  const made = { ...row, ...anAppointment({ status: 'completed', ...appointment }) };
  const ofVisit = {
    ...row,
    recordId: `record-${made.id}`,
    appointmentId: made.id,
    patientId: made.patientId,
  };
  return {
    appointment: made,
    departmentName: 'Nội tổng quát',
    record: {
      ...row,
      id: `record-${made.id}`,
      appointmentId: made.id,
      patientId: made.patientId,
      diagnosis: 'Viêm họng cấp',
      prescription: 'Paracetamol 500 mg',
      treatmentPlan: 'Nghỉ ngơi',
      notes,
      followUpDate: '2026-11-29',
      vitalSigns: {
        blood_pressure: '128/82',
        temperature: 37.8,
        heart_rate: 88,
        respiratory_rate: 18,
        oxygen_saturation: 98,
        weight: 61.5,
        height: 168,
      },
      createdById: made.doctorId,
      signedAtMs: NOW_MS,
    },
    versions: [],
    items: [
      {
        ...ofVisit,
        id: `item-${made.id}`,
        doctorId: made.doctorId,
        lineNumber: 1,
        medicineId: null,
        medicineName: 'Paracetamol 500 mg',
        ingredients: 'paracetamol',
        dose: '1 viên',
        route: 'uống',
        frequency: '3 lần mỗi ngày',
        duration: '5 ngày',
        instructions: 'sau ăn',
        overrideReason: '',
      },
    ],
    diagnoses: [
      {
        ...ofVisit,
        id: `diagnosis-${made.id}`,
        lineNumber: 1,
        codeSystem: 'ICD-10',
        code: 'J02.9',
        text: 'Viêm họng cấp',
      },
    ],
  };
};

export const aFileDocument = (document: Partial<FileDocument> = {}): FileDocument => ({
  ...row,
  id: 'document-1',
  patientId: 'patient-binh',
  appointmentId: 'appointment-9',
  fileName: 'xét nghiệm.pdf',
  fileSizeBytes: 5,
  fileType: 'pdf',
  documentType: 'LAB_REPORT',
  title: 'Xét nghiệm máu',
  sourceDoctor: 'BS. Trần Văn Minh',
  dateOfRecord: '2026-11-20',
  notes: '',
  pageCount: 1,
  storedName: 'aaaa',
  fileIdentity: 'AGE-SECRET-KEY-TEST',
  encryptionKeyHash: '',
  contentHash: '',
  addedById: 'user-an',
  isArchived: false,
  deletedAtMs: null,
  ...document,
});

export function aPatientFile({ notes, fullName }: { notes?: string; fullName?: string } = {}): PatientFile {
  const problem = {
    ...row,
    patientId: 'patient-binh',
    codeSystem: 'ICD-10',
    code: 'I10',
    text: 'Tăng huyết áp',
    onsetDate: '2020-01-01',
    notes: '',
    notedById: 'user-an',
    archivedAtMs: null,
  };
  return {
    clinic: { ...row, ...aClinic },
    patient: {
      ...row,
      ...aPatient({
        allergies: 'Penicillin, tôm',
        chronicConditions: 'Tăng huyết áp',
        emergencyContact: 'Trần Thị Mai',
        emergencyContactPhone: '0901234568',
        insuranceId: 'DN4010123456789',
        email: 'binh@example.test',
        address: '5 Hàng Bạc',
        ...(fullName !== undefined && { fullName }),
      }),
    },
    doctors: [
      { id: 'user-an', name: 'BS. Nguyễn Thị An', specialization: 'Nội khoa', licenseNumber: '001234/HNO' },
    ],
    visits: [aVisit({ id: 'appointment-old', appointmentDate: '2026-05-04' }), aVisit({}, notes)],
    problems: [
      { ...problem, id: 'problem-1', status: 'active', resolvedDate: null },
      {
        ...problem,
        id: 'problem-2',
        status: 'resolved',
        resolvedDate: '2024-03-01',
        code: '',
        text: 'Gãy tay',
      },
    ],
    sharedNotes: [
      {
        ...row,
        id: 'note-1',
        doctorId: 'user-an',
        patientId: 'patient-binh',
        noteText: 'Uống nhiều nước',
        isAudioTranscript: false,
        isSharedWithPatient: true,
        archivedAtMs: null,
      },
    ],
    documents: [aFileDocument()],
    madeAtMs: NOW_MS,
  };
}
