// Two doors of the web client that look like advice and are none: which department the words of a complaint point to, by a list that the
// clinic keeps, and a reply that names the clinic. No medical question is answered here, and every answer says so.
import { and, asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { clinics, departments } from '../../db/schema/clinic-setup.ts';
import { foldText } from '../../domain/folded-text.ts';
import { assert } from '../../domain/failure.ts';
import { typedText } from '../../domain/row.ts';
import { symptomWords } from '../schema/booking.ts';
import type { Reader } from '../transaction.ts';
import { business, businessAnswer, detailAnswer, RestRefusal } from './answers.ts';
import { type App, type Centre, everyRole, signedIn } from './routing.ts';

const tags = ['suggestions'];
const restId = z.number().int();
const fields = z.record(z.string(), z.unknown());
const suggested = z.object({ id: restId, name: z.string(), icon: z.string(), description: z.string() });
/** Under this name stand the words for which the clinic wants to be called at once. */
const URGENT = 'urgent';
const words = z.array(typedText(60).pipe(z.string().min(2))).max(200);
const kept = z.object({
  departments: z.array(
    z.object({ department_id: restId, department_name: z.string(), words: z.array(z.string()) }),
  ),
  urgent_words: z.array(z.string()),
});
const keeping = z.object({
  departments: z.array(z.object({ department_id: restId, words })).max(500),
  urgent_words: words.optional(),
});
const MIN_SYMPTOMS = 5;

export const suggestionRoutes = (centre: Centre) => async (app: App) => {
  const { door, clinicId } = centre;
  app.post(
    '/appointments/suggest-department',
    {
      config: { access: everyRole },
      schema: {
        summary: 'The department that words point to, by the clinic’s list (a rule, no advice)',
        tags,
        body: z.looseObject({ symptoms: z.string().max(2_000).optional() }).nullish(),
        response: {
          200: z.object({
            success: z.literal(true),
            primary_department: suggested,
            reason: z.string(),
            urgency: z.enum(['low', 'medium', 'high']),
            related_departments: z.array(suggested),
          }),
          400: fields,
          401: detailAnswer,
          404: businessAnswer,
        },
      },
    },
    ({ body }) => {
      const symptoms = body?.symptoms?.trim() ?? '';
      if (symptoms.length < MIN_SYMPTOMS) throw business(400, 'Please say a little more.');
      return door.read(clinicId, (reader) => suggest(reader, symptoms));
    },
  );
  app.post(
    '/ai/health-qa',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'A reply that names the clinic (no model, no advice)',
        tags,
        body: z.looseObject({
          message: z
            .string('This field is required.')
            .trim()
            .min(3, 'Please say a little more.')
            .max(2_000, 'This is too long.'),
          conversation_history: z.array(z.unknown()).max(200).optional(),
        }),
        response: {
          200: z.object({
            success: z.literal(true),
            response: z.string(),
            message_id: z.string(),
            timestamp: z.string(),
          }),
          400: fields,
        },
      },
    },
    (request) =>
      door.read(clinicId, async (reader) => ({
        success: true as const,
        response: await replyOf(reader),
        message_id: request.id,
        timestamp: new Date(centre.nowMs()).toISOString(),
      })),
  );
  app.get(
    '/admin/symptom-words',
    {
      config: { access: ['admin'] },
      schema: {
        summary: 'The words that point to departments',
        tags,
        response: { 200: kept, 401: detailAnswer, 403: detailAnswer },
      },
    },
    () => door.read(clinicId, wordsKept),
  );
  app.put(
    '/admin/symptom-words',
    {
      config: { access: ['admin'] },
      schema: {
        summary: 'Keep the words that point to departments',
        tags,
        body: keeping,
        response: { 200: kept, 400: fields, 401: detailAnswer, 403: detailAnswer },
      },
    },
    (request) => {
      const { userId } = signedIn(request);
      const context = { userId, kind: 'symptomWords.keep', nowMs: centre.nowMs(), ipAddress: request.ip };
      return door.write(clinicId, context, async (tx) => {
        tx.about({ entity: 'symptomWords', entityId: null, patientId: null });
        const known = new Map((await activeDepartments(tx)).map((row) => [row.restId, row.id]));
        const rows = request.body.departments.map(({ department_id, words: its }, at) => {
          const departmentId = known.get(department_id);
          if (departmentId === undefined)
            throw new RestRefusal(400, {
              departments: { [at]: { department_id: ['There is no such department.'] } },
            });
          return { departmentId, words: its };
        });
        if (request.body.urgent_words) rows.push({ departmentId: URGENT, words: request.body.urgent_words });
        for (const row of rows)
          await tx.db
            .insert(symptomWords)
            .values({ clinicId, ...row })
            .onConflictDoUpdate({
              target: [symptomWords.clinicId, symptomWords.departmentId],
              set: { words: row.words },
            });
        return wordsKept(tx);
      });
    },
  );
};

const activeDepartments = ({ db, clinicId }: Reader) =>
  db
    .select()
    .from(departments)
    .where(and(eq(departments.clinicId, clinicId), eq(departments.isActive, true)))
    .orderBy(asc(departments.name), asc(departments.id));

const wordRows = async ({ db, clinicId }: Reader): Promise<Map<string, string[]>> => {
  const rows = await db.select().from(symptomWords).where(eq(symptomWords.clinicId, clinicId));
  return new Map(rows.map((row) => [row.departmentId, row.words]));
};

async function wordsKept(reader: Reader): Promise<z.infer<typeof kept>> {
  const found = await wordRows(reader);
  return {
    departments: (await activeDepartments(reader)).map((row) => ({
      department_id: row.restId,
      department_name: row.name,
      words: found.get(row.id) ?? [],
    })),
    urgent_words: found.get(URGENT) ?? [],
  };
}

/** How many of the words stand in the text, accents and case aside, each as a whole word. */
const countIn = (text: string, its: readonly string[]): number =>
  its.filter((word) => ` ${text} `.includes(` ${plain(word)} `)).length;
const plain = (text: string): string =>
  foldText(text)
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** The department with the most words; where none has any, the first by name, and the answer says that no word was known. */
async function suggest(reader: Reader, symptoms: string) {
  const text = plain(symptoms);
  const found = await wordRows(reader);
  const all = await activeDepartments(reader);
  const ranked = all
    .map((row) => ({ row, words: countIn(text, found.get(row.id) ?? []) }))
    .toSorted((a, b) => b.words - a.words);
  const [first, ...others] = ranked;
  if (!first) throw business(404, 'The clinic has no department yet.');
  const isUrgent = countIn(text, found.get(URGENT) ?? []) > 0;
  const { phone } = await clinicOf(reader);
  const because =
    first.words > 0
      ? 'Words of your text are on the clinic’s list for this department.'
      : 'No word of your text is on the clinic’s lists. The reception will find the right department.';
  const call = isUrgent ? ` The clinic asks to be called at once about this: ${phone}.` : '';
  return {
    success: true as const,
    primary_department: itsShape(first.row),
    reason: `${because}${call} This is a list of words and no medical advice.`,
    urgency: isUrgent ? ('high' as const) : first.words > 0 ? ('medium' as const) : ('low' as const),
    related_departments: others
      .filter(({ words: its }) => its > 0)
      .slice(0, 3)
      .map(({ row }) => itsShape(row)),
  };
}

const itsShape = ({ restId: id, name, icon, description }: typeof departments.$inferSelect) => ({
  id,
  name,
  icon,
  description,
});

async function clinicOf({ db, clinicId }: Reader): Promise<typeof clinics.$inferSelect> {
  const [clinic] = await db
    .select()
    .from(clinics)
    .where(and(eq(clinics.clinicId, clinicId), eq(clinics.id, clinicId)));
  assert(clinic, 'a clinic that is served has its row');
  return clinic;
}

/** Always the same, whatever was asked: what the clinic offers, in its language. */
async function replyOf(reader: Reader): Promise<string> {
  const { name, phone, address, locale } = await clinicOf(reader);
  const offered = (await activeDepartments(reader)).map((row) => row.name).join(', ');
  return locale === 'vi'
    ? `Đây là trả lời tự động, không phải tư vấn y khoa. ${name} (${address}, điện thoại ${phone}) có các khoa: ${offered}. Hãy đặt lịch khám hoặc gọi cho phòng khám; trường hợp cấp cứu hãy gọi 115.`
    : `This is an automatic reply and no medical advice. ${name} (${address}, phone ${phone}) has these departments: ${offered}. Please book an appointment or call the clinic; in an emergency call your local emergency number.`;
}
