// What papers and their documents are called on the screen.
import { useTranslation } from 'react-i18next';
import type { Paper, PrintDocument } from '../../domain/print-profiles.ts';

export function usePaperNames() {
  const { t } = useTranslation('printing');
  return {
    documentName: (document: PrintDocument) => t(`document.${document}`),
    paperName: (paper: Paper) => (paper === '80mm' ? t('profiles.roll') : paper),
  };
}
