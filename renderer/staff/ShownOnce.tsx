// A secret that is on screen once: an initial password, a new recovery code. Kept nowhere after it is closed.
import { Alert, Button, CopyButton, Group, Stack, Text } from '@mantine/core';
import { IconCheck, IconCopy, IconKey } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './Staff.module.css';

type Props = { title: string; help: string; secret: string; done: () => void };

export function ShownOnce({ title, help, secret, done }: Props) {
  const { t } = useTranslation('staff');
  return (
    <Alert icon={<IconKey size={18} />} title={title} variant="light">
      <Stack gap="sm">
        <Text size="sm">{help}</Text>
        <div className={classes.secret} data-shown-once>
          {secret}
        </div>
        <Group justify="end">
          <CopyButton value={secret}>
            {({ copied, copy }) => (
              <Button
                variant="default"
                leftSection={copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
                onClick={copy}
              >
                {t(copied ? 'once.copied' : 'once.copy')}
              </Button>
            )}
          </CopyButton>
          <Button autoFocus onClick={done}>
            {t('once.done')}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
