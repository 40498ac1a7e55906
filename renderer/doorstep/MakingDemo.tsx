// How far the demo clinic is made, with a way to stop: then nothing of it is left.
import { Button, Progress, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../app/trpc.ts';
import { DoorFrame } from './DoorFrame.tsx';
import type { DoorOf } from './door-state.ts';

export function MakingDemo({ state }: { state: DoorOf<'making_demo'> }) {
  const { t } = useTranslation(['doorstep', 'common']);
  const trpc = useTRPC();
  const cancel = useMutation(trpc.doorstep.cancelDemo.mutationOptions());
  const percent = Math.round((100 * state.done) / Math.max(1, state.total));
  return (
    <DoorFrame title={t('demo.making')} subtitle={t('demo.makingWhat')} isDemo>
      <Stack gap="md">
        <Progress value={percent} aria-label={t('demo.making')} />
        <Text size="sm" c="dimmed" aria-live="polite">
          {percent} %
        </Text>
        <Button variant="default" loading={cancel.isPending} onClick={() => cancel.mutate()}>
          {t('common:cancel')}
        </Button>
      </Stack>
    </DoorFrame>
  );
}
