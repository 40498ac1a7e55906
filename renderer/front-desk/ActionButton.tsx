// A button of the panel with its key shown. When it cannot be used it stays in reach and says why.
import { Button, type ButtonProps, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import { KeyHint } from './KeyHint.tsx';

type ActionButtonProps = Pick<ButtonProps, 'variant' | 'color' | 'className' | 'leftSection'> & {
  children: ReactNode;
  shortcut?: string;
  /** Why it is off; null when it is on. */
  whyOff: string | null;
  onClick: () => void;
};

export function ActionButton({
  children,
  shortcut,
  whyOff,
  onClick,
  variant = 'default',
  ...look
}: ActionButtonProps) {
  const button = (
    <Button
      {...look}
      variant={variant}
      px={8}
      {...(whyOff === null ? {} : { 'data-disabled': true })}
      aria-disabled={whyOff !== null}
      {...(whyOff === null ? {} : { 'aria-description': whyOff })}
      {...(shortcut === undefined ? {} : { rightSection: <KeyHint>{shortcut}</KeyHint> })}
      onClick={() => whyOff === null && onClick()}
    >
      {children}
    </Button>
  );
  return whyOff === null ? button : <Tooltip label={whyOff}>{button}</Tooltip>;
}
