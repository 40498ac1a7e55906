// Records of visits through the API: written by the doctor of the visit, read by who may, every reading by staff told to the trail.
import { and, asc, count, eq, gte, lt, type SQL } from 'drizzle-orm';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { appointments } from '../../db/schema/appointments.ts';
import { medicalRecords, recordVersions } from '../../db/schema/consultations.ts';
import { recordDiagnoses } from '../../db/schema/diagnoses.ts';
import { prescriptionItems } from '../../db/schema/prescriptions.ts';
import type { Appointment } from '../../domain/appointments.ts';
import { addDays, civilDate, instantOf, wallClock } from '../../domain/civil-date.ts';
import {
  amendRecord,
  type Companions,
  type MedicalRecord,
  recordPatch,
  type RecordPatch,
  replacedVersion,
  writeRecord,
} from '../../domain/consultations.ts';
import { codedDiagnosis } from '../../domain/diagnoses.ts';
import { assert, Refused } from '../../domain/failure.ts';
import { may } from '../../domain/permissions.ts';
import { prescriptionLine } from '../../domain/prescriptions.ts';
import { paymentMethod } from '../../domain/receipts.ts';
import { clinicFacts } from '../appointments.ts';
import { paymentMarks } from '../schema/booking.ts';
import type { Reader, Tx } from '../transaction.ts';
import {
  business,
  businessAnswer,
  detail,
  detailAnswer,
  fieldErrors,
  notFound,
  RestRefusal,
} from './answers.ts';
import { visitInScope } from './appointment-shape.ts';
import { limitsOf, pageAnswer, pageOf, sizedPageQuery } from './pages.ts';
import {
  feeParts,
  isClosedTo,
  medicalRecordAnswer,
  noteReading,
  recordsShown,
  recordsWhere,
  type RecordShown,
} from './record-shape.ts';
import { addressOf, type App, type Caller, type Centre, everyRole, idParams, signedIn } from './routing.ts';
import { asBusiness, contextOf } from './visits.ts';
import { moneyText } from './words.ts';

const tags = ['medical records'];
const fields = z.record(z.string(), z.unknown());
const { shape } = recordPatch;
const writing = z.object({
  diagnosis: shape.diagnosis,
  prescription: shape.prescription,
  treatment_plan: shape.treatmentPlan,
  notes: shape.notes,
  follow_up_date: shape.followUpDate,
  vital_signs: shape.vitalSigns,
});
const written = z.object({
  success: z.literal(true),
  message: z.string(),
  medical_record: medicalRecordAnswer,
});
/** `appointment_id`, `patient_id` and the parts of the fee are what a page of one record shows beside it. */
const recordWithVisit = medicalRecordAnswer.extend({
  appointment_id: z.number().int(),
  service_fee: z.string(),
  examination_fee: z.string(),
});
/** Whoever may not read records is told so; patients read their own. */
const readers = { access: ['patient', 'doctor', 'admin'] } as const;
const AMENDED_BY_API = 'Changed through the API';

export const medicalRecordRoutes = (centre: Centre) => async (app: App) => {
  const { door, clinicId } = centre;
  const errors = {
    400: fields,
    401: detailAnswer,
    403: z.union([businessAnswer, detailAnswer]),
    404: detailAnswer,
  };

  app.get(
    '/appointments/:id/medical-record',
    {
      config: readers,
      schema: {
        summary: 'The record of a visit',
        tags,
        params: idParams,
        response: { 200: medicalRecordAnswer, ...errors },
      },
    },
    async (request) => {
      const caller = signedIn(request);
      const ofVisit = eq(appointments.restId, request.params.id);
      const { found, shown } = await door.read(clinicId, (reader) => readOne(reader, caller, ofVisit));
      await noteReading(centre, { caller, ip: request.ip, patients: [found.patientId] });
      return shown;
    },
  );
  for (const method of ['POST', 'PUT'] as const)
    app.route({
      method,
      url: '/appointments/:id/medical-record',
      // Told in the shape of this route by its handler.
      attachValidation: true,
      config: { access: everyRole },
      schema: {
        summary: 'Write the record of a visit',
        tags,
        params: idParams,
        body: writing,
        response: { 201: written, 200: written, ...errors },
      },
      handler: async (request, reply) => {
        const caller = signedIn(request);
        if (caller.role !== 'doctor') throw business(403, 'The doctor of the visit writes its record.');
        refuseWrongFields(request.validationError);
        const { treatment_plan, follow_up_date, vital_signs, ...texts } = request.body;
        const patch: RecordPatch = {
          ...texts,
          treatmentPlan: treatment_plan,
          followUpDate: follow_up_date,
          vitalSigns: vital_signs,
        };
        const context = contextOf(centre, caller, 'records.save', request.ip);
        const { isNew, medical_record } = await asBusiness(() =>
          door.write(clinicId, context, async (tx) => {
            const visit = await visitInScope(tx, caller, request.params.id);
            if (!visit) throw notFound();
            const before = await recordOf(tx, visit.id);
            // Fault F8: decided before anything is written.
            await write(tx, caller, { visit, before, patch });
            const shown = (await readOne(tx, caller, eq(appointments.id, visit.id))).shown;
            return { isNew: before === undefined, medical_record: shown };
          }),
        );
        const message = isNew ? 'The record is written.' : 'The record is changed.';
        return reply.status(isNew ? 201 : 200).send({ success: true as const, message, medical_record });
      },
    });
  app.get(
    '/appointments/my-medical-records',
    {
      config: readers,
      schema: {
        summary: 'My records: the patient’s own, those a doctor has written, all for an admin',
        tags,
        querystring: sizedPageQuery.extend({
          appointment_id: z.coerce.number().int().min(1).optional().catch(undefined),
          created_date_from: z.string().max(50).optional(),
          created_date_to: z.string().max(50).optional(),
        }),
        response: { 200: pageOf(medicalRecordAnswer), ...errors },
      },
    },
    async (request) => {
      const caller = signedIn(request);
      const { query, ip } = request;
      const { rows, page } = await door.read(clinicId, async (reader) => {
        const { timeZone } = await clinicFacts(reader);
        const from = civilDate.safeParse(query.created_date_from);
        const to = civilDate.safeParse(query.created_date_to);
        const where = and(
          mine(caller, clinicId),
          query.appointment_id === undefined ? undefined : eq(appointments.restId, query.appointment_id),
          from.success ? gte(medicalRecords.createdAtMs, instantOf(from.data, '00:00', timeZone)) : undefined,
          to.success
            ? lt(medicalRecords.createdAtMs, instantOf(addDays(to.data, 1), '00:00', timeZone))
            : undefined,
        );
        const found = await recordsWhere(reader, { where, ...limitsOf(query) });
        const total = await recordsCounted(reader, where);
        return { rows: found, page: { count: total, results: await recordsShown(reader, found) } };
      });
      await noteReading(centre, { caller, ip, patients: rows.map(({ patientId }) => patientId) });
      return pageAnswer(addressOf(centre, request), query, page);
    },
  );
  app.get(
    '/medical-records/:id',
    {
      config: readers,
      schema: {
        summary: 'A record by its own number',
        tags,
        params: idParams,
        response: { 200: recordWithVisit, ...errors },
      },
    },
    async (request) => {
      const caller = signedIn(request);
      const byNumber = eq(medicalRecords.restId, request.params.id);
      const { found, answered } = await door.read(clinicId, async (reader) => {
        const one = await readOne(reader, caller, byNumber);
        const visit = await visitInScope(reader, caller, one.shown.appointment);
        if (!visit) throw notFound();
        return { found: one.found, answered: { ...one.shown, ...(await feesShown(reader, visit)) } };
      });
      await noteReading(centre, { caller, ip: request.ip, patients: [found.patientId] });
      return { ...answered, appointment_id: answered.appointment };
    },
  );

  await app.register(async (form: App) => {
    // A client sends the bare word as a form; nothing else of the API takes one.
    form.addContentTypeParser(
      ['application/x-www-form-urlencoded', 'text/plain'],
      { parseAs: 'string', bodyLimit: 1_000 },
      (_request, body, done) => done(null, methodIn(String(body))),
    );
    form.post(
      '/medical-records/:id/pay',
      {
        config: { access: ['patient', 'receptionist', 'admin'] },
        schema: {
          summary: 'Mark a visit as paid (no money is moved); the number is that of the visit',
          tags,
          params: idParams,
          body: z
            .union([z.string(), z.object({ method: z.string() }), z.object({ payment_method: z.string() })])
            .nullish(),
          response: {
            200: z.object({
              success: z.literal(true),
              message: z.string(),
              payment_status: z.literal('paid'),
            }),
            ...errors,
          },
        },
      },
      async (request) => {
        const caller = signedIn(request);
        const method = paymentMethod.safeParse(wordOf(request.body));
        if (!method.success) throw business(400, 'One of cash, card, transfer, other.');
        const context = contextOf(centre, caller, 'appointments.markPaid', request.ip);
        await door.write(clinicId, context, async (tx) => {
          const visit = await visitInScope(tx, caller, request.params.id);
          if (!visit) throw notFound();
          tx.about({ entity: 'paymentMarks', entityId: visit.id, patientId: visit.patientId });
          const { id: appointmentId, estimatedFeeMinor: amountMinor } = visit;
          const mark = { clinicId, appointmentId, method: method.data, amountMinor };
          // Marked twice is marked once: the first says when and by whom.
          await tx.db
            .insert(paymentMarks)
            .values({ ...mark, atMs: tx.nowMs, byUserId: caller.userId })
            .onConflictDoNothing();
        });
        return {
          success: true as const,
          message: 'The visit is marked as paid.',
          payment_status: 'paid' as const,
        };
      },
    );
  });
};

/** `card`, `"card"`, `payment_method=card`: the word is in there. */
const methodIn = (body: string): string => (body.split('=').at(-1) ?? '').replaceAll('"', '').trim();

function wordOf(body: string | { method: string } | { payment_method: string } | null | undefined): string {
  if (body === null || body === undefined) return '';
  if (typeof body === 'string') return body;
  return 'method' in body ? body.method : body.payment_method;
}

/** Whose records somebody may list: a patient those of the own visits, a doctor those of his or hers. */
function mine(caller: Caller, clinicId: string): SQL | undefined {
  if (caller.role === 'patient') return eq(appointments.patientId, caller.userId);
  if (caller.role === 'doctor') return eq(appointments.doctorId, caller.userId);
  return eq(isClosedTo(caller, clinicId), false);
}

async function readOne(
  reader: Reader,
  caller: Caller,
  which: SQL,
): Promise<{ found: { patientId: string }; shown: RecordShown }> {
  const inScope =
    caller.role === 'patient'
      ? eq(appointments.patientId, caller.userId)
      : caller.role === 'doctor'
        ? eq(appointments.doctorId, caller.userId)
        : undefined;
  assert(
    caller.role === 'patient' || may(caller.role, 'record.read'),
    'a route of records asks for a reader',
  );
  const [found] = await recordsWhere(reader, { where: and(inScope, which) });
  if (!found) throw notFound();
  const [open] = await recordsWhere(reader, {
    where: and(inScope, which, eq(isClosedTo(caller, reader.clinicId), false)),
  });
  if (!open) throw detail(403, 'This chart is closed to all but the doctors who treat the patient.');
  const [shown] = await recordsShown(reader, [found]);
  assert(shown, 'a record that was found is shown');
  return { found, shown };
}

async function recordsCounted({ db, clinicId }: Reader, where: SQL | undefined): Promise<number> {
  const [total] = await db
    .select({ count: count() })
    .from(medicalRecords)
    .innerJoin(
      appointments,
      and(eq(appointments.clinicId, clinicId), eq(appointments.id, medicalRecords.appointmentId)),
    )
    .where(and(eq(medicalRecords.clinicId, clinicId), where));
  return total?.count ?? 0;
}

async function recordOf({ db, clinicId }: Reader, appointmentId: string): Promise<MedicalRecord | undefined> {
  const [found] = await db
    .select()
    .from(medicalRecords)
    .where(and(eq(medicalRecords.clinicId, clinicId), eq(medicalRecords.appointmentId, appointmentId)));
  return found;
}

type Writing = { visit: Appointment; before: MedicalRecord | undefined; patch: RecordPatch };

/** What was signed is amended and its earlier version kept; what was not is written over. Lines and codes beside it stay as they are. */
async function write(tx: Tx, { userId, role }: Caller, { visit, before, patch }: Writing): Promise<void> {
  const { timeZone } = await clinicFacts(tx);
  const by = { userId, role, today: wallClock(tx.nowMs, timeZone).date };
  const change = { basedOnMs: before?.updatedAtMs ?? null, record: patch };
  const seen = { appointment: visit, record: before };
  tx.about({ entity: 'appointments', entityId: visit.id, patientId: visit.patientId });
  if (before && before.signedAtMs !== null)
    return amend(tx, before, () => amendRecord(seen, change, by).content);
  const { content } = writeRecord(seen, change, by);
  if (before) await tx.update('medicalRecords', before.id, content);
  else
    await tx.insert('medicalRecords', {
      ...content,
      id: tx.newId(),
      appointmentId: visit.id,
      patientId: visit.patientId,
      createdById: userId,
      signedAtMs: null,
    });
}

async function amend(
  tx: Tx,
  before: MedicalRecord,
  decide: () => ReturnType<typeof amendRecord>['content'],
): Promise<void> {
  const { db, clinicId, nowMs, userId } = tx;
  let content: ReturnType<typeof decide>;
  try {
    content = decide();
  } catch (error) {
    // A client saves the same form twice: nothing to keep a version of.
    if (error instanceof Refused && error.failure.code === 'nothing_changed') return;
    throw error;
  }
  const [latest] = await db
    .select({ count: count() })
    .from(recordVersions)
    .where(and(eq(recordVersions.clinicId, clinicId), eq(recordVersions.recordId, before.id)));
  assert(userId, 'a record is amended by somebody');
  const made = {
    id: tx.newId(),
    versionNumber: (latest?.count ?? 0) + 1,
    reason: AMENDED_BY_API,
    nowMs,
    userId,
    ...(await companionsOf(tx, before.id)),
  };
  await tx.insert('recordVersions', replacedVersion(before, made));
  await tx.update('medicalRecords', before.id, { ...content, signedAtMs: nowMs });
}

/** What stands beside the texts of a record, for the version that keeps it. */
async function companionsOf({ db, clinicId }: Reader, recordId: string): Promise<Companions> {
  const lines = await db
    .select()
    .from(prescriptionItems)
    .where(and(eq(prescriptionItems.clinicId, clinicId), eq(prescriptionItems.recordId, recordId)))
    .orderBy(asc(prescriptionItems.lineNumber));
  const codes = await db
    .select()
    .from(recordDiagnoses)
    .where(and(eq(recordDiagnoses.clinicId, clinicId), eq(recordDiagnoses.recordId, recordId)))
    .orderBy(asc(recordDiagnoses.lineNumber));
  return {
    prescriptionLines: lines.map((row) => prescriptionLine.parse(row)),
    codedDiagnoses: codes.map((row) => codedDiagnosis.parse(row)),
  };
}

async function feesShown(reader: Reader, visit: Appointment) {
  const { currency } = await clinicFacts(reader);
  const { examinationMinor, serviceMinor } = await feeParts(reader, visit);
  return {
    service_fee: moneyText(serviceMinor, currency),
    examination_fee: moneyText(examinationMinor, currency),
  };
}

/** `{success: false, errors: {field: […]}}`, and the fields at the top as everywhere else. */
function refuseWrongFields(error: unknown): void {
  if (error === undefined) return;
  assert(hasZodFastifySchemaValidationErrors(error), 'what a schema refused is told by its fields');
  const errors = fieldErrors(
    error.validation.map(({ instancePath, message = '' }) => ({
      path: instancePath.split('/').filter(Boolean),
      message,
    })),
  );
  const text = 'The record cannot be saved as it is.';
  throw new RestRefusal(400, { ...errors, success: false, error: text, message: text, errors });
}
