/** Knows the frames of one page and which JavaScript context belongs to which; never what runs in them. */
import type { WebFrameMain } from 'electron';
import type { CdpSession } from './cdp.ts';
import { loud } from './loud.ts';
import { preloadWorldName } from './renderer/scripts.ts';
import { originOf, toAppUrl } from './scheme-server.ts';

/** One frame, as `event.senderFrame` shows it. */
class StandInFrame implements Pick<WebFrameMain, 'url' | 'origin' | 'detached' | 'isDestroyed'> {
  url = 'about:blank';
  detached = false;
  readonly frameToken: string;
  readonly parent: StandInFrame | null;

  constructor(frameToken: string, parent: StandInFrame | null) {
    this.frameToken = frameToken;
    this.parent = parent;
  }

  get origin(): string {
    return originOf(this.url);
  }

  get top(): StandInFrame {
    return this.parent?.top ?? this;
  }

  isDestroyed(): boolean {
    return this.detached;
  }
}

export type { StandInFrame };

export class Frames {
  readonly main: StandInFrame;
  /** The context of the preload in the top frame; undefined while a page is being replaced. */
  preloadContext: number | undefined;
  private readonly byId = new Map<string, StandInFrame>();
  private readonly frameOfContext = new Map<number, StandInFrame>();

  constructor(mainFrameId: string) {
    this.main = this.add(mainFrameId, null);
  }

  /** Follows the page's frames and contexts from now on. */
  follow(session: CdpSession): void {
    session.on('Page.frameAttached', ({ frameId, parentFrameId }) =>
      this.add(frameId, this.find(parentFrameId)),
    );
    session.on('Page.frameDetached', ({ frameId, reason }) => {
      if (reason === 'remove') this.remove(frameId);
    });
    session.on('Runtime.executionContextCreated', ({ context }) => {
      const frame = this.find(context.auxData?.frameId);
      if (!frame) return;
      this.frameOfContext.set(context.id, frame);
      if (context.name === preloadWorldName && frame === this.main) this.preloadContext = context.id;
    });
    session.on('Runtime.executionContextDestroyed', ({ executionContextId }) =>
      this.forget(executionContextId),
    );
    session.on('Runtime.executionContextsCleared', () => {
      this.frameOfContext.clear();
      this.preloadContext = undefined;
    });
  }

  navigated(frameId: string, url: string): StandInFrame {
    const frame = this.find(frameId) ?? this.add(frameId, this.main);
    frame.url = toAppUrl(url);
    return frame;
  }

  find(frameId: string | undefined): StandInFrame | null {
    return (frameId === undefined ? undefined : this.byId.get(frameId)) ?? null;
  }

  /** Null when the frame that spoke is gone, as on Electron. */
  ofContext(contextId: number): StandInFrame | null {
    return this.frameOfContext.get(contextId) ?? null;
  }

  private add(frameId: string, parent: StandInFrame | null): StandInFrame {
    const frame = loud('WebFrameMain', new StandInFrame(frameId, parent));
    this.byId.set(frameId, frame);
    return frame;
  }

  private remove(frameId: string): void {
    const frame = this.byId.get(frameId);
    if (frame) frame.detached = true;
    this.byId.delete(frameId);
  }

  private forget(contextId: number): void {
    this.frameOfContext.delete(contextId);
    if (this.preloadContext === contextId) this.preloadContext = undefined;
  }
}
