// One list to say with whom: a doctor, or whoever of a department; and everybody, where that makes sense.
import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { doctorName } from './day.ts';
import type { GridModel } from './grid-model.ts';

/** `doctor:<id>`, `department:<id>` or `everybody`. */
export type Who = string;
export const EVERYBODY: Who = 'everybody';

type WhoSelectProps = {
  model: GridModel;
  label: string;
  /** What the departments' group is called. */
  departments: string;
  withEverybody?: boolean;
  value: Who | null;
  error?: string | undefined;
  onWho: (who: Who) => void;
};

export function WhoSelect({ model, label, departments, withEverybody, value, error, onWho }: WhoSelectProps) {
  const { t } = useTranslation('booking');
  const open = model.doctors.filter(({ isOpen }) => isOpen);
  const names = new Map(open.map(({ departmentId, departmentName }) => [departmentId, departmentName]));
  const data = [
    ...(withEverybody ? [{ value: EVERYBODY, label: t('who.everybody') }] : []),
    {
      group: departments,
      items: [...names].map(([id, name]) => ({ value: `department:${id}`, label: name })),
    },
    {
      group: t('who.doctors'),
      items: open.map((doctor) => ({ value: `doctor:${doctor.id}`, label: doctorName(doctor) })),
    },
  ];
  return (
    <Select
      label={label}
      data={data}
      value={value}
      error={error}
      searchable
      comboboxProps={{ transitionProps: { duration: 0 } }}
      onChange={(who) => who !== null && onWho(who)}
    />
  );
}
