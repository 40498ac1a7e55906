// A second process for the race tests: opens the same encrypted file and books every slot of each list it is given, as fast as it can.
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { dayOfDoctor, patientOfDay, saveBooking } from '../../db/appointments.ts';
import { openDatabase } from '../../db/open-database.ts';
import type { Vault } from '../../db/vault/vault.ts';
import { write } from '../../db/write.ts';
import { bookAppointment } from '../../domain/appointment-booking.ts';
import { Refused } from '../../domain/failure.ts';

export type RaceOrder = {
  path: string;
  databaseKey: string;
  auditKey: string;
  clinicId: string;
  nowMs: number;
  patientId: string;
};
export type RacedSlots = { doctorId: string; date: string; time: string }[];
export type RaceResult = { won: number; lost: Record<string, number> };

const breath = new Int32Array(new SharedArrayBuffer(4));

/** Books one slot after another and counts what happened. */
function race(vault: Vault, slots: RacedSlots, { patientId, nowMs }: RaceOrder): RaceResult {
  const result: RaceResult = { won: 0, lost: {} };
  for (const slot of slots) {
    try {
      write(vault, { userId: null, kind: 'appointments.book', nowMs }, (tx) => {
        const day = dayOfDoctor(tx, { ...slot, nowMs, asker: 'desk' });
        const patient = patientOfDay(tx, { patientId, date: slot.date });
        const actor = { userId: null, role: 'receptionist' as const, nowMs };
        saveBooking(
          tx,
          bookAppointment(
            { day, patient, actor },
            { time: slot.time, reason: '', symptoms: '', notes: '' },
            tx.newId,
          ),
        );
      });
      result.won += 1;
    } catch (error) {
      const code = error instanceof Refused ? error.failure.code : String(error);
      result.lost[code] = (result.lost[code] ?? 0) + 1;
    }
    // SQLite's lock is not fair: without a breath one process can sell every slot while the other still waits for its first.
    Atomics.wait(breath, 0, 0, 1);
  }
  return result;
}

process.once('message', (order: RaceOrder) => {
  const sqlite = openDatabase(order.path, Buffer.from(order.databaseKey, 'hex'));
  const none = Buffer.alloc(0);
  const vault: Vault = {
    dataDir: '',
    vaultId: 'vault-test',
    clinicId: order.clinicId,
    deviceId: 'device-test',
    keys: { database: none, audit: Buffer.from(order.auditKey, 'hex'), header: none, mark: none },
    sqlite,
    db: drizzle(sqlite),
    recordHead: () => {},
    close: () => sqlite.close(),
  };
  process.send?.('ready');
  process.on('message', (slots: RacedSlots | 'home') => {
    if (slots !== 'home') return void process.send?.(race(vault, slots, order));
    vault.close();
    process.exit(0);
  });
});
