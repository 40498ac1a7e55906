// The papers that come out by themselves when a visit is finished: to the printer of their profile, each once, whatever is tried again.
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { FinishPaper } from '../../../domain/finish.ts';
import { useTRPCClient } from '../../app/trpc.ts';
import type { MedicalRecord } from '../chart.ts';

export type Printed = { state: 'done' | 'skipped'; text: string } | { state: 'failed'; text: string };

/** Whether there is anything on the paper for this record. */
const hasContent: Record<FinishPaper, (record: MedicalRecord) => boolean> = {
  prescription: ({ prescription }) => prescription.trim() !== '',
};

export function useFinishPrint() {
  const { t } = useTranslation('doctorsDesk');
  const client = useTRPCClient();
  const sent = useRef(new Set<FinishPaper>());
  /** Throws what the printer refuses. */
  return async (appointmentId: string, record: MedicalRecord): Promise<Printed> => {
    const chosen = await client.doctorsDesk.finishPapers.query();
    if (chosen.length === 0) return { state: 'skipped', text: t('finish.nothingSet') };
    const papers = chosen.filter(({ paper }) => hasContent[paper](record));
    if (papers.length === 0) return { state: 'skipped', text: t('finish.nothingPrescribed') };
    const known = await client.printing.printers.query();
    const own = known.find(({ isDefault }) => isDefault) ?? known[0];
    let last = '';
    for (const { paper, printerName, copies } of papers) {
      const printer = known.find(({ name }) => name === printerName) ?? own;
      if (!printer) return { state: 'failed', text: t('finish.noPrinter') };
      last = printer.label;
      if (sent.current.has(paper)) continue;
      await client.printing[paper].print.mutate({ appointmentId, printerName: printer.name, copies });
      sent.current.add(paper);
    }
    return { state: 'done', text: t('finish.printed', { printer: last }) };
  };
}
