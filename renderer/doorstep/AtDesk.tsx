// The desk while somebody sits at it. When the screen locks everything below goes: rows, caches and toasts with it.
import { notifications } from '@mantine/notifications';
import { type ReactNode, useLayoutEffect, useState } from 'react';
import { DeskProvider } from '../app/desk-context.tsx';
import { appRoutes } from '../app/routes.tsx';
import { queryClient } from '../app/trpc.ts';
import { BackupLightContext } from '../vault/backup-light.ts';
import type { DoorOf } from './door-state.ts';
import { useInputReport } from './use-input-report.ts';

export function AtDesk({ state, children }: { state: DoorOf<'open'>; children: ReactNode }) {
  return (
    <Seat key={state.user.userId} userId={state.user.userId}>
      <DeskProvider value={{ user: state.user, clinic: state.clinic, folded: state.preferences.folded }}>
        <BackupLightContext value={state.backup}>{children}</BackupLightContext>
      </DeskProvider>
    </Seat>
  );
}

// Who sat here last: the same person finds the page they left, another one begins at the front page.
let lastUserId: string | undefined;

function Seat({ userId, children }: { userId: string; children: ReactNode }) {
  useState(() => {
    if (lastUserId !== undefined && lastUserId !== userId) appRoutes.history.replace('/');
    lastUserId = userId;
  });
  useInputReport();
  useLayoutEffect(() => leaveNothing, []);
  return children;
}

/** What would come back with the next person: toasts that wait, rows that were read. */
function leaveNothing(): void {
  notifications.clean();
  queryClient.clear();
}
