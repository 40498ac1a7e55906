// Plans of the registry's hot queries: an index each, nothing sorted in SQL.
import { expect, it } from 'vitest';
import { householdQuery } from '../../db/patient-duplicates.ts';
import { patientQueries } from '../../db/patients.ts';
import { openTestVault } from '../support/test-vault.ts';

it('the lists, the page and the household ask an index and sort nothing', () => {
  using vault = openTestVault();
  const { one, visits, nextVisit, noShows, countActive, countArchived, first, next } = patientQueries;
  const lists = (['all', 'recent', 'archived'] as const).flatMap((list) => [first(list), next(list)]);
  for (const sql of [one, visits, nextVisit, noShows, countActive, countArchived, householdQuery, ...lists]) {
    const values = Array(sql.split('?').length - 1).fill('x');
    const plan = (vault.sqlite.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values) as { detail: string }[])
      .map((row) => row.detail)
      .join('; ');
    // The few forms of one phone number are a list that is walked, not a table.
    expect(plan.replace('SCAN form VIRTUAL TABLE', ''), sql).not.toContain('SCAN');
    expect(plan, sql).not.toContain('TEMP B-TREE');
  }
});
