/**
 * Knows sessions as Electron's `session` and `protocol` offer them; never who uses which.
 *
 * Permission and request handlers are recorded and never called: only Electron can enforce them, so the app keeps its
 * decisions as pure functions and tests those. All sessions share one throwaway profile, which is in memory for the app.
 */
import type { CustomScheme, Protocol, Session, WebRequest } from 'electron';
import { loud, LoudEmitter } from './loud.ts';
import { runtime } from './runtime.ts';
import { handleScheme, isSchemeHandled, type SchemeHandler, unhandleScheme } from './scheme-server.ts';

class StandInProtocol
  implements Pick<Protocol, 'registerSchemesAsPrivileged' | 'handle' | 'unhandle' | 'isProtocolHandled'>
{
  registerSchemesAsPrivileged(schemes: CustomScheme[]): void {
    if (runtime.ready)
      throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
    for (const { scheme, privileges } of schemes) {
      if (!privileges?.standard || !privileges.secure) {
        throw new Error(
          `electron stand-in: '${scheme}' must be standard and secure; no other kind is served here`,
        );
      }
    }
  }

  handle(scheme: string, handler: SchemeHandler): void {
    handleScheme(scheme, handler);
  }

  unhandle(scheme: string): void {
    unhandleScheme(scheme);
  }

  isProtocolHandled(scheme: string): boolean {
    return isSchemeHandled(scheme);
  }
}

/** What the app asked Electron to enforce; tests may read it, nothing here obeys it. */
export interface Recorded {
  permissionRequestHandler?: unknown;
  permissionCheckHandler?: unknown;
  devicePermissionHandler?: unknown;
  beforeRequest?: unknown;
  beforeSendHeaders?: unknown;
  headersReceived?: unknown;
}

type RecordedRequests = Record<
  keyof Pick<WebRequest, 'onBeforeRequest' | 'onBeforeSendHeaders' | 'onHeadersReceived'>,
  (...args: unknown[]) => void
>;

function recordingWebRequest(recorded: Recorded): RecordedRequests {
  return {
    onBeforeRequest: (...args) => void (recorded.beforeRequest = args.at(-1)),
    onBeforeSendHeaders: (...args) => void (recorded.beforeSendHeaders = args.at(-1)),
    onHeadersReceived: (...args) => void (recorded.headersReceived = args.at(-1)),
  };
}

type Offered = Pick<
  Session,
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'setSpellCheckerEnabled'
  | 'isPersistent'
  | 'clearStorageData'
  | 'clearCache'
>;

class StandInSession extends LoudEmitter implements Offered {
  readonly recorded: Recorded = {};
  readonly protocol = protocol;
  readonly webRequest = loud('session.webRequest', recordingWebRequest(this.recorded));

  constructor() {
    super('session', ['will-download', 'preconnect']);
  }

  setPermissionRequestHandler(handler: unknown): void {
    this.recorded.permissionRequestHandler = handler;
  }

  setPermissionCheckHandler(handler: unknown): void {
    this.recorded.permissionCheckHandler = handler;
  }

  setDevicePermissionHandler(handler: unknown): void {
    this.recorded.devicePermissionHandler = handler;
  }

  setSpellCheckerEnabled(_enable: boolean): void {
    // Headless Chromium has no spell checker to switch.
  }

  isPersistent(): boolean {
    return false;
  }

  async clearStorageData(): Promise<void> {
    // The profile is new at every start and removed at the end.
  }

  async clearCache(): Promise<void> {
    // Schemes of the app are served with no-store.
  }
}

export const protocol = loud('protocol', new StandInProtocol());

const partitions = new Map<string, StandInSession>();

function fromPartition(partition: string): StandInSession {
  if (partition.startsWith('persist:')) {
    throw new Error(`electron stand-in: '${partition}' cannot persist; use an in-memory partition`);
  }
  const known = partitions.get(partition) ?? loud('session', new StandInSession());
  partitions.set(partition, known);
  return known;
}

export type { StandInSession };
export const session = loud('session', { defaultSession: fromPartition(''), fromPartition });
