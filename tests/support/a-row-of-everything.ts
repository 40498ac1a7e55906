// One row for every table that has none, made from its zod row: what an export has to carry is every table, not those a test thought of.
import { getTableName } from 'drizzle-orm';
import type { z } from 'zod';
import { syncedTables } from '../../db/schema/synced-tables.ts';
import type { Vault } from '../../db/vault/vault.ts';
import { bringIn } from '../../db/write.ts';
import { tableNames } from '../../domain/leaving.ts';
import { syncedRows } from '../../domain/synced.ts';
import { NOW_MS } from './test-vault.ts';

export function fillEmptyTables(vault: Vault): void {
  const rows = tableNames
    .filter(
      (name) =>
        vault.sqlite
          .prepare(`SELECT count(*) FROM "${getTableName(syncedTables[name])}"`)
          .pluck()
          .get() === 0,
    )
    .map((table) => ({
      table,
      row: {
        ...(sampleOf(syncedRows[table]) as object),
        id: `${table}-1`,
        clinicId: vault.clinicId,
        fileIdentity: null,
      },
    }))
    .map(({ table, row: { fileIdentity, ...row } }) => ({
      table,
      row: table === 'healthDocuments' ? { ...row, fileIdentity } : row,
    }));
  bringIn(vault, { userId: null, kind: 'tests.everything', nowMs: NOW_MS }, rows);
}

type Definition = {
  type: string;
  innerType?: z.ZodType;
  shape?: Record<string, z.ZodType>;
  entries?: Record<string, string>;
  element?: z.ZodType;
  options?: z.ZodType[];
  values?: unknown[];
  valueType?: z.ZodType;
};

/** Nullables are filled too: an empty column would prove nothing. */
function sampleOf(schema: z.ZodType): unknown {
  const def = schema.def as unknown as Definition;
  switch (def.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(def.shape ?? {}).map(([key, inner]) => [key, sampleOf(inner)]),
      );
    case 'nullable':
    case 'optional':
      return def.innerType && sampleOf(def.innerType);
    case 'array':
      return def.element && [sampleOf(def.element)];
    case 'enum':
      return Object.values(def.entries ?? {})[0];
    case 'record':
      return def.valueType && { Ngữ: sampleOf(def.valueType) };
    case 'union':
      return def.options?.[0] && sampleOf(def.options[0]);
    case 'unknown':
    case 'any':
      return ['Ngữ'];
    case 'literal':
      return def.values?.[0];
    case 'number':
      return 7;
    case 'boolean':
      return true;
    case 'string':
      return ['Ngữ «"\n', '2026-11-22', '09:00'].find((text) => schema.safeParse(text).success);
    default:
      throw new Error(`a row of everything knows no ${def.type}`);
  }
}
