/** `npm run central`: installs what is missing, then starts the server under Node 24 with Postgres's tables. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { bootstrap, projectEnvironment, root, runScript } from './bootstrap.mjs';

await runScript(async () => {
  const node = bootstrap();
  const args = ['--conditions=postgres', join(root, 'central', 'main.ts'), ...process.argv.slice(2)];
  const server = spawn(node, args, { stdio: 'inherit', env: projectEnvironment() });
  // The terminal tells both; a supervisor tells only this process.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal));
  return new Promise((resolve) => {
    server.once('close', (code) => resolve(code ?? 1));
  });
});
