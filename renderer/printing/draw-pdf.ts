// pdf.js with its doors shut: evaluation, scripting, XFA and everything it could fetch are off. Loaded when a PDF is first shown.

const workerUrl = new URL('pdfjs-dist/build/pdf.worker.min.mjs', import.meta.url).href;
/** CSS pixels a point: A5 is seen whole on a small screen, A4 is still read without glasses. */
const SCALE = 1.13;

/** Puts one canvas for each page into `host` and answers how many there are. */
export async function drawPdf(pdf: Uint8Array, host: HTMLElement, signal: AbortSignal): Promise<number> {
  const { getDocument, GlobalWorkerOptions } = await import('pdfjs-dist');
  GlobalWorkerOptions.workerSrc = workerUrl;
  // pdf.js takes the bytes away from whoever gives them.
  const loading = getDocument({
    data: pdf.slice(),
    enableXfa: false,
    useWorkerFetch: false,
    useWasm: false,
    stopAtErrors: true,
  });
  try {
    const document = await loading.promise;
    const canvases: HTMLCanvasElement[] = [];
    for (let number = 1; number <= document.numPages; number++) {
      signal.throwIfAborted();
      const page = await document.getPage(number);
      const viewport = page.getViewport({ scale: SCALE * Math.max(window.devicePixelRatio, 1.5) });
      const canvas = window.document.createElement('canvas');
      canvas.width = Math.ceil(viewport.width);
      canvas.height = Math.ceil(viewport.height);
      canvas.style.inlineSize = `${page.getViewport({ scale: SCALE }).width}px`;
      await page.render({ canvas, viewport }).promise;
      canvases.push(canvas);
    }
    signal.throwIfAborted();
    host.replaceChildren(...canvases);
    return document.numPages;
  } finally {
    await loading.destroy();
  }
}
