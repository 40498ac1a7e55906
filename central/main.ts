// `npm run central -- --data DIR --port P [--demo]`: prints one line of JSON when it is ready, and stops gracefully when told to.
import { parseArgs } from 'node:util';
import { join, resolve } from 'node:path';
import { readConfiguration } from './configuration.ts';
import { demoSignIns, fillDemoClinic } from './demo.ts';
import { startCentre } from './start.ts';

const { values } = parseArgs({
  options: { data: { type: 'string' }, port: { type: 'string' }, demo: { type: 'boolean', default: false } },
});

try {
  const given = values.port === undefined ? process.env : { ...process.env, PORT: values.port };
  const dataFolder = resolve(values.data ?? join(import.meta.dirname, '../out/central'));
  const centre = await startCentre({
    configuration: readConfiguration(given),
    dataFolder,
    ...(values.demo && {
      fillWith: (centre) => fillDemoClinic(centre),
      outboxFolder: join(dataFolder, 'outbox'),
    }),
  });
  process.stdout.write(
    `${JSON.stringify({ ready: true, address: centre.address, api: `${centre.address}/api/v1/`, ...(values.demo && { signIns: demoSignIns() }) })}\n`,
  );
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      void centre.stop().then(() => process.exit(0));
    });
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
