import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const sources = ['electron', 'db'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(root, folder, name), 'utf8')),
);
/** What the write door is called with: `write('x.y', …)`, `kind: 'x.y'`, or through printing by the paper's permission. */
const actions = new Set(
  sources.flatMap((source) =>
    [...source.matchAll(/(?:write\(\s*|kind: |paperRouter\(\s*)'([a-z]+)\.([a-zA-Z]+)'/g)].map(
      (match) => `${match[1]}.${match[2]}`,
    ),
  ),
);

test.each(['en', 'vi'])('every entry of the audit trail says in words what was done (%s)', (locale) => {
  const { did } = JSON.parse(readFileSync(join(root, 'renderer/locales', locale, 'vault.json'), 'utf8'));
  expect(actions.size).toBeGreaterThan(30);
  expect(
    [...actions].filter((action) => action.split('.').reduce((at, name) => at?.[name], did) === undefined),
  ).toEqual([]);
});
