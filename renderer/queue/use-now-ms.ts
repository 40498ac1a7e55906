// The moment, looked at every five seconds: minutes waited tick by it.
import { useEffect, useState } from 'react';

export function useNowMs(everyMs = 5_000): number {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return nowMs;
}
