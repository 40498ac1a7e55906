// The two lists of a booking: the doctor's times with what stands in the way of each, and the doctors by department.
import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { doctorName } from './day.ts';
import type { GridModel } from './grid-model.ts';

type TimeSelectProps = {
  model: GridModel;
  doctorId: string | null;
  time: string | null;
  error: string | undefined;
  /** The other way round: what is taken or outside the hours may be chosen, what is free may not. */
  isOverbooking?: boolean;
  onTime: (time: string) => void;
};

export function TimeSelect({ model, doctorId, time, error, isOverbooking, onTime }: TimeSelectProps) {
  const { t } = useTranslation('frontDesk');
  const data = model.rows.map((row) => {
    const cell = row.cells.find((other) => other.doctorId === doctorId);
    const isFree = cell === undefined || cell.state === 'free';
    const isFull = cell?.state === 'taken' || cell?.state === 'outside_hours';
    const word = cell && (isOverbooking || !isFree) ? ` · ${t(`slot.${cell.state}`)}` : '';
    return { value: row.time, label: row.time + word, disabled: isOverbooking ? !isFull : !isFree };
  });
  return (
    <Select
      label={t('book.time')}
      data={data}
      value={time}
      error={error}
      comboboxProps={{ transitionProps: { duration: 0 } }}
      maxDropdownHeight={300}
      onChange={(at) => at !== null && onTime(at)}
    />
  );
}

type DoctorSelectProps = {
  model: GridModel;
  doctorId: string | null;
  error: string | undefined;
  onDoctor: (doctorId: string) => void;
};

export function DoctorSelect({ model, doctorId, error, onDoctor }: DoctorSelectProps) {
  const { t } = useTranslation('frontDesk');
  const byDepartment = Map.groupBy(
    model.doctors.filter(({ isOpen, id }) => isOpen || id === doctorId),
    (doctor) => doctor.departmentName,
  );
  const data = [...byDepartment].map(([group, doctors]) => ({
    group,
    items: doctors.map((doctor) => ({ value: doctor.id, label: doctorName(doctor) })),
  }));
  return (
    <Select
      label={t('book.doctor')}
      data={data}
      value={doctorId}
      error={error}
      searchable
      comboboxProps={{ transitionProps: { duration: 0 } }}
      onChange={(id) => id !== null && onDoctor(id)}
    />
  );
}
