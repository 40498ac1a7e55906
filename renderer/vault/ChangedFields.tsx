// Which fields an entry of the trail touched, and its small notes, from the JSON the chain covers.
import { Text } from '@mantine/core';
import { z } from 'zod';

const detailShape = z.object({
  changed: z.array(z.object({ table: z.string(), op: z.string(), fields: z.array(z.string()) })).optional(),
  counts: z.record(z.string(), z.number()).optional(),
  note: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
});

export function ChangedFields({ detail }: { detail: string }) {
  const parsed = detailShape.safeParse(JSON.parse(detail));
  if (!parsed.success) return null;
  const { changed = [], counts = {}, note = {} } = parsed.data;
  const parts = [
    ...changed.map(({ table, fields }) => `${table}: ${fields.join(', ')}`),
    ...Object.entries({ ...counts, ...note }).map(([name, value]) => `${name} ${value}`),
  ];
  return (
    <Text size="xs" c="dimmed" lineClamp={2} title={parts.join('\n')}>
      {parts.join(' · ')}
    </Text>
  );
}
