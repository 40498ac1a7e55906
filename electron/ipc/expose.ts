// The preload's part of the IPC link: carries messages between the page and the main process. It knows no procedure and keeps nothing.
import { contextBridge, ipcRenderer } from 'electron';
import { CALL_CHANNEL, type ElectronTRPC, EVENT_CHANNEL, type Message } from './messages.ts';

export function exposeElectronTRPC(): void {
  let tell: ((message: Message) => void) | undefined;
  const link: ElectronTRPC = {
    post(request) {
      ipcRenderer.invoke(CALL_CHANNEL, request).then(
        (message: Message) => tell?.(message),
        () => tell?.(unanswered(request.id)),
      );
    },
    onMessage(listener) {
      tell = listener;
    },
  };
  ipcRenderer.on(EVENT_CHANNEL, (_event, message: Message) => tell?.(message));
  contextBridge.exposeInMainWorld('electronTRPC', link);
}

/** The main process has no answer that can travel. Electron's own words may quote data, so they stay behind. */
const unanswered = (id: number): Message => ({
  kind: 'error',
  id,
  error: { code: -32603, message: 'internal', data: { reference: 'NO-ANSWER' } },
});
