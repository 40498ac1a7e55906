// The small picture of a document's first page: drawn when its row comes into sight; until then, and when it cannot be drawn, its kind.
import { IconFileTypePdf, IconPhoto } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { DocumentLine } from './document-line.ts';
import classes from './documents.module.css';
import type { Thumbnails } from './thumbnails.ts';

/** Opening a larger one takes most of a second: it is drawn when a person asks for it. */
const LARGEST_BYTES = 10 * 1024 * 1024;

export function Thumbnail({ line, thumbnails }: { line: DocumentLine; thumbnails: Thumbnails | null }) {
  const host = useRef<HTMLSpanElement>(null);
  const [url, setUrl] = useState<string | null>(null);
  const { id, fileSizeBytes } = line;
  useEffect(() => {
    let isOver = false;
    const show = () =>
      void thumbnails?.of(id).then(
        (made) => isOver || setUrl(made),
        () => {},
      );
    const seen = new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      seen.disconnect();
      show();
    });
    if (host.current && fileSizeBytes <= LARGEST_BYTES) seen.observe(host.current);
    return () => {
      isOver = true;
      seen.disconnect();
    };
  }, [thumbnails, id, fileSizeBytes]);
  const Icon = line.fileType === 'pdf' ? IconFileTypePdf : IconPhoto;
  return (
    <span ref={host} className={classes.thumbnail} aria-hidden data-drawn={url !== null || undefined}>
      {url === null ? <Icon size={22} stroke={1.4} /> : <img src={url} alt="" />}
    </span>
  );
}
