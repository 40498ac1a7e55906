// Ticket numbers on a real encrypted file: counted by day and PC, given once.
import { expect, test } from 'vitest';
import { takeTicket } from '../../db/tickets.ts';
import { type Tx, write } from '../../db/write.ts';
import { NOW_MS, openTestVault, type TestVault } from '../support/test-vault.ts';

const TODAY = '2026-11-22';
const inWrite = <Result>(vault: TestVault, work: (tx: Tx) => Result) =>
  write(vault, { userId: 'user-lan', kind: 'test', nowMs: NOW_MS }, work);
const take = (vault: TestVault, date = TODAY) => inWrite(vault, (tx) => takeTicket(tx, date));

test('tickets of a day count up behind the prefix of this PC', () => {
  using vault = openTestVault();
  expect([take(vault), take(vault), take(vault)]).toEqual(['A1', 'A2', 'A3']);
});

test('every day begins with one, and a day that is over leaves nothing behind', () => {
  using vault = openTestVault();
  take(vault);
  take(vault);
  expect(take(vault, '2026-11-23')).toBe('A1');
  const counters = vault.sqlite.prepare("SELECT key FROM meta WHERE key LIKE 'ticketsOf:%'").pluck().all();
  expect(counters).toEqual(['ticketsOf:2026-11-23']);
});

test('a ticket above ninety-nine stays a number: nothing wraps', () => {
  using vault = openTestVault();
  const tickets = inWrite(vault, (tx) => Array.from({ length: 120 }, () => takeTicket(tx, TODAY)));
  expect(tickets.at(-1)).toBe('A120');
  expect(new Set(tickets).size).toBe(120);
});

test('a write that fails gives no ticket', () => {
  using vault = openTestVault();
  take(vault);
  expect(() =>
    inWrite(vault, (tx) => {
      takeTicket(tx, TODAY);
      throw new Error('the arrival was refused');
    }),
  ).toThrow('refused');
  expect(take(vault)).toBe('A2');
});

test('taking one reads by key alone: no table is walked', () => {
  using vault = openTestVault();
  take(vault);
  const plan = vault.sqlite
    .prepare('EXPLAIN QUERY PLAN DELETE FROM meta WHERE key > ? AND key < ?')
    .all('ticketsOf:', 'ticketsOf:x') as { detail: string }[];
  expect(plan.map(({ detail }) => detail).join()).toMatch(/SEARCH meta USING .*INDEX/);
});
