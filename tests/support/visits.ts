// A clinic with one doctor's morning in it, for tests of consultations and prints.
import type { Appointment } from '../../domain/appointments.ts';
import type { Patient } from '../../domain/patients.ts';
import type { NewRow } from '../../domain/row.ts';
import { fill } from '../../db/write.ts';
import { aDepartment, aDoctor, anAppointment, aPatient, aService, aUser } from './builders.ts';
import { NOW_MS } from './test-vault.ts';
import type { Vault } from '../../db/vault/vault.ts';
import type { Locale } from '../../domain/clinic-setup.ts';

type Morning = {
  locale?: Locale;
  appointment?: Partial<NewRow<Appointment>>;
  patient?: Partial<NewRow<Patient>>;
};

/** Doctor An of general medicine with Bình at nine (confirmed), doctor Khoa of the eye clinic, a service each, Lan and Hà. */
export function fillMorning(vault: Vault, { locale = 'vi', appointment, patient }: Morning = {}): void {
  fill(vault, { userId: null, kind: 'tests.morning', nowMs: NOW_MS - 3_600_000 }, (tx) => {
    tx.insert('users', aUser({ locale }));
    tx.insert('users', aUser({ locale, id: 'user-khoa', fullName: 'Lê Minh Khoa' }));
    tx.insert('users', aUser({ locale, id: 'user-lan', fullName: 'Phạm Ngọc Lan', role: 'receptionist' }));
    tx.insert('users', aUser({ locale, id: 'user-ha', fullName: 'Đỗ Thu Hà', role: 'admin' }));
    tx.insert('departments', aDepartment());
    tx.insert(
      'departments',
      aDepartment({ id: 'department-eye', name: 'Mắt', examinationFeeMinor: 120_000 }),
    );
    tx.insert('services', aService());
    tx.insert('services', aService({ id: 'service-old', name: 'Siêu âm cũ', isActive: false }));
    tx.insert(
      'services',
      aService({ id: 'service-lens', name: 'Đo thị lực', departmentId: 'department-eye' }),
    );
    tx.insert('rooms', {
      id: 'room-101',
      roomNumber: '101',
      floor: '1',
      departmentId: 'department-general',
      isActive: true,
    });
    tx.insert('doctors', aDoctor({ roomId: 'room-101' }));
    tx.insert('doctors', aDoctor({ id: 'user-khoa', departmentId: 'department-eye' }));
    tx.insert('patients', aPatient(patient));
    tx.insert('appointments', anAppointment({ roomId: 'room-101', ...appointment }));
  });
}
