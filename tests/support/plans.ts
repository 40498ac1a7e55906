// How SQLite would answer a query: for tests that a hot query never reads a whole table.
import type { Vault } from '../../db/vault/vault.ts';

export const planOf = ({ sqlite }: Vault, sql: string, ...values: unknown[]): string =>
  (sqlite.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values) as { detail: string }[])
    .map(({ detail }) => detail)
    .join('\n');
