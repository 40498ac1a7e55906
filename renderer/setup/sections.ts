// The sections of the set-up in the order of a first visit, and their places in the address. Knows no screen.
import type { Role } from '../../domain/accounts.ts';
import { may, type Permission } from '../../domain/permissions.ts';

const setupSections = [
  'clinic',
  'departments',
  'services',
  'rooms',
  'doctors',
  'hours',
  'time-off',
  'medicines',
  'diagnosis-codes',
  'templates',
  'files',
  'printing',
] as const;
export type SetupSection = (typeof setupSections)[number];

/** Most sections are the admin's; the printers stand at reception's desk. */
const permissionOf = (section: SetupSection): Permission =>
  section === 'printing' ? 'printProfile.manage' : 'setup.manage';

export const sectionsFor = (role: Role): SetupSection[] =>
  setupSections.filter((section) => may(role, permissionOf(section)));

/** The section of the address; for a person who has no such section, the first they have. */
export const sectionOf = (name: string | undefined, role: Role): SetupSection => {
  const allowed = sectionsFor(role);
  return allowed.find((section) => section === name) ?? allowed[0] ?? 'clinic';
};
