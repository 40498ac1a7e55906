// Who may speak to the main process: the top frame of a window we opened, showing our own page. It never looks at what is said.

/** The part of Electron's IpcMainInvokeEvent the rule reads. */
export type Sender = {
  sender: { id: number };
  senderFrame: { origin: string; parent: object | null } | null;
};

export type Stranger = 'unknown-window' | 'gone-frame' | 'subframe' | 'foreign-origin';

/**
 * Null when the call is from our page. An `about:blank` frame inside it has our origin too, hence the rule about the top frame; a null
 * frame has navigated away or is gone. @see https://www.electronjs.org/docs/latest/tutorial/security (17. Validate the sender)
 */
export function strangerIn(event: Sender, isOurWindow: boolean, origin: string): Stranger | null {
  const frame = event.senderFrame;
  if (!isOurWindow) return 'unknown-window';
  if (!frame) return 'gone-frame';
  if (frame.parent) return 'subframe';
  return frame.origin === origin ? null : 'foreign-origin';
}
