/** Knows the shape of each DevTools protocol command and event the stand-in uses; never how they travel. */

/** Bounds in CSS pixels; `left`/`top` are the position on the screen. */
export interface WindowBounds {
  left?: number;
  top?: number;
  width?: number;
  height?: number;
  windowState?: 'normal' | 'minimized' | 'maximized' | 'fullscreen';
}

export interface RemoteValue {
  value?: unknown;
  description?: string;
}

export interface Evaluation {
  result: RemoteValue;
  exceptionDetails?: { text: string; exception?: RemoteValue };
}

/** Each command: what goes in, what comes back. */
export interface Commands {
  'Browser.getVersion': [Record<string, never>, { product: string }];
  'Browser.getWindowForTarget': [{ targetId: string }, { windowId: number; bounds: WindowBounds }];
  'Browser.setContentsSize': [{ windowId: number; width: number; height: number }, unknown];
  'Browser.setWindowBounds': [{ windowId: number; bounds: WindowBounds }, unknown];
  'Emulation.setEmulatedMedia': [{ features: { name: string; value: string }[] }, unknown];
  'Emulation.setScriptExecutionDisabled': [{ value: boolean }, unknown];
  'Fetch.continueRequest': [{ requestId: string }, unknown];
  'Fetch.enable': [{ patterns: { urlPattern: string; resourceType: 'Document' }[] }, unknown];
  'Fetch.failRequest': [{ requestId: string; errorReason: 'Aborted' }, unknown];
  'Inspector.enable': [Record<string, never>, unknown];
  'Page.addScriptToEvaluateOnNewDocument': [{ source: string; worldName?: string }, unknown];
  'Page.bringToFront': [Record<string, never>, unknown];
  'Page.crash': [Record<string, never>, unknown];
  'Page.enable': [Record<string, never>, unknown];
  'Page.navigate': [{ url: string }, { errorText?: string; loaderId?: string }];
  'Page.printToPDF': [PdfParameters, { data: string }];
  'Page.reload': [{ ignoreCache?: boolean }, unknown];
  'Page.stopLoading': [Record<string, never>, unknown];
  'Runtime.addBinding': [{ name: string; executionContextName: string }, unknown];
  'Runtime.callFunctionOn': [
    {
      executionContextId: number;
      functionDeclaration: string;
      arguments: { value: unknown }[];
      silent?: boolean;
    },
    Evaluation,
  ];
  'Runtime.enable': [Record<string, never>, unknown];
  'Runtime.evaluate': [
    { expression: string; awaitPromise?: boolean; returnByValue?: boolean; userGesture?: boolean },
    Evaluation,
  ];
  'Target.attachToTarget': [{ targetId: string; flatten: true }, { sessionId: string }];
  'Target.closeTarget': [{ targetId: string }, unknown];
  'Target.createTarget': [
    { url: string; newWindow: true; width: number; height: number },
    { targetId: string },
  ];
  'Target.getTargets': [Record<string, never>, { targetInfos: TargetInfo[] }];
  'Target.setDiscoverTargets': [{ discover: true }, unknown];
}

export interface PdfParameters {
  landscape?: boolean;
  displayHeaderFooter?: boolean;
  headerTemplate?: string;
  footerTemplate?: string;
  printBackground?: boolean;
  scale?: number;
  paperWidth?: number;
  paperHeight?: number;
  marginTop?: number;
  marginBottom?: number;
  marginLeft?: number;
  marginRight?: number;
  pageRanges?: string;
  preferCSSPageSize?: boolean;
  generateTaggedPDF?: boolean;
  generateDocumentOutline?: boolean;
}

export interface Frame {
  id: string;
  parentId?: string;
  url: string;
  urlFragment?: string;
}

export interface TargetInfo {
  targetId: string;
  type: string;
  url: string;
}

/** Each event and what it carries. */
export interface Events {
  'Fetch.requestPaused': { requestId: string; request: { url: string }; frameId: string };
  'Inspector.targetCrashed': Record<string, never>;
  'Page.domContentEventFired': { timestamp: number };
  'Page.frameAttached': { frameId: string; parentFrameId: string };
  'Page.frameDetached': { frameId: string; reason: string };
  'Page.frameNavigated': { frame: Frame };
  'Page.frameRequestedNavigation': { frameId: string; url: string; reason: string };
  'Page.loadEventFired': { timestamp: number };
  'Page.navigatedWithinDocument': { frameId: string; url: string };
  'Runtime.bindingCalled': { name: string; payload: string; executionContextId: number };
  'Runtime.consoleAPICalled': { type: string; args: RemoteValue[] };
  'Runtime.executionContextCreated': {
    context: { id: number; name: string; auxData?: { frameId?: string; isDefault?: boolean } };
  };
  'Runtime.executionContextDestroyed': { executionContextId: number };
  'Runtime.executionContextsCleared': Record<string, never>;
  'Target.targetDestroyed': { targetId: string };
}

export type Command = keyof Commands;
export type EventName = keyof Events;
