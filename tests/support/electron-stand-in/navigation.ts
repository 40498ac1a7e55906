/**
 * Knows when a page asks to go somewhere else, and asks the app's listeners; never what they decide.
 *
 * A prevented navigation is aborted by intercepting its request. That shows what the app decides; it is not Electron's
 * own enforcement, which only real Electron proves.
 */
import type { CdpSession } from './cdp.ts';
import type { Frames } from './frames.ts';
import { preventable } from './loud.ts';
import { toAppUrl } from './scheme-server.ts';

/** How long a document request may wait for the page's own announcement of it, which travels on another channel. */
const announcementMs = 40;

interface Emitter {
  emit(event: string, ...args: unknown[]): boolean;
}

export class Navigation {
  private readonly session: CdpSession;
  private readonly frames: Frames;
  private readonly emitter: Emitter;
  /** Addresses the main process itself is loading. */
  private readonly ours = new Set<string>();
  private readonly announced = new Map<string, string>();
  private wakeWaiting: () => void = () => undefined;

  constructor(session: CdpSession, frames: Frames, emitter: Emitter) {
    this.session = session;
    this.frames = frames;
    this.emitter = emitter;
  }

  async follow(): Promise<void> {
    this.session.on('Page.frameRequestedNavigation', ({ frameId, url }) => {
      this.announced.set(frameId, url);
      this.wakeWaiting();
    });
    this.session.on('Fetch.requestPaused', ({ requestId, request, frameId }) => {
      void this.decide(frameId, request.url)
        .then((allowed) =>
          allowed
            ? this.session.send('Fetch.continueRequest', { requestId })
            : this.session.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' }),
        )
        .catch(() => undefined);
    });
    await this.session.send('Fetch.enable', { patterns: [{ urlPattern: '*', resourceType: 'Document' }] });
  }

  /** The main process is about to load this address: nobody is asked. */
  expect(url: string): void {
    this.ours.add(withoutFragment(url));
  }

  private async decide(frameId: string, url: string): Promise<boolean> {
    if (this.ours.delete(url)) return true;
    const isMainFrame = frameId === this.frames.main.frameToken;
    if (isMainFrame && !(await this.wasAnnounced(frameId, url))) return true;
    const details = {
      url: toAppUrl(url),
      isMainFrame,
      isSameDocument: false,
      frame: this.frames.find(frameId),
      initiator: null,
    };
    if (isMainFrame && this.isPrevented('will-navigate', details)) return false;
    return !this.isPrevented('will-frame-navigate', details);
  }

  /** A navigation the page did not ask for was asked for by a driver such as Playwright: Electron tells nobody. */
  private async wasAnnounced(frameId: string, url: string): Promise<boolean> {
    const isAnnounced = () => withoutFragment(this.announced.get(frameId) ?? '') === url;
    if (!isAnnounced()) {
      await new Promise<void>((resolve) => {
        this.wakeWaiting = resolve;
        setTimeout(resolve, announcementMs);
      });
    }
    const result = isAnnounced();
    this.announced.delete(frameId);
    return result;
  }

  private isPrevented(event: string, details: { url: string }): boolean {
    const asked = preventable(details);
    this.emitter.emit(event, asked, details.url);
    return asked.defaultPrevented;
  }
}

function withoutFragment(url: string): string {
  return url.split('#')[0] ?? url;
}
