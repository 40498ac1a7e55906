// Departments for other forms of the set-up: their names, and which of them may be chosen.
import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../app/trpc.ts';

export function useDepartments() {
  const trpc = useTRPC();
  const { data: rows = [] } = useQuery(trpc.setup.departments.departments.queryOptions());
  return {
    nameOf: (id: string | null): string => rows.find((row) => row.id === id)?.name ?? '',
    /** Active ones, and the one chosen before even if it is off by now. */
    choices: (current: string | null | undefined) =>
      rows
        .filter((row) => row.isActive || row.id === current)
        .map((row) => ({ value: row.id, label: row.name })),
  };
}
