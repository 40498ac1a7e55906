// What the main process offers for one paper: look at it, print it, save it. The only place that knows which procedure is whose.
import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { useTRPCClient } from '../app/trpc.ts';
import type { PrintDocument } from './print-document.ts';

export type Job = { printerName: string; copies: number };
export type Saved = { path: string; name: string } | null;

export function usePaper(document: PrintDocument) {
  const { printing } = useTRPCClient();
  const door = () => {
    switch (document.kind) {
      case 'slip':
        return doors(printing.slip, { appointmentId: document.appointmentId });
      case 'prescription':
        return doors(printing.prescription, { appointmentId: document.appointmentId });
      case 'daySheet':
        return doors(printing.daySheet, {
          date: document.date,
          ...(document.doctorId !== undefined && { doctorId: document.doctorId }),
        });
    }
  };
  const { preview, print, save } = door();
  return {
    // Made once for each opening and never kept: every making of a paper is audited, and each shows what is true now.
    preview: queryOptions({
      queryKey: ['paper', document],
      queryFn: preview,
      gcTime: 0,
      staleTime: Number.POSITIVE_INFINITY,
    }),
    print,
    save,
  };
}

/** tRPC types what JSON would make of an answer; our link carries bytes as they are. */
const pdfBytes = z.instanceof(Uint8Array);

type Procedures<Input> = {
  preview: { query: (input: Input) => Promise<{ pdf: unknown }> };
  print: { mutate: (input: Input & Job) => Promise<void> };
  save: { mutate: (input: Input) => Promise<Saved> };
};

const doors = <Input>(procedures: Procedures<Input>, input: Input) => ({
  preview: async () => pdfBytes.parse((await procedures.preview.query(input)).pdf),
  print: (job: Job) => procedures.print.mutate({ ...input, ...job }),
  save: () => procedures.save.mutate(input),
});
