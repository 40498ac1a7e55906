// Prints what the viewer shows: every page as a picture on a sheet of its own, with the system's own dialog. The pages lie beside the app,
// unseen, until they are printed or the viewer closes.
import type { Pages, Turn } from './open-pages.ts';
import classes from './print-pages.module.css';
import { asPicture } from './thumbnails.ts';

/** A4 is 8.27 inches wide: 150 dots an inch is what a scan has. */
const WIDTH = 1_240;

/** Answers how to take the pages away again; they go by themselves once they were printed. */
export async function printPages(pages: Pages, turn: Turn): Promise<() => void> {
  const host = document.createElement('div');
  host.className = classes['host'] ?? '';
  const urls: string[] = [];
  const takeAway = () => {
    host.remove();
    for (const url of urls.splice(0)) URL.revokeObjectURL(url);
  };
  try {
    for (const index of pages.sizes.keys()) {
      const canvas = document.createElement('canvas');
      await pages.draw(index, canvas, { width: WIDTH, turn });
      const picture = new Image();
      picture.src = await asPicture(canvas);
      urls.push(picture.src);
      await picture.decode();
      host.append(picture);
    }
  } catch (error) {
    takeAway();
    throw error;
  }
  document.body.append(host);
  window.addEventListener('afterprint', takeAway, { once: true });
  window.print();
  return takeAway;
}
