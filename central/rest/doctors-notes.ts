// What a doctor keeps of patients beside their visits: saved patients and notes. Only of those whom he or she treats, or who have shared something
// (fault G6). Patients read the notes that are shared with them.
import { and, count, desc, eq, exists, ilike, isNull, ne, or, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { users } from '../../db/schema/accounts.ts';
import { appointments } from '../../db/schema/appointments.ts';
import { doctorNotes, savedPatients } from '../../db/schema/doctors-desk.ts';
import { patients } from '../../db/schema/patients.ts';
import { civilDate, instantOf, wallClock } from '../../domain/civil-date.ts';
import { foldText } from '../../domain/folded-text.ts';
import { requiredText, typedText } from '../../domain/row.ts';
import { clinicFacts } from '../appointments.ts';
import { accessLogs } from '../schema/sharing.ts';
import { containing } from '../like.ts';
import type { Reader } from '../transaction.ts';
import { detailAnswer, notFound, RestRefusal } from './answers.ts';
import { limitsOf, pageAnswer, pageOf, sizedPageQuery } from './pages.ts';
import { patientInfo, patientInfos } from './patient-info.ts';
import { noteReading } from './record-shape.ts';
import { addressOf, type App, type Caller, type Centre, signedIn } from './routing.ts';
import { contextOf } from './visits.ts';
import { instantText } from './words.ts';

const tags = ['sharing'];
const fields = z.record(z.string(), z.unknown());
const byId = z.object({ id: z.string().max(64) });
const doctorsOnly = { access: ['doctor'] } as const;
const patientKey = z.string('This field is required.').min(1, 'This field may not be blank.').max(64);
const errors = { 400: fields, 401: detailAnswer, 403: detailAnswer, 404: detailAnswer };

const savedAnswer = z.object({
  id: z.string(),
  patient: z.string(),
  patient_info: patientInfo,
  consultation_notes: z.string(),
  last_consultation_date: z.string().nullable(),
  saved_at: z.string(),
  updated_at: z.string(),
});
const lastConsultation = z.preprocess((value) => (value === '' ? null : value), civilDate.nullable());
const saving = z.object({
  patient: patientKey,
  consultation_notes: typedText(5_000).default(''),
  last_consultation_date: lastConsultation.optional(),
});
const noteAnswer = z.object({
  id: z.string(),
  doctor: z.string(),
  doctor_info: z.object({ id: z.string(), full_name: z.string() }),
  patient: z.string(),
  patient_info: patientInfo,
  note_text: z.string(),
  is_audio_transcript: z.boolean(),
  is_shared_with_patient: z.boolean(),
  created_at: z.string(),
  updated_at: z.string(),
});
const note = z.object({
  note_text: requiredText(10_000),
  is_audio_transcript: z.boolean().default(false),
  is_shared_with_patient: z.boolean().default(false),
});
type SavedRow = typeof savedPatients.$inferSelect;
type NoteRow = typeof doctorNotes.$inferSelect;

export const doctorsNotesRoutes = (centre: Centre) => async (app: App) => {
  const { door, clinicId } = centre;
  const write = <Result>(
    caller: Caller,
    kind: string,
    ip: string,
    work: Parameters<typeof door.write<Result>>[2],
  ) => door.write(clinicId, contextOf(centre, caller, kind, ip), work);

  app.get(
    '/sharing/saved-patients',
    {
      config: doctorsOnly,
      schema: {
        summary: 'My saved patients',
        tags,
        querystring: sizedPageQuery.extend({ search: z.string().max(100).optional() }),
        response: { 200: pageOf(savedAnswer), ...errors },
      },
    },
    async (request) => {
      const caller = signedIn(request);
      const { query } = request;
      const page = await door.read(clinicId, async (reader) => {
        const where = and(mineSaved(reader, caller), searched(query.search));
        const named = and(eq(patients.clinicId, clinicId), eq(patients.id, savedPatients.patientId));
        const { limit, offset } = limitsOf(query);
        const rows = await reader.db
          .select({ saved: savedPatients })
          .from(savedPatients)
          .innerJoin(patients, named)
          .where(where)
          .orderBy(desc(savedPatients.savedAtMs), desc(savedPatients.id))
          .limit(limit)
          .offset(offset);
        const [total] = await reader.db
          .select({ count: count() })
          .from(savedPatients)
          .innerJoin(patients, named)
          .where(where);
        const results = await savedShown(
          reader,
          rows.map(({ saved }) => saved),
        );
        return { count: total?.count ?? 0, results };
      });
      const kept = page.results.map(({ patient }) => patient);
      await noteReading(centre, { caller, ip: request.ip, patients: kept });
      return pageAnswer(addressOf(centre, request), query, page);
    },
  );
  app.post(
    '/sharing/saved-patients',
    {
      config: doctorsOnly,
      schema: { summary: 'Save a patient', tags, body: saving, response: { 201: savedAnswer, ...errors } },
    },
    async (request, reply) => {
      const caller = signedIn(request);
      const { body } = request;
      const answered = await write(caller, 'savedPatients.save', request.ip, async (tx) => {
        const patientId = await knownPatient(tx, caller, body.patient);
        const [before] = await tx.db
          .select()
          .from(savedPatients)
          .where(
            and(
              eq(savedPatients.clinicId, clinicId),
              eq(savedPatients.doctorId, caller.userId),
              eq(savedPatients.patientId, patientId),
            ),
          );
        if (before && before.removedAtMs === null)
          throw new RestRefusal(400, { patient: ['This patient is saved already.'] });
        tx.about({ entity: 'savedPatients', entityId: before?.id ?? null, patientId });
        const content = {
          consultationNotes: body.consultation_notes,
          lastConsultationAtMs: await atNoon(tx, body.last_consultation_date ?? null),
          savedAtMs: tx.nowMs,
          removedAtMs: null,
        };
        const saved = before
          ? await tx.update('savedPatients', before.id, content)
          : await tx.insert('savedPatients', {
              id: tx.newId(),
              doctorId: caller.userId,
              patientId,
              ...content,
            });
        return first(await savedShown(tx, [saved]));
      });
      return reply.status(201).send(answered);
    },
  );
  app.get(
    '/sharing/saved-patients/:id',
    {
      config: doctorsOnly,
      schema: { summary: 'A saved patient', tags, params: byId, response: { 200: savedAnswer, ...errors } },
    },
    async (request) => {
      const caller = signedIn(request);
      const shown = await door.read(clinicId, async (reader) =>
        first(await savedShown(reader, [await ownSaved(reader, caller, request.params.id)])),
      );
      await noteReading(centre, { caller, ip: request.ip, patients: [shown.patient] });
      return shown;
    },
  );
  for (const method of ['PUT', 'PATCH'] as const)
    app.route({
      method,
      url: '/sharing/saved-patients/:id',
      config: doctorsOnly,
      schema: {
        summary: 'Change what I keep of a saved patient',
        tags,
        params: byId,
        body: saving.omit({ patient: true }).partial(),
        response: { 200: savedAnswer, ...errors },
      },
      handler: (request) => {
        const caller = signedIn(request);
        const { params, body } = request;
        return write(caller, 'savedPatients.edit', request.ip, async (tx) => {
          const saved = await ownSaved(tx, caller, params.id);
          tx.about({ entity: 'savedPatients', entityId: saved.id, patientId: saved.patientId });
          const { consultation_notes: notes, last_consultation_date: last } = body;
          const changed = await tx.update('savedPatients', saved.id, {
            ...(notes !== undefined && { consultationNotes: notes }),
            ...(last !== undefined && { lastConsultationAtMs: await atNoon(tx, last) }),
          });
          return first(await savedShown(tx, [changed]));
        });
      },
    });
  app.delete(
    '/sharing/saved-patients/:id',
    {
      config: doctorsOnly,
      schema: {
        summary: 'Save a patient no longer',
        tags,
        params: byId,
        response: { 204: z.null(), ...errors },
      },
    },
    async (request, reply) => {
      const caller = signedIn(request);
      await write(caller, 'savedPatients.remove', request.ip, async (tx) => {
        const saved = await ownSaved(tx, caller, request.params.id);
        tx.about({ entity: 'savedPatients', entityId: saved.id, patientId: saved.patientId });
        await tx.update('savedPatients', saved.id, { removedAtMs: tx.nowMs });
      });
      return reply.status(204).send(null);
    },
  );

  app.get(
    '/sharing/notes',
    {
      config: { access: ['doctor', 'patient'] },
      schema: {
        summary: 'My notes; for a patient, those that are shared with me',
        tags,
        querystring: sizedPageQuery.extend({ patient: z.string().max(64).optional() }),
        response: { 200: pageOf(noteAnswer), ...errors },
      },
    },
    async (request) => {
      const caller = signedIn(request);
      const { query } = request;
      const page = await door.read(clinicId, async (reader) => {
        const ofPatient =
          query.patient === undefined || query.patient === ''
            ? undefined
            : eq(doctorNotes.patientId, (await patientIdOf(reader, query.patient)) ?? '');
        const where = and(readableNotes(reader, caller), ofPatient);
        const rows = await reader.db
          .select()
          .from(doctorNotes)
          .where(where)
          .orderBy(desc(doctorNotes.createdAtMs), desc(doctorNotes.id))
          .limit(limitsOf(query).limit)
          .offset(limitsOf(query).offset);
        const [total] = await reader.db.select({ count: count() }).from(doctorNotes).where(where);
        return { count: total?.count ?? 0, results: await notesShown(reader, rows) };
      });
      const read = page.results.map(({ patient }) => patient);
      await noteReading(centre, { caller, ip: request.ip, patients: read });
      return pageAnswer(addressOf(centre, request), query, page);
    },
  );
  app.post(
    '/sharing/notes',
    {
      config: doctorsOnly,
      schema: {
        summary: 'Write a note about a patient',
        tags,
        body: note.extend({ patient: patientKey }),
        response: { 201: noteAnswer, ...errors },
      },
    },
    async (request, reply) => {
      const caller = signedIn(request);
      const { body } = request;
      const answered = await write(caller, 'notes.add', request.ip, async (tx) => {
        const patientId = await knownPatient(tx, caller, body.patient);
        const id = tx.newId();
        tx.about({ entity: 'doctorNotes', entityId: id, patientId });
        const added = await tx.insert('doctorNotes', {
          id,
          doctorId: caller.userId,
          patientId,
          noteText: body.note_text,
          isAudioTranscript: body.is_audio_transcript,
          isSharedWithPatient: body.is_shared_with_patient,
          archivedAtMs: null,
        });
        return first(await notesShown(tx, [added]));
      });
      return reply.status(201).send(answered);
    },
  );
  app.get(
    '/sharing/notes/:id',
    {
      config: { access: ['doctor', 'patient'] },
      schema: { summary: 'A note', tags, params: byId, response: { 200: noteAnswer, ...errors } },
    },
    async (request) => {
      const caller = signedIn(request);
      const shown = await door.read(clinicId, async (reader) =>
        first(await notesShown(reader, [await readableNote(reader, caller, request.params.id)])),
      );
      await noteReading(centre, { caller, ip: request.ip, patients: [shown.patient] });
      return shown;
    },
  );
  for (const method of ['PUT', 'PATCH'] as const)
    app.route({
      method,
      url: '/sharing/notes/:id',
      config: doctorsOnly,
      schema: {
        summary: 'Change a note of mine',
        tags,
        params: byId,
        // Without defaults: what is not sent stays.
        body: z
          .object({
            note_text: note.shape.note_text,
            is_audio_transcript: z.boolean(),
            is_shared_with_patient: z.boolean(),
          })
          .partial(),
        response: { 200: noteAnswer, ...errors },
      },
      handler: (request) => {
        const caller = signedIn(request);
        const { params, body } = request;
        return write(caller, 'notes.edit', request.ip, async (tx) => {
          const own = await readableNote(tx, caller, params.id);
          tx.about({ entity: 'doctorNotes', entityId: own.id, patientId: own.patientId });
          const changed = await tx.update('doctorNotes', own.id, {
            ...(body.note_text !== undefined && { noteText: body.note_text }),
            ...(body.is_audio_transcript !== undefined && { isAudioTranscript: body.is_audio_transcript }),
            ...(body.is_shared_with_patient !== undefined && {
              isSharedWithPatient: body.is_shared_with_patient,
            }),
          });
          return first(await notesShown(tx, [changed]));
        });
      },
    });
  app.delete(
    '/sharing/notes/:id',
    {
      config: doctorsOnly,
      schema: {
        summary: 'Put a note of mine away',
        tags,
        params: byId,
        response: { 204: z.null(), ...errors },
      },
    },
    async (request, reply) => {
      const caller = signedIn(request);
      await write(caller, 'notes.archive', request.ip, async (tx) => {
        const own = await readableNote(tx, caller, request.params.id);
        tx.about({ entity: 'doctorNotes', entityId: own.id, patientId: own.patientId });
        await tx.update('doctorNotes', own.id, { archivedAtMs: tx.nowMs });
      });
      return reply.status(204).send(null);
    },
  );
};

function first<Shown>([shown]: readonly Shown[]): Shown {
  if (shown === undefined) throw notFound();
  return shown;
}

const mineSaved = ({ clinicId }: Reader, { userId }: Caller): SQL | undefined =>
  and(
    eq(savedPatients.clinicId, clinicId),
    eq(savedPatients.doctorId, userId),
    isNull(savedPatients.removedAtMs),
  );

function searched(search: string | undefined): SQL | undefined {
  if (search === undefined || search.trim() === '') return undefined;
  const folded = foldText(search);
  return or(
    folded === '' ? undefined : ilike(patients.searchName, containing(folded)),
    ilike(patients.patientUuid, containing(search.trim())),
  );
}

async function ownSaved(reader: Reader, caller: Caller, id: string): Promise<SavedRow> {
  const [found] = await reader.db
    .select()
    .from(savedPatients)
    .where(and(mineSaved(reader, caller), eq(savedPatients.id, id)));
  if (!found) throw notFound();
  return found;
}

/** A doctor the own ones, a patient those shared with him or her. */
const readableNotes = ({ clinicId }: Reader, { userId, role }: Caller): SQL | undefined =>
  and(
    eq(doctorNotes.clinicId, clinicId),
    isNull(doctorNotes.archivedAtMs),
    role === 'doctor'
      ? eq(doctorNotes.doctorId, userId)
      : and(eq(doctorNotes.patientId, userId), eq(doctorNotes.isSharedWithPatient, true)),
  );

async function readableNote(reader: Reader, caller: Caller, id: string): Promise<NoteRow> {
  const [found] = await reader.db
    .select()
    .from(doctorNotes)
    .where(and(readableNotes(reader, caller), eq(doctorNotes.id, id)));
  if (!found) throw notFound();
  return found;
}

/** By the row's id or by the patient's uuid: the app sends the one and is shown the other. */
async function patientIdOf({ db, clinicId }: Reader, key: string): Promise<string | undefined> {
  const [found] = await db
    .select({ id: patients.id })
    .from(patients)
    .where(and(eq(patients.clinicId, clinicId), or(eq(patients.id, key), eq(patients.patientUuid, key))));
  return found?.id;
}

/** A patient the doctor treats or whose share the doctor has opened. Who is unknown and who is somebody else's are told alike. */
async function knownPatient(reader: Reader, { userId }: Caller, key: string): Promise<string> {
  const { db, clinicId } = reader;
  const treated = db
    .select({ one: sql`1` })
    .from(appointments)
    .where(
      and(
        eq(appointments.clinicId, clinicId),
        eq(appointments.patientId, patients.id),
        eq(appointments.doctorId, userId),
        ne(appointments.status, 'cancelled'),
      ),
    );
  const opened = db
    .select({ one: sql`1` })
    .from(accessLogs)
    .where(
      and(
        eq(accessLogs.clinicId, clinicId),
        eq(accessLogs.patientId, patients.id),
        eq(accessLogs.doctorId, userId),
      ),
    );
  const [found] = await db
    .select({ id: patients.id })
    .from(patients)
    .where(
      and(
        eq(patients.clinicId, clinicId),
        or(eq(patients.id, key), eq(patients.patientUuid, key)),
        or(exists(treated), exists(opened)),
      ),
    );
  if (!found) throw new RestRefusal(400, { patient: ['This is no patient of yours.'] });
  return found.id;
}

/** A day has no hour: noon in the clinic stays that day in every zone near it. */
async function atNoon(reader: Reader, date: string | null): Promise<number | null> {
  return date === null ? null : instantOf(date, '12:00', (await clinicFacts(reader)).timeZone);
}

async function savedShown(reader: Reader, rows: readonly SavedRow[]): Promise<z.infer<typeof savedAnswer>[]> {
  const { timeZone } = await clinicFacts(reader);
  const infos = await patientInfos(
    reader,
    rows.map(({ patientId }) => patientId),
  );
  return rows.map((row) => ({
    id: row.id,
    patient: row.patientId,
    patient_info: infos(row.patientId),
    consultation_notes: row.consultationNotes,
    last_consultation_date:
      row.lastConsultationAtMs === null ? null : wallClock(row.lastConsultationAtMs, timeZone).date,
    saved_at: instantText(row.savedAtMs, timeZone),
    updated_at: instantText(row.updatedAtMs, timeZone),
  }));
}

async function notesShown(reader: Reader, rows: readonly NoteRow[]): Promise<z.infer<typeof noteAnswer>[]> {
  const { db, clinicId } = reader;
  const { timeZone } = await clinicFacts(reader);
  const infos = await patientInfos(
    reader,
    rows.map(({ patientId }) => patientId),
  );
  const writers = await db
    .select({ id: users.id, fullName: users.fullName })
    .from(users)
    .where(and(eq(users.clinicId, clinicId), eq(users.role, 'doctor')));
  const names = new Map(writers.map(({ id, fullName }) => [id, fullName]));
  return rows.map((row) => ({
    id: row.id,
    doctor: row.doctorId,
    doctor_info: { id: row.doctorId, full_name: names.get(row.doctorId) ?? '' },
    patient: row.patientId,
    patient_info: infos(row.patientId),
    note_text: row.noteText,
    is_audio_transcript: row.isAudioTranscript,
    is_shared_with_patient: row.isSharedWithPatient,
    created_at: instantText(row.createdAtMs, timeZone),
    updated_at: instantText(row.updatedAtMs, timeZone),
  }));
}
