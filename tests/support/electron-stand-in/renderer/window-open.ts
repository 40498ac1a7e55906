/**
 * Knows how a page asks for another window (window.open, a link with a target) and keeps Chromium from opening one;
 * never whether it may.
 *
 * Electron asks the app before a window exists. Chromium opens it first, and closing it then can hang the page while a
 * driver such as Playwright holds the new window. So the page is stopped from asking Chromium at all: a denied window
 * reads the same either way, `null`, and an allowed one is not possible here.
 *
 * Sent to the page as source, so nothing from outside may be used.
 */

export interface WindowRequest {
  url: string;
  frameName: string;
  features: string;
}

/** In the page's world, before any of its scripts. */
export function askInstead(secret: string): void {
  const dispatch = window.dispatchEvent.bind(window);

  function ask(url: string, frameName: string, features: string): void {
    const detail: WindowRequest = { url: new URL(url, document.baseURI).href, frameName, features };
    dispatch(new CustomEvent(`${secret}:open`, { detail }));
  }

  window.open = (url = '', target = '', features = '') => {
    ask(String(url), target, features);
    return null;
  };

  document.addEventListener('click', (event) => {
    const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
    if (!link?.href || event.defaultPrevented) return;
    const wantsWindow = link.target === '_blank' || event.ctrlKey || event.metaKey || event.shiftKey;
    if (!wantsWindow) return;
    event.preventDefault();
    ask(link.href, link.target, '');
  });
}

/** In the preload's world, which can reach the main process. */
export function hearRequests(secret: string, tell: (request: WindowRequest) => void): void {
  window.addEventListener(`${secret}:open`, (event) => {
    if (event instanceof CustomEvent) tell(event.detail as WindowRequest);
  });
}
