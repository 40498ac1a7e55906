// How this PC prints each paper: the list of papers, and one beside it.
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../app/trpc.ts';
import { SetupList } from '../setup/SetupList.tsx';
import { useOpenRow } from '../setup/use-open-row.ts';
import { PrintProfilePanel } from './PrintProfilePanel.tsx';
import type { ProfileLine } from './print-document.ts';
import { usePaperNames } from './use-paper-names.ts';

export function PrintingSection() {
  const { t } = useTranslation(['printing', 'setup']);
  const trpc = useTRPC();
  const { data } = useQuery(trpc.printProfiles.list.queryOptions());
  const { data: printers } = useQuery(trpc.printing.printers.queryOptions(undefined, { staleTime: 30_000 }));
  const { documentName, paperName } = usePaperNames();
  const open = useOpenRow();
  const rows = data?.map((line) => ({ ...line, id: line.document }));
  const row = rows?.find(({ id }) => id === open.openId);
  const printerOf = ({ setup: { printerName } }: ProfileLine) => {
    if (printerName === null) return t('profiles.default');
    const printer = printers?.find(({ name }) => name === printerName);
    return printers && !printer
      ? t('profiles.gone', { printer: printerName })
      : (printer?.label ?? printerName);
  };
  return (
    <SetupList
      title={t('nav.printing', { ns: 'setup' })}
      hint={t('profiles.hint')}
      rows={rows}
      textOf={(line) => `${documentName(line.document)} ${printerOf(line)}`}
      openId={open.openId}
      onOpen={open.show}
      onNew={null}
      empty={{ text: '' }}
      columns={[
        {
          key: 'document',
          title: t('profiles.document'),
          renderCell: ({ document }) => documentName(document),
        },
        { key: 'printer', title: t('printer'), renderCell: printerOf },
        { key: 'paper', title: t('profiles.paper'), renderCell: ({ setup }) => paperName(setup.paper) },
        {
          key: 'copies',
          title: t('copies'),
          isFigure: true,
          width: 80,
          renderCell: ({ setup }) => setup.copies,
        },
        {
          key: 'margins',
          title: t('profiles.margins'),
          renderCell: (line) => marginsText(line) ?? t('profiles.marginsOwn'),
        },
      ]}
      panel={
        row && (
          <PrintProfilePanel
            key={open.panelKey}
            line={row}
            printers={printers}
            onClose={open.close}
            onReload={open.reload}
          />
        )
      }
    />
  );
}

/** Top, right, bottom, left; null where the paper's own are kept. */
function marginsText({ profile, setup }: ProfileLine): string | null {
  const chosen = profile && [
    profile.marginTopMm,
    profile.marginRightMm,
    profile.marginBottomMm,
    profile.marginLeftMm,
  ];
  if (!chosen?.some((margin) => margin !== null)) return null;
  const { top, right, bottom, left } = setup.marginsMm;
  return [top, right, bottom, left].join(' · ');
}
