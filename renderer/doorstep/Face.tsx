// A person without a picture: two letters on a quiet disc, readable in both colour schemes.
import { Avatar } from '@mantine/core';
import classes from './Face.module.css';

export function Face({ fullName, size }: { fullName: string; size: number }) {
  return (
    <Avatar
      name={initialsOf(fullName)}
      size={size}
      classNames={{ placeholder: classes.letters ?? '' }}
      aria-hidden
    />
  );
}

/** The first and the last word's letters, the way Vietnamese and Western names are both recognised. */
function initialsOf(fullName: string): string {
  const words = fullName.split(/\s+/);
  return words.length > 1 ? `${words[0]} ${words.at(-1)}` : fullName;
}
