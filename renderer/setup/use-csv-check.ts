// The dry run of a file, as it goes: how far, what came out, or what went wrong. Stopping it stops the work in the main process too.
import { useEffect, useRef, useState } from 'react';
import type { CsvListName, RowProblem } from '../../domain/csv-lists.ts';
import { spokenLocale } from '../app/i18n.ts';
import { failureIn, type WentWrong } from '../app/failure-text.ts';
import { useTRPCClient } from '../app/trpc.ts';

export type CsvFile = { name: string; bytes: Uint8Array };
/** As the main process counts it. */
export type CsvReport = {
  total: number;
  added: number;
  changed: number;
  same: number;
  removed: number;
  problemCount: number;
  problems: RowProblem[];
  ignored: string[];
};
type State = {
  progress: { done: number; total: number };
  report: CsvReport | null;
  trouble: WentWrong | null;
};

const nothingYet: State = { progress: { done: 0, total: 0 }, report: null, trouble: null };

export function useCsvCheck(list: CsvListName) {
  const client = useTRPCClient();
  const [state, setState] = useState<State>(nothingYet);
  const running = useRef<{ unsubscribe(): void } | null>(null);
  const stop = () => {
    running.current?.unsubscribe();
    running.current = null;
    setState(nothingYet);
  };
  useEffect(() => () => running.current?.unsubscribe(), []);
  const start = (file: CsvFile) => {
    stop();
    running.current = client.setup.csv.check.subscribe(
      { list, locale: spokenLocale(), bytes: file.bytes },
      {
        onData: (step) => {
          if (step.kind === 'report') setState({ ...nothingYet, report: step.report });
          else setState({ ...nothingYet, progress: step });
        },
        onError: (error) => setState({ ...nothingYet, trouble: failureIn(error) }),
      },
    );
  };
  const show = (report: CsvReport) => setState({ ...nothingYet, report });
  return { ...state, start, stop, show };
}
