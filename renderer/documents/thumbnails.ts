// Small pictures of first pages: drawn one after the other when a row comes into sight, kept in memory only, gone with the list.
import { openPages } from './open-pages.ts';
import { type Client, readDocument } from './read-document.ts';

/** Dots: twice what is shown, for sharp screens. */
const WIDTH = 112;

export class Thumbnails {
  readonly #client: Client;
  readonly #made = new Map<string, Promise<string>>();
  readonly #stop = new AbortController();
  #last: Promise<unknown> = Promise.resolve();

  constructor(client: Client) {
    this.#client = client;
  }

  /** An address the page can show until `forget`. */
  of(documentId: string): Promise<string> {
    const known = this.#made.get(documentId);
    if (known) return known;
    const made = this.#last.then(() => this.#draw(documentId));
    this.#last = made.catch(() => {});
    this.#made.set(documentId, made);
    return made;
  }

  forget(): void {
    this.#stop.abort();
    for (const made of this.#made.values()) void made.then((url) => URL.revokeObjectURL(url)).catch(() => {});
    this.#made.clear();
  }

  async #draw(documentId: string): Promise<string> {
    const { signal } = this.#stop;
    signal.throwIfAborted();
    const read = await readDocument(this.#client, documentId, { purpose: 'thumbnail', signal });
    const pages = await openPages(read);
    try {
      const canvas = document.createElement('canvas');
      await pages.draw(0, canvas, { width: WIDTH, turn: 0 });
      return await asPicture(canvas);
    } finally {
      pages.close();
    }
  }
}

export const asPicture = (canvas: HTMLCanvasElement): Promise<string> =>
  new Promise((done, failed) =>
    canvas.toBlob(
      (blob) => (blob ? done(URL.createObjectURL(blob)) : failed(new Error('the canvas gave no picture'))),
      'image/jpeg',
      0.85,
    ),
  );
