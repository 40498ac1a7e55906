// `npm run seed -- --patients N --appointments N --data DIR`: fills a demo clinic for tests of speed; makes it when there is none.
import { parseArgs } from 'node:util';
import { createDemo, demoSignIns } from '../db/demo/create-demo.ts';
import { DEMO_PASSWORD } from '../db/demo/demo-people.ts';
import { seedPatients, seedSetUp, seedVisits } from '../db/demo/seed.ts';
import { hasVault } from '../db/vault/damage.ts';
import { openVault } from '../db/vault/open.ts';
import { wallClock } from '../domain/civil-date.ts';
import { locale } from '../domain/clinic-setup.ts';
import { printSignIns, sayProgress, tellRefusal } from './demo-words.ts';

const usage = `npm run seed -- --patients N --appointments N --data DIR [--language vi|en]

  Adds N invented patients and N visits to the demo clinic in DIR, which is made when DIR has none. A real clinic is never touched.
  --data may be left out when CLINIC_DESK_DATA is set.`;

const options = {
  patients: { type: 'string', default: '0' },
  appointments: { type: 'string', default: '0' },
  data: { type: 'string' },
  language: { type: 'string', default: 'vi' },
} as const;

async function openOrMake(dataDir: string, language: 'vi' | 'en', nowMs: number) {
  if (!hasVault(dataDir))
    return createDemo({ dataDir, locale: language, nowMs, fillWith: async () => undefined });
  const email = demoSignIns()[0]?.email ?? '';
  const { vault } = await openVault({ dataDir, credentials: { email, password: DEMO_PASSWORD }, nowMs });
  return { vault, recoveryCode: '(as printed when it was made)' };
}

async function main(): Promise<number> {
  const { values } = parseArgs({ options });
  const [patients, appointments] = [Number(values.patients), Number(values.appointments)];
  const dataDir = values.data ?? process.env.CLINIC_DESK_DATA;
  const language = locale.safeParse(values.language);
  const isCount = (count: number) => Number.isInteger(count) && count >= 0;
  if (!dataDir || !language.success || !isCount(patients) || !isCount(appointments)) {
    process.stderr.write(`${usage}\n`);
    return 3;
  }
  const nowMs = Date.now();
  const { vault, recoveryCode } = await openOrMake(dataDir, language.data, nowMs);
  try {
    const seed = { nowMs, today: wallClock(nowMs, 'Asia/Ho_Chi_Minh').date };
    seedSetUp(vault, seed);
    if (patients > 0) seedPatients(vault, patients, { ...seed, onProgress: sayProgress('Patients') });
    if (appointments > 0) seedVisits(vault, appointments, { ...seed, onProgress: sayProgress('Visits') });
  } finally {
    vault.close();
  }
  printSignIns(dataDir, demoSignIns(), recoveryCode);
  return 0;
}

process.exitCode = await main().catch(tellRefusal);
