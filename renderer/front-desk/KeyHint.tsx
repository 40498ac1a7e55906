// The key that does the same as the button it stands in.
import { Kbd } from '@mantine/core';

export function KeyHint({ children }: { children: string }) {
  return (
    <Kbd size="xs" style={{ flex: 'none', whiteSpace: 'nowrap' }}>
      {children}
    </Kbd>
  );
}
