// The demo clinic at the centre: the same people, departments and visits as on a desktop, from the same generators.
import { wallClock } from '../domain/civil-date.ts';
import type { SyncedTableName } from '../domain/synced.ts';
import { DEMO_PASSWORD, demoPeople, demoUser } from '../db/demo/demo-people.ts';
import { type DemoPatient, type DemoPatientKind, demoPatients, kindOf } from '../db/demo/demo-patients.ts';
import type { DemoRow } from '../db/demo/demo-rows.ts';
import type { DepartmentKey } from '../db/demo/demo-plan.ts';
import { demoClinicRow, setUpRows } from '../db/demo/demo-setup.ts';
import { visitRows } from '../db/demo/demo-visits.ts';
import { recordNumberText } from '../domain/patients.ts';
import type { User } from '../domain/accounts.ts';
import type { NewRow } from '../domain/row.ts';
import { hashPassword } from './accounts/passwords.ts';
import type { Centre } from './rest/routing.ts';
import { credentials } from './schema/accounts.ts';
import { symptomWords } from './schema/booking.ts';
import type { Tx } from './transaction.ts';

const LOCALE = 'vi';
const TIME_ZONE = 'Asia/Ho_Chi_Minh';
/** What a desktop's first PC gives its record numbers. */
const PREFIX = 'A';
/** Rows of one statement: Postgres takes 65,535 values at most, and the widest table has under 40 columns. */
const ROWS_A_STATEMENT = 500;

export type DemoSize = { patients: number; withVisits: boolean };

/** Fills an empty clinic in one transaction: whole or not at all. */
export async function fillDemoClinic(
  { door, clinicId, nowMs }: Centre,
  { patients, withVisits }: DemoSize = { patients: 5_000, withVisits: true },
): Promise<void> {
  const atMs = nowMs();
  const today = wallClock(atMs, TIME_ZONE).date;
  await door.write(clinicId, { userId: null, kind: 'demo.fill', nowMs: atMs }, async (tx) => {
    const rows = new RowsInTurn(tx);
    await rows.add({ table: 'clinics', row: demoClinicRow(clinicId, LOCALE) });
    for (const person of demoPeople()) await rows.add({ table: 'users', row: demoUser(person, LOCALE) });
    const setUp = await rows.addAll(setUpRows(LOCALE, today));
    const kinds: DemoPatientKind[] = [];
    let firstPatient: DemoPatient | undefined;
    for (const patient of demoPatients(patients, { locale: LOCALE, today })) {
      firstPatient ??= patient;
      const recordNumber = recordNumberText(PREFIX, kinds.push(kindOf(patient, today)));
      await rows.add({ table: 'patients', row: { ...patient, recordNumber } });
    }
    if (firstPatient) await rows.add({ table: 'users', row: patientUser(firstPatient) });
    await tx.db.insert(symptomWords).values(
      setUp.departments.flatMap(({ id, plan }) => {
        const words = demoWords[plan.key];
        return words ? [{ clinicId, departmentId: id, words }] : [];
      }),
    );
    if (withVisits) await rows.addAll(visitRows(setUp, kinds, { locale: LOCALE, today, nowMs: atMs }));
    await rows.flush();
    const passwordHash = await hashPassword(DEMO_PASSWORD);
    const ids = [...demoPeople().map(({ userId }) => userId), ...(firstPatient ? [firstPatient.id] : [])];
    const signIns = ids.map((userId) => ({ clinicId, userId, passwordHash, changedAtMs: atMs }));
    await tx.db.insert(credentials).values(signIns);
  });
}

/** What a clinic of this kind would begin its list with; its admin keeps it. */
const demoWords: Partial<Record<DepartmentKey, string[]>> = {
  paediatrics: ['bé', 'trẻ em', 'con tôi', 'tiêm chủng', 'child', 'baby'],
  cardiology: ['tim', 'huyết áp', 'hồi hộp', 'heart', 'blood pressure'],
  ent: ['tai', 'mũi', 'họng', 'ù tai', 'nghẹt mũi', 'ear', 'nose', 'throat'],
  dermatology: ['da', 'mụn', 'ngứa', 'phát ban', 'skin', 'rash'],
  obgyn: ['thai', 'mang thai', 'kinh nguyệt', 'pregnancy', 'pregnant'],
  orthopaedics: ['xương', 'khớp', 'đau lưng', 'đau gối', 'bone', 'joint', 'back pain'],
  eye: ['mắt', 'nhìn mờ', 'eye', 'blurred'],
};

/** How the people of the demo clinic sign in here: for practice, the password protects nothing. */
export const demoSignIns = () => [
  ...demoPeople().map(({ email, role }) => ({ email, role, password: DEMO_PASSWORD })),
  { email: DEMO_PATIENT_EMAIL, role: 'patient', password: DEMO_PASSWORD },
];

const DEMO_PATIENT_EMAIL = 'benhnhan@hoasen.example';
/** The first patient of the registry has a login: the same id. */
const patientUser = ({ id, fullName }: DemoPatient): NewRow<User> => ({
  id,
  fullName,
  email: DEMO_PATIENT_EMAIL,
  mobileNumber: '0909000001',
  role: 'patient',
  isActive: true,
  isVerified: true,
  locale: LOCALE,
});

/** Gathers rows by table and inserts them many at a time. Nothing refers to a row by more than its id, so their order is free. */
class RowsInTurn {
  readonly #tx: Tx;
  readonly #waiting = new Map<SyncedTableName, DemoRow['row'][]>();

  constructor(tx: Tx) {
    this.#tx = tx;
  }

  async add({ table, row }: DemoRow): Promise<void> {
    const rows = this.#waiting.get(table) ?? [];
    rows.push(row);
    this.#waiting.set(table, rows);
    if (rows.length >= ROWS_A_STATEMENT) await this.#insert(table);
  }

  async addAll<Result>(rows: Generator<DemoRow, Result>): Promise<Result> {
    for (;;) {
      const next = rows.next();
      if (next.done) return next.value;
      await this.add(next.value);
    }
  }

  async flush(): Promise<void> {
    for (const table of this.#waiting.keys()) await this.#insert(table);
  }

  async #insert(table: SyncedTableName): Promise<void> {
    const rows = this.#waiting.get(table) ?? [];
    this.#waiting.delete(table);
    await this.#tx.insertMany(table, rows);
  }
}
