// `npm run bench -- [--json FILE] [--only ID]`: runs the benches, prints a table with the bars, writes the figures. Exit code 1 when a bar is missed.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { removeClinics } from '../tests/bench/clinics.ts';
import { removeDeskClinics } from '../tests/bench/front-desk-window.ts';
import type { Measurement } from '../tests/bench/measure.ts';
import { benches } from '../tests/bench/registry.ts';
import { removeDemoClinic } from '../tests/bench/shell.ts';

const { values } = parseArgs({ options: { json: { type: 'string' }, only: { type: 'string' } } });
const chosen = benches.filter(({ id }) => values.only === undefined || values.only.split(',').includes(id));
if (chosen.length === 0) {
  process.stderr.write(
    `No bench is called ${values.only}. There are: ${benches.map(({ id }) => id).join(', ')}\n`,
  );
  process.exit(3);
}

const say = (text: string) => process.stdout.write(`${text}\n`);
const line = ({ id, value, unit, against, ratio, bar, ok }: Measurement) =>
  [
    ok ? 'ok    ' : 'NOT OK',
    id.padEnd(24),
    `${value} ${unit}`.padStart(12),
    (against === null ? '' : `vs ${against} ${unit}`).padStart(16),
    (ratio === null ? '' : `${ratio.toFixed(2)}×`).padStart(8),
    `bar ${bar}${ratio === null ? ` ${unit}` : '×'}`.padStart(12),
  ].join('  ');

const measured: Measurement[] = [];
try {
  for (const bench of chosen) {
    process.stderr.write(`${bench.id}: ${bench.what}\n`);
    const measurement = await bench.run();
    measured.push(measurement);
    say(line(measurement));
  }
} finally {
  removeClinics();
  removeDemoClinic();
  await removeDeskClinics();
}
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(measured, null, 2)}\n`);
const missed = measured.filter(({ ok }) => !ok);
say(
  missed.length === 0
    ? `\nAll ${measured.length} bars are met.`
    : `\n${missed.length} of ${measured.length} bars missed: ${missed.map(({ id }) => id).join(', ')}`,
);
process.exitCode = missed.length === 0 ? 0 : 1;
