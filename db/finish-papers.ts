// Which papers come out when a doctor finishes a visit at this PC: one small fact a doctor, beside the printers, which are a PC's own too.
import { z } from 'zod';
import { type FinishPaper, finishPaper } from '../domain/finish.ts';
import { prepared } from './prepared.ts';
import type { LocalTx, Reader } from './write.ts';

const keyOf = (userId: string) => `finishPapers:${userId}`;
const stored = z.array(finishPaper);

/** Before anybody chose: all of them, each where there is something to print. */
export function finishPapersOf(reader: Reader, userId: string): FinishPaper[] {
  const value = prepared(reader, 'SELECT value FROM meta WHERE key = ?').pluck().get(keyOf(userId)) as
    | string
    | undefined;
  return value === undefined ? ['prescription'] : stored.parse(JSON.parse(value));
}

export function keepFinishPapers(tx: LocalTx, userId: string, papers: readonly FinishPaper[]): void {
  const sql =
    'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value';
  prepared(tx, sql).run(keyOf(userId), JSON.stringify(papers));
}
