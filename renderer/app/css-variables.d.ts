import 'react';

// A style may set a CSS variable of its own module.
declare module 'react' {
  interface CSSProperties {
    [variable: `--${string}`]: string | number | undefined;
  }
}
