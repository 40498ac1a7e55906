// What a doctor types into the diagnosis of a clinic that imported a whole classification: 70,000 codes, every keystroke a search.
import { findDiagnosisCodes } from '../../db/diagnoses.ts';
import type { Vault } from '../../db/vault/vault.ts';
import type { Bench } from './bench.ts';
import { clinicOfSize } from './clinics.ts';
import { alone, p95OfMedians, timeOf } from './measure.ts';

const ROUNDS = 7;
const CODES = 70_000;
const TYPED = ['b', 'be', 'benh so 69', 'co quan 96', 'z0', 'khong dac', 'j029', 'J02.9', 'viem hong'];

function addCodes(vault: Vault): void {
  vault.sqlite.exec('BEGIN IMMEDIATE');
  const code = vault.sqlite.prepare(
    `INSERT OR IGNORE INTO diagnosisCodes (id, clinicId, createdAtMs, updatedAtMs, rowVersion, code, text, isActive)
    VALUES (?, ?, 0, 0, 0, ?, ?, 1)`,
  );
  const add = (at: number, name: string, text: string) => code.run(`bench-${at}`, vault.clinicId, name, text);
  for (let at = 0; at < CODES; at++) {
    const name = `${String.fromCharCode(65 + (at % 26))}${String(Math.floor(at / 26)).padStart(4, '0')}`;
    add(at, name, `Bệnh số ${at} của cơ quan thứ ${at % 97}`);
  }
  add(CODES, 'J02.9', 'Viêm họng cấp, không đặc hiệu');
  vault.sqlite.exec('COMMIT');
}

export const diagnosisSearch: Bench = {
  id: 'diagnosis-search',
  what: `a search in ${CODES} diagnosis codes, p95`,
  run() {
    const vault = clinicOfSize('100k');
    addCodes(vault);
    const search = (typed: string) => timeOf(() => findDiagnosisCodes(vault, typed, 10));
    // The first search of a session reads the list into memory; the doctor's page does that before a key is pressed.
    TYPED.forEach(search);
    const rounds = Array.from({ length: ROUNDS }, () => TYPED.map(search));
    return alone(this.id, 'consultation', { value: p95OfMedians(rounds), unit: 'ms', bar: 50 });
  },
};
