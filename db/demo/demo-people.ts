// Who works in the demo clinic and how they sign in. For practice: the password is shown on the screen, so it protects nothing.
import type { StaffRole, User } from '../../domain/accounts.ts';
import type { Locale } from '../../domain/clinic-setup.ts';
import { foldText } from '../../domain/folded-text.ts';
import type { NewRow } from '../../domain/row.ts';
import { demoDepartments } from './demo-plan.ts';
import { demoIds } from './demo-ids.ts';

/** Follows the rule for passwords: long, and no word list has it. */
export const DEMO_PASSWORD = 'sen-hong-nua-dem-7206';

export type DemoPerson = {
  userId: string;
  email: string;
  fullName: string;
  role: StaffRole;
  mobileNumber: string;
};

const desk = [
  ['Lê Quân', 'admin', 'admin'],
  ['Trần Ngọc Hoa', 'receptionist', 'letan'],
  ['Phạm Thị Lan', 'receptionist', 'letan2'],
] as const;

/** 23 people: an admin, two receptionists, twenty doctors in the order of their departments. The same ids every time. */
export function demoPeople(): DemoPerson[] {
  const newId = demoIds('people');
  const doctors = demoDepartments.flatMap((department) => department.doctors);
  const all: (readonly [string, StaffRole, string])[] = [
    ...desk,
    ...doctors.map(({ name }) => [name, 'doctor', mailName(name)] as const),
  ];
  return all.map(([fullName, role, name], i) => ({
    userId: newId(),
    email: `${name}@hoasen.example`,
    fullName,
    role,
    mobileNumber: `09000000${String(i + 1).padStart(2, '0')}`,
  }));
}

/** "Nguyễn Minh An" → `an.nguyen`: given name, then family name, as people write it here. */
function mailName(fullName: string): string {
  const words = foldText(fullName).split(' ');
  return `${words.at(-1)}.${words[0]}`;
}

export const demoUser = ({ userId, ...person }: DemoPerson, locale: Locale): NewRow<User> => ({
  id: userId,
  ...person,
  isActive: true,
  isVerified: true,
  locale,
});
