// The clinic's wall clock as the screen shows it: looked at every ten seconds, changed once a minute.
import { useEffect, useState } from 'react';
import { wallClock } from '../../domain/civil-date.ts';
import type { WallClock } from '../../domain/slot.ts';

export function useWallClock(timeZone: string): WallClock {
  const [now, setNow] = useState(() => wallClock(Date.now(), timeZone));
  useEffect(() => {
    const look = () =>
      setNow((before) => {
        const next = wallClock(Date.now(), timeZone);
        return next.time === before.time && next.date === before.date ? before : next;
      });
    look();
    const timer = setInterval(look, 10_000);
    return () => clearInterval(timer);
  }, [timeZone]);
  return now;
}
