// The queue screen's window, for a second monitor: where it opens, that it is remembered, that it goes with the desk. It knows no queue.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { app, BrowserWindow, screen, type Session, type WebContents } from 'electron';
import { APP_URL } from './app-protocol.ts';
import { placeOfScreen, type ScreenPlace } from './queue-screen-place.ts';
import { comeBackAfterCrash, shutIn } from './window.ts';

/** What the desk may do with the screen in the waiting room. */
export type QueueScreen = {
  isOpen: () => boolean;
  open: () => void;
  close: () => void;
  /** It was open when the app was last left: it opens again. */
  openAsBefore: () => void;
  endWithDesk: () => void;
};

export function openQueueWindow(
  { isFullScreen, ...bounds }: ScreenPlace,
  session: Session,
  attach: (contents: WebContents) => void,
): BrowserWindow {
  const window = new BrowserWindow({
    ...bounds,
    show: false,
    title: app.getName(),
    backgroundColor: '#101418',
    autoHideMenuBar: true,
    webPreferences: { ...shutIn(session), preload: join(import.meta.dirname, '../preload/preload.cjs') },
  });
  attach(window.webContents);
  window.once('ready-to-show', () => {
    // Not `show`: the keyboard stays at the desk.
    window.showInactive();
    if (isFullScreen) window.setFullScreen(true);
  });
  window.on('page-title-updated', (event) => event.preventDefault());
  comeBackAfterCrash(window);
  void window.loadURL(`${APP_URL}#/queue-screen`);
  return window;
}

type QueueWindowOptions = {
  dataDir: string;
  deskWindow: () => BrowserWindow;
  make: (place: ScreenPlace) => BrowserWindow;
};

export function queueWindowOf({ dataDir, deskWindow, make }: QueueWindowOptions): QueueScreen {
  let window: BrowserWindow | null = null;
  let isEnding = false;
  const open = () => {
    if (window) return;
    const deskDisplay = screen.getDisplayMatching(deskWindow().getBounds());
    window = make(placeOfScreen(screen.getAllDisplays(), deskDisplay.id));
    remember(dataDir, true);
    window.on('closed', () => {
      window = null;
      // Closed by hand it stays closed; closed with the app it comes back with it.
      if (!isEnding) remember(dataDir, false);
    });
  };
  app.on('before-quit', () => (isEnding = true));
  return {
    isOpen: () => window !== null,
    open,
    close: () => window?.close(),
    openAsBefore: () => {
      if (wasOpen(dataDir)) open();
    },
    endWithDesk: () => {
      isEnding = true;
      window?.close();
    },
  };
}

const fileIn = (dataDir: string) => join(dataDir, 'queue-screen.json');

function wasOpen(dataDir: string): boolean {
  try {
    return JSON.parse(readFileSync(fileIn(dataDir), 'utf8')) === true;
  } catch {
    return false;
  }
}

/** Losing it costs one key, so a folder that cannot be written is no failure. */
function remember(dataDir: string, isOpen: boolean): void {
  try {
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(fileIn(dataDir), JSON.stringify(isOpen));
  } catch {
    // The screen is opened by hand the next time.
  }
}
