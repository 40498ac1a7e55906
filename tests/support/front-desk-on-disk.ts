// The small clinic of front-desk-clinic.ts as a real vault in a folder, for journeys. Everybody's password is the same.
import { v7 as uuidv7 } from 'uuid';
import { createVault } from '../../db/vault/create.ts';
import { addStaffSlot } from '../../db/vault/staff-slots.ts';
import { fill, type Tx } from '../../db/write.ts';
import { addDays, wallClock } from '../../domain/civil-date.ts';
import { aUser, anAppointment } from './builders.ts';
import { fillFrontDesk } from './front-desk-clinic.ts';
import { aClinic } from './test-vault.ts';

const PASSWORD = 'mưa rào trên phố cổ';
export const deskPeople = {
  lan: { email: 'user-lan@hoasen.test', password: PASSWORD },
  hung: { email: 'user-hung@hoasen.test', password: PASSWORD },
  admin: { email: 'user-admin@hoasen.test', password: PASSWORD },
};

/** Tomorrow, Cúc is booked with Dr An at 09:00, and Dr Mai is on leave; `more` adds what a journey needs. Answers tomorrow, on the clinic's wall. */
export async function makeFrontDeskOnDisk(
  dataDir: string,
  more: (tx: Tx, today: string) => void = () => {},
): Promise<string> {
  const nowMs = Date.now();
  const tomorrow = addDays(wallClock(nowMs, aClinic.timeZone).date, 1);
  const { vault } = await createVault({
    dataDir,
    clinicId: aClinic.id,
    admin: { userId: 'user-admin', ...deskPeople.admin },
    newId: uuidv7,
    fillClinic: (fresh) => {
      fill(fresh, { userId: null, kind: 'tests.clinic', nowMs }, (tx) => tx.insert('clinics', aClinic));
      fillFrontDesk(fresh, (tx) => {
        tx.insert('users', aUser({ id: 'user-admin', fullName: 'Lê Quân', role: 'admin' }));
        for (const id of ['user-lan', 'user-hung', 'user-admin']) tx.update('users', id, { locale: 'en' });
        tx.insert(
          'appointments',
          anAppointment({ patientId: 'patient-cuc', appointmentDate: tomorrow, status: 'booked' }),
        );
        tx.insert('timeOff', {
          id: 'off-mai',
          scope: 'doctor',
          doctorId: 'user-mai',
          roomId: null,
          kind: 'leave',
          fromDate: tomorrow,
          toDate: tomorrow,
          fromTime: null,
          toTime: null,
          reason: 'Hội thảo',
          archivedAtMs: null,
        });
        more(tx, addDays(tomorrow, -1));
      });
    },
  });
  for (const name of ['lan', 'hung'] as const)
    await addStaffSlot(vault, { userId: `user-${name}`, ...deskPeople[name] });
  vault.close();
  return tomorrow;
}
