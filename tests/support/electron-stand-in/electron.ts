/**
 * Knows which modules `import … from 'electron'` finds in the main process; never how any of them works.
 * A module that is not here fails by its name: at link time for `import { Tray }`, on reading for `electron.Tray`.
 */
import { app } from './app.ts';
import { BrowserWindow, webContents } from './browser-window.ts';
import { crashReporter, powerMonitor, safeStorage, screen, shell } from './desktop.ts';
import { dialog } from './dialog.ts';
import { ipcMain } from './ipc-main.ts';
import { loud } from './loud.ts';
import { Menu, MenuItem } from './menu.ts';
import { nativeTheme } from './native-theme.ts';
import { protocol, session } from './session.ts';

const electron = loud('electron', {
  app,
  BrowserWindow,
  crashReporter,
  dialog,
  ipcMain,
  Menu,
  MenuItem,
  nativeTheme,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  webContents,
} satisfies Partial<Record<keyof typeof Electron.CrossProcessExports, object>>);

export {
  app,
  BrowserWindow,
  crashReporter,
  dialog,
  ipcMain,
  Menu,
  MenuItem,
  nativeTheme,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  webContents,
};
/** What `require('electron')` returns, to the app and to Playwright. */
export { electron as 'module.exports' };
