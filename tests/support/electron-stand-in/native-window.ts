/** Knows one Chromium window's place, size and state on the screen; never the page in it. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Rectangle } from 'electron';
import { chromium, openAppWindow, runtime } from './runtime.ts';

type State = 'normal' | 'minimized' | 'maximized' | 'fullscreen';

export class NativeWindow {
  bounds: Rectangle;
  state: State = 'normal';
  private targetId = '';
  /** Known once the window has opened; what is asked before that is done then. */
  private windowId: number | undefined;

  constructor(bounds: Rectangle) {
    this.bounds = bounds;
  }

  async open(): Promise<string> {
    this.targetId = await openBlankWindow(this.bounds);
    return this.targetId;
  }

  async ready(): Promise<void> {
    const { windowId } = await chromium().browser.send('Browser.getWindowForTarget', {
      targetId: this.targetId,
    });
    this.windowId = windowId;
    await this.setBounds({});
    if (this.state !== 'normal') await this.setState(this.state);
  }

  /** The size is the page's own; whatever Chromium draws around it comes on top. */
  async setBounds(bounds: Partial<Rectangle>): Promise<void> {
    this.bounds = { ...this.bounds, ...bounds };
    const { windowId } = this;
    if (windowId === undefined || this.state !== 'normal') return;
    const { x, y, width, height } = this.bounds;
    const { browser } = chromium();
    if (runtime.headed)
      await browser.send('Browser.setWindowBounds', { windowId, bounds: { left: x, top: y } });
    await browser.send('Browser.setContentsSize', { windowId, width, height });
  }

  async setState(state: State): Promise<void> {
    this.state = state;
    // Headless Chromium has no window to put away; the app sees the state it asked for.
    if (!runtime.headed || this.windowId === undefined) return;
    await chromium().browser.send('Browser.setWindowBounds', {
      windowId: this.windowId,
      bounds: { windowState: state },
    });
  }

  async close(): Promise<void> {
    await chromium().browser.send('Target.closeTarget', { targetId: this.targetId });
  }
}

async function openBlankWindow({ width, height }: Rectangle): Promise<string> {
  if (runtime.headed) return openVisibleWindow();
  const { targetId } = await chromium().browser.send('Target.createTarget', {
    url: 'about:blank',
    newWindow: true,
    width,
    height,
  });
  return targetId;
}

let lastVisible = 0;
const openTimeoutMs = 15_000;

/** Chromium opens it in its own time; the address tells which of its windows is ours. */
async function openVisibleWindow(): Promise<string> {
  const url = `data:text/html,window-${++lastVisible}`;
  openAppWindow(url);
  for (const startedAtMs = Date.now(); Date.now() - startedAtMs < openTimeoutMs; await delay(40)) {
    const { targetInfos } = await chromium().browser.send('Target.getTargets', {});
    const ours = targetInfos.find((target) => target.type === 'page' && target.url === url);
    if (ours) return ours.targetId;
  }
  throw new Error('electron stand-in: Chromium did not open a window');
}
