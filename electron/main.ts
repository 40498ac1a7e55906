// The main process begins here: one instance, one window, one session, one link. It wires the parts together and decides nothing itself.
import { join } from 'node:path';
import { app, BrowserWindow, ipcMain, Menu, powerMonitor, protocol } from 'electron';
import { machineUptimeMs } from '../db/vault/backoff.ts';
import { queueScreenRouter } from './api/queue-screen.ts';
import { appRouter } from './api/router.ts';
import type { ApiContext } from './api/trpc.ts';
import { APP_ORIGIN, APP_SCHEME } from './app-protocol.ts';
import { startOf } from './deep-link.ts';
import type { Desk } from './desk.ts';
import { DocumentDesk } from './documents/document-desk.ts';
import { systemFiles } from './files.ts';
import { createIPCHandler } from './ipc/handler.ts';
import { logBug, logTo } from './log.ts';
import { logFile } from './log-file.ts';
import { openPageSession } from './page-session.ts';
import { openQueueWindow, queueWindowOf } from './queue-window.ts';
import { PaperPackKeeper } from './printing/paper-pack-keeper.ts';
import { openPrinting } from './printing/open-printing.ts';
import { systemClock } from './session/clock.ts';
import { Session } from './session/session.ts';
import { bringToFront, guardPage, openDeskWindow } from './window.ts';

const dataDir = takeDataFolder();
logTo(logFile(join(dataDir, 'logs')));
process.on('uncaughtException', (error) => logBug('process', error));
process.on('unhandledRejection', (error) => logBug('process', error));

// Before `ready`: what Chromium has to know at its start. Nothing here may reach the network on its own account.
app.enableSandbox();
for (const silence of [
  'disable-background-networking',
  'disable-component-update',
  'disable-domain-reliability',
  'no-pings',
]) {
  app.commandLine.appendSwitch(silence);
}
protocol.registerSchemesAsPrivileged([
  { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
]);
app.on('web-contents-created', (_event, contents) => guardPage(contents));

if (app.requestSingleInstanceLock()) {
  // Not awaited: `ready` waits until this module has been evaluated.
  void app.whenReady().then(openDesk);
} else {
  app.quit();
}

/** The folder of the clinic. With CLINIC_DESK_DATA everything lies there, and one instance runs for each folder. */
function takeDataFolder(): string {
  const chosen = process.env['CLINIC_DESK_DATA'];
  if (!chosen) return join(app.getPath('userData'), 'clinic');
  app.setPath('userData', join(chosen, 'shell'));
  return chosen;
}

function openDesk(): void {
  const session = new Session({ rootDir: dataDir, clock: systemClock, uptimeMs: machineUptimeMs });
  const documents = new DocumentDesk();
  const pageSession = openPageSession({
    pageFolder: join(import.meta.dirname, '../renderer'),
    isCameraOpen: (webContentsId) => documents.isCameraOpen && webContentsId === window.webContents.id,
  });
  const printing = openPrinting(pageSession);
  const paperPack = new PaperPackKeeper({
    clock: systemClock,
    vault: () => session.context().vault,
    printing,
  });
  paperPack.start();
  const desk: Desk = {
    session,
    documents,
    paperPack,
    files: systemFiles(() => BrowserWindow.getFocusedWindow()),
    queueScreen: queueWindowOf({
      dataDir,
      deskWindow: () => window,
      make: (place) =>
        openQueueWindow(place, pageSession, (contents) => ipc.attach(contents, queueScreenRouter)),
    }),
    printing,
  };
  const ipc = createIPCHandler({
    ipcMain,
    router: appRouter,
    origin: APP_ORIGIN,
    createContext: ({ signal }): ApiContext => ({
      ...session.context(),
      desk,
      signal: AbortSignal.any([signal, session.leaving]),
    }),
  });
  setMenu();
  const window = openDeskWindow({ session: pageSession, ipc, dataDir });
  desk.queueScreen.openAsBefore();
  // Alone, the screen would keep the app running behind a desk that is gone.
  window.on('closed', () => desk.queueScreen.endWithDesk());
  app.on('second-instance', (_event, argv) => {
    if (startOf(argv).kind !== 'refused') bringToFront(window);
  });
  powerMonitor.on('suspend', () => session.suspended());
  powerMonitor.on('resume', () => session.resumed());
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', (event) => {
    event.preventDefault();
    ipc.stopAll();
    // The vault is closed and its last backup proven before the process ends.
    void session.end().finally(() => app.exit(0));
  });
}

/** macOS has copy, paste and quit in its menu and nowhere else; elsewhere the window needs none. */
function setMenu(): void {
  const isMac = process.platform === 'darwin';
  Menu.setApplicationMenu(
    isMac
      ? Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }])
      : null,
  );
}
