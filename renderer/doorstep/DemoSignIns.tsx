// The demo clinic's people with one click each: it is for practice, so its passwords are no secret.
import { Button, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../app/trpc.ts';

type Props = { choose: (credentials: { email: string; password: string }) => void; isBusy: boolean };

export function DemoSignIns({ choose, isBusy }: Props) {
  const { t } = useTranslation(['doorstep', 'common']);
  const trpc = useTRPC();
  const { data: people = [] } = useQuery(trpc.doorstep.demoSignIns.queryOptions());
  return (
    <Stack gap={6}>
      <Text size="sm" c="dimmed">
        {t('demo.signInAs')}
      </Text>
      {people.map(({ email, password, role, fullName }) => (
        <Button
          key={email}
          variant="default"
          justify="space-between"
          disabled={isBusy}
          onClick={() => choose({ email, password })}
          rightSection={
            <Text size="xs" c="dimmed">
              {t(`common:role.${role}`)}
            </Text>
          }
        >
          {fullName}
        </Button>
      ))}
      <Text size="xs" c="dimmed">
        {people[0] && t('demo.password', { password: people[0].password })}
      </Text>
    </Stack>
  );
}
