/**
 * Knows the parts of a desktop the app asks for: shell, screen, power, safe storage, crash reports; never a real one.
 * What would have left the app is kept in a list a test can read.
 */
import type { CrashReporter, Display, PowerMonitor, SafeStorage, Screen, Shell } from 'electron';
import { LoudEmitter, loud } from './loud.ts';

/** What the app handed to the desktop, oldest first: `shell.recorded`. */
const recorded: { method: string; what: string }[] = [];

type OfferedShell = Pick<Shell, 'openExternal' | 'openPath' | 'showItemInFolder' | 'beep'>;

export const shell = loud('shell', {
  recorded,
  async openExternal(url: string): Promise<void> {
    recorded.push({ method: 'openExternal', what: url });
  },
  async openPath(path: string): Promise<string> {
    recorded.push({ method: 'openPath', what: path });
    return '';
  },
  showItemInFolder(path: string): void {
    recorded.push({ method: 'showItemInFolder', what: path });
  },
  beep(): void {
    recorded.push({ method: 'beep', what: '' });
  },
} satisfies OfferedShell & { recorded: typeof recorded });

/** The screen headless Chromium is started with. */
const bounds = { x: 0, y: 0, width: 1920, height: 1080 };
const size = { width: bounds.width, height: bounds.height };
type OfferedDisplay = Pick<
  Display,
  'id' | 'bounds' | 'workArea' | 'size' | 'workAreaSize' | 'scaleFactor' | 'rotation' | 'internal'
>;
const display = loud('Display', {
  id: 1,
  bounds,
  workArea: bounds,
  size,
  workAreaSize: size,
  scaleFactor: 1,
  rotation: 0,
  internal: false,
} satisfies OfferedDisplay);

class StandInScreen
  extends LoudEmitter
  implements
    Record<keyof Pick<Screen, 'getPrimaryDisplay' | 'getAllDisplays' | 'getDisplayMatching'>, () => unknown>
{
  constructor() {
    super('screen', ['display-added', 'display-removed', 'display-metrics-changed']);
  }

  getPrimaryDisplay(): OfferedDisplay {
    return display;
  }

  getAllDisplays(): OfferedDisplay[] {
    return [display];
  }

  getDisplayMatching(): OfferedDisplay {
    return display;
  }
}

export const screen = loud('screen', new StandInScreen());

/** Tells nothing by itself: a test emits 'suspend', 'lock-screen' and the rest, and replaces `getSystemIdleTime`. */
class StandInPowerMonitor
  extends LoudEmitter
  implements Pick<PowerMonitor, 'getSystemIdleTime' | 'getSystemIdleState' | 'isOnBatteryPower'>
{
  constructor() {
    super('powerMonitor', [
      'suspend',
      'resume',
      'on-ac',
      'on-battery',
      'shutdown',
      'lock-screen',
      'unlock-screen',
      'user-did-become-active',
      'user-did-resign-active',
    ]);
  }

  getSystemIdleTime(): number {
    return 0;
  }

  getSystemIdleState(idleThresholdSeconds: number): 'active' | 'idle' {
    return this.getSystemIdleTime() >= idleThresholdSeconds ? 'idle' : 'active';
  }

  isOnBatteryPower(): boolean {
    return false;
  }
}

export const powerMonitor = loud('powerMonitor', new StandInPowerMonitor());

/** There is no keychain: the app must do without, and is told so. */
export const safeStorage = loud('safeStorage', {
  isEncryptionAvailable: () => false,
} satisfies Pick<SafeStorage, 'isEncryptionAvailable'>);

/** Started without an upload, it does nothing visible on real Electron either. */
export const crashReporter = loud('crashReporter', {
  start(options: { uploadToServer?: boolean } = {}): void {
    if (options.uploadToServer !== false)
      throw new Error('electron stand-in: crash reports cannot be uploaded');
  },
} satisfies Record<keyof Pick<CrashReporter, 'start'>, unknown>);
