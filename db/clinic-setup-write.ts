// The set-up as an admin changes it: one verb a list. Reads what the decision needs, lets domain/ decide, saves through the Tx.
import type {
  Clinic,
  Department,
  Doctor,
  Room,
  Service,
  TimeOff,
  WorkingHours,
} from '../domain/clinic-setup.ts';
import {
  type ClinicInput,
  type DepartmentInput,
  type DoctorInput,
  type EditOf,
  refuseChanged,
  refuseTakenName,
  refuseTakenPlace,
  type RoomInput,
  type ServiceInput,
  type TimeOffInput,
} from '../domain/clinic-setup-input.ts';
import { Refused } from '../domain/failure.ts';
import { decideWeek, type HoursRange, weekKey } from '../domain/working-hours.ts';
import { allDoctors, clinicOf, departmentsOf, roomsOf, servicesOf, workingHoursOf } from './clinic-setup.ts';
import { prepared } from './prepared.ts';
import type { Tx } from './write.ts';

export function saveClinic(tx: Tx, edit: Pick<EditOf, 'updatedAtMs'>, input: ClinicInput): Clinic {
  const clinic = refuseChanged('clinic', clinicOf(tx), { id: tx.clinicId, ...edit });
  if (clinic.currency !== input.currency && feesAreInUse(tx)) throw new Refused({ code: 'currency_in_use' });
  return tx.update('clinics', tx.clinicId, input);
}

export function saveDepartment(tx: Tx, edit: EditOf, input: DepartmentInput): Department {
  refuseTakenName('department', departmentsOf(tx), { id: edit.id, name: input.name });
  if (edit.id === null) return tx.insert('departments', { id: tx.newId(), ...input });
  refuseChanged('department', tx.find('departments', edit.id), edit);
  return tx.update('departments', edit.id, input);
}

/** A service's name is unique in its department: two departments may both offer "Khám lại". */
export function saveService(tx: Tx, edit: EditOf, input: ServiceInput): Service {
  refuseTakenName('service', servicesOf(tx, input.departmentId), { id: edit.id, name: input.name });
  const before = edit.id === null ? null : refuseChanged('service', tx.find('services', edit.id), edit);
  refuseInactiveDepartment(tx, input.departmentId, before?.departmentId);
  return before
    ? tx.update('services', before.id, input)
    : tx.insert('services', { id: tx.newId(), ...input });
}

export function saveRoom(tx: Tx, edit: EditOf, input: RoomInput): Room {
  const others = roomsOf(tx).map((room) => ({ id: room.id, name: room.roomNumber }));
  refuseTakenName('room', others, { id: edit.id, name: input.roomNumber });
  const before = edit.id === null ? null : refuseChanged('room', tx.find('rooms', edit.id), edit);
  if (input.departmentId) refuseInactiveDepartment(tx, input.departmentId, before?.departmentId);
  return before ? tx.update('rooms', before.id, input) : tx.insert('rooms', { id: tx.newId(), ...input });
}

/** `edit.id` is the doctor's account. `edit.updatedAtMs` is null while the doctor has no place in the clinic yet. */
export function saveDoctor(
  tx: Tx,
  edit: { id: string; updatedAtMs: number | null },
  input: DoctorInput,
): Doctor {
  const user = tx.find('users', edit.id);
  if (!user) throw new Refused({ code: 'not_found', subject: 'user' });
  if (user.role !== 'doctor') throw new Refused({ code: 'role_needs', role: 'doctor' });
  const before = tx.find('doctors', edit.id);
  if (before || edit.updatedAtMs !== null) refuseChanged('doctor', before, edit);
  refuseInactiveDepartment(tx, input.departmentId, before?.departmentId);
  if (input.roomId) refuseInactiveRoom(tx, input.roomId, before?.roomId);
  refuseTakenPlace(allDoctors(tx), edit.id, input);
  if (before) return tx.update('doctors', edit.id, input);
  return tx.insert('doctors', { id: edit.id, ...input, rating: 0, avatarUrl: null, totalReviews: 0 });
}

type Switchable = 'departments' | 'services' | 'rooms';
const subjectOf = { departments: 'department', services: 'service', rooms: 'room' } as const;

/** Switches a row off or on. Nothing that refers to it changes, so that history stays and switching back restores everything. */
export function setActive(
  tx: Tx,
  table: Switchable,
  edit: EditOf,
  isActive: boolean,
): { id: string; updatedAtMs: number } {
  const row = refuseChanged(subjectOf[table], edit.id === null ? undefined : tx.find(table, edit.id), edit);
  const { id, updatedAtMs } = tx.update(table, row.id, { isActive });
  return { id, updatedAtMs };
}

/** The doctor's whole week in place of `was`, the week the admin saw. Ranges that stay keep their rows. */
export function saveWeek(
  tx: Tx,
  doctorId: string,
  { was, week }: { was: HoursRange[]; week: HoursRange[] },
): WorkingHours[] {
  if (!tx.find('doctors', doctorId)) throw new Refused({ code: 'not_found', subject: 'doctor' });
  const before = workingHoursOf(tx, doctorId);
  if (weekKey(before) !== weekKey(was)) {
    throw new Refused({ code: 'changed_meanwhile', subject: 'workingHours', id: doctorId });
  }
  replaceWeek(tx, doctorId, before, week);
  return workingHoursOf(tx, doctorId);
}

/** Adds and takes away only what differs; returns how many rows that was. */
export function replaceWeek(
  tx: Tx,
  doctorId: string,
  before: WorkingHours[],
  week: HoursRange[],
): { added: number; removed: number } {
  const wanted = new Map(decideWeek(week).map((range) => [weekKey([range]), range]));
  let removed = 0;
  for (const row of before) {
    if (wanted.delete(weekKey([row]))) continue;
    tx.remove('workingHours', row.id);
    removed += 1;
  }
  for (const range of wanted.values()) tx.insert('workingHours', { id: tx.newId(), doctorId, ...range });
  return { added: wanted.size, removed };
}

export function saveTimeOff(tx: Tx, edit: EditOf, input: TimeOffInput): TimeOff {
  if (input.doctorId && !tx.find('doctors', input.doctorId))
    throw new Refused({ code: 'not_found', subject: 'doctor' });
  if (input.roomId && !tx.find('rooms', input.roomId))
    throw new Refused({ code: 'not_found', subject: 'room' });
  if (edit.id === null) return tx.insert('timeOff', { id: tx.newId(), ...input, archivedAtMs: null });
  refuseChanged('timeOff', tx.find('timeOff', edit.id), edit);
  return tx.update('timeOff', edit.id, input);
}

/** Withdraws an entry (the slots are free again at once), or brings a withdrawn one back. */
export function withdrawTimeOff(tx: Tx, edit: EditOf, isWithdrawn: boolean): TimeOff {
  const row = refuseChanged('timeOff', edit.id === null ? undefined : tx.find('timeOff', edit.id), edit);
  return tx.update('timeOff', row.id, { archivedAtMs: isWithdrawn ? tx.nowMs : null });
}

/** Moving to a department that is switched off is refused; staying in one is history. */
function refuseInactiveDepartment(tx: Tx, departmentId: string, before: string | null | undefined): void {
  const department = tx.find('departments', departmentId);
  if (!department) throw new Refused({ code: 'not_found', subject: 'department' });
  if (!department.isActive && departmentId !== before)
    throw new Refused({ code: 'department_inactive', departmentId });
}

function refuseInactiveRoom(tx: Tx, roomId: string, before: string | null | undefined): void {
  const room = tx.find('rooms', roomId);
  if (!room) throw new Refused({ code: 'not_found', subject: 'room' });
  if (!room.isActive && roomId !== before) throw new Refused({ code: 'room_inactive' });
}

// Amounts are stored without their currency: another currency would turn 150,000 dong into 150,000 dollars on old receipts too.
const feesAreInUse = (tx: Tx): boolean =>
  prepared(
    tx,
    `SELECT EXISTS (SELECT 1 FROM departments WHERE examinationFeeMinor > 0) OR EXISTS (SELECT 1 FROM services WHERE priceMinor > 0)
      OR EXISTS (SELECT 1 FROM doctors WHERE consultationFeeMinor > 0) OR EXISTS (SELECT 1 FROM appointments WHERE estimatedFeeMinor > 0)`,
  )
    .pluck()
    .get() === 1;
