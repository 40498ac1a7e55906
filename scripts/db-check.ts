// `npm run db:check`: generating migrations leaves no diff, no migration drops anything unreviewed, and the tables stay those of one
// engine. For the local database and for the central server's.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '..');

type Engine = { config: string; migrations: string; script: string; options: string };
const engines: Engine[] = [
  { config: 'drizzle.config.ts', migrations: 'db/migrations', script: 'db:generate', options: '' },
  {
    config: 'central/drizzle.config.ts',
    migrations: 'central/migrations',
    script: 'central:migrations',
    options: '--conditions=postgres',
  },
];

const filesOf = (dir: string) =>
  readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(dir.length + 1))
    .toSorted();

function fail(message: string): never {
  console.error(`db:check: ${message}`);
  process.exit(1);
}

function requireNoDifference({ config, migrations, script, options }: Engine): void {
  // Beside the config, so that its relative imports and node_modules still hold.
  const trial = mkdtempSync(join(root, dirname(config), 'out-db-check-'));
  const name = trial.slice(root.length + 1);
  try {
    cpSync(join(root, migrations), join(trial, 'migrations'), { recursive: true });
    const trialConfig = join(dirname(trial), `${name.replaceAll('/', '-')}.config.ts`);
    const text = readFileSync(join(root, config), 'utf8').replace(`./${migrations}`, `./${name}/migrations`);
    writeFileSync(trialConfig, text);
    try {
      execFileSync(
        process.execPath,
        [
          join(root, 'node_modules/drizzle-kit/bin.cjs'),
          'generate',
          '--config',
          trialConfig.slice(root.length + 1),
          '--name',
          'left_over',
        ],
        { cwd: root, stdio: 'pipe', env: { ...process.env, NODE_OPTIONS: options } },
      );
    } finally {
      rmSync(trialConfig, { force: true });
    }
    const before = filesOf(join(root, migrations));
    const added = filesOf(join(trial, 'migrations')).filter((file) => !before.includes(file));
    if (added.length > 0)
      fail(`the schema has changed: run \`npm run ${script}\` and commit ${added.join(', ')}`);
  } finally {
    rmSync(trial, { recursive: true, force: true });
  }
}

/** A reviewed drop says so on its own line, with the reason. */
function requireNoDrop({ migrations }: Engine): void {
  for (const file of filesOf(join(root, migrations)).filter((name) => name.endsWith('.sql'))) {
    const lines = readFileSync(join(root, migrations, file), 'utf8').split('\n');
    lines.forEach((line, index) => {
      const drops = /\bDROP\s+(TABLE|COLUMN|INDEX|TRIGGER)\b/i.test(line);
      if (drops && !/^-- reviewed: .+/.test(lines[index - 1] ?? ''))
        fail(`${migrations}/${file}:${index + 1} drops something without a review: ${line.trim()}`);
    });
  }
}

for (const engine of engines) {
  requireNoDifference(engine);
  requireNoDrop(engine);
}
console.log('db:check: migrations match the schema; nothing is dropped unreviewed');
