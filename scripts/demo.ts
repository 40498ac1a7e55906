// `npm run demo -- --data DIR`: makes the demo clinic without a window and prints its sign-ins. It touches no clinic that is already there.
import { parseArgs } from 'node:util';
import { createDemo } from '../db/demo/create-demo.ts';
import { backUpNow } from '../db/vault/backup.ts';
import { locale } from '../domain/clinic-setup.ts';
import { printSignIns, sayProgress, tellRefusal } from './demo-words.ts';

const usage = `npm run demo -- --data DIR [--language vi|en]

  Makes the demo clinic below DIR: 8 departments, 20 doctors, 12 rooms, 60 services, 5,000 patients, three months of visits
  around today. --data may be left out when CLINIC_DESK_DATA is set.`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { data: { type: 'string' }, language: { type: 'string', default: 'vi' } },
  });
  const dataDir = values.data ?? process.env.CLINIC_DESK_DATA;
  const language = locale.safeParse(values.language);
  if (!dataDir || !language.success) {
    process.stderr.write(`${usage}\n`);
    return 3;
  }
  const nowMs = Date.now();
  const { vault, signIns, recoveryCode } = await createDemo({
    dataDir,
    locale: language.data,
    nowMs,
    onProgress: sayProgress('Demo clinic'),
  });
  // A clinic that opens with a proven backup shows a green dot from the start.
  await backUpNow(vault, { kind: 'manual', nowMs, userId: null });
  vault.close();
  printSignIns(dataDir, signIns, recoveryCode);
  return 0;
}

process.exitCode = await main().catch(tellRefusal);
