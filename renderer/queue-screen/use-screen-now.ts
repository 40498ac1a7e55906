// What the waiting room may read, asked for again and again; null while the clinic is closed. The only call this window can make.
import { createTRPCClient } from '@trpc/client';
import type { inferRouterOutputs } from '@trpc/server';
import { useEffect, useState } from 'react';
import type { QueueScreenRouter } from '../../electron/api/queue-screen.ts';
import { speak } from '../app/i18n.ts';
import { ipcLink } from '../ipc-link.ts';

type Answer = NonNullable<inferRouterOutputs<QueueScreenRouter>['queueScreen']['now']>;
export type ScreenNow = Answer & { atMs: number };

const EVERY_MS = 1_500;

export function useScreenNow(): ScreenNow | null {
  const [now, setNow] = useState<ScreenNow | null>(null);
  useEffect(() => {
    const client = createTRPCClient<QueueScreenRouter>({ links: [ipcLink()] });
    let timer: ReturnType<typeof setTimeout>;
    let isOver = false;
    const ask = async () => {
      // A call that is cut off (the desk is being locked) is asked again; what cannot be told is not shown.
      const answer = await client.queueScreen.now.query().catch(() => null);
      if (isOver) return;
      if (answer) await speak(answer.locale);
      setNow(answer && { ...answer, atMs: Date.now() });
      timer = setTimeout(() => void ask(), EVERY_MS);
    };
    void ask();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, []);
  return now;
}
