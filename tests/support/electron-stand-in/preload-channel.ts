/**
 * Knows how one page's preload is installed and how its messages reach ipcMain and come back; never what they carry.
 */
import { readFileSync } from 'node:fs';
import type { CdpSession } from './cdp.ts';
import { nodeCodec } from './codec.ts';
import type { Frames, StandInFrame } from './frames.ts';
import { ipcMain } from './ipc-main.ts';
import { loud } from './loud.ts';
import type { ToMain, ToPreload } from './renderer/preload-world.ts';
import type { WindowRequest } from './renderer/window-open.ts';
import { bindingName, pageScripts, preloadWorldName, receiverName } from './renderer/scripts.ts';

export interface WebPreferences {
  preload?: string;
  additionalArguments?: string[];
  /** False for pages that are only printed. */
  javascript?: boolean;
}

/** The webContents, as the event of a message shows it. */
interface Sender {
  emit(event: string, ...args: unknown[]): boolean;
  askedForWindow(request: WindowRequest): void;
}

export class PreloadChannel {
  private readonly page: CdpSession;
  private readonly frames: Frames;
  private readonly sender: Sender;
  private readonly preferences: WebPreferences;

  constructor(page: CdpSession, frames: Frames, sender: Sender, preferences: WebPreferences) {
    this.page = page;
    this.frames = frames;
    this.sender = sender;
    this.preferences = preferences;
  }

  async install(): Promise<void> {
    const { preload, additionalArguments = [] } = this.preferences;
    if (preload === undefined) return;
    const { platform, arch, versions } = process;
    const flags = { type: 'renderer', sandboxed: true, contextIsolated: true, isMainFrame: true };
    const scripts = pageScripts(readFileSync(preload, 'utf8'), {
      ...flags,
      platform,
      arch,
      versions,
      env: {},
      argv: additionalArguments,
    });
    const { page } = this;
    page.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      if (name === bindingName) void this.receive(nodeCodec.decode(payload) as ToMain, executionContextId);
    });
    await page.send('Runtime.addBinding', { name: bindingName, executionContextName: preloadWorldName });
    await page.send('Page.addScriptToEvaluateOnNewDocument', { source: scripts.page });
    await page.send('Page.addScriptToEvaluateOnNewDocument', {
      source: scripts.preload,
      worldName: preloadWorldName,
    });
  }

  private async receive(message: ToMain, contextId: number): Promise<void> {
    if (message.kind === 'preload-error') {
      console.error(`Unable to load preload script: ${this.preferences.preload}\n${message.message}`);
      this.sender.emit('preload-error', {}, this.preferences.preload, new Error(message.message));
      return;
    }
    if (message.kind === 'window-open') {
      this.sender.askedForWindow(message.request);
      return;
    }
    const event = this.ipcEvent(contextId);
    if (message.kind === 'send') {
      ipcMain.emit(message.channel, event, ...message.args);
      return;
    }
    const { ok, value } = await ipcMain.answer(message.channel, event, message.args);
    this.deliver({ kind: 'reply', id: message.id, ok, value }, contextId);
  }

  private ipcEvent(contextId: number): object {
    const senderFrame: StandInFrame | null = this.frames.ofContext(contextId);
    return loud('IpcMainEvent', {
      type: 'frame',
      sender: this.sender,
      senderFrame,
      frameId: contextId,
      processId: 1,
      ports: [],
      reply: (channel: string, ...args: unknown[]) => this.send(channel, args),
    });
  }

  /** A page that is gone by now misses the message, as on Electron. A value that cannot be cloned is told to the page. */
  private deliver(message: ToPreload, contextId: number | undefined): void {
    if (contextId === undefined) return;
    const sent = this.page.send('Runtime.callFunctionOn', {
      executionContextId: contextId,
      functionDeclaration: `(text) => { ${receiverName}(text); }`,
      arguments: [{ value: encodeOrExplain(message) }],
      silent: false,
    });
    sent.catch(() => undefined);
  }

  send(channel: string, args: unknown[]): void {
    this.deliver({ kind: 'push', channel, args }, this.frames.preloadContext);
  }
}

function encodeOrExplain(message: ToPreload): string {
  try {
    return nodeCodec.encode(message);
  } catch (error) {
    if (message.kind === 'push') throw error;
    return nodeCodec.encode({ ...message, ok: false, value: String(error) });
  }
}
