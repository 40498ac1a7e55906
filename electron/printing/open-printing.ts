// Prints with Chromium itself: a hidden page holds the document, becomes a PDF or goes to a printer, and is gone. It knows no document.
import { BrowserWindow, type Session } from 'electron';
import { assert, Refused } from '../../domain/failure.ts';
import { shutIn } from '../window.ts';
import { inInches, inMicrons, LAY_OUT, laidOut } from './page-size.ts';
import type { Printing, PrintPage } from './printing.ts';

const PATIENCE_MS = 30_000;
/** Chromium refuses longer addresses; a document carries its fonts (200 kB) and its text inside its own. */
const ADDRESS_LIMIT = 2 * 1024 * 1024;

type PaperSize = ReturnType<typeof inMicrons>;

/** `session` is the one every page of ours lives in: no network, no permissions, nothing on disk. */
export function openPrinting(session: Session): Printing {
  // One page at a time: a day sheet of twenty doctors must not meet nineteen others in memory.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const turn = last.then(work, work);
    last = turn.catch(() => undefined);
    return turn;
  };

  async function withPage<Result>(
    page: PrintPage | null,
    work: (window: BrowserWindow, lengthMm: number | null) => Promise<Result>,
  ): Promise<Result> {
    const window = new BrowserWindow({ show: false, webPreferences: shutIn(session) });
    try {
      return await within(PATIENCE_MS, async () => {
        return work(window, page && (await load(window, page)));
      });
    } finally {
      if (!window.isDestroyed()) window.destroy();
    }
  }

  return {
    toPdf: (page) =>
      inTurn(() =>
        withPage(page, async ({ webContents }, lengthMm) => {
          // The page's own @page rule decides: paper, margins, numbers.
          const pdf = await webContents.printToPDF({
            pageSize: inInches(page.paper, lengthMm),
            preferCSSPageSize: true,
            printBackground: true,
          });
          return new Uint8Array(pdf);
        }),
      ),
    toPrinter: (page, { printerName, copies }) =>
      inTurn(() =>
        withPage(page, (window, lengthMm) =>
          send(window, { printerName, copies, pageSize: inMicrons(page.paper, lengthMm) }),
        ),
      ),
    printers: () =>
      inTurn(() =>
        withPage(null, async ({ webContents }) => {
          const found = await webContents.getPrintersAsync();
          return found.map(({ name, displayName, options }) => ({
            name,
            label: displayName || name,
            // Windows, macOS and CUPS say it in their own option.
            isDefault: 'is-default' in options && String(Reflect.get(options, 'is-default')) === 'true',
          }));
        }),
      ),
  };
}

/** Answers how long a roll must be; null for a sheet. */
async function load({ webContents }: BrowserWindow, page: PrintPage): Promise<number | null> {
  const address = `data:text/html;charset=utf-8;base64,${Buffer.from(page.html, 'utf8').toString('base64')}`;
  if (address.length > ADDRESS_LIMIT) throw new Refused({ code: 'too_much', limitBytes: ADDRESS_LIMIT });
  await webContents.loadURL(address);
  const { areFontsReady, lengthMm } = laidOut.parse(await webContents.executeJavaScript(LAY_OUT));
  assert(areFontsReady, 'the fonts of a print page are inside it');
  return lengthMm;
}

function send(
  { webContents }: BrowserWindow,
  { printerName, copies, pageSize }: { printerName: string; copies: number; pageSize: PaperSize },
): Promise<void> {
  const options = {
    silent: true,
    printBackground: true,
    deviceName: printerName,
    copies,
    pageSize,
  };
  return new Promise((done, refuse) =>
    webContents.print(options, (isSent, reason) =>
      isSent ? done() : refuse(new Refused({ code: 'print_failed', reason: reason || 'unknown' })),
    ),
  );
}

async function within<Result>(ms: number, work: () => Promise<Result>): Promise<Result> {
  const { promise, reject } = Promise.withResolvers<never>();
  const alarm = setTimeout(() => reject(new Refused({ code: 'print_failed', reason: 'timeout' })), ms);
  try {
    return await Promise.race([work(), promise]);
  } finally {
    clearTimeout(alarm);
  }
}
