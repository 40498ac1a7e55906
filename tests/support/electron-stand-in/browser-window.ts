/** Knows windows as Electron's `BrowserWindow`: opening, loading, focus and closing; never what a page does inside. */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BrowserWindow as ElectronBrowserWindow } from 'electron';
import { app, type Closable } from './app.ts';
import type { CdpSession } from './cdp.ts';
import { loud, preventable } from './loud.ts';
import { NativeWindow } from './native-window.ts';
import { mediaFeatures, nativeTheme, onThemeChange } from './native-theme.ts';
import { runtime } from './runtime.ts';
import { session } from './session.ts';
import { StandInWebContents } from './web-contents.ts';
import { checkOptions, type WindowOptions } from './window-options.ts';
import { WindowSurface } from './window-surface.ts';

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
  | 'focus'
  | 'blur'
  | 'isFocused'
  | 'reload'
>;

const all = new Set<StandInBrowserWindow>();
let lastId = 0;
let focused: StandInBrowserWindow | null = null;

function moveFocus(to: StandInBrowserWindow | null): void {
  const from = focused;
  if (from === to) return;
  focused = to;
  for (const [window, event] of [
    [from, 'blur'],
    [to, 'focus'],
  ] as const) {
    window?.emit(event);
    if (window) app.emit(`browser-window-${event}`, {}, window);
  }
}

export class StandInBrowserWindow extends WindowSurface implements Offered, Closable {
  readonly id = ++lastId;
  readonly webContents: StandInWebContents;
  private readonly opened: Promise<void>;

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
    const { webPreferences = {}, width = 800, height = 600, show = true } = options;
    super(new NativeWindow({ x: options.x ?? 0, y: options.y ?? 0, width, height }), {
      title: options.title ?? app.getName(),
      backgroundColor: options.backgroundColor ?? '#FFFFFF',
      visible: show,
      minimumSize: [options.minWidth ?? 0, options.minHeight ?? 0],
    });
    if (!runtime.ready) throw new Error('Cannot create BrowserWindow before app is ready');
    checkOptions(options);
    const self = loud('BrowserWindow', this);
    const own = webPreferences.session ?? session.fromPartition(webPreferences.partition ?? '');
    this.webContents = loud('webContents', new StandInWebContents(own, webPreferences, () => self.close()));
    all.add(self);
    this.opened = self.open();
    app.emit('web-contents-created', {}, this.webContents);
    app.emit('browser-window-created', {}, self);
    if (show) self.focus();
    return self;
  }

  private async open(): Promise<void> {
    const { webContents, native } = this;
    webContents.on('did-finish-load', () => this.emit('ready-to-show'));
    const targetId = await native.open();
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

  /** Chromium has closed it already: the app is told, and cannot prevent it as it could on Electron. */
  closedByPerson(): void {
    this.emit('close', preventable({}));
    this.gone();
  }

  /** The window is no more, whoever closed it. */
  gone(): void {
    if (!all.delete(this)) return;
    if (focused === this) moveFocus([...all].at(-1) ?? null);
    this.webContents.destroy();
    this.emit('closed');
    // Windows that close because the app is quitting do not make it quit again.
    if (all.size > 0 || app.isQuitting) return;
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
    this.appearance.visible = true;
    void this.native.setState('normal');
    this.emit('show');
  }

  hide(): void {
    this.appearance.visible = false;
    if (focused === this) moveFocus(null);
    this.emit('hide');
  }

  focus(): void {
    moveFocus(this);
  }

  blur(): void {
    if (focused === this) moveFocus(null);
  }

  isFocused(): boolean {
    return focused === this;
  }
}

app.openWindows = () => all;
onThemeChange(() => {
  for (const { webContents } of all) void webContents.emulateMedia(mediaFeatures()).catch(() => undefined);
});

/** Windows that Chromium closes by itself: a person did it, or the page. */
export function followTargets(browser: CdpSession): void {
  browser.on('Target.targetDestroyed', ({ targetId }) => {
    [...all].find(({ webContents }) => webContents.targetId === targetId)?.closedByPerson();
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
