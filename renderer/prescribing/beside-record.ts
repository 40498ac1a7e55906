// What stands beside a record's texts while it is being written: its lines and codes. Only the parts that show them are drawn anew. Knows no form.
import { useSyncExternalStore } from 'react';
import { type Companions, nothingBeside, sameBeside } from '../../domain/consultations.ts';

export class BesideRecord {
  #now: Companions;
  readonly #listeners = new Set<() => void>();

  constructor(start: Companions | null) {
    this.#now = start ?? nothingBeside;
  }
  /** The same object until something changes. */
  readonly now = (): Companions => this.#now;
  readonly change = (part: Partial<Companions>): void => {
    this.#now = { ...this.#now, ...part };
    for (const listener of this.#listeners) listener();
  };
  /** Back to what is saved. */
  readonly reset = (saved: Companions | null): void => {
    this.#now = saved ?? nothingBeside;
    for (const listener of this.#listeners) listener();
  };
  readonly isSame = (other: Companions | null): boolean => sameBeside(this.#now, other ?? nothingBeside);
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };
}

export const useBeside = (beside: BesideRecord): Companions =>
  useSyncExternalStore(beside.subscribe, beside.now);

/** The lines and codes of a record, without the rest of it. */
export const besideOf = (record: Companions | null): Companions =>
  record
    ? { prescriptionLines: record.prescriptionLines, codedDiagnoses: record.codedDiagnoses }
    : nothingBeside;
