/**
 * Knows the life of the application as Electron's `app` tells it: ready, paths, one instance, quitting; never what a
 * window holds.
 */
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from 'electron';
import { InstanceLock, type SecondInstance } from './instance-lock.ts';
import { LoudEmitter, loud, preventable } from './loud.ts';
import { runtime } from './runtime.ts';

/** Told by the stand-in. */
const emitted = [
  'ready',
  'will-finish-launching',
  'before-quit',
  'will-quit',
  'quit',
  'window-all-closed',
  'second-instance',
  'browser-window-created',
  'web-contents-created',
  'browser-window-focus',
  'browser-window-blur',
  'render-process-gone',
];
/** Never told here (they come from an operating system or a network); a test may emit them itself. */
const onlyOnRealElectron = [
  'activate',
  'open-url',
  'open-file',
  'child-process-gone',
  'certificate-error',
  'login',
  'select-client-certificate',
];

type Offered = Pick<
  App,
  | 'whenReady'
  | 'isReady'
  | 'quit'
  | 'exit'
  | 'getPath'
  | 'setPath'
  | 'getAppPath'
  | 'getVersion'
  | 'getName'
  | 'setName'
  | 'isPackaged'
  | 'name'
  | 'getLocale'
  | 'getSystemLocale'
  | 'getPreferredSystemLanguages'
  | 'getLocaleCountryCode'
  | 'requestSingleInstanceLock'
  | 'hasSingleInstanceLock'
  | 'releaseSingleInstanceLock'
  | 'setAsDefaultProtocolClient'
  | 'removeAsDefaultProtocolClient'
  | 'isDefaultProtocolClient'
  | 'setAppUserModelId'
  | 'enableSandbox'
  | 'focus'
  | 'disableHardwareAcceleration'
  | 'setAppLogsPath'
>;

/** The windows, as far as quitting is concerned. */
export interface Closable {
  /** Asks the window to close; false when its `close` listener prevented it. */
  tryClose(): boolean;
}

export class StandInApp extends LoudEmitter implements Offered {
  isPackaged = process.env['STANDIN_RESOURCES'] !== undefined;
  readonly commandLine = loud('app.commandLine', new CommandLine());
  isQuitting = false;
  openWindows: () => Iterable<Closable> = () => [];
  private readonly readiness = Promise.withResolvers<void>();
  private readonly paths = new Map<string, string>();
  private readonly lock = new InstanceLock();
  private readonly protocolClients = new Set<string>();
  private folder = process.cwd();
  private packageName = 'Electron';
  private version = '0.0.0';

  constructor() {
    super('app', [...emitted, ...onlyOnRealElectron]);
  }

  /** What Electron reads from the app's package.json before it evaluates the entry. */
  describe(folder: string, manifest: { name?: string; productName?: string; version?: string }): void {
    this.folder = folder;
    this.packageName = manifest.productName ?? manifest.name ?? this.packageName;
    this.version = manifest.version ?? this.version;
  }

  becomeReady(): void {
    runtime.ready = true;
    this.emit('will-finish-launching');
    this.emit('ready', {}, {});
    this.readiness.resolve();
  }

  whenReady(): Promise<void> {
    return this.readiness.promise;
  }

  isReady(): boolean {
    return runtime.ready;
  }

  get name(): string {
    return this.packageName;
  }

  getName(): string {
    return this.packageName;
  }

  setName(name: string): void {
    this.packageName = name;
  }

  getVersion(): string {
    return this.version;
  }

  getAppPath(): string {
    return this.folder;
  }

  getPath(name: string): string {
    return this.paths.get(name) ?? this.defaultPath(name);
  }

  setPath(name: string, path: string): void {
    this.paths.set(name, path);
  }

  setAppLogsPath(path?: string): void {
    this.paths.set('logs', path ?? join(this.getPath('userData'), 'logs'));
  }

  private defaultPath(name: string): string {
    const home = homedir();
    const appData = process.env['XDG_CONFIG_HOME'] ?? join(home, '.config');
    switch (name) {
      case 'home':
        return home;
      case 'temp':
        return tmpdir();
      case 'appData':
        return appData;
      case 'userData':
      case 'sessionData':
        return join(this.paths.get('appData') ?? appData, this.packageName);
      case 'logs':
      case 'crashDumps':
        return join(this.getPath('userData'), name === 'logs' ? 'logs' : 'Crashpad');
      case 'exe':
        return process.execPath;
      case 'desktop':
      case 'documents':
      case 'downloads':
      case 'pictures':
        return join(home, `${name.charAt(0).toUpperCase()}${name.slice(1)}`);
      default:
        throw new Error(`Failed to get '${name}' path`);
    }
  }

  getLocale(): string {
    return this.commandLine.getSwitchValue('lang') || 'en-US';
  }

  getSystemLocale(): string {
    return this.getLocale();
  }

  getLocaleCountryCode(): string {
    return new Intl.Locale(this.getLocale()).region ?? '';
  }

  getPreferredSystemLanguages(): string[] {
    return [this.getLocale()];
  }

  requestSingleInstanceLock(additionalData: object = {}): boolean {
    const self: SecondInstance = { argv: process.argv, workingDirectory: process.cwd(), additionalData };
    return this.lock.acquire(this.getPath('userData'), self, (other) => {
      const tell = () =>
        this.emit('second-instance', {}, other.argv, other.workingDirectory, other.additionalData);
      void this.whenReady().then(tell);
    });
  }

  hasSingleInstanceLock(): boolean {
    return this.lock.held;
  }

  releaseSingleInstanceLock(): void {
    this.lock.release();
  }

  setAsDefaultProtocolClient(scheme: string): boolean {
    this.protocolClients.add(scheme);
    return true;
  }

  removeAsDefaultProtocolClient(scheme: string): boolean {
    return this.protocolClients.delete(scheme);
  }

  isDefaultProtocolClient(scheme: string): boolean {
    return this.protocolClients.has(scheme);
  }

  setAppUserModelId(_id: string): void {
    // A Windows task-bar matter; nothing on this desktop depends on it.
  }

  enableSandbox(): void {
    if (runtime.ready) throw new Error('app.enableSandbox() must be called before app is ready');
    // Not enforced: the sandbox is Electron's own. Every preload here runs without Node in any case.
  }

  disableHardwareAcceleration(): void {
    // Chromium always runs here with --disable-gpu.
  }

  focus(): void {
    // The desktop decides which application is in front.
  }

  /** before-quit → each window's close → will-quit → quit; any of them may stop it, as on Electron. */
  quit(): void {
    const beforeQuit = preventable({});
    this.emit('before-quit', beforeQuit);
    if (beforeQuit.defaultPrevented) return;
    this.isQuitting = true;
    const allClosed = Array.from(this.openWindows()).every((window) => window.tryClose());
    this.isQuitting = false;
    if (!allClosed) return;
    const willQuit = preventable({});
    this.emit('will-quit', willQuit);
    if (!willQuit.defaultPrevented) this.exit(0);
  }

  exit(exitCode = 0): never {
    this.emit('quit', {}, exitCode);
    process.exit(exitCode);
  }
}

class CommandLine {
  private readonly switches = new Map<string, string>();

  appendSwitch(name: string, value = ''): void {
    this.switches.set(name.toLowerCase(), value);
  }

  appendArgument(value: string): void {
    throw new Error(`electron stand-in: commandLine.appendArgument('${value}') has no effect here`);
  }

  hasSwitch(name: string): boolean {
    return this.switches.has(name);
  }

  getSwitchValue(name: string): string {
    return this.switches.get(name) ?? '';
  }

  removeSwitch(name: string): void {
    this.switches.delete(name);
  }

  /** As Chromium takes them. */
  asArguments(): string[] {
    return [...this.switches].map(([name, value]) => (value === '' ? `--${name}` : `--${name}=${value}`));
  }
}

export const app = loud('app', new StandInApp());
