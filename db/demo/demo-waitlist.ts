// Who waits for a sooner time in the demo clinic: patients with a visit some days ahead who would take an earlier one.
import { addDays } from '../../domain/civil-date.ts';
import { prepared } from '../prepared.ts';
import type { Tx } from '../write.ts';
import { demoIds } from './demo-ids.ts';

/** What each entry wants, in turn; a visit of every 40th patient ahead gives the person, the doctor and the reason. */
const wishes = [
  { partOfDay: 'any', isUrgent: true, ownDoctor: true },
  { partOfDay: 'morning', isUrgent: false, ownDoctor: true },
  { partOfDay: 'any', isUrgent: false, ownDoctor: false },
  { partOfDay: 'afternoon', isUrgent: false, ownDoctor: true },
  { partOfDay: 'any', isUrgent: true, ownDoctor: false },
  { partOfDay: 'morning', isUrgent: false, ownDoctor: false },
] as const;

/** Reads the visits that are there already, so it comes after them. */
export function putOnWaitlist(tx: Tx, today: string): void {
  const newId = demoIds('waitlist');
  const visits = prepared(tx, AHEAD).all(tx.clinicId, addDays(today, 3), addDays(today, 9)) as Ahead[];
  const step = Math.max(1, Math.floor(visits.length / wishes.length));
  for (const [at, { partOfDay, isUrgent, ownDoctor }] of wishes.entries()) {
    const visit = visits[at * step];
    if (!visit) return;
    tx.insert('waitlist', {
      id: newId(),
      patientId: visit.patientId,
      departmentId: visit.departmentId,
      doctorId: ownDoctor ? visit.doctorId : null,
      fromDate: null,
      toDate: null,
      partOfDay,
      isUrgent,
      reason: visit.reason,
      appointmentId: visit.id,
      status: 'waiting',
      bookedAppointmentId: null,
      closedAtMs: null,
    });
  }
}

type Ahead = Record<'id' | 'patientId' | 'departmentId' | 'doctorId' | 'reason', string>;

const AHEAD = `SELECT a.id, a.patientId, a.departmentId, a.doctorId, a.reason FROM appointments a INDEXED BY appointments_day
  WHERE a.clinicId = ? AND a.appointmentDate BETWEEN ? AND ? AND a.status IN ('booked', 'confirmed')
  GROUP BY a.patientId ORDER BY a.appointmentDate, a.appointmentTime, a.id`;
