// Every question the window may ask, swept: what a doctor wrote leaves the database only with an entry in the audit trail, and never to reception.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keepDraft } from '../../../db/drafts.ts';
import { fill, writeLocal } from '../../../db/write.ts';
import { appRouter } from '../../../electron/api/router.ts';
import { createCallerFactory, failureOf, type SignedIn } from '../../../electron/api/trpc.ts';
import type { Desk } from '../../../electron/desk.ts';
import { BOOKING_SUBJECT } from '../../../domain/drafts.ts';
import { TRPCError } from '@trpc/server';
import {
  adminHa,
  aDesk,
  atTheDesk,
  doctorAn,
  doctorKhoa,
  receptionistLan,
} from '../../support/at-the-desk.ts';
import { aDocument, aPatient } from '../../support/builders.ts';
import { NOW_MS, openTestVault, type TestVault } from '../../support/test-vault.ts';
import { fillMorning } from '../../support/visits.ts';

/** Stands in the record with its lines and codes, its earlier version, the problem list and the doctors' notes about the patient, and nowhere else. */
const CLINICAL = 'Zebrafish-Marker';
const typeOf = new Map(
  Object.entries(appRouter['_def'].procedures).map(([path, procedure]) => [
    path,
    (procedure as unknown as { ['_def']: { type: string } })['_def'].type,
  ]),
);
/** The state of the vault's files and of the paper pack is asked of the machine and holds nobody's name. */
const ofTheMachine = new Set(['vault.status', 'paperPack.state']);
const questions = [...typeOf.keys()].filter(
  (path) => typeOf.get(path) === 'query' && !path.startsWith('doorstep.') && !ofTheMachine.has(path),
);
const createCaller = createCallerFactory(appRouter);

const aDiagnosis = { codeSystem: 'clinic', code: 'Z99', text: CLINICAL };
const aLine = {
  medicineId: null,
  medicineName: CLINICAL,
  ingredients: '',
  dose: '1',
  route: '',
  frequency: '',
  duration: '',
  instructions: CLINICAL,
  overrideReason: '',
};

let vault: TestVault;
let problemId = '';
let printed: string[] = [];
/** A printer that keeps what it is given, and no second monitor. */
const desk = aDesk({
  files: { askWhere: async () => 'export.zip' } as unknown as Desk['files'],
  queueScreen: {
    isOpen: () => false,
    open: () => {},
    close: () => {},
    openAsBefore: () => {},
    endWithDesk: () => {},
  },
  printing: {
    toPdf: async ({ html }: { html: string }) => {
      printed.push(html);
      return new Uint8Array();
    },
    toPrinter: async () => {},
    printers: async () => [],
  },
});

beforeAll(async () => {
  vault = openTestVault();
  fillMorning(vault, { patient: { notes: CLINICAL }, appointment: { ticket: 'A1' } });
  await mergeTwoOthers();
  fill(vault, { userId: null, kind: 'tests.document', nowMs: NOW_MS }, (tx) =>
    tx.insert('healthDocuments', aDocument({ title: CLINICAL, notes: CLINICAL })),
  );
  fill(vault, { userId: null, kind: 'tests.leave', nowMs: NOW_MS }, (tx) =>
    tx.insert('timeOff', {
      id: 'time-off',
      scope: 'clinic',
      doctorId: null,
      roomId: null,
      kind: 'holiday',
      fromDate: '2026-11-23',
      toDate: '2026-11-23',
      fromTime: null,
      toTime: null,
      reason: '',
      archivedAtMs: null,
    }),
  );
  const doctor = createCaller(atTheDesk(vault, doctorAn)).consultations;
  const record = { diagnosis: CLINICAL, prescription: CLINICAL, treatmentPlan: CLINICAL, notes: CLINICAL };
  const { updatedAtMs } = await doctor.sign({
    appointmentId: 'appointment-9',
    basedOnMs: null,
    record,
    prescriptionLines: [aLine],
    codedDiagnoses: [aDiagnosis],
  });
  ({ id: problemId } = await createCaller(atTheDesk(vault, doctorAn)).diagnoses.addProblem({
    patientId: 'patient-binh',
    diagnosis: aDiagnosis,
  }));
  const again = createCaller(atTheDesk(vault, doctorAn, { nowMs: NOW_MS + 1 })).consultations;
  await again.amend({
    appointmentId: 'appointment-9',
    basedOnMs: updatedAtMs,
    record: { diagnosis: `${CLINICAL} 2` },
    reason: 'x',
  });
  const { id } = await createCaller(atTheDesk(vault, adminHa)).receipts.issue({
    seenReceipts: 0,
    patientId: 'patient-binh',
    appointmentId: 'appointment-9',
    lines: [{ kind: 'other', serviceId: null, description: 'x', quantity: 1, unitPriceMinor: 1 }],
    discount: { by: 'none' },
    note: '',
    payments: [],
  });
  await createCaller(atTheDesk(vault, adminHa)).dayClose.close({
    date: '2026-11-22',
    countedCashMinor: 0,
    differenceReason: '',
    seenCount: 0,
  });
  special['receipts.card'] = { receiptId: id };
  special['printing.receipt.preview'] = { receiptId: id };
  const { doctorsDesk, doctorNotes } = createCaller(atTheDesk(vault, doctorAn));
  const patientId = 'patient-binh';
  await doctorsDesk.save({ patientId, isSaved: true });
  await doctorsDesk.writeNotes({ patientId, seenMs: NOW_MS, consultationNotes: CLINICAL });
  await doctorNotes.add({
    patientId,
    noteText: CLINICAL,
    isAudioTranscript: false,
    isSharedWithPatient: false,
  });
  writeLocal(vault, (tx) => {
    for (const subject of ['record:appointment-9', BOOKING_SUBJECT])
      keepDraft(tx, { userId: 'user-an', subject }, { content: CLINICAL, atMs: NOW_MS });
  });
});
afterAll(() => vault[Symbol.dispose]());

let mergeId = '';
/** Two more records of Bình: one stands beside his, one has gone into it. */
async function mergeTwoOthers(): Promise<void> {
  fill(vault, { userId: null, kind: 'tests.twins', nowMs: NOW_MS }, (tx) => {
    tx.insert('patients', aPatient({ id: 'twin', recordNumber: 'A-000002', notes: CLINICAL }));
    tx.insert('patients', aPatient({ id: 'gone', recordNumber: 'A-000003', notes: CLINICAL }));
  });
  const { patientMerges } = createCaller(atTheDesk(vault, adminHa));
  const pair = { keptId: 'patient-binh', otherId: 'gone' };
  const { kept, other } = await patientMerges.preview(pair);
  const readAtMs = { kept: kept.updatedAtMs, other: other.updatedAtMs };
  ({ mergeId } = await patientMerges.merge({ ...pair, readAtMs, choices: {} }));
}

/** Everything a question may want to know; each schema takes what it names. */
const common = {
  appointmentId: 'appointment-9',
  patientId: 'patient-binh',
  userId: 'user-an',
  date: '2026-11-22',
  text: 'binh',
  list: 'all',
  fullName: 'Trần Văn Bình',
  dateOfBirth: null,
  phone: null,
  kind: 'record',
  action: null,
  beforeSeq: null,
  past: true,
  closed: false,
  reviewed: false,
  slots: [],
  timeOffId: 'time-off',
  movedIds: [],
};
const clinic = {
  name: 'Phòng khám',
  address: '',
  phone: '',
  timeZone: 'Asia/Ho_Chi_Minh',
  currency: 'VND',
  locale: 'vi',
  bookingHorizonDays: 30,
  slotStartTime: '08:00',
  slotEndTime: '16:30',
  slotLengthMinutes: 30,
  idleLockMinutes: 5,
  queueShowsNames: false,
  queueSpeaks: false,
  waitWarnMinutes: 15,
  waitAlarmMinutes: 30,
  printHeader: '',
};
const timeOff = { scope: 'clinic', doctorId: null, roomId: null, kind: 'holiday', reason: '' };
const special: Record<string, unknown> = {
  'drafts.version': { kind: 'record', appointmentId: 'appointment-9', versionId: 1 },
  'doctorsDesk.patients': { text: '', skip: 0 },
  'doctorNotes.mine': { skip: 0 },
  'followUps.radar': { list: 'due' },
  'bookings.seriesPreview': {
    patientId: 'patient-binh',
    doctorId: 'user-an',
    firstDate: '2026-11-23',
    time: '09:00',
    everyWeeks: 1,
    times: 2,
  },
  'documents.list': { patientId: 'patient-binh', text: '', documentType: null, isArchived: false },
  'printing.slips.preview': { appointmentIds: ['appointment-9'] },
  'appointments.days': { fromDate: '2026-11-22', toDate: '2026-11-28' },
  'appointments.load': { fromDate: '2026-11-22', toDate: '2026-11-28' },
  'printing.testPage.preview': {
    profile: {
      document: 'slip',
      printerName: null,
      paper: 'A5',
      copies: 1,
      marginTopMm: null,
      marginRightMm: null,
      marginBottomMm: null,
      marginLeftMm: null,
    },
  },
  'paperEntry.check': {
    date: '2026-11-22',
    doctorId: 'user-an',
    lines: [{ time: '08:00', patientId: 'patient-binh', outcome: 'came', reason: '', notes: '' }],
  },
  'printing.blankSlip.preview': { pages: 1 },
  'printing.sickNote.preview': { appointmentId: 'appointment-9', text: CLINICAL },
  'printing.referral.preview': { appointmentId: 'appointment-9', text: CLINICAL },
  'letters.start': { appointmentId: 'appointment-9', kind: 'referral' },
  'appointments.nextFree': { fromDate: '2026-11-22', partOfDay: 'any', lengthSlots: 1 },
  'patientMerges.preview': { keptId: 'patient-binh', otherId: 'twin' },
  'holidays.preview': { country: 'VN', region: null, years: [2026], language: 'vi' },
  'leave.plan': {
    entry: { ...timeOff, fromDate: '2026-11-22', toDate: '2026-11-22', fromTime: null, toTime: null },
  },
  'setup.offGrid': clinic,
  'setup.impact': { kind: 'doctor', id: 'user-an' },
  'setup.timeOff.affectedVisits': {
    ...timeOff,
    fromDate: '2026-11-22',
    toDate: '2026-11-22',
    fromTime: null,
    toTime: null,
  },
};

const entries = () => vault.sqlite.prepare('SELECT count(*) FROM auditLog').pluck().get() as number;
const lastAction = () => vault.sqlite.prepare('SELECT action FROM auditLog ORDER BY seq DESC').pluck().get();

/** What came of asking: whether the doctor's words were in the answer (or on the paper), and whether it was noted. */
async function ask(path: string, user: SignedIn) {
  const before = entries();
  printed = [];
  const caller: unknown = createCaller(atTheDesk(vault, user, { desk }));
  const question = path
    .split('.')
    .reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], caller) as (
    input: unknown,
  ) => Promise<unknown>;
  try {
    const answer = JSON.stringify([await question(special[path] ?? { ...common, mergeId }), printed]);
    return { ended: 'answered', tells: answer.includes(CLINICAL), isNoted: entries() > before };
  } catch (error) {
    const failure = error instanceof TRPCError ? failureOf(error) : null;
    if (!failure) throw error;
    return { ended: failure.code, tells: false, isNoted: false };
  }
}

/** One's own unsaved typing, given back to nobody else. */
const own = new Set(['drafts.newest', 'drafts.version', 'drafts.booking.newest', 'drafts.paper.newest']);

test.each(questions)(
  'read-not-logged: what a doctor wrote comes out of %s only with an entry in the audit trail, and never to reception',
  async (path) => {
    const answers = [await ask(path, doctorAn), await ask(path, adminHa)];
    // A question nobody could ask proves nothing.
    expect(answers.map(({ ended }) => ended)).toContain('answered');
    for (const { tells, isNoted } of answers) if (tells && !own.has(path)) expect(isNoted).toBe(true);
    expect(await ask(path, receptionistLan)).toMatchObject({ tells: false });
  },
);

test('read-not-logged: the doctor’s words do come out where they should', async () => {
  for (const path of [
    'consultations.chart',
    'consultations.versions',
    'charts.timeline',
    'charts.texts',
    'diagnoses.problems',
    'documents.list',
    'patients.page',
    'doctorsDesk.savedOne',
    'doctorNotes.ofPatient',
    'doctorNotes.mine',
    'printing.prescription.preview',
  ])
    expect(await ask(path, doctorAn)).toEqual({ ended: 'answered', tells: true, isNoted: true });
});

describe('a closed chart', () => {
  const refusing: string[] = [];
  beforeAll(async () => {
    const { charts } = createCaller(atTheDesk(vault, doctorAn));
    for (const patientId of ['patient-binh', 'twin', 'gone'])
      await createCaller(atTheDesk(vault, adminHa)).charts.close({ patientId, reason: 'x' });
    expect(await charts.access({ patientId: 'patient-binh' })).toMatchObject({ treats: true });
  });

  test.each(questions.filter((path) => !own.has(path)))(
    'closed-chart: what a doctor wrote does not come out of %s for anybody who does not treat the patient',
    async (path) => {
      const treating = await ask(path, doctorAn);
      for (const user of [doctorKhoa, adminHa, receptionistLan]) {
        const answer = await ask(path, user);
        expect(answer).toMatchObject({ tells: false });
        if (answer.ended === 'chart_closed') refusing.push(path);
      }
      if (treating.tells) expect(treating.ended).toBe('answered');
    },
  );

  test('closed-chart: the questions about the chart itself are refused as such', () => {
    expect([...new Set(refusing)].toSorted()).toEqual(
      expect.arrayContaining([
        'charts.texts',
        'charts.timeline',
        'consultations.chart',
        'consultations.versions',
        'diagnoses.problems',
        'printing.prescription.preview',
      ]),
    );
  });

  const patientReadAtMs = () =>
    vault.sqlite
      .prepare("SELECT updatedAtMs FROM patients WHERE id = 'patient-binh'")
      .pluck()
      .get() as number;
  const changes: Record<string, (caller: ReturnType<typeof createCaller>) => Promise<unknown>> = {
    'adding to its problem list': ({ diagnoses }) =>
      diagnoses.addProblem({ patientId: 'patient-binh', diagnosis: aDiagnosis }),
    'resolving a problem': ({ diagnoses }) => diagnoses.setProblemStatus({ problemId, status: 'resolved' }),
    'taking a problem off its list': ({ diagnoses }) =>
      diagnoses.archiveProblem({ problemId, isArchived: true }),
    'changing what doctors noted on the patient': ({ patients }) =>
      patients.edit({ patientId: 'patient-binh', readAtMs: patientReadAtMs(), patch: { notes: 'x' } }),
    'exporting the patient': ({ leaving }) =>
      leaving.exportPatient({ patientId: 'patient-binh', passphrase: null }),
  };
  test.each(Object.keys(changes))(
    'closed-chart: %s is refused to a doctor who does not treat the patient',
    async (name) => {
      const before = entries();
      const refused = await changes[name]?.(createCaller(atTheDesk(vault, doctorKhoa, { desk }))).then(
        () => null,
        (error: unknown) => (error instanceof TRPCError ? failureOf(error) : error),
      );
      expect(refused).toMatchObject({ code: 'chart_closed' });
      // Nothing was done, and that it was tried is noted.
      expect(entries()).toBe(before + 1);
      expect(lastAction()).toBe('charts.refused');
    },
  );
});
