/**
 * `npm test`: knows every check of the project and their order; never what a check looks for.
 * `npm test -- --only unit,e2e` runs some of them. The last line is always `N passed, N failed`.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Advice, bootstrap, projectEnvironment, root, runScript } from './bootstrap.mjs';
import { ensureBrowser } from './browser.mjs';

const reports = join(root, 'out', 'reports');
const unitReport = join(reports, 'unit.json');
const journeyReport = join(reports, 'e2e.json');

/** `count` reads the tests a step ran; a step without it is one check. `live` shows the step's own progress. */
const steps = [
  { id: 'format', title: 'Format', run: 'biome format .' },
  { id: 'lint', title: 'Lint and import rules', run: 'oxlint --type-aware' },
  { id: 'types', title: 'Types, desktop', run: 'tsc -p tsconfig.json' },
  { id: 'types-postgres', title: 'Types, central server', run: 'tsc -p tsconfig.postgres.json' },
  { id: 'unused', title: 'Nothing unused (knip)', run: 'knip' },
  { id: 'words', title: 'Every text translated', run: 'npm run --silent i18n:check' },
  { id: 'migrations', title: 'Migrations leave no difference', run: 'npm run --silent db:check' },
  {
    id: 'unit',
    title: 'Unit and property tests',
    run: `vitest run --reporter=default --reporter=json --outputFile.json=${unitReport}`,
    live: true,
    count: countUnit,
  },
  { id: 'build', title: 'Build', run: 'electron-vite build --logLevel warn' },
  { id: 'pack', title: 'Package', run: 'npm run --silent pack:check' },
  { id: 'e2e', title: 'Journeys in the window', run: 'playwright test', live: true, count: countJourneys },
];

await runScript(async () => {
  const chosen = chooseSteps(process.argv.slice(2));
  const environment = prepare();
  if (!environment) return tell({ passed: 0, failed: 1 });
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
  const total = { passed: 0, failed: 0 };
  for (const step of chosen) {
    const { passed, failed } = await runStep(step, environment);
    total.passed += passed;
    total.failed += failed;
    if (failed > 0) break;
  }
  return tell(total);
});

/** The machine made ready; undefined when it cannot be, with the reason told. */
function prepare() {
  try {
    bootstrap();
    return projectEnvironment({ CHROMIUM: ensureBrowser(), CLINIC_DESK_E2E_REPORT: journeyReport });
  } catch (error) {
    if (!(error instanceof Advice)) throw error;
    console.error(error.message);
    return undefined;
  }
}

/** The last line, always; and the exit code. */
function tell({ passed, failed }) {
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
}

function chooseSteps(args) {
  const wanted = args[0] === '--only' ? (args[1] ?? '').split(',') : undefined;
  if (args.length > 0 && (!wanted || args.length !== 2))
    throw new Advice('Usage: npm test [-- --only step,step]');
  const unknown = wanted?.filter((id) => !steps.some((step) => step.id === id)) ?? [];
  if (unknown.length > 0) {
    throw new Advice(
      `There is no step ${unknown.join(', ')}. Steps: ${steps.map(({ id }) => id).join(', ')}`,
    );
  }
  return wanted ? steps.filter(({ id }) => wanted.includes(id)) : steps;
}

/** Tests passed and failed in one step; a step that failed any other way counts as one failure. */
async function runStep({ id, title, run, live = false, count }, environment) {
  process.stdout.write(`\n── ${title} (${id}) ${live ? '\n' : '… '}`);
  const startedAtMs = Date.now();
  const { ok, output } = await execute(run, environment, live);
  const seconds = ((Date.now() - startedAtMs) / 1000).toFixed(1);
  const { passed, failed } = count?.() ?? { passed: 0, failed: 0 };
  console.log(`${live ? `── ${title}: ` : ''}${ok ? 'ok' : 'FAILED'} (${seconds} s)`);
  if (!ok && output) console.log(output);
  return { passed, failed: ok ? failed : Math.max(1, failed) };
}

function execute(command, env, live) {
  const child = spawn(command, {
    cwd: root,
    env,
    shell: true,
    stdio: ['ignore', live ? 'inherit' : 'pipe', live ? 'inherit' : 'pipe'],
  });
  let output = '';
  child.stdout?.on('data', (chunk) => (output += chunk));
  child.stderr?.on('data', (chunk) => (output += chunk));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ ok: code === 0, output }));
  });
}

/** A skipped test is a failure: a check that does not run proves nothing. */
function countUnit() {
  const report = read(unitReport);
  if (!report) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests, numPendingTests = 0, numTodoTests = 0 } = report;
  return { passed: numPassedTests, failed: numFailedTests + skipped(numPendingTests + numTodoTests) };
}

function countJourneys() {
  const report = read(journeyReport);
  if (!report) return { passed: 0, failed: 1 };
  const { expected, unexpected, flaky, skipped: notRun } = report.stats;
  if (flaky > 0) console.log(`${flaky} journeys passed only at a later try: look above for their names.`);
  return { passed: expected + flaky, failed: unexpected + skipped(notRun) };
}

function skipped(number) {
  if (number > 0) console.log(`${number} tests were skipped; none may be.`);
  return number;
}

function read(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}
