// What a bench is. Its file is named after its id; the registry lists them all.
import type { Measurement } from './measure.ts';

export type Bench = {
  id: string;
  /** What is measured, in a few words, for the table. */
  what: string;
  run(): Measurement | Promise<Measurement>;
};
