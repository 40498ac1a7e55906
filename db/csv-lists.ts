// The lists as they stand in the vault, for CSV: what is there already, what names its cells may use, and how a planned row is saved.
import type { Clinic } from '../domain/clinic-setup.ts';
import { type CsvContext, namesOf } from '../domain/csv-cells.ts';
import {
  type CsvList,
  type CsvListName,
  type Existing,
  departmentsCsv,
  diagnosisCodesCsv,
  doctorsCsv,
  medicinesCsv,
  roomsCsv,
  servicesCsv,
  timeOffCsv,
  workingHoursCsv,
} from '../domain/csv-lists.ts';
import { type Failure, Refused } from '../domain/failure.ts';
import { patientsCsv } from '../domain/patients-csv.ts';
import type { HoursRange } from '../domain/working-hours.ts';
import {
  allDoctors,
  clinicOf,
  departmentsOf,
  roomsOf,
  servicesOf,
  timeOffFrom,
  workingHoursOf,
} from './clinic-setup.ts';
import {
  replaceWeek,
  saveDepartment,
  saveDoctor,
  saveRoom,
  saveService,
  saveTimeOff,
} from './clinic-setup-write.ts';
import { diagnosisCodesOf, saveDiagnosisCode } from './diagnoses.ts';
import { medicinesOf, saveMedicine } from './medicines.ts';
import { allPatients, savePatientRow } from './patients-csv.ts';
import { prepared } from './prepared.ts';
import type { Reader, Tx } from './write.ts';

export type Planned<Values> = { line: number; existing: Existing | null; values: Values };
/** Which rows the set-up's own rules refused while saving. */
export type Refusal = { line: number; failure: Failure };
export type Applied = { removed: number; refusals: Refusal[] };

export type CsvPort<Values> = {
  list: CsvList<Values>;
  existing(reader: Reader): Existing[];
  /** Saves the planned rows that differ. `same` are the rows of the file that are in the vault already. */
  apply(tx: Tx, planned: Planned<Values>[], same: Existing[]): Applied;
  /** No row's fate depends on another's: a dry run may look at them in portions. */
  isIndependent?: boolean;
  /** Rows belong together (a doctor's week): a bad one cannot be left out. */
  isWhole?: boolean;
};

type Row = { id: string; updatedAtMs: number };
const existing = <R extends Row>(rows: readonly R[]): Existing[] =>
  rows.map((row) => ({ id: row.id, updatedAtMs: row.updatedAtMs, fields: row }));

type Edit = { id: string | null; updatedAtMs: number | null };
/** Saves each row by the form's own verb; what it refuses is noted and the next row is tried. */
const rowByRow =
  <Values>(save: (tx: Tx, edit: Edit, values: Values) => unknown) =>
  (tx: Tx, planned: Planned<Values>[]): Applied => {
    const refusals: Refusal[] = [];
    for (const { line, existing: row, values } of planned) {
      const failure = refusalIn(() => save(tx, row ?? { id: null, updatedAtMs: null }, values));
      if (failure) refusals.push({ line, failure });
    }
    return { removed: 0, refusals };
  };

function refusalIn(work: () => unknown): Failure | null {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof Refused) return error.failure;
    throw error;
  }
}

const departments: CsvPort<Parameters<typeof saveDepartment>[2]> = {
  list: departmentsCsv,
  existing: (reader) => existing(departmentsOf(reader)),
  apply: rowByRow(saveDepartment),
};
const services: CsvPort<Parameters<typeof saveService>[2]> = {
  list: servicesCsv,
  existing: (reader) => existing(servicesOf(reader)),
  apply: rowByRow(saveService),
};
const rooms: CsvPort<Parameters<typeof saveRoom>[2]> = {
  list: roomsCsv,
  existing: (reader) => existing(roomsOf(reader)),
  apply: rowByRow(saveRoom),
};
const timeOff: CsvPort<Parameters<typeof saveTimeOff>[2]> = {
  list: timeOffCsv,
  existing: (reader) =>
    existing(timeOffFrom(reader, '', { past: false }).filter((row) => row.archivedAtMs === null)),
  apply: rowByRow(saveTimeOff),
};

type DoctorValues = Parameters<typeof saveDoctor>[2] & { id: string };
const doctors: CsvPort<DoctorValues> = {
  list: doctorsCsv,
  existing: (reader) => existing(allDoctors(reader)),
  apply(tx, planned) {
    // Two doctors who swap rooms in one file must not meet in the door: who moves leaves first.
    const moving = planned.filter(
      ({ existing: row, values }) => row?.fields.roomId && row.fields.roomId !== values.roomId,
    );
    const left = new Map(
      moving.map(({ values }) => [values.id, tx.update('doctors', values.id, { roomId: null })]),
    );
    return rowByRow<DoctorValues>((inner, edit, { id, ...values }) => {
      const read = edit.updatedAtMs === null ? null : (left.get(id)?.updatedAtMs ?? edit.updatedAtMs);
      saveDoctor(inner, { id, updatedAtMs: read }, values);
    })(tx, planned);
  },
};

type HoursValues = HoursRange & { doctorId: string };
const workingHours: CsvPort<HoursValues> = {
  list: workingHoursCsv,
  existing(reader) {
    const names = new Map(allDoctors(reader).map((doctor) => [doctor.id, doctor.fullName]));
    return existing(
      workingHoursOf(reader).map((row) => ({ ...row, fullName: names.get(row.doctorId) ?? '' })),
    );
  },
  isWhole: true,
  // The rows of a doctor in the file are the doctor's whole week; doctors the file does not name keep theirs.
  apply(tx, planned, same) {
    const weeks = Map.groupBy(
      [
        ...planned.map(({ line, values }) => ({ line, ...values })),
        ...same.map(({ fields }) => ({ line: 0, ...(fields as HoursValues) })),
      ],
      (range) => range.doctorId,
    );
    const applied: Applied = { removed: 0, refusals: [] };
    for (const [doctorId, week] of weeks) {
      const failure = refusalIn(() => {
        applied.removed += replaceWeek(tx, doctorId, workingHoursOf(tx, doctorId), week).removed;
      });
      if (failure) applied.refusals.push({ line: Math.max(...week.map((range) => range.line)), failure });
    }
    return applied;
  },
};

const patients: CsvPort<Parameters<typeof savePatientRow>[2]> = {
  list: patientsCsv,
  existing: allPatients,
  apply: rowByRow(savePatientRow),
  isIndependent: true,
};

const medicines: CsvPort<Parameters<typeof saveMedicine>[2]> = {
  list: medicinesCsv,
  existing: (reader) => existing(medicinesOf(reader)),
  apply: rowByRow(saveMedicine),
  isIndependent: true,
};
const diagnosisCodes: CsvPort<Parameters<typeof saveDiagnosisCode>[2]> = {
  list: diagnosisCodesCsv,
  existing: (reader) => existing(diagnosisCodesOf(reader)),
  apply: rowByRow(saveDiagnosisCode),
  isIndependent: true,
};

// A list is used with its own values only: the planner parses them with the list's own schema.
const ports = {
  departments,
  services,
  rooms,
  doctors,
  workingHours,
  timeOff,
  patients,
  medicines,
  diagnosisCodes,
} as const satisfies Record<CsvListName, unknown>;
export const portOf = (name: CsvListName): CsvPort<unknown> => ports[name];

/** The names that cells may use, as they are now. */
export function csvContextOf(reader: Reader, locale: Clinic['locale']): CsvContext {
  const staff = prepared(
    reader,
    "SELECT id, email AS name FROM users WHERE clinicId = ? AND role = 'doctor'",
  );
  return {
    locale,
    currency: clinicOf(reader).currency,
    departments: namesOf(departmentsOf(reader)),
    rooms: namesOf(roomsOf(reader).map(({ id, roomNumber }) => ({ id, name: roomNumber }))),
    doctors: namesOf(staff.all(reader.clinicId) as { id: string; name: string }[]),
  };
}
