// Shown in place of a page that threw: calm words, what is safe, one button.
import { Button, Center, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';

export function CrashPage({ reset }: { reset: () => void }) {
  const { t } = useTranslation();
  return (
    <Center h="100%" role="alert">
      <Stack maw={420}>
        <Title order={1}>{t('crash.title')}</Title>
        <Text>{t('crash.body')}</Text>
        <Button onClick={reset}>{t('crash.again')}</Button>
      </Stack>
    </Center>
  );
}
