// Tells the session that a person is there: real keys and pointers, a few times a minute. A query or a timer never counts.
import { useEffect } from 'react';
import { useTRPCClient } from '../app/trpc.ts';

const EVERY_MS = 5_000;
const signs = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;

export function useInputReport(): void {
  const client = useTRPCClient();
  useEffect(() => {
    let lastMs = Number.NEGATIVE_INFINITY;
    const report = (event: Event) => {
      // A script can dispatch events, but not trusted ones.
      if (!event.isTrusted || event.timeStamp - lastMs < EVERY_MS) return;
      lastMs = event.timeStamp;
      // If it does not arrive the screen locks early, which is safe.
      client.doorstep.reportInput.mutate().catch(() => {});
    };
    for (const sign of signs) window.addEventListener(sign, report, { capture: true, passive: true });
    return () => {
      for (const sign of signs) window.removeEventListener(sign, report, { capture: true });
    };
  }, [client]);
}
