// The sections of the set-up in the order of a first visit, and their places in the address. Knows no screen.
export const setupSections = [
  'clinic',
  'departments',
  'services',
  'rooms',
  'doctors',
  'hours',
  'time-off',
  'files',
] as const;
export type SetupSection = (typeof setupSections)[number];

export const sectionOf = (name: string | undefined): SetupSection =>
  setupSections.find((section) => section === name) ?? 'clinic';
