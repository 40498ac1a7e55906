// A real encrypted vault in a temporary folder for tests of db/ and electron/: random keys, real migrations, no passwords.
import { mkdtempSync, rmSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from '../../db/migrate.ts';
import { openDatabase } from '../../db/open-database.ts';
import { fill } from '../../db/write.ts';
import type { AuditHead, Vault } from '../../db/vault/vault.ts';
import type { NewRow } from '../../domain/row.ts';
import type { Clinic } from '../../domain/clinic-setup.ts';

export type TestVault = Vault & { heads: AuditHead[]; [Symbol.dispose](): void };

export const CLINIC_ID = 'clinic-test';
/** Sunday 2026-11-22 09:00 in Ho Chi Minh City. */
export const NOW_MS = Date.parse('2026-11-22T02:00:00Z');

/** Opens a new vault with the test clinic in it. Dispose (or `using`) closes it and deletes its folder. */
export function openTestVault(clinic: Partial<NewRow<Clinic>> = {}): TestVault {
  const dataDir = mkdtempSync(join(tmpdir(), 'clinic-desk-test-'));
  const keys = {
    database: randomBytes(32),
    audit: randomBytes(32),
    header: randomBytes(32),
    mark: randomBytes(32),
  };
  const sqlite = openDatabase(join(dataDir, 'clinic.db'), Buffer.from(keys.database));
  migrate(sqlite);
  sqlite
    .prepare(
      "INSERT INTO device (id, prefix, nextDeviceSeq, nextRecordNumber, nextReceiptNumber) VALUES ('device-test', 'A', 1, 1, 1)",
    )
    .run();
  const heads: AuditHead[] = [];
  let open = true;
  const close = () => {
    if (open) sqlite.close();
    open = false;
  };
  const vault: TestVault = {
    dataDir,
    vaultId: 'vault-test',
    clinicId: CLINIC_ID,
    deviceId: 'device-test',
    keys,
    sqlite,
    db: drizzle(sqlite),
    heads,
    recordHead: (head) => heads.push(head),
    close,
    [Symbol.dispose]() {
      close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
  fill(vault, { userId: null, kind: 'clinic.create', nowMs: NOW_MS }, (tx) =>
    tx.insert('clinics', { ...aClinic, ...clinic }),
  );
  return vault;
}

export const aClinic: NewRow<Clinic> = {
  id: CLINIC_ID,
  name: 'Phòng khám Hoa Sen',
  address: '12 Lê Lợi, Quận 1',
  phone: '0281234567',
  timeZone: 'Asia/Ho_Chi_Minh',
  currency: 'VND',
  locale: 'vi',
  bookingHorizonDays: 30,
  slotStartTime: '08:00',
  slotEndTime: '16:30',
  slotLengthMinutes: 30,
  idleLockMinutes: 5,
  printHeader: '',
  isDemo: false,
  queueShowsNames: false,
  queueSpeaks: false,
  waitWarnMinutes: 15,
  waitAlarmMinutes: 30,
};
