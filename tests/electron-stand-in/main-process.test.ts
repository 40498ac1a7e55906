/** Knows what the main process must find in the stand-in, and what must fail there by name; never the clinic. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openFixture, type OpenFixture } from './fixture-app.ts';

let open: OpenFixture;
beforeAll(async () => {
  open = await openFixture();
});
afterAll(() => open.close());

describe('what the stand-in does not have', () => {
  test('throws by its name, wherever it is asked for', async () => {
    const messages = await open.app.evaluate((electron) => {
      const { app, BrowserWindow, Menu, safeStorage, screen, session } = electron;
      const [window] = BrowserWindow.getAllWindows();
      const attempts: (() => unknown)[] = [
        () => electron.Tray,
        () => app.dock,
        () => app.on('gpu-info-update', () => undefined),
        () => new BrowserWindow({ kiosk: true }),
        () => BrowserWindow.getFocusedWindow()?.setKiosk(true),
        () => window?.webContents.debugger,
        () => session.defaultSession.cookies,
        () => screen.getCursorScreenPoint(),
        () => safeStorage.encryptString('x'),
        () => Menu.sendActionToFirstResponder('copy:'),
      ];
      return attempts.map((attempt) => {
        try {
          attempt();
          return 'nothing was thrown';
        } catch (error) {
          return String(error);
        }
      });
    });
    const names = [
      'electron.Tray',
      'app.dock',
      "app.on('gpu-info-update')",
      'BrowserWindow option kiosk',
      'BrowserWindow.setKiosk',
      'webContents.debugger',
      'session.cookies',
      'screen.getCursorScreenPoint',
      'safeStorage.encryptString',
      'Menu.sendActionToFirstResponder',
    ];
    expect(messages).toEqual(
      names.map((name) => expect.stringContaining(`electron stand-in: '${name}' is not implemented`)),
    );
  });

  test('a window with Node in its page, or without a sandbox, is refused', async () => {
    const refused = await open.app.evaluate(({ BrowserWindow }) =>
      [{ nodeIntegration: true }, { contextIsolation: false }, { sandbox: false }].map((webPreferences) => {
        try {
          return String(new BrowserWindow({ webPreferences }).id);
        } catch (error) {
          return String(error);
        }
      }),
    );
    for (const message of refused) expect(message).toContain('only isolated, sandboxed pages without Node');
  });
});

describe('what it has', () => {
  test('the app knows its name, version and folder', async () => {
    const described = await open.app.evaluate(({ app }) => [
      app.getName(),
      app.getVersion(),
      app.isPackaged,
      app.getLocale(),
    ]);
    expect(described).toEqual(['Stand-in Fixture', '1.2.3', false, 'en-US']);
  });

  test('a window takes the size it is given, as the page measures it', async () => {
    const handle = await open.app.browserWindow(open.page);
    await handle.evaluate((window) => window.setContentSize(1366, 768));
    await open.page.waitForFunction(() => innerWidth === 1366 && innerHeight === 768);
    expect(await open.page.evaluate(() => devicePixelRatio)).toBe(1);
    const picture = await open.page.screenshot();
    expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([1366, 768]);
  });

  test('the keyboard types into the page', async () => {
    await open.page.focus('#name');
    await open.page.keyboard.type('Nguyễn');
    expect(await open.page.inputValue('#name')).toBe('Nguyễn');
  });

  test('a page prints to PDF on the paper that was asked for', async () => {
    const handle = await open.app.browserWindow(open.page);
    const pdf = await handle.evaluate(async (window) =>
      (
        await window.webContents.printToPDF({
          pageSize: 'A5',
          margins: { top: 0, bottom: 0, left: 0, right: 0 },
        })
      ).toString('latin1'),
    );
    expect(pdf.startsWith('%PDF-')).toBe(true);
    const [, width, height] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf) ?? [];
    // 148 × 210 mm in points; Chromium rounds to whole pixels.
    expect(Number(width)).toBeCloseTo(419.5, -0.5);
    expect(Number(height)).toBeCloseTo(595.3, -0.5);
  });

  test('printing on paper fails in Electron’s words, for there is no printer', async () => {
    const handle = await open.app.browserWindow(open.page);
    const answer = await handle.evaluate(
      (window) =>
        new Promise((resolve) =>
          window.webContents.print({}, (ok: boolean, reason: string) => resolve([ok, reason])),
        ),
    );
    expect(answer).toEqual([false, 'no valid printers available']);
  });

  test('the theme the app chooses reaches the page', async () => {
    const prefersDark = () => open.page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
    await open.app.evaluate(({ nativeTheme }) => {
      nativeTheme.themeSource = 'dark';
    });
    await expect.poll(prefersDark).toBe(true);
    await open.app.evaluate(({ nativeTheme }) => {
      nativeTheme.themeSource = 'light';
    });
    await expect.poll(prefersDark).toBe(false);
  });

  test('a dialog nobody answers is canceled, and a test can answer it as on real Electron', async () => {
    const answers = await open.app.evaluate(async ({ dialog }) => {
      const unanswered = await dialog.showSaveDialog({});
      dialog.showSaveDialog = async () => ({ canceled: false, filePath: '/there.pdf' });
      return [unanswered.canceled, (await dialog.showSaveDialog({})).filePath];
    });
    expect(answers).toEqual([true, '/there.pdf']);
  });

  test('a window that prevents its close stays, and one that does not goes', async () => {
    const left = await open.app.evaluate(async ({ BrowserWindow }) => {
      const window = new BrowserWindow({ show: false });
      window.once('close', (event) => event.preventDefault());
      window.close();
      const stayed = !window.isDestroyed();
      window.close();
      return [stayed, window.isDestroyed(), BrowserWindow.getAllWindows().length];
    });
    expect(left).toEqual([true, true, 1]);
  });

  test('a page whose process dies is reported', async () => {
    const reason = await open.app.evaluate(async ({ BrowserWindow }) => {
      const window = new BrowserWindow({ show: false });
      await window.loadURL('app://desk/frame.html');
      const gone = new Promise((resolve) =>
        window.webContents.once('render-process-gone', (_event, details) => resolve(details.reason)),
      );
      window.webContents.forcefullyCrashRenderer();
      const told = await gone;
      window.destroy();
      return told;
    });
    expect(reason).toBe('crashed');
  });
});
