// The paper pack: how it stands, made now, printed, its folder; and where and when it is made, with what that means in plain words.
import { Button, Progress } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCheck,
  IconClock,
  IconFolderOpen,
  IconPrinter,
  IconRefresh,
} from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../app/desk-context.tsx';
import { notifyDone, showFailure } from '../app/notify.tsx';
import { useTRPC } from '../app/trpc.ts';
import { usePageHotkeys } from '../app/use-page-hotkeys.ts';
import { longDay } from '../front-desk/day-text.ts';
import { KeyHint } from '../front-desk/KeyHint.tsx';
import { PrintPreview } from '../printing/PrintPreview.tsx';
import type { PrintDocument } from '../printing/print-document.ts';
import classes from './Paper.module.css';
import { PackSettings } from './PackSettings.tsx';
import { isPackAmiss, usePack } from './use-pack.ts';
import { usePackWords } from './use-pack-words.ts';

export function PaperPack() {
  const { t } = useTranslation('paper');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const pack = usePack();
  const words = usePackWords();
  const mayChoose = useMay('printProfile.manage');
  const [printing, setPrinting] = useState<PrintDocument | null>(null);
  const refreshed = () => queries.invalidateQueries(trpc.paperPack.pathFilter());
  const making = useMutation(
    trpc.paperPack.makeNow.mutationOptions({
      // Seen as soon as it runs, so that its progress is.
      onMutate: () => void setTimeout(refreshed, 150),
      onError: showFailure,
      onSuccess: ({ files }) => notifyDone(t('pack.done', { count: files })),
      onSettled: refreshed,
    }),
  );
  const opening = useMutation(trpc.paperPack.openFolder.mutationOptions({ onError: showFailure }));
  const date = pack?.state === 'missing' ? pack.forDate : (pack?.nextDate ?? null);
  const isOn = pack !== undefined && pack.folder !== null;
  const makeNow = () => date !== null && isOn && !making.isPending && making.mutate({ date });
  usePageHotkeys(
    [{ keys: 'alt+M', label: t('pack.makeNow'), act: () => void makeNow(), when: isOn && date !== null }],
    {
      inFields: true,
    },
  );
  if (!pack) return null;
  const isAmiss = isPackAmiss(pack);
  const Icon = isAmiss ? IconAlertTriangle : pack.state === 'made' ? IconCheck : IconClock;
  return (
    <section className={classes.section} aria-labelledby="paper-pack">
      <h1 id="paper-pack">{t('pack.title')}</h1>
      <p
        className={classes.state}
        data-tone={isAmiss ? 'bad' : pack.state === 'made' ? 'good' : undefined}
        role="status"
      >
        <Icon size={17} aria-hidden />
        {words(pack)}
      </p>
      {pack.progress && (
        <Progress
          value={(100 * pack.progress.done) / pack.progress.total}
          aria-label={t('pack.title')}
          maw={420}
        />
      )}
      <div className={classes.row}>
        {isOn && date !== null && (
          <Button
            variant={pack.state === 'missing' ? 'filled' : 'default'}
            leftSection={<IconRefresh size={15} aria-hidden />}
            rightSection={<KeyHint>Alt M</KeyHint>}
            loading={making.isPending}
            onClick={makeNow}
          >
            {t('pack.makeFor', { day: longDay(date) })}
          </Button>
        )}
        {isOn && (
          <Button
            variant="default"
            leftSection={<IconFolderOpen size={15} aria-hidden />}
            onClick={() => opening.mutate()}
          >
            {t('pack.openFolder')}
          </Button>
        )}
        {date !== null && (
          <Button
            variant="default"
            leftSection={<IconPrinter size={15} aria-hidden />}
            onClick={() => setPrinting({ kind: 'daySheet', date })}
          >
            {t('pack.printSheets')}
          </Button>
        )}
        <Button
          variant="default"
          leftSection={<IconPrinter size={15} aria-hidden />}
          onClick={() => setPrinting({ kind: 'blankSlip', pages: 2 })}
        >
          {t('pack.printBlank')}
        </Button>
      </div>
      {mayChoose && <PackSettings key={pack.time ?? ''} pack={pack} onChanged={refreshed} />}
      <PrintPreview document={printing} onClose={() => setPrinting(null)} />
    </section>
  );
}
