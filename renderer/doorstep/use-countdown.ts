// Minutes and seconds until something may be tried again. Knows time only.
import { useEffect, useState } from 'react';

/** "4:59", or null when nothing is left. `begin` starts it anew: the error that said how long. */
export function useCountdown(ms: number, begin: unknown): string | null {
  const [leftMs, setLeftMs] = useState(ms);
  useEffect(() => {
    setLeftMs(ms);
    if (ms <= 0) return;
    const endMs = performance.now() + ms;
    const timer = setInterval(() => {
      const left = Math.max(0, endMs - performance.now());
      setLeftMs(left);
      if (left === 0) clearInterval(timer);
    }, 250);
    return () => clearInterval(timer);
  }, [ms, begin]);
  if (leftMs <= 0) return null;
  const seconds = Math.ceil(leftMs / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
