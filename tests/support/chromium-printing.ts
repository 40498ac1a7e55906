// A real Chromium makes the PDFs of tests, as Electron's own does in the app: the same engine, no mock. No printer is attached to it.
import { chromium } from 'playwright';
import { findBrowser } from '../../scripts/browser.mjs';
import { inInches, LAY_OUT, laidOut } from '../../electron/printing/page-size.ts';
import type { Printing } from '../../electron/printing/printing.ts';

export type ChromiumPrinting = Printing & {
  jobs: { title: string; printerName: string; copies: number }[];
  close(): Promise<void>;
};

export async function chromiumPrinting(): Promise<ChromiumPrinting> {
  const executablePath = findBrowser();
  if (!executablePath) throw new Error('a Chromium is needed: apt-get install chromium');
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic'],
  });
  const jobs: ChromiumPrinting['jobs'] = [];
  return {
    jobs,
    close: () => browser.close(),
    async toPdf(page) {
      const tab = await browser.newPage();
      try {
        await tab.goto(`data:text/html;charset=utf-8;base64,${Buffer.from(page.html).toString('base64')}`);
        const { lengthMm } = laidOut.parse(await tab.evaluate(LAY_OUT));
        const size = inInches(page.paper, lengthMm);
        const asked =
          typeof size === 'object'
            ? { width: `${size.width}in`, height: `${size.height}in` }
            : { format: size };
        return await tab.pdf({ ...asked, preferCSSPageSize: true, printBackground: true });
      } finally {
        await tab.close();
      }
    },
    // What a system's spooler would do is recorded: paper cannot be tested here.
    async toPrinter(page, { printerName, copies }) {
      jobs.push({ title: page.title, printerName, copies });
    },
    printers: async () => [],
  };
}
