// The very PDF on the screen, and the two ways out of it: a printer, or a file. Other features open it with a document.
import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { failureIn, failureText } from '../app/failure-text.ts';
import { PdfPages } from './PdfPages.tsx';
import type { PrintDocument } from './print-document.ts';
import classes from './PrintPreview.module.css';
import { PrintPanel } from './PrintPanel.tsx';
import { usePaper } from './use-paper.ts';

export function PrintPreview({ document, onClose }: { document: PrintDocument | null; onClose: () => void }) {
  const { t } = useTranslation(['printing', 'common']);
  return (
    <Modal
      opened={document !== null}
      onClose={onClose}
      title={document && t(`title.${document.kind}`)}
      closeButtonProps={{ 'aria-label': t('close', { ns: 'common' }) }}
      size={980}
      padding="md"
      classNames={{ content: classes.content, body: classes.body }}
    >
      {document && <Preview document={document} onClose={onClose} />}
    </Modal>
  );
}

function Preview({ document, onClose }: { document: PrintDocument; onClose: () => void }) {
  const { t } = useTranslation('printing');
  const paper = usePaper(document);
  const { data, error } = useQuery(paper.preview);
  return (
    <div className={classes.columns}>
      <div className={classes.paper} tabIndex={0} data-autofocus role="region" aria-label={t('preview')}>
        {error && <p role="alert">{failureText(failureIn(error))}</p>}
        {data && <PdfPages pdf={data.pdf} />}
        {!data && !error && <p className={classes.making}>{t('making')}</p>}
      </div>
      <PrintPanel print={paper.print} save={paper.save} chosen={data} onClose={onClose} />
    </div>
  );
}
