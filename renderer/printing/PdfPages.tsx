// Draws the pages of a PDF with pdf.js: no scripts, no forms, no evaluated code. It does not know what is on them.
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { drawPdf } from './draw-pdf.ts';
import classes from './PrintPreview.module.css';

export function PdfPages({ pdf }: { pdf: Uint8Array }) {
  const { t } = useTranslation('printing');
  const host = useRef<HTMLDivElement>(null);
  const [pages, setPages] = useState<number | null>(null);
  const [hasFailed, setHasFailed] = useState(false);
  useEffect(() => {
    const abort = new AbortController();
    if (!host.current) return;
    drawPdf(pdf, host.current, abort.signal).then(setPages, () => abort.signal.aborted || setHasFailed(true));
    return () => abort.abort();
  }, [pdf]);
  return (
    <>
      {hasFailed && <p role="alert">{t('cannotShow')}</p>}
      <div
        ref={host}
        className={classes.pages}
        role="img"
        aria-label={t('pages', { count: pages ?? 0 })}
        data-pages={pages ?? undefined}
      />
    </>
  );
}
