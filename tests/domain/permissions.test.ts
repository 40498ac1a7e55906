import { describe, expect, it } from 'vitest';
import { may } from '../../domain/permissions.ts';

describe('who may do what', () => {
  it('a patient may do nothing at a clinic PC', () => {
    expect(may('patient', 'patient.read')).toBe(false);
  });

  it('reception registers and books, and never opens a medical record', () => {
    expect(may('receptionist', 'patient.register')).toBe(true);
    expect(may('receptionist', 'appointment.book')).toBe(true);
    expect(may('receptionist', 'record.read')).toBe(false);
    expect(may('receptionist', 'print.prescription')).toBe(false);
  });

  it('an admin reads records but never writes one', () => {
    expect(may('admin', 'record.read')).toBe(true);
    expect(may('admin', 'record.write')).toBe(false);
    expect(may('admin', 'service.assign')).toBe(false);
  });

  it('only an admin sets up, manages staff and the vault', () => {
    for (const permission of ['setup.manage', 'staff.manage', 'vault.manage', 'audit.read'] as const) {
      expect([may('admin', permission), may('doctor', permission), may('receptionist', permission)]).toEqual([
        true,
        false,
        false,
      ]);
    }
  });
});
