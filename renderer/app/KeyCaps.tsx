// A key as it stands on the keyboard: `mod+P` is Ctrl and P. For people who listen it is read as one.
import { Kbd } from '@mantine/core';
import classes from './KeyCaps.module.css';
import { capsOf } from './page-keys.ts';

export function KeyCaps({ keys }: { keys: string }) {
  return (
    <span className={classes.caps}>
      {capsOf(keys).map((cap) => (
        <Kbd key={cap} size="xs">
          {cap}
        </Kbd>
      ))}
    </span>
  );
}
