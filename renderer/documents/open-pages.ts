// A document as pages that can be drawn: a PDF through pdf.js with its doors shut, a picture as one page. It does not know what is on them.
import type { PDFDocumentProxy } from 'pdfjs-dist';
import type { ReadDocument } from './read-document.ts';

const workerUrl = new URL('pdfjs-dist/build/pdf.worker.min.mjs', import.meta.url).href;

export type Size = { width: number; height: number };
export type Turn = 0 | 90 | 180 | 270;
export type Pages = {
  /** CSS pixels at 100 %, unturned; one for each page. */
  sizes: Size[];
  /** Draws a page `width` dots wide, after turning. A later drawing on the same canvas takes the place of this one. */
  draw(index: number, canvas: HTMLCanvasElement, how: { width: number; turn: Turn }): Promise<void>;
  close(): void;
};

/** Points are 1/72 of an inch, CSS pixels 1/96. */
const POINT_PX = 96 / 72;

export const turned = ({ width, height }: Size, turn: Turn): Size =>
  turn % 180 === 0 ? { width, height } : { width: height, height: width };

export function openPages({ bytes, fileType }: ReadDocument): Promise<Pages> {
  return fileType === 'pdf' ? openPdf(bytes) : openPicture(bytes, fileType);
}

async function openPdf(bytes: Uint8Array): Promise<Pages> {
  const { getDocument, GlobalWorkerOptions } = await import('pdfjs-dist');
  GlobalWorkerOptions.workerSrc = workerUrl;
  // pdf.js takes the bytes away from whoever gives them. It has no evaluation any more; scripting needs a sandbox that is not shipped.
  const loading = getDocument({
    data: bytes.slice(),
    enableXfa: false,
    useWorkerFetch: false,
    useWasm: false,
    disableAutoFetch: true,
    disableStream: true,
  });
  const pdf = await loading.promise;
  return {
    sizes: await pageSizes(pdf),
    async draw(index, canvas, { width, turn }) {
      const page = await pdf.getPage(index + 1);
      const rotation = (page.rotate + turn) % 360;
      const scale = width / page.getViewport({ scale: 1, rotation }).width;
      const viewport = page.getViewport({ scale, rotation });
      const drawn = sizedCanvas({ width: Math.ceil(viewport.width), height: Math.ceil(viewport.height) });
      await page.render({ canvas: drawn, viewport }).promise;
      show(drawn, canvas);
    },
    close: () => void loading.destroy(),
  };
}

async function pageSizes(pdf: PDFDocumentProxy): Promise<Size[]> {
  const sizes: Size[] = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const { width, height } = (await pdf.getPage(number)).getViewport({ scale: POINT_PX });
    sizes.push({ width, height });
  }
  return sizes;
}

async function openPicture(bytes: Uint8Array<ArrayBuffer>, fileType: string): Promise<Pages> {
  const picture = await createImageBitmap(
    new Blob([bytes], { type: fileType === 'png' ? 'image/png' : 'image/jpeg' }),
  );
  return {
    sizes: [{ width: picture.width, height: picture.height }],
    async draw(_index, canvas, { width, turn }) {
      const scale = width / turned(picture, turn).width;
      const size = turned({ width: picture.width * scale, height: picture.height * scale }, turn);
      const drawn = sizedCanvas({
        width: Math.max(1, Math.round(size.width)),
        height: Math.max(1, Math.round(size.height)),
      });
      const context = drawn.getContext('2d');
      if (!context) return;
      context.imageSmoothingQuality = 'high';
      context.translate(drawn.width / 2, drawn.height / 2);
      context.rotate((turn * Math.PI) / 180);
      context.scale(scale, scale);
      context.drawImage(picture, -picture.width / 2, -picture.height / 2);
      show(drawn, canvas);
    },
    close: () => picture.close(),
  };
}

function sizedCanvas({ width, height }: Size): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  return canvas;
}

/** In one step, so that a page that is drawn anew never blinks. */
function show(drawn: HTMLCanvasElement, canvas: HTMLCanvasElement): void {
  canvas.width = drawn.width;
  canvas.height = drawn.height;
  canvas.getContext('2d')?.drawImage(drawn, 0, 0);
}
