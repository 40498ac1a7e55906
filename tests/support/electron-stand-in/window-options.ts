/** Knows which constructor options a window may be given here, and refuses every other by name; never what they do. */
import type { BrowserWindowConstructorOptions, WebPreferences as ElectronWebPreferences } from 'electron';
import type { WebPreferences } from './preload-channel.ts';
import type { StandInSession } from './session.ts';

export interface WindowOptions {
  width?: number;
  height?: number;
  minWidth?: number;
  minHeight?: number;
  x?: number;
  y?: number;
  show?: boolean;
  title?: string;
  backgroundColor?: string;
  webPreferences?: WebPreferences & {
    contextIsolation?: boolean;
    nodeIntegration?: boolean;
    nodeIntegrationInSubFrames?: boolean;
    nodeIntegrationInWorker?: boolean;
    sandbox?: boolean;
    webSecurity?: boolean;
    webviewTag?: boolean;
    partition?: string;
    session?: StandInSession;
  };
}

const options: (keyof BrowserWindowConstructorOptions)[] = [
  'width',
  'height',
  'minWidth',
  'minHeight',
  'x',
  'y',
  'show',
  'title',
  'backgroundColor',
  'webPreferences',
  // Of the frame and the desktop around a window; headless Chromium has neither.
  'autoHideMenuBar',
  'center',
  'icon',
  'parent',
  'modal',
  'resizable',
  'minimizable',
  'maximizable',
  'useContentSize',
  'skipTaskbar',
];
const preferences: (keyof ElectronWebPreferences)[] = [
  'preload',
  'additionalArguments',
  'partition',
  'session',
  'javascript',
  'contextIsolation',
  'nodeIntegration',
  'nodeIntegrationInSubFrames',
  'nodeIntegrationInWorker',
  'sandbox',
  'webSecurity',
  'webviewTag',
  // Without effect on what a page sees here.
  'spellcheck',
  'devTools',
  'backgroundThrottling',
  'safeDialogs',
  'navigateOnDragDrop',
  'enableWebSQL',
];
/** What isolation demands; anything else is not possible here, nor wanted. */
const demanded = {
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInSubFrames: false,
  nodeIntegrationInWorker: false,
  sandbox: true,
  webSecurity: true,
  webviewTag: false,
} as const;

export function checkOptions(given: WindowOptions): void {
  refuseUnknown('BrowserWindow option', Object.keys(given), options);
  refuseUnknown('webPreferences', Object.keys(given.webPreferences ?? {}), preferences);
  for (const [name, value] of Object.entries(demanded)) {
    const chosen = given.webPreferences?.[name as keyof typeof demanded] ?? value;
    if (chosen !== value) {
      throw new Error(
        `electron stand-in: only isolated, sandboxed pages without Node are possible; ${name} must be ${value}`,
      );
    }
  }
}

function refuseUnknown(where: string, given: string[], known: readonly string[]): void {
  const unknown = given.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new Error(`electron stand-in: '${where} ${unknown}' is not implemented`);
}
