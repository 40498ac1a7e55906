// A real clinic in a folder, with one doctor's morning of today in it, for journeys. Everybody's password is the same.
import { createVault } from '../../db/vault/create.ts';
import { addStaffSlot } from '../../db/vault/staff-slots.ts';
import { fill, type Tx } from '../../db/write.ts';
import { wallClock } from '../../domain/civil-date.ts';
import type { Locale } from '../../domain/clinic-setup.ts';
import type { Appointment } from '../../domain/appointments.ts';
import type { Patient } from '../../domain/patients.ts';
import type { NewRow } from '../../domain/row.ts';
import { v7 as uuidv7 } from 'uuid';
import { aClinic } from './test-vault.ts';
import { fillMorning } from './visits.ts';

export const PASSWORD = 'mưa rào trên phố cổ';
export const people = {
  an: { email: 'user-an@hoasen.test', password: PASSWORD },
  khoa: { email: 'user-khoa@hoasen.test', password: PASSWORD },
  lan: { email: 'user-lan@hoasen.test', password: PASSWORD },
  ha: { email: 'user-ha@hoasen.test', password: PASSWORD },
};

export type ClinicOnDisk = {
  dataDir: string;
  locale?: Locale;
  appointment?: Partial<NewRow<Appointment>>;
  patient?: Partial<NewRow<Patient>>;
  /** What else there is before anybody sits down. */
  alsoFill?: (tx: Tx) => void;
};

/** Bình is booked with doctor An today at nine; answers today as the clinic's wall says it. */
export async function makeMorningOnDisk({
  dataDir,
  locale = 'en',
  appointment,
  patient,
  alsoFill,
}: ClinicOnDisk): Promise<string> {
  const nowMs = Date.now();
  const today = wallClock(nowMs, aClinic.timeZone).date;
  const { vault } = await createVault({
    dataDir,
    clinicId: aClinic.id,
    admin: { userId: 'user-ha', ...people.ha },
    newId: uuidv7,
    fillClinic: (fresh) => {
      fill(fresh, { userId: null, kind: 'tests.clinic', nowMs }, (tx) =>
        tx.insert('clinics', { ...aClinic, locale }),
      );
      fillMorning(fresh, {
        locale,
        appointment: { appointmentDate: today, status: 'booked', ...appointment },
        ...(patient && { patient }),
      });
      if (alsoFill) fill(fresh, { userId: null, kind: 'tests.more', nowMs }, alsoFill);
    },
  });
  for (const name of ['an', 'khoa', 'lan'] as const) {
    await addStaffSlot(vault, { userId: `user-${name}`, ...people[name] });
  }
  vault.close();
  return today;
}
