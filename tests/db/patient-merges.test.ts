// What a merge moves is what the schema says belongs to a patient; and its questions ask an index.
import { getTableColumns } from 'drizzle-orm';
import { expect, it } from 'vitest';
import {
  clashQuery,
  mergeLinesQuery,
  ownedRowsQuery,
  standingQuery,
  tablesOfPatients,
} from '../../db/patient-merges.ts';
import { syncedTables } from '../../db/schema/synced-tables.ts';
import { patientTables } from '../../domain/patient-merges.ts';
import { openTestVault } from '../support/test-vault.ts';

it('every synced table with a patientId is among the tables of patients, which have words on the screen', () => {
  expect(tablesOfPatients.toSorted()).toEqual([...patientTables].toSorted());
});

it('no synced table points at a patient by another name than a merge knows', () => {
  const pointers = Object.entries(syncedTables).flatMap(([table, columns]) =>
    Object.keys(getTableColumns(columns))
      .filter((column) => /[pP]atient\w*Id$|^(kept|merged(Into)?)Id$/.test(column))
      .map((column) => `${table}.${column}`),
  );
  expect(pointers.toSorted()).toEqual([
    'appointments.patientId',
    'brokenGlass.patientId',
    'chartRestrictions.patientId',
    'doctorNotes.patientId',
    'followUpCalls.patientId',
    'healthDocuments.patientId',
    'medicalRecords.patientId',
    'patientMerges.keptId',
    'patientMerges.mergedId',
    'patients.mergedIntoId',
    'prescriptionItems.patientId',
    'problems.patientId',
    'receipts.patientId',
    'recordDiagnoses.patientId',
    'savedPatients.patientId',
    'waitlist.patientId',
  ]);
});

it('the rows of a patient, the clashes and the merges are found by an index', () => {
  using vault = openTestVault();
  for (const sql of [...tablesOfPatients.map(ownedRowsQuery), clashQuery, standingQuery, mergeLinesQuery]) {
    const values = Array(sql.split('?').length - 1).fill('x');
    const plan = (vault.sqlite.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values) as { detail: string }[])
      .map((row) => row.detail)
      .join('; ');
    expect(plan, sql).not.toContain('SCAN');
  }
});
