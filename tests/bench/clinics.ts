// Clinics to measure on, made when first asked for: encrypted and plain with the same rows and the same pragmas. It measures nothing.
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { fillDemoBeginning } from '../../db/demo/demo-clinic.ts';
import { seedPatients, seedSetUp, seedVisits } from '../../db/demo/seed.ts';
import { migrate } from '../../db/migrate.ts';
import { openDatabase } from '../../db/open-database.ts';
import type { Vault } from '../../db/vault/vault.ts';

export type Size = '100k' | '1m';
const patientsOf: Record<Size, number> = { '100k': 100_000, '1m': 1_000_000 };
const VISITS = 60_000;
export const BENCH_TODAY = '2026-11-23';
/** Monday, ten past ten at the clinic. */
export const BENCH_NOW_MS = Date.parse('2026-11-23T10:10:00+07:00');

const root = mkdtempSync(join(tmpdir(), 'clinic-desk-bench-'));
const made = new Map<string, Vault>();

/** The same clinic every time; 60,000 visits in it. Says so while it makes a large one. */
export function clinicOfSize(size: Size): Vault {
  return once(`encrypted-${size}`, (dir) =>
    filled(dir, { patients: patientsOf[size], visits: VISITS }, openEncrypted),
  );
}

/** The same rows without encryption, opened with the pragmas of the encrypted one. */
export function plainClinic(): Vault {
  return once('plain-100k', (dir) =>
    filled(dir, { patients: patientsOf['100k'], visits: VISITS }, (path) =>
      openPlain(path, clinicOfSize('100k').sqlite),
    ),
  );
}

/** 2,000 patients and so many visits, the three months around today as a demo clinic has them, the rest of them before. */
export function clinicWithVisits(visits: 5_000 | 500_000): Vault {
  return once(`visits-${visits}`, (dir) => {
    const vault = filled(dir, { patients: 2_000, visits: 5_000 }, openEncrypted);
    repeatThePast(vault, { visits, today: BENCH_TODAY });
    return vault;
  });
}

/** As many visits as asked for: the last 60 days over and over, further and further back. Seconds, where booking them would take an hour. */
export function repeatThePast(vault: Vault, { visits, today }: { visits: number; today: string }): void {
  // What lies further back would be in the way of the copies.
  vault.sqlite.prepare("DELETE FROM appointments WHERE appointmentDate < date(?, '-60 days')").run(today);
  for (let copy = 1; countOf(vault) < visits; copy++)
    vault.sqlite.prepare(PAST_AGAIN).run({ copy, today, left: visits - countOf(vault) });
  vault.sqlite.pragma('wal_checkpoint(TRUNCATE)');
}
const countOf = ({ sqlite }: Vault) =>
  sqlite.prepare('SELECT count(*) FROM appointments').pluck().get() as number;
// The visits of the last 60 days once more, 60 days times `copy` earlier.
const COLUMNS = `clinicId, createdAtMs, updatedAtMs, rowVersion, patientId, doctorId, departmentId, serviceId, roomId, appointmentTime, status,
  kind, symptoms, reason, notes, estimatedFeeMinor, cancellationReason, cancelledAtMs, rescheduledFrom, overbookReason, holdsSlot,
  arrivedAtMs, calledAtMs, inRoomAtMs, leftAtMs, isNoShow, isPriority, ticket, seriesId`;
const PAST_AGAIN = `INSERT INTO appointments (id, appointmentDate, ${COLUMNS})
  SELECT id || '-' || @copy, date(appointmentDate, '-' || (60 * @copy) || ' days'), ${COLUMNS}
  FROM appointments WHERE appointmentDate >= date(@today, '-60 days') AND appointmentDate < @today LIMIT @left`;

export function removeClinics(): void {
  for (const vault of made.values()) vault.sqlite.close();
  made.clear();
  rmSync(root, { recursive: true, force: true });
}

function once(name: string, make: (dir: string) => Vault): Vault {
  let vault = made.get(name);
  if (!vault) {
    process.stderr.write(`  making clinic ${name} …\n`);
    const dir = join(root, name);
    mkdirSync(dir);
    made.set(name, (vault = make(dir)));
  }
  return vault;
}

const openEncrypted = (path: string) => openDatabase(path, randomBytes(32));

const compared = [
  'page_size',
  'synchronous',
  'cache_size',
  'temp_store',
  'secure_delete',
  'wal_autocheckpoint',
  'foreign_keys',
  'cell_size_check',
];
function openPlain(path: string, encrypted: Database.Database): Database.Database {
  const sqlite = new Database(path);
  sqlite.pragma('journal_mode = WAL');
  for (const pragma of compared)
    sqlite.pragma(`${pragma} = ${String(encrypted.pragma(pragma, { simple: true }))}`);
  return sqlite;
}

type Filling = { patients: number; visits: number };
function filled(
  dir: string,
  { patients, visits }: Filling,
  open: (path: string) => Database.Database,
): Vault {
  const sqlite = open(join(dir, 'clinic.db'));
  migrate(sqlite);
  sqlite
    .prepare(
      "INSERT INTO device (id, prefix, nextDeviceSeq, nextRecordNumber, nextReceiptNumber) VALUES ('bench', 'A', 1, 1, 1)",
    )
    .run();
  const keys = {
    database: randomBytes(32),
    audit: randomBytes(32),
    header: randomBytes(32),
    mark: randomBytes(32),
  };
  const vault: Vault = {
    dataDir: dir,
    vaultId: 'bench',
    clinicId: 'clinic-bench',
    deviceId: 'bench',
    keys,
    sqlite,
    db: drizzle(sqlite),
    recordHead: () => undefined,
    close: () => undefined,
  };
  const seed = { today: BENCH_TODAY, nowMs: BENCH_NOW_MS };
  fillDemoBeginning(vault, { locale: 'vi', nowMs: BENCH_NOW_MS });
  seedSetUp(vault, seed);
  seedPatients(vault, patients, seed);
  seedVisits(vault, visits, seed);
  sqlite.pragma('wal_checkpoint(TRUNCATE)');
  return vault;
}
