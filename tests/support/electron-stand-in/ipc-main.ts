/** Knows who handles which channel in the main process; never what a channel carries. */
import { EventEmitter } from 'node:events';
import type { IpcMain } from 'electron';
import { loud } from './loud.ts';

export type Handler = (event: object, ...args: unknown[]) => unknown;

type Offered = Pick<IpcMain, 'removeHandler'>;

class StandInIpcMain extends EventEmitter implements Offered {
  private readonly handlers = new Map<string, Handler>();

  handle(channel: string, handler: Handler): void {
    if (this.handlers.has(channel))
      throw new Error(`Attempted to register a second handler for '${channel}'`);
    this.handlers.set(channel, handler);
  }

  handleOnce(channel: string, handler: Handler): void {
    this.handle(channel, (event, ...args) => {
      this.removeHandler(channel);
      return handler(event, ...args);
    });
  }

  removeHandler(channel: string): void {
    this.handlers.delete(channel);
  }

  /** Runs the handler of an `invoke`; what it throws is worded as Electron words it. */
  async answer(channel: string, event: object, args: unknown[]): Promise<{ ok: boolean; value: unknown }> {
    const failed = (error: unknown) => ({
      ok: false,
      value: `Error invoking remote method '${channel}': ${String(error)}`,
    });
    const handler = this.handlers.get(channel);
    if (!handler) return failed(new Error(`No handler registered for '${channel}'`));
    try {
      return { ok: true, value: await handler(event, ...args) };
    } catch (error) {
      console.error(`Error occurred in handler for '${channel}':`, error);
      return failed(error);
    }
  }
}

export const ipcMain = loud('ipcMain', new StandInIpcMain());
