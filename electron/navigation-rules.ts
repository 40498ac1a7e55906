// Where the window may go: nowhere but its own page. Decisions only; window.ts and page-session.ts apply them.
import { APP_ORIGIN, APP_URL } from './app-protocol.ts';

/** The page may load itself again (and move within itself by hash); every other address is refused. */
export const mayNavigate = (url: string): boolean => url === APP_URL || url.startsWith(`${APP_URL}#`);

/** Frames inside the page are filled by our own code (`srcdoc`, blank) and never with an address. */
export const mayFrameNavigate = (url: string): boolean => url === 'about:srcdoc' || url === 'about:blank';

/** What a page may load at all: our own files and what it made itself. DevTools are a developer's, and only outside a packed app. */
export const mayLoad = (url: string): boolean =>
  url.startsWith(`${APP_ORIGIN}/`) || /^(blob|data|devtools):/.test(url);

/** No page opens a window: printing and documents have windows of the main process. */
export const windowOpenAnswer = { action: 'deny' } as const;
