// Where the paper goes: a printer and copies, or a PDF. Without a printer it says so and the PDF is the way.
import { Alert, Button, Kbd, NumberInput, Select } from '@mantine/core';
import { IconFileDownload, IconPrinter, IconPrinterOff } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { notifyDone, showFailure } from '../app/notify.tsx';
import { useTRPC } from '../app/trpc.ts';
import { usePageHotkeys } from '../app/use-page-hotkeys.ts';
import classes from './PrintPreview.module.css';
import type { Chosen, Job, Saved } from './use-paper.ts';

type PrintPanelProps = {
  print: (job: Job) => Promise<void>;
  save: () => Promise<Saved>;
  /** What this PC's profile says; undefined until the paper is made. */
  chosen: Chosen | undefined;
  onClose: () => void;
};

export function PrintPanel({ print, save, chosen, onClose }: PrintPanelProps) {
  const { t } = useTranslation('printing');
  const { t: common } = useTranslation();
  const trpc = useTRPC();
  const printers = useQuery(trpc.printing.printers.queryOptions(undefined, { staleTime: 0 }));
  const [picked, setPicked] = useState<Partial<Job>>({});
  const isReady = chosen !== undefined;
  const known = printers.data ?? [];
  const hasPrinter = known.length > 0;
  const isKnown = (name: string | null | undefined) => known.some((printer) => printer.name === name);
  const vanished = printers.isSuccess && chosen?.printerName && !isKnown(chosen.printerName);
  const printerName =
    picked.printerName ??
    (isKnown(chosen?.printerName) ? chosen?.printerName : null) ??
    known.find((printer) => printer.isDefault)?.name ??
    known[0]?.name ??
    null;
  const copies = picked.copies ?? chosen?.copies ?? 1;

  const saving = useMutation({
    mutationFn: save,
    onError: showFailure,
    onSuccess: (saved) => saved && notifyDone(t('saved', { name: saved.name })),
  });
  const sending = useMutation({
    mutationFn: print,
    onError: showFailure,
    onSuccess: () => {
      notifyDone(t('sent'));
      onClose();
    },
  });
  const send = () =>
    printerName !== null && isReady && !sending.isPending && sending.mutate({ printerName, copies });
  const keep = () => isReady && !saving.isPending && saving.mutate();
  usePageHotkeys(
    [
      { keys: 'mod+Enter', label: t('print'), act: () => void (hasPrinter ? send() : keep()) },
      { keys: 'mod+S', label: t('savePdf'), act: () => void keep() },
    ],
    { group: t('preview'), inFields: true, inDialogs: true },
  );

  return (
    <div className={classes.panel}>
      {printers.isSuccess && !hasPrinter && (
        <Alert color="yellow" variant="light" icon={<IconPrinterOff size={18} aria-hidden />}>
          {t('noPrinter')}
        </Alert>
      )}
      {hasPrinter && (
        <>
          {vanished && (
            <Alert color="yellow" variant="light" icon={<IconPrinterOff size={18} aria-hidden />}>
              {t('printerGone', { printer: chosen.printerName })}
            </Alert>
          )}
          <Select
            label={t('printer')}
            data={known.map(({ name, label }) => ({ value: name, label }))}
            value={printerName}
            onChange={(name) => name !== null && setPicked({ ...picked, printerName: name })}
            comboboxProps={{ transitionProps: { duration: 0 } }}
          />
          <NumberInput
            label={t('copies')}
            value={copies}
            onChange={(value) => setPicked({ ...picked, copies: Number(value) || 1 })}
            min={1}
            max={20}
            clampBehavior="strict"
          />
          <Button
            leftSection={<IconPrinter size={16} aria-hidden />}
            rightSection={<Kbd size="xs">Ctrl ↵</Kbd>}
            disabled={!isReady}
            loading={sending.isPending}
            onClick={send}
          >
            {t('print')}
          </Button>
        </>
      )}
      <Button
        variant={hasPrinter ? 'default' : 'filled'}
        leftSection={<IconFileDownload size={16} aria-hidden />}
        rightSection={<Kbd size="xs">Ctrl S</Kbd>}
        disabled={!isReady}
        loading={saving.isPending}
        onClick={keep}
      >
        {t('savePdf')}
      </Button>
      <Button variant="default" rightSection={<Kbd size="xs">Esc</Kbd>} onClick={onClose}>
        {common('close')}
      </Button>
    </div>
  );
}
