// What the desk says after an action: done (with undo), or refused (what happened, what is safe, what to do).
import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import i18next from 'i18next';
import { failureIn, failureText } from './failure-text.ts';

/** A toast for something done. With `undo` it stays 10 s and carries the button. */
export function notifyDone(text: string, { undo }: { undo?: () => void } = {}): void {
  const id = crypto.randomUUID();
  notifications.show({
    id,
    color: 'teal',
    icon: <IconCheck size={16} />,
    autoClose: undo ? 10_000 : 4_000,
    message: undo ? (
      <Group justify="space-between" wrap="nowrap" gap="md">
        <Text size="sm">{text}</Text>
        <Button
          flex="none"
          variant="light"
          size="compact-sm"
          onClick={() => {
            notifications.hide(id);
            undo();
          }}
        >
          {i18next.t('undo')}
        </Button>
      </Group>
    ) : (
      text
    ),
  });
}

/** Says a refusal in plain words; a bug as one calm sentence with its reference. Stays until it is closed. */
export function showFailure(error: unknown): void {
  notifications.show({
    color: 'red',
    icon: <IconAlertTriangle size={16} />,
    autoClose: 15_000,
    role: 'alert',
    message: failureText(failureIn(error)),
  });
}
