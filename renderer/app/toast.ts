// One toast: how long it stays, that it waits while somebody is at it, and how the keyboard goes to it and comes back.
import { type NotificationData, notifications, notificationsStore } from '@mantine/notifications';
import i18next from 'i18next';

type Toast = Pick<NotificationData, 'color' | 'icon' | 'message'> & {
  id?: string;
  /** `alert` is read aloud at once, `status` when the reader comes to it. */
  role: 'alert' | 'status';
  stayMs: number;
  onClose?: () => void;
};

/** Where the keyboard was before it went to a toast. */
let from: Element | null = null;

export function showToast({ id = crypto.randomUUID(), stayMs, onClose, ...toast }: Toast): void {
  const stay = (autoClose: number | false) => notifications.update({ id, ...shown, autoClose });
  const shown: NotificationData = {
    ...toast,
    autoClose: stayMs,
    closeButtonProps: { 'aria-label': i18next.t('close') },
    onClose: () => {
      onClose?.();
      giveBack(id);
    },
    // What has the keyboard does not go away under it.
    onFocus: () => stay(false),
    onBlur: (event) => {
      if (!event.currentTarget.contains(event.relatedTarget)) stay(stayMs);
    },
    onKeyDown: (event) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      notifications.hide(id);
    },
  };
  notifications.show({ id, ...shown });
}

/** The newest toast gets the keyboard, on its button: undo, else close. Esc closes it and gives the keyboard back. */
export function focusNewestToast(): void {
  const newest = notificationsStore.getState().notifications.at(-1)?.id;
  const toast = newest === undefined ? null : document.getElementById(newest);
  if (!toast || toast.contains(document.activeElement)) return;
  from = document.activeElement;
  toast.querySelector('button')?.focus();
}

function giveBack(id: string): void {
  if (!document.getElementById(id)?.contains(document.activeElement)) return;
  if (from instanceof HTMLElement && from.isConnected) from.focus();
}
