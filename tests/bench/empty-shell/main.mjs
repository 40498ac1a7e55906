// The emptiest window the shell can open: one input on a blank page. What the app's start is compared with.
import { app, BrowserWindow } from 'electron';

void app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1366, height: 768 });
  void window.loadURL('data:text/html,<title>empty</title><input autofocus>');
});
app.on('window-all-closed', () => app.quit());
