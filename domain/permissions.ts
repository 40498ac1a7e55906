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
  'patient.merge',
  'appointment.read',
  'appointment.book',
  'appointment.confirm',
  'appointment.move',
  'appointment.cancel',
  'appointment.queue',
  'appointment.complete',
  'timeOff.manage',
  'waitlist.manage',
  'receipt.read',
  'receipt.issue',
  'receipt.refund',
  'day.close',
  'printProfile.manage',
  'service.assign',
  'record.read',
  'record.write',
  'record.sign',
  'document.read',
  'document.write',
  'print.slip',
  'print.daySheet',
  'print.prescription',
  'print.blankSlip',
  'print.receipt',
  'print.dayClose',
  'print.callList',
  'print.patientCard',
  'print.ticket',
  'print.testPage',
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
  'print.blankSlip',
  'print.callList',
  'print.patientCard',
  'print.ticket',
  'print.testPage',
  'waitlist.manage',
];

/** What the front desk does beyond booking: money, leave of others, two records of one person. */
const reception: Permission[] = [
  'patient.archive',
  'patient.merge',
  'timeOff.manage',
  'receipt.read',
  'receipt.issue',
  'receipt.refund',
  'day.close',
  'printProfile.manage',
  'print.receipt',
  'print.dayClose',
];

/** Patients sign in at the centre only; on a clinic PC they have nothing. */
export const permissionsOf: Record<Role, ReadonlySet<Permission>> = {
  admin: new Set<Permission>([
    ...desk,
    ...reception,
    'setup.manage',
    'staff.manage',
    'vault.manage',
    'audit.read',
    'appointment.complete',
    'record.read',
    'document.read',
    'document.write',
    'print.prescription',
  ]),
  doctor: new Set<Permission>([
    ...desk,
    'appointment.complete',
    'service.assign',
    'record.read',
    'record.write',
    'record.sign',
    'document.read',
    'document.write',
    'print.prescription',
  ]),
  receptionist: new Set<Permission>([...desk, ...reception]),
  patient: new Set<Permission>(),
};

export const may = (role: Role, wanted: Permission): boolean => permissionsOf[role].has(wanted);
