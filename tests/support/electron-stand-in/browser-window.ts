/** Knows windows as Electron's `BrowserWindow`: opening, closing, size and state; never what a page does inside. */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BrowserWindow as ElectronBrowserWindow, Rectangle } from 'electron';
import { app, type Closable } from './app.ts';
import type { CdpSession } from './cdp.ts';
import { LoudEmitter, loud, preventable } from './loud.ts';
import { NativeWindow } from './native-window.ts';
import { mediaFeatures, nativeTheme, onThemeChange } from './native-theme.ts';
import type { WebPreferences } from './preload-channel.ts';
import { runtime } from './runtime.ts';
import { session, type StandInSession } from './session.ts';
import { StandInWebContents } from './web-contents.ts';

const emitted = [
  'close',
  'closed',
  'ready-to-show',
  'show',
  'hide',
  'focus',
  'blur',
  'minimize',
  'restore',
  'maximize',
  'unmaximize',
  'resize',
  'resized',
  'move',
  'moved',
  'page-title-updated',
];
/** Never told here; a test may emit them itself. */
const onlyOnRealElectron = [
  'session-end',
  'query-session-end',
  'unresponsive',
  'responsive',
  'enter-full-screen',
  'leave-full-screen',
];

export interface WindowOptions {
  width?: number;
  height?: number;
  x?: number;
  y?: number;
  show?: boolean;
  title?: string;
  backgroundColor?: string;
  webPreferences?: WebPreferences & {
    contextIsolation?: boolean;
    nodeIntegration?: boolean;
    sandbox?: boolean;
    partition?: string;
    session?: StandInSession;
    nodeIntegrationInSubFrames?: boolean;
    webviewTag?: boolean;
  };
}

type Offered = Pick<
  ElectronBrowserWindow,
  | 'id'
  | 'loadURL'
  | 'loadFile'
  | 'close'
  | 'destroy'
  | 'isDestroyed'
  | 'show'
  | 'showInactive'
  | 'hide'
  | 'isVisible'
  | 'focus'
  | 'blur'
  | 'isFocused'
  | 'minimize'
  | 'restore'
  | 'isMinimized'
  | 'maximize'
  | 'unmaximize'
  | 'isMaximized'
  | 'isFullScreen'
  | 'setBounds'
  | 'getBounds'
  | 'getNormalBounds'
  | 'setSize'
  | 'getSize'
  | 'setContentSize'
  | 'getContentSize'
  | 'getContentBounds'
  | 'setMinimumSize'
  | 'getMinimumSize'
  | 'center'
  | 'setTitle'
  | 'getTitle'
  | 'setBackgroundColor'
  | 'getBackgroundColor'
  | 'setMenu'
  | 'removeMenu'
  | 'setMenuBarVisibility'
  | 'setAutoHideMenuBar'
  | 'setContentProtection'
  | 'reload'
>;

const all = new Set<StandInBrowserWindow>();
let focused: StandInBrowserWindow | null = null;
let lastId = 0;

export class StandInBrowserWindow extends LoudEmitter implements Offered, Closable {
  readonly id = ++lastId;
  readonly webContents: StandInWebContents;
  private readonly native: NativeWindow;
  private readonly opened: Promise<void>;
  private visible: boolean;
  private minimumSize: [number, number] = [0, 0];
  private title: string;
  private backgroundColor: string;

  static getAllWindows(): StandInBrowserWindow[] {
    return [...all];
  }

  static getFocusedWindow(): StandInBrowserWindow | null {
    return focused;
  }

  static fromId(id: number): StandInBrowserWindow | null {
    return [...all].find((window) => window.id === id) ?? null;
  }

  static fromWebContents(contents: StandInWebContents | undefined): StandInBrowserWindow | null {
    return [...all].find((window) => window.webContents === contents) ?? null;
  }

  constructor(options: WindowOptions = {}) {
    super('BrowserWindow', [...emitted, ...onlyOnRealElectron]);
    if (!runtime.ready) throw new Error('Cannot create BrowserWindow before app is ready');
    const { webPreferences = {}, width = 800, height = 600 } = options;
    refuseUnsafe(webPreferences);
    const self = loud('BrowserWindow', this) as this;
    this.visible = options.show ?? true;
    this.title = options.title ?? app.getName();
    this.backgroundColor = options.backgroundColor ?? '#FFFFFF';
    this.native = new NativeWindow({ x: options.x ?? 0, y: options.y ?? 0, width, height });
    const own = webPreferences.session ?? session.fromPartition(webPreferences.partition ?? '');
    this.webContents = loud('webContents', new StandInWebContents(own, webPreferences, () => self.close()));
    all.add(self);
    this.opened = self.open();
    app.emit('web-contents-created', {}, this.webContents);
    app.emit('browser-window-created', {}, self);
    if (this.visible) self.focus();
    return self;
  }

  private async open(): Promise<void> {
    const { webContents, native } = this;
    webContents.on('did-finish-load', () => this.emit('ready-to-show'));
    const targetId = await native.open(this.visible);
    await webContents.attach(targetId);
    await native.ready();
  }

  async loadURL(url: string): Promise<void> {
    await this.opened;
    if (nativeTheme.themeSource !== 'system') await this.webContents.emulateMedia(mediaFeatures());
    await this.webContents.loadURL(url);
  }

  loadFile(path: string, options: { hash?: string; search?: string } = {}): Promise<void> {
    const url = pathToFileURL(resolve(app.getAppPath(), path));
    if (options.hash !== undefined) url.hash = options.hash;
    if (options.search !== undefined) url.search = options.search;
    return this.loadURL(url.href);
  }

  reload(): void {
    this.webContents.reload();
  }

  tryClose(): boolean {
    const event = preventable({});
    this.emit('close', event);
    if (event.defaultPrevented) return false;
    this.destroy();
    return true;
  }

  close(): void {
    if (!this.isDestroyed()) this.tryClose();
  }

  destroy(): void {
    void this.opened.then(() => this.native.close()).catch(() => undefined);
    this.gone();
  }

  /** The window is no more, whoever closed it. */
  gone(): void {
    if (!all.delete(this)) return;
    if (focused === this) focused = [...all].at(-1) ?? null;
    this.webContents.destroy();
    this.emit('closed');
    if (all.size > 0) return;
    if (app.listenerCount('window-all-closed') > 0) app.emit('window-all-closed');
    else app.quit();
  }

  isDestroyed(): boolean {
    return !all.has(this);
  }

  show(): void {
    this.showInactive();
    this.focus();
  }

  showInactive(): void {
    this.visible = true;
    void this.opened.then(() => this.native.setState('normal'));
    this.emit('show');
  }

  hide(): void {
    this.visible = false;
    this.emit('hide');
  }

  isVisible(): boolean {
    return this.visible;
  }

  focus(): void {
    const before = focused;
    if (before === this) return;
    focused = this;
    before?.emit('blur');
    this.emit('focus');
    app.emit('browser-window-focus', {}, this);
  }

  blur(): void {
    if (focused !== this) return;
    focused = null;
    this.emit('blur');
    app.emit('browser-window-blur', {}, this);
  }

  isFocused(): boolean {
    return focused === this;
  }

  minimize(): void {
    this.changeState('minimized', 'minimize');
  }

  restore(): void {
    this.changeState('normal', 'restore');
  }

  maximize(): void {
    this.visible = true;
    this.changeState('maximized', 'maximize');
  }

  unmaximize(): void {
    this.changeState('normal', 'unmaximize');
  }

  private changeState(state: 'normal' | 'minimized' | 'maximized', event: string): void {
    void this.opened.then(() => this.native.setState(state));
    this.native.state = state;
    this.emit(event);
  }

  isMinimized(): boolean {
    return this.native.state === 'minimized';
  }

  isMaximized(): boolean {
    return this.native.state === 'maximized';
  }

  isFullScreen(): boolean {
    return false;
  }

  /** The window has no frame here, so its bounds and its content's are the same. */
  setBounds(bounds: Partial<Rectangle>): void {
    this.native.bounds = { ...this.native.bounds, ...bounds };
    void this.opened.then(() => this.native.applyBounds());
    this.emit('resize');
    this.emit('resized');
  }

  getBounds(): Rectangle {
    return { ...this.native.bounds };
  }

  getNormalBounds(): Rectangle {
    return this.getBounds();
  }

  getContentBounds(): Rectangle {
    return this.getBounds();
  }

  setSize(width: number, height: number): void {
    this.setBounds({ width, height });
  }

  getSize(): [number, number] {
    return [this.native.bounds.width, this.native.bounds.height];
  }

  setContentSize(width: number, height: number): void {
    this.setBounds({ width, height });
  }

  getContentSize(): [number, number] {
    return this.getSize();
  }

  setMinimumSize(width: number, height: number): void {
    this.minimumSize = [width, height];
  }

  getMinimumSize(): [number, number] {
    return this.minimumSize;
  }

  center(): void {
    // The desktop places windows; their position means nothing without a screen.
  }

  setTitle(title: string): void {
    this.title = title;
  }

  getTitle(): string {
    return this.title;
  }

  setBackgroundColor(color: string): void {
    // Seen only in the moment before a page paints; nothing is painted before a page here.
    this.backgroundColor = color;
  }

  getBackgroundColor(): string {
    return this.backgroundColor;
  }

  setMenu(): void {
    // Menus belong to a desktop this window does not have.
  }

  removeMenu(): void {
    this.setMenu();
  }

  setMenuBarVisibility(): void {
    this.setMenu();
  }

  setAutoHideMenuBar(): void {
    this.setMenu();
  }

  setContentProtection(): void {
    // Not enforced: hiding a window from screen capture is the operating system's work.
  }
}

function refuseUnsafe(preferences: NonNullable<WindowOptions['webPreferences']>): void {
  const { contextIsolation = true, nodeIntegration = false, sandbox = true } = preferences;
  if (
    !contextIsolation ||
    nodeIntegration ||
    !sandbox ||
    preferences.nodeIntegrationInSubFrames ||
    preferences.webviewTag
  ) {
    throw new Error(
      'electron stand-in: only isolated, sandboxed pages without Node and without webviews are possible',
    );
  }
}

app.openWindows = () => all;
onThemeChange(() => {
  for (const { webContents } of all) void webContents.emulateMedia(mediaFeatures()).catch(() => undefined);
});

/** What Chromium tells about windows that open or close by themselves. */
export function followTargets(browser: CdpSession): void {
  browser.on('Target.targetDestroyed', ({ targetId }) => {
    [...all].find(({ webContents }) => webContents.targetId === targetId)?.gone();
  });
  browser.on('Target.targetCreated', ({ targetInfo: { targetId, type, openerId, url } }) => {
    if (type !== 'page' || openerId === undefined) return;
    void [...all]
      .find(({ webContents }) => webContents.targetId === openerId)
      ?.webContents.openedWindow(targetId, url);
  });
}

export const BrowserWindow = loud('BrowserWindow', StandInBrowserWindow);

export const webContents = loud('webContents', {
  getAllWebContents: () => [...all].map((window) => window.webContents),
  fromId: (id: number) => [...all].find((window) => window.webContents.id === id)?.webContents,
  fromDevToolsTargetId: (targetId: string) =>
    [...all].find((window) => window.webContents.targetId === targetId)?.webContents,
  getFocusedWebContents: () => focused?.webContents ?? null,
});
