// How far a long piece of work is, and the button that ends it. Asked a few times a second; the work itself is elsewhere.
import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { LeavingProgress } from '../../domain/leaving.ts';

/** Quick enough to look alive, slow enough to cost nothing. */
export const ASK_EVERY_MS = 250;

type PackProgressProps = { label: string; progress: LeavingProgress | null | undefined; onStop: () => void };

export function PackProgress({ label, progress, onStop }: PackProgressProps) {
  const { t } = useTranslation('leaving');
  const percent = progress && progress.total > 0 ? Math.round((100 * progress.done) / progress.total) : 0;
  return (
    <Stack gap={6}>
      <Progress value={percent} aria-label={label} />
      <Group justify="space-between">
        <Text size="sm" c="dimmed" aria-live="polite">
          {label} · {percent} %
        </Text>
        <Button variant="default" size="compact-sm" onClick={onStop}>
          {t('progress.stop')}
        </Button>
      </Group>
    </Stack>
  );
}
