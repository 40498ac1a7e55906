// Who may do what, as data. Row rules (own appointment, own record) stand beside the feature they protect.
import { z } from 'zod';
import type { Role } from './accounts.ts';

export const permissions = [
  'setup.read',
  'setup.manage',
  'staff.manage',
  'vault.manage',
  'audit.read',
  'patient.read',
  'patient.register',
  'patient.edit',
  'patient.archive',
  'appointment.read',
  'appointment.book',
  'appointment.confirm',
  'appointment.move',
  'appointment.cancel',
  'appointment.queue',
  'appointment.complete',
  'service.assign',
  'record.read',
  'record.write',
  'record.sign',
  'print.slip',
  'print.daySheet',
  'print.prescription',
  'account.self',
] as const;
export const permission = z.enum(permissions);
export type Permission = z.infer<typeof permission>;

const desk: Permission[] = [
  'setup.read',
  'account.self',
  'patient.read',
  'patient.register',
  'patient.edit',
  'appointment.read',
  'appointment.book',
  'appointment.confirm',
  'appointment.move',
  'appointment.cancel',
  'appointment.queue',
  'print.slip',
  'print.daySheet',
];

/** Patients sign in at the centre only; on a clinic PC they have nothing. */
export const permissionsOf: Record<Role, ReadonlySet<Permission>> = {
  admin: new Set<Permission>([
    ...desk,
    'setup.manage',
    'staff.manage',
    'vault.manage',
    'audit.read',
    'patient.archive',
    'appointment.complete',
    'record.read',
    'print.prescription',
  ]),
  doctor: new Set<Permission>([
    ...desk,
    'appointment.complete',
    'service.assign',
    'record.read',
    'record.write',
    'record.sign',
    'print.prescription',
  ]),
  receptionist: new Set<Permission>([...desk, 'patient.archive']),
  patient: new Set<Permission>(),
};

export const may = (role: Role, wanted: Permission): boolean => permissionsOf[role].has(wanted);
