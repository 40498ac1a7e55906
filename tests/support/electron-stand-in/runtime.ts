/** Knows the one running Chromium and whether the app is ready; never what a window shows. */
import type { CdpConnection } from './cdp.ts';
import type { Chromium } from './chromium.ts';

interface Runtime {
  /** Set once Chromium is up, which is before `ready`. */
  chromium: Chromium | undefined;
  ready: boolean;
  headed: boolean;
}

export const runtime: Runtime = {
  chromium: undefined,
  ready: false,
  headed: process.env['STANDIN_HEADED'] === '1',
};

function started(): Chromium {
  if (!runtime.chromium) throw new Error('electron stand-in: Chromium is not started yet');
  return runtime.chromium;
}

export function chromium(): CdpConnection {
  return started().connection;
}

export function openAppWindow(url: string): void {
  started().openAppWindow(url);
}
