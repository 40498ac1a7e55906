// The window of the desk: how it opens, what it may become, what every page of ours is forbidden. It knows no screen inside it.
import { join } from 'node:path';
import {
  app,
  BrowserWindow,
  nativeTheme,
  type Session,
  type WebContents,
  type WebPreferences,
} from 'electron';
import { APP_URL } from './app-protocol.ts';
import type { IPCHandler } from './ipc/handler.ts';
import { logBug } from './log.ts';
import { mayFrameNavigate, mayNavigate, windowOpenAnswer } from './navigation-rules.ts';
import { readWindowSize, saveWindowSize } from './window-size.ts';

/** How every page of ours is shut in, hidden ones included. */
export const shutIn = (session: Session): WebPreferences => ({
  session,
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  webviewTag: false,
  spellcheck: false,
  devTools: !app.isPackaged,
});

/** Applies the navigation rules to a page; main.ts calls it for each one there ever is. */
export function guardPage(contents: WebContents): void {
  contents.on('will-navigate', (event) => {
    if (!mayNavigate(event.url)) event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    const isAllowed = event.isMainFrame ? mayNavigate(event.url) : mayFrameNavigate(event.url);
    if (!isAllowed) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => windowOpenAnswer);
}

export type DeskWindowOptions = { session: Session; ipc: IPCHandler; dataDir: string };

export function openDeskWindow({ session, ipc, dataDir }: DeskWindowOptions): BrowserWindow {
  const { width, height, isMaximized } = readWindowSize(dataDir);
  const window = new BrowserWindow({
    width,
    height,
    minWidth: 1024,
    minHeight: 640,
    show: false,
    title: app.getName(),
    // What is seen before the page has drawn: no white flash at night.
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#1b1c1f' : '#ffffff',
    autoHideMenuBar: true,
    webPreferences: { ...shutIn(session), preload: join(import.meta.dirname, '../preload/preload.cjs') },
  });
  ipc.attach(window.webContents);
  window.on('close', () => saveWindowSize(dataDir, sizeOf(window)));
  window.once('ready-to-show', () => {
    if (isMaximized) window.maximize();
    window.show();
  });
  // The page's own title would put a patient's name into the task bar and into screenshots of it.
  window.on('page-title-updated', (event) => event.preventDefault());
  comeBackAfterCrash(window);
  void window.loadURL(APP_URL);
  return window;
}

/** A page that crashed (memory, a graphics driver) is drawn again, and the person is where the session says. Not in a circle, though. */
export function comeBackAfterCrash(window: BrowserWindow): void {
  let lastMs = Number.NEGATIVE_INFINITY;
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    logBug(`page.${reason}`, new Error(reason));
    const nowMs = performance.now();
    if (nowMs - lastMs > 10_000) window.webContents.reload();
    lastMs = nowMs;
  });
}

/** Brings the desk to the front, as a second start of the app asks for. */
export function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

function sizeOf(window: BrowserWindow) {
  const { width, height } = window.getNormalBounds();
  return { width, height, isMaximized: window.isMaximized() };
}
