// What the desk says after an action: done (with undo), or refused (what happened, what is safe, what to do).
import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import i18next from 'i18next';
import { failureIn, failureText } from './failure-text.ts';
import { showToast } from './toast.ts';

/** What each thing's latest toast is: an older one would offer to undo what cannot be undone any more. */
const latestOf = new Map<string, string>();

type DoneOptions = {
  undo?: () => void;
  /** The thing it was done to; a toast about the same thing takes its place. */
  about?: string;
};

/** A toast for something done. With `undo` it stays 10 s and carries the button. */
export function notifyDone(text: string, { undo, about }: DoneOptions = {}): void {
  const id = crypto.randomUUID();
  if (about !== undefined) {
    const before = latestOf.get(about);
    if (before !== undefined) notifications.hide(before);
    latestOf.set(about, id);
  }
  showToast({
    id,
    role: 'status',
    color: 'teal',
    icon: <IconCheck size={16} aria-hidden />,
    stayMs: undo ? 10_000 : 4_000,
    onClose: () => void (about !== undefined && latestOf.get(about) === id && latestOf.delete(about)),
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

/** Says a refusal in plain words; a bug as one calm sentence with its reference. Stays long enough to be read aloud. */
export function showFailure(error: unknown): void {
  showToast({
    role: 'alert',
    color: 'red',
    icon: <IconAlertTriangle size={16} aria-hidden />,
    stayMs: 15_000,
    message: failureText(failureIn(error)),
  });
}
