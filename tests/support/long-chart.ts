// A chart of many years for one patient of the test clinic: signed visits with texts, codes, medicines and vital signs of plausible length.
import type { Tx } from '../../db/write.ts';
import { addDays } from '../../domain/civil-date.ts';
import { anAppointment } from './builders.ts';

const diagnoses = [
  ['Viêm họng cấp', 'J02.9'],
  ['Tăng huyết áp vô căn', 'I10'],
  ['Viêm dạ dày cấp', 'K29.1'],
  ['Đau thắt lưng', 'M54.5'],
  ['Viêm mũi dị ứng', 'J30.4'],
] as const;
const prescription =
  'Paracetamol 500 mg: 1 viên khi đau hoặc sốt trên 38,5 °C, cách nhau ít nhất 6 giờ, 10 viên\n' +
  'Omeprazole 20 mg: 1 viên trước bữa sáng 30 phút, 14 viên';
const plan =
  'Uống nhiều nước ấm, nghỉ ngơi, tránh đồ lạnh. Đo huyết áp buổi sáng, ghi lại. Tái khám khi sốt quá 3 ngày, khó thở, đau tăng.';

/** So many visits before today, about every ten days, the newest a week ago; each is signed by doctor An. */
export function fillLongChart(tx: Tx, { visits, today }: { visits: number; today: string }): void {
  for (let number = 0; number < visits; number++) {
    const date = addDays(today, -7 - number * 10);
    const id = `visit-${number}`;
    const [diagnosis, code] = diagnoses[number % diagnoses.length] ?? diagnoses[0];
    tx.insert(
      'appointments',
      anAppointment({ id, appointmentDate: date, appointmentTime: '08:30', status: 'completed' }),
    );
    const record = {
      recordId: `record-${number}`,
      appointmentId: id,
      patientId: 'patient-binh',
      lineNumber: 1,
    };
    tx.insert('medicalRecords', {
      id: record.recordId,
      appointmentId: id,
      patientId: record.patientId,
      diagnosis,
      prescription,
      treatmentPlan: plan,
      notes: number === 0 ? 'Ghi chú gần nhất: hẹn tái khám' : '',
      followUpDate: null,
      vitalSigns: {
        blood_pressure: `${118 + ((number * 7) % 34)}/${74 + ((number * 3) % 18)}`,
        heart_rate: 66 + ((number * 5) % 30),
        temperature: 36.4 + ((number * 3) % 12) / 10,
        weight: 64 + ((number * 11) % 40) / 10,
        height: 168,
      },
      createdById: 'user-an',
      signedAtMs: Date.parse(`${date}T02:00:00Z`),
    });
    tx.insert('recordDiagnoses', {
      id: `code-${number}`,
      ...record,
      codeSystem: 'clinic',
      code,
      text: diagnosis,
    });
    if (number % 3 === 0)
      tx.insert('prescriptionItems', {
        id: `line-${number}`,
        ...record,
        doctorId: 'user-an',
        medicineId: null,
        medicineName: 'Amlodipine 5 mg',
        ingredients: 'amlodipine',
        dose: '1 viên',
        route: 'uống',
        frequency: 'ngày 1 lần',
        duration: '30 ngày',
        instructions: 'sau ăn sáng',
        overrideReason: '',
      });
  }
}
