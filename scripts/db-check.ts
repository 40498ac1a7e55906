// `npm run db:check`: generating migrations leaves no diff, no migration drops anything unreviewed, and the tables stay those of one engine.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const kept = join(root, 'db/migrations');
// Beside the project, so that drizzle-kit's relative paths and node_modules still hold.
const trial = mkdtempSync(join(root, 'out-db-check-'));

const filesOf = (dir: string) =>
  readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(dir.length + 1))
    .toSorted();

function fail(message: string): never {
  console.error(`db:check: ${message}`);
  process.exit(1);
}

try {
  cpSync(kept, join(trial, 'migrations'), { recursive: true });
  const name = trial.slice(root.length + 1);
  const config = readFileSync(join(root, 'drizzle.config.ts'), 'utf8').replace(
    './db/migrations',
    `./${name}/migrations`,
  );
  writeFileSync(join(trial, 'drizzle.config.ts'), config);
  execFileSync(
    'drizzle-kit',
    ['generate', '--config', join(name, 'drizzle.config.ts'), '--name', 'left_over'],
    {
      cwd: root,
      stdio: 'pipe',
    },
  );
  const before = filesOf(kept);
  const after = filesOf(join(trial, 'migrations'));
  const added = after.filter((file) => !before.includes(file));
  if (added.length > 0)
    fail(`the schema has changed: run \`npm run db:generate\` and commit ${added.join(', ')}`);
} finally {
  rmSync(trial, { recursive: true, force: true });
}

// A reviewed drop says so on its own line, with the reason.
for (const file of filesOf(kept).filter((name) => name.endsWith('.sql'))) {
  const lines = readFileSync(join(kept, file), 'utf8').split('\n');
  lines.forEach((line, index) => {
    const drops = /\bDROP\s+(TABLE|COLUMN|INDEX|TRIGGER)\b/i.test(line);
    if (drops && !/^-- reviewed: .+/.test(lines[index - 1] ?? ''))
      fail(`${file}:${index + 1} drops something without a review: ${line.trim()}`);
  });
}
console.log('db:check: migrations match the schema; nothing is dropped unreviewed');
