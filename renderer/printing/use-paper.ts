// What the main process offers for one paper: look at it, print it, save it. Each kind has the same three procedures under its name.
import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { useTRPCClient } from '../app/trpc.ts';
import type { InputOf, PaperKind, PrintDocument } from './print-document.ts';

export type Job = { printerName: string; copies: number };
export type Saved = { path: string; name: string } | null;

export function usePaper(document: PrintDocument) {
  const { printing } = useTRPCClient();
  const { preview, print, save } = doors(printing, document.kind, document);
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

type Procedures<Input extends object> = {
  preview: { query: (input: Input) => Promise<{ pdf: unknown } & Chosen> };
  print: { mutate: (input: Input & Job) => Promise<void> };
  save: { mutate: (input: Input) => Promise<Saved> };
};
/** Printer and copies of this PC's profile; null is whichever the system calls its default. */
export type Chosen = { printerName: string | null; copies: number };

/** `input` may carry more than names the paper, its kind for one: the main process takes what it knows. */
function doors<Kind extends PaperKind>(
  printing: { [Each in PaperKind]: Procedures<InputOf[Each]> },
  kind: Kind,
  input: InputOf[Kind],
) {
  const { preview, print, save } = printing[kind];
  return {
    preview: async () => {
      const { pdf, printerName, copies } = await preview.query(input);
      return { pdf: pdfBytes.parse(pdf), printerName, copies };
    },
    print: (job: Job) => print.mutate(Object.assign({}, input, job)),
    save: () => save.mutate(input),
  };
}
