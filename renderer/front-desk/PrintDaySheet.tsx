// The paper of the day for the wall or the doctor's door: everybody's, or that of the doctor the list is narrowed to.
import { Button, Tooltip, VisuallyHidden } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../app/desk-context.tsx';
import { usePageHotkeys } from '../app/use-page-hotkeys.ts';
import { PrintPreview } from '../printing/PrintPreview.tsx';
import { KeyHint } from './KeyHint.tsx';

type PrintDaySheetProps = { date: string; doctorId: string | null };

export function PrintDaySheet({ date, doctorId }: PrintDaySheetProps) {
  const { t } = useTranslation('frontDesk');
  const [isPrinting, setIsPrinting] = useState(false);
  const mayPrint = useMay('print.daySheet');
  usePageHotkeys(
    [{ keys: 'mod+P', label: t('list.print'), act: () => setIsPrinting(true), when: mayPrint }],
    { inFields: true },
  );
  if (!mayPrint) return null;
  const sheet = { kind: 'daySheet', date, ...(doctorId === null ? {} : { doctorId }) } as const;
  return (
    <>
      <Tooltip label={t('list.print')}>
        <Button
          size="compact-sm"
          variant="subtle"
          px={6}
          flex="none"
          aria-keyshortcuts="Control+P"
          rightSection={<KeyHint>Ctrl P</KeyHint>}
          onClick={() => setIsPrinting(true)}
        >
          <IconPrinter size={15} aria-hidden />
          <VisuallyHidden>{t('list.print')}</VisuallyHidden>
        </Button>
      </Tooltip>
      <PrintPreview document={isPrinting ? sheet : null} onClose={() => setIsPrinting(false)} />
    </>
  );
}
