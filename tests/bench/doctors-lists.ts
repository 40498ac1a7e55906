// The lists that are read while people work: the radar over a clinic of 100,000 records, and everyone one doctor has seen among 10,000.
import { addDays } from '../../domain/civil-date.ts';
import { patientsOfDoctor, unsignedVisits } from '../../db/doctors-patients.ts';
import { radarOf } from '../../db/follow-ups.ts';
import type { Vault } from '../../db/vault/vault.ts';
import type { Bench } from './bench.ts';
import { BENCH_TODAY, clinicOfSize } from './clinics.ts';
import { alone, median, timeOf } from './measure.ts';

const ROUNDS = 15;
const RECORDS = 100_000;
const SEEN = 10_000;

/** One doctor who saw so many patients, twice and more each, every record signed; every fourth with a day to come again. */
function busyDoctor(): { vault: Vault; doctorId: string } {
  const vault = clinicOfSize('100k');
  const doctorId = 'doctor-of-the-bench';
  const isMade = vault.sqlite.prepare('SELECT 1 FROM appointments WHERE doctorId = ? LIMIT 1').get(doctorId);
  if (isMade) return { vault, doctorId };
  const { departmentId } = vault.sqlite.prepare('SELECT departmentId FROM doctors LIMIT 1').get() as {
    departmentId: string;
  };
  const patients = vault.sqlite.prepare('SELECT id FROM patients LIMIT ?').pluck().all(SEEN) as string[];
  vault.sqlite.exec('BEGIN IMMEDIATE');
  vault.sqlite
    .prepare(
      `INSERT INTO users (id, clinicId, createdAtMs, updatedAtMs, rowVersion, email, fullName, role, isActive, isVerified, locale)
      VALUES (?, ?, 0, 0, 0, 'bench@clinic.test', 'Bench', 'doctor', 1, 1, 'vi')`,
    )
    .run(doctorId, vault.clinicId);
  const visit =
    vault.sqlite.prepare(`INSERT INTO appointments (id, clinicId, createdAtMs, updatedAtMs, rowVersion, patientId, doctorId,
      departmentId, appointmentDate, appointmentTime, status, kind, symptoms, reason, notes, estimatedFeeMinor, holdsSlot, isNoShow, isPriority)
    VALUES (@id, @clinicId, 0, 0, 0, @patientId, @doctorId, @departmentId, @date, '09:00', 'completed', 'booked', '', '', '', 0, 0, 0, 0)`);
  const record =
    vault.sqlite.prepare(`INSERT INTO medicalRecords (id, clinicId, createdAtMs, updatedAtMs, rowVersion, appointmentId,
      patientId, diagnosis, prescription, treatmentPlan, notes, followUpDate, vitalSigns, createdById, signedAtMs)
    VALUES (@id, @clinicId, 0, 0, 0, @id, @patientId, '', '', '', '', @followUpDate, '{}', @doctorId, 1)`);
  for (let at = 0; at < RECORDS; at++) {
    const date = addDays(BENCH_TODAY, -1 - Math.floor((at * 1500) / RECORDS));
    const row = { id: `bench-${at}`, clinicId: vault.clinicId, patientId: patients[at % SEEN], doctorId };
    visit.run({ ...row, departmentId, date });
    record.run({ ...row, followUpDate: at % 4 === 0 ? addDays(date, 14) : null });
  }
  vault.sqlite.exec('COMMIT');
  vault.sqlite.pragma('wal_checkpoint(TRUNCATE)');
  return { vault, doctorId };
}

const medianOf = (work: () => unknown): number =>
  median(Array.from({ length: ROUNDS + 1 }, () => timeOf(work)).slice(1));

export const radarOpen: Bench = {
  id: 'radar-open',
  what: 'the follow-up radar of a clinic with 100,000 records',
  run() {
    const { vault } = busyDoctor();
    const value = medianOf(() => radarOf(vault, { list: 'due', today: BENCH_TODAY, skip: 0 }));
    return alone(this.id, 'consultation', { value, unit: 'ms', bar: 150 });
  },
};

export const myPatientsOpen: Bench = {
  id: 'my-patients-open',
  what: 'everyone one doctor has seen: 10,000 patients, 100,000 visits',
  run() {
    const { vault, doctorId } = busyDoctor();
    const value = medianOf(() => patientsOfDoctor(vault, { doctorId, text: '', skip: 0 }));
    return alone(this.id, 'consultation', { value, unit: 'ms', bar: 300 });
  },
};

export const unsignedOpen: Bench = {
  id: 'unsigned-open',
  what: 'the unsigned visits of a doctor with 100,000 visits',
  run() {
    const { vault, doctorId } = busyDoctor();
    const value = medianOf(() => unsignedVisits(vault, doctorId));
    return alone(this.id, 'consultation', { value, unit: 'ms', bar: 300 });
  },
};
