// A small clinic for tests of the front desk: two departments, three doctors, two rooms, two patients, a receptionist.
import { fill, type Tx } from '../../db/write.ts';
import type { Vault } from '../../db/vault/vault.ts';
import { aDepartment, aDoctor, aPatient, aUser } from './builders.ts';
import { NOW_MS } from './test-vault.ts';

/** Dr An and Dr Hùng in general medicine (An has room 102), Dr Mai in the eye department; Bình and Cúc are patients. */
export function fillFrontDesk(vault: Vault, more: (tx: Tx) => void = () => {}): void {
  fill(vault, { userId: null, kind: 'test.fill', nowMs: NOW_MS }, (tx) => {
    tx.insert('departments', aDepartment());
    tx.insert(
      'departments',
      aDepartment({ id: 'department-eye', name: 'Mắt', examinationFeeMinor: 300_000 }),
    );
    for (const roomNumber of ['101', '102']) {
      tx.insert('rooms', {
        id: `room-${roomNumber}`,
        roomNumber,
        floor: '1',
        departmentId: 'department-general',
        isActive: true,
      });
    }
    const doctors = [
      { id: 'user-an', fullName: 'Nguyễn Thị An', roomId: 'room-102' },
      { id: 'user-hung', fullName: 'Lê Hùng' },
      { id: 'user-mai', fullName: 'Võ Mai', departmentId: 'department-eye' },
    ];
    for (const { id, fullName, ...doctor } of doctors) {
      tx.insert('users', aUser({ id, fullName }));
      tx.insert('doctors', aDoctor({ id, ...doctor }));
    }
    tx.insert('users', aUser({ id: 'user-lan', fullName: 'Trần Lan', role: 'receptionist' }));
    // Numbers of another PC: this one gives its own from 1.
    tx.insert('patients', aPatient({ recordNumber: 'Z-000001', allergies: 'penicillin' }));
    tx.insert(
      'patients',
      aPatient({ id: 'patient-cuc', fullName: 'Phạm Thị Cúc', recordNumber: 'Z-000002' }),
    );
    more(tx);
  });
}
