/** Knows light and dark as Electron's `nativeTheme` tells it; never how a page looks in either. */
import type { NativeTheme } from 'electron';
import { loud, LoudEmitter } from './loud.ts';

type Source = 'system' | 'light' | 'dark';

const listeners: (() => void)[] = [];

/** The stand-in's own windows follow the theme through this. */
export function onThemeChange(listener: () => void): void {
  listeners.push(listener);
}

class StandInNativeTheme
  extends LoudEmitter
  implements
    Pick<
      NativeTheme,
      'themeSource' | 'shouldUseDarkColors' | 'shouldUseHighContrastColors' | 'prefersReducedTransparency'
    >
{
  readonly shouldUseHighContrastColors = false;
  readonly prefersReducedTransparency = false;
  private source: Source = 'system';

  constructor() {
    super('nativeTheme', ['updated']);
  }

  get themeSource(): Source {
    return this.source;
  }

  set themeSource(source: Source) {
    if (source === this.source) return;
    this.source = source;
    for (const listener of listeners) listener();
    this.emit('updated');
  }

  /** The system of a stand-in is light. */
  get shouldUseDarkColors(): boolean {
    return this.source === 'dark';
  }
}

export const nativeTheme = loud('nativeTheme', new StandInNativeTheme());

export function mediaFeatures(): { name: string; value: string }[] {
  const { themeSource } = nativeTheme;
  // No value lets Chromium's own setting through again.
  return [{ name: 'prefers-color-scheme', value: themeSource === 'system' ? '' : themeSource }];
}
