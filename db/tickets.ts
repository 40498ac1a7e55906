// The ticket numbers of this PC: `A12` is its twelfth patient of the day. It knows no visit; whoever saves an arrival takes one.
import { assert } from '../domain/failure.ts';
import { prepared } from './prepared.ts';
import type { Tx } from './write.ts';

/**
 * The next ticket of `date` (the clinic's day), taken in the write: a number is given once a day, whatever becomes of the visit that
 * got it, and a write that fails gives none. The prefix keeps two PCs apart that do not hear of each other.
 */
export function takeTicket(tx: Tx, date: string): string {
  const taken = prepared(tx, TAKE_NUMBER).get({ day: dayKey(date) }) as TakenNumber | undefined;
  assert(taken, 'this PC has its device row since the clinic was created');
  const { prefix, number } = taken;
  // Days that are over give no tickets any more: their counters go with the first ticket of a new day.
  if (number === 1) prepared(tx, FORGET_EARLIER).run({ first: dayKey(''), day: dayKey(date) });
  return `${prefix}${number}`;
}

type TakenNumber = { prefix: string; number: number };
/** A fact about this file (db/schema/local.ts): the counter is this PC's and never travels. */
const dayKey = (date: string) => `ticketsOf:${date}`;
const TAKE_NUMBER = `INSERT INTO meta (key, value) VALUES (@day, 1)
  ON CONFLICT (key) DO UPDATE SET value = CAST(value AS INTEGER) + 1
  RETURNING CAST(value AS INTEGER) AS number, (SELECT prefix FROM device) AS prefix`;
const FORGET_EARLIER = 'DELETE FROM meta WHERE key > @first AND key < @day';
