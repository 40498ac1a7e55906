// Which department a doctor belongs to: asked with the role, because no doctor is without one.
import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../app/trpc.ts';

type Props = { value: string | null; onChange: (departmentId: string | null) => void };

export function DepartmentSelect({ value, onChange }: Props) {
  const { t } = useTranslation('staff');
  const trpc = useTRPC();
  const { data: departments = [] } = useQuery(trpc.staff.departments.queryOptions());
  return (
    <Select
      label={t('department')}
      description={departments.length === 0 ? t('noDepartment') : null}
      searchable
      required
      withAsterisk={false}
      data={departments.map(({ id, name }) => ({ value: id, label: name }))}
      value={value}
      onChange={onChange}
    />
  );
}
