/**
 * Knows one page as Electron's `webContents`: loading it, its preload's messages, printing it; never the window
 * around it.
 */
import type { PrintToPDFOptions, WebContents } from 'electron';
import { app } from './app.ts';
import type { CdpSession } from './cdp.ts';
import { Frames, type StandInFrame } from './frames.ts';
import { LoudEmitter } from './loud.ts';
import { Navigation } from './navigation.ts';
import { pdfParameters } from './print.ts';
import type { Command, Commands, RemoteValue } from './protocol-types.ts';
import { PreloadChannel, type WebPreferences } from './preload-channel.ts';
import type { WindowRequest } from './renderer/window-open.ts';
import { chromium } from './runtime.ts';
import { toAppUrl, toStandInUrl } from './scheme-server.ts';
import type { StandInSession } from './session.ts';

const emitted = [
  'did-start-loading',
  'did-stop-loading',
  'did-finish-load',
  'did-fail-load',
  'dom-ready',
  'did-navigate',
  'did-navigate-in-page',
  'will-navigate',
  'will-frame-navigate',
  'console-message',
  'preload-error',
  'render-process-gone',
  'destroyed',
];
/** Never told here; a test may emit them itself. */
const onlyOnRealElectron = [
  'did-create-window',
  'will-attach-webview',
  'unresponsive',
  'responsive',
  'will-redirect',
  'context-menu',
];

type WindowOpenHandler = Parameters<WebContents['setWindowOpenHandler']>[0];
type Offered = Pick<
  WebContents,
  | 'loadURL'
  | 'getURL'
  | 'reload'
  | 'stop'
  | 'isLoading'
  | 'isDestroyed'
  | 'isCrashed'
  | 'send'
  | 'close'
  | 'executeJavaScript'
  | 'printToPDF'
  | 'print'
  | 'getPrintersAsync'
  | 'setWindowOpenHandler'
  | 'setZoomFactor'
  | 'getZoomFactor'
  | 'forcefullyCrashRenderer'
  | 'id'
  | 'zoomFactor'
  | 'focus'
  | 'getType'
>;

let lastId = 0;

export class StandInWebContents extends LoudEmitter implements Offered {
  readonly id = ++lastId;
  readonly session: StandInSession;
  targetId = '';
  private readonly preferences: WebPreferences;
  private readonly closeWindow: () => void;
  private readonly attached = Promise.withResolvers<void>();
  private page: CdpSession | undefined;
  private frames: Frames | undefined;
  private navigation: Navigation | undefined;
  private channel: PreloadChannel | undefined;
  private windowOpenHandler: WindowOpenHandler | undefined;
  private destroyed = false;
  private crashed = false;
  private loading = false;
  private factor = 1;

  constructor(session: StandInSession, preferences: WebPreferences, closeWindow: () => void) {
    super('webContents', [...emitted, ...onlyOnRealElectron]);
    this.session = session;
    this.preferences = preferences;
    this.closeWindow = closeWindow;
  }

  /** Takes over a blank target. Everything the app asks of the page waits for this. */
  async attach(targetId: string): Promise<void> {
    this.targetId = targetId;
    const page = await chromium().attach(targetId);
    this.page = page;
    this.frames = new Frames(targetId);
    this.frames.follow(page);
    this.navigation = new Navigation(page, this.frames, this);
    this.channel = new PreloadChannel(page, this.frames, this, this.preferences);
    this.followPage(page, this.frames);
    await Promise.all([
      page.send('Page.enable', {}),
      page.send('Runtime.enable', {}),
      page.send('Inspector.enable', {}),
      this.navigation.follow(),
      this.channel.install(),
    ]);
    if (this.preferences.javascript === false)
      await page.send('Emulation.setScriptExecutionDisabled', { value: true });
    this.attached.resolve();
  }

  private followPage(page: CdpSession, frames: Frames): void {
    page.on('Page.frameNavigated', ({ frame }) =>
      this.navigated(frames, frame.id, frame.url + (frame.urlFragment ?? '')),
    );
    page.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
      const isMainFrame = frames.navigated(frameId, url) === frames.main;
      this.emit('did-navigate-in-page', {}, toAppUrl(url), isMainFrame);
    });
    page.on('Page.domContentEventFired', () => this.emit('dom-ready', {}));
    page.on('Page.loadEventFired', () => this.finishedLoading());
    page.on('Runtime.consoleAPICalled', ({ type, args }) => {
      const message = args.map(wordOf).join(' ');
      this.emit('console-message', {
        level: type === 'log' ? 'info' : type,
        message,
        lineNumber: 0,
        sourceId: '',
      });
    });
    page.on('Inspector.targetCrashed', () => {
      this.crashed = true;
      const details = { reason: 'crashed', exitCode: 139 };
      this.emit('render-process-gone', {}, details);
      app.emit('render-process-gone', {}, this, details);
    });
  }

  private navigated(frames: Frames, frameId: string, url: string): void {
    if (frames.navigated(frameId, url) !== frames.main) return;
    this.crashed = false;
    this.emit('did-navigate', {}, toAppUrl(url), 200, 'OK');
  }

  private finishedLoading(): void {
    this.loading = false;
    if (this.factor !== 1) void this.applyZoom();
    this.emit('did-finish-load', {});
    this.emit('did-stop-loading', {});
  }

  send(channel: string, ...args: unknown[]): void {
    this.channel?.send(channel, args);
  }

  get mainFrame(): StandInFrame {
    if (!this.frames)
      throw new Error('electron stand-in: webContents.mainFrame is known once the window has opened');
    return this.frames.main;
  }

  async loadURL(url: string): Promise<void> {
    await this.attached.promise;
    const address = toStandInUrl(url);
    this.navigation?.expect(address);
    this.loading = true;
    this.emit('did-start-loading', {});
    const loaded = new Promise<void>((resolve) => this.once('did-finish-load', () => resolve()));
    const { errorText, loaderId } = await this.ask('Page.navigate', { url: address });
    if (errorText !== undefined) this.failLoading(url, errorText);
    if (loaderId !== undefined) await loaded;
  }

  private failLoading(url: string, errorText: string): never {
    this.loading = false;
    const description = errorText.replace('net::', '');
    this.emit('did-fail-load', {}, -2, description, url, true, 1, 1);
    throw Object.assign(new Error(`${description} (-2) loading '${url}'`), {
      code: description,
      errno: -2,
      url,
    });
  }

  getURL(): string {
    const url = this.frames?.main.url ?? '';
    return url === 'about:blank' ? '' : url;
  }

  getType(): 'window' {
    return 'window';
  }

  reload(): void {
    this.navigation?.expect(toStandInUrl(this.getURL()));
    this.loading = true;
    void this.ask('Page.reload', {});
  }

  stop(): void {
    void this.ask('Page.stopLoading', {});
  }

  focus(): void {
    void this.ask('Page.bringToFront', {});
  }

  isLoading(): boolean {
    return this.loading;
  }

  isDestroyed(): boolean {
    return this.destroyed;
  }

  isCrashed(): boolean {
    return this.crashed;
  }

  forcefullyCrashRenderer(): void {
    // Chromium answers a crash by never answering.
    void this.ask('Page.crash', {}).catch(() => undefined);
  }

  close(): void {
    this.closeWindow();
  }

  /** The window has gone. */
  destroy(): void {
    if (this.destroyed) return;
    this.destroyed = true;
    this.emit('destroyed');
  }

  async executeJavaScript(code: string, userGesture = false): Promise<unknown> {
    const { result, exceptionDetails } = await this.ask('Runtime.evaluate', {
      expression: code,
      awaitPromise: true,
      returnByValue: true,
      userGesture,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  async printToPDF(options: PrintToPDFOptions): Promise<Buffer<ArrayBuffer>> {
    const { data } = await this.ask('Page.printToPDF', pdfParameters(options));
    return Buffer.from(data, 'base64');
  }

  /** No printer is attached to this machine, and the caller is told so in Electron's words. */
  print(_options?: object, callback?: (success: boolean, failureReason: string) => void): void {
    setImmediate(() => callback?.(false, 'no valid printers available'));
  }

  async getPrintersAsync(): Promise<[]> {
    return [];
  }

  get zoomFactor(): number {
    return this.factor;
  }

  set zoomFactor(factor: number) {
    this.setZoomFactor(factor);
  }

  getZoomFactor(): number {
    return this.factor;
  }

  /** As CSS zoom of the document: the layout grows as on Electron, media queries do not notice. */
  setZoomFactor(factor: number): void {
    this.factor = factor;
    void this.applyZoom().catch(() => undefined);
  }

  private applyZoom(): Promise<unknown> {
    return this.executeJavaScript(`document.documentElement.style.zoom = ${JSON.stringify(this.factor)}`);
  }

  setWindowOpenHandler(handler: WindowOpenHandler): void {
    this.windowOpenHandler = handler;
  }

  /** The page wants another window. Only `deny` can be carried out here. */
  askedForWindow({ url, frameName, features }: WindowRequest): void {
    const answer = this.windowOpenHandler?.({
      url: toAppUrl(url),
      frameName,
      features,
      disposition: 'foreground-tab',
      referrer: { url: this.getURL(), policy: 'default' },
    });
    if (answer?.action !== 'deny') {
      console.error(`electron stand-in: opening a window for '${url}' is not implemented; none was opened`);
    }
  }

  /** Media features as the operating system would set them. */
  async emulateMedia(features: { name: string; value: string }[]): Promise<void> {
    await this.ask('Emulation.setEmulatedMedia', { features });
  }

  async ask<M extends Command>(method: M, params: Commands[M][0]): Promise<Commands[M][1]> {
    await this.attached.promise;
    if (this.destroyed || !this.page) throw new Error('Object has been destroyed');
    return this.page.send(method, params);
  }
}

/** One argument of a console call, as the console would show it. */
function wordOf({ value, description }: RemoteValue): string {
  if (typeof value === 'string') return value;
  return description ?? JSON.stringify(value) ?? 'undefined';
}
