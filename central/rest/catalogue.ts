// Departments, services and doctors, as anyone may see them. Read only.
import { and, asc, count, desc, eq, ilike, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { users } from '../../db/schema/accounts.ts';
import { departments, doctors, services } from '../../db/schema/clinic-setup.ts';
import { assert } from '../../domain/failure.ts';
import { type ClinicFacts, clinicFacts } from '../appointments.ts';
import { containing } from '../like.ts';
import type { Reader } from '../transaction.ts';
import { business, businessAnswer, detailAnswer, notFound } from './answers.ts';
import { limitsOf, pageAnswer, type PageAsked, pageOf, pageQuery, sizedPageQuery } from './pages.ts';
import { addressOf, type App, type Centre, everyRole, idParams } from './routing.ts';
import { instantText, moneyNumber, moneyText } from './words.ts';

const restId = z.number().int();
export const department = z.object({
  id: restId,
  name: z.string(),
  icon: z.string(),
  description: z.string(),
  health_examination_fee: z.string(),
  is_active: z.boolean(),
  services_count: z.number().int(),
  created_at: z.string(),
  updated_at: z.string(),
});
export const service = z.object({
  id: restId,
  name: z.string(),
  department_id: restId,
  department_name: z.string(),
  department_icon: z.string(),
  description: z.string().nullable(),
  price: z.string(),
  is_active: z.boolean(),
  created_at: z.string(),
});
const doctorOfDepartment = z.object({
  id: restId,
  full_name: z.string(),
  email: z.string(),
  phone_num: z.string().nullable(),
  title: z.string(),
  specialization: z.string(),
  department_id: restId,
  department_name: z.string(),
  department_icon: z.string(),
  experience_years: z.number().int(),
  consultation_fee: z.string(),
  rating: z.number(),
  avatar_url: z.string().nullable(),
  total_reviews: z.number().int(),
  bio: z.string(),
});
// A doctor's id and user_id are one number here, so that no client can book the wrong one.
const doctorItem = doctorOfDepartment.extend({ user_id: restId, rating: z.string() });
const departmentWhole = department.extend({
  services: z.array(
    z.object({
      id: restId,
      name: z.string(),
      description: z.string(),
      price: z.number(),
      is_active: z.boolean(),
    }),
  ),
  doctors: z.array(doctorOfDepartment),
  doctors_count: z.number().int(),
});

const config = { access: 'anyone' } as const;
const tags = ['catalogue'];

export const catalogueRoutes = (centre: Centre) => async (app: App) => {
  const read = <Result>(work: (reader: Reader) => Promise<Result>) => centre.door.read(centre.clinicId, work);
  const pageAnswers = { 400: businessAnswer, 404: z.union([businessAnswer, detailAnswer]) };

  app.get(
    '/departments',
    {
      config,
      schema: {
        summary: 'Active departments by name',
        tags,
        querystring: sizedPageQuery,
        response: { 200: pageOf(department), ...pageAnswers },
      },
    },
    (request) =>
      read(async (reader) =>
        pageAnswer(addressOf(centre, request), request.query, await departmentPage(reader, request.query)),
      ),
  );
  app.get(
    '/departments/:id',
    {
      config,
      schema: {
        summary: 'A department with its services and doctors',
        tags,
        params: idParams,
        response: { 200: departmentWhole, 404: detailAnswer },
      },
    },
    ({ params }) => read((reader) => wholeDepartment(reader, params.id)),
  );
  const servicesAsked = pageQuery.extend({
    department_id: z.string().optional(),
    specialty_id: z.string().optional(),
  });
  app.get(
    '/services',
    {
      config,
      schema: {
        summary: 'Active services',
        tags,
        querystring: servicesAsked,
        response: { 200: pageOf(service), ...pageAnswers },
      },
    },
    (request) =>
      read(async (reader) =>
        pageAnswer(addressOf(centre, request), request.query, await servicePage(reader, request.query)),
      ),
  );
  app.get(
    '/services/specialties',
    {
      config,
      schema: {
        summary: 'Every active department, in one list',
        tags,
        response: { 200: z.array(department) },
      },
    },
    () => read(async (reader) => (await departmentPage(reader, null)).results),
  );
  app.get(
    '/services/:id',
    {
      config,
      schema: { summary: 'A service', tags, params: idParams, response: { 200: service, 404: detailAnswer } },
    },
    ({ params }) =>
      read(async (reader) => {
        const [found] = await servicesWhere(reader, eq(services.restId, params.id));
        if (!found) throw notFound();
        return found;
      }),
  );
  const doctorsAsked = pageQuery.extend({
    department_id: z.string().optional(),
    specialization: z.string().max(100).optional(),
  });
  app.get(
    '/doctors',
    {
      config,
      schema: {
        summary: 'Active doctors, the best rated first',
        tags,
        querystring: doctorsAsked,
        response: { 200: pageOf(doctorItem), ...pageAnswers },
      },
    },
    (request) =>
      read(async (reader) =>
        pageAnswer(addressOf(centre, request), request.query, await doctorPage(reader, request.query)),
      ),
  );
  app.get(
    '/appointments/doctors-by-department',
    {
      config: { access: everyRole },
      schema: {
        summary: 'The doctors of a department',
        tags,
        querystring: z.object({ department_id: z.string().max(50).optional() }),
        response: {
          200: z.object({
            department: z.object({ id: restId, name: z.string(), icon: z.string() }),
            doctors: z.array(doctorItem),
            count: z.number().int(),
          }),
          400: businessAnswer,
          401: detailAnswer,
          404: businessAnswer,
        },
      },
    },
    ({ query: { department_id = '' } }) =>
      read(async (reader) => {
        const id = await departmentByNumber(reader, department_id);
        const { results } = await doctorPage(reader, { page: 1, page_size: 1_000, department_id });
        const [found] = await reader.db
          .select({ id: departments.restId, name: departments.name, icon: departments.icon })
          .from(departments)
          .where(and(eq(departments.clinicId, reader.clinicId), eq(departments.id, id)));
        assert(found, 'a department that was found by its number is there');
        return { department: found, doctors: results, count: results.length };
      }),
  );
};

async function departmentPage(reader: Reader, asked: PageAsked | null) {
  const { db, clinicId } = reader;
  const where = and(eq(departments.clinicId, clinicId), eq(departments.isActive, true));
  const rows = db.select().from(departments).where(where).orderBy(asc(departments.name), asc(departments.id));
  const { limit, offset } = asked ? limitsOf(asked) : { limit: 1_000, offset: 0 };
  const found = await rows.limit(limit).offset(offset);
  const [total] = await db.select({ count: count() }).from(departments).where(where);
  const counts = await servicesCounted(reader);
  const clinic = await clinicFacts(reader);
  return {
    count: total?.count ?? 0,
    results: found.map((row) => departmentItem(row, counts.get(row.id) ?? 0, clinic)),
  };
}

/** How many active services each department has. */
export async function servicesCounted({ db, clinicId }: Reader): Promise<Map<string, number>> {
  const found = await db
    .select({ departmentId: services.departmentId, count: count() })
    .from(services)
    .where(and(eq(services.clinicId, clinicId), eq(services.isActive, true)))
    .groupBy(services.departmentId);
  return new Map(found.map((row) => [row.departmentId, row.count]));
}

export const departmentItem = (
  row: typeof departments.$inferSelect,
  servicesCount: number,
  { currency, timeZone }: ClinicFacts,
): z.infer<typeof department> => ({
  id: row.restId,
  name: row.name,
  icon: row.icon,
  description: row.description,
  health_examination_fee: moneyText(row.examinationFeeMinor, currency),
  is_active: row.isActive,
  services_count: servicesCount,
  created_at: instantText(row.createdAtMs, timeZone),
  updated_at: instantText(row.updatedAtMs, timeZone),
});

async function wholeDepartment(reader: Reader, id: number): Promise<z.infer<typeof departmentWhole>> {
  const { db, clinicId } = reader;
  const [row] = await db
    .select()
    .from(departments)
    .where(
      and(eq(departments.clinicId, clinicId), eq(departments.restId, id), eq(departments.isActive, true)),
    );
  if (!row) throw notFound();
  const clinic = await clinicFacts(reader);
  const its = await db
    .select()
    .from(services)
    .where(
      and(eq(services.clinicId, clinicId), eq(services.departmentId, row.id), eq(services.isActive, true)),
    )
    .orderBy(asc(services.name), asc(services.id));
  const { results } = await doctorPage(reader, { page: 1, page_size: 1_000, department_id: String(id) });
  return {
    ...departmentItem(row, its.length, clinic),
    services: its.map(({ restId: number, name, description, priceMinor, isActive }) => ({
      id: number,
      name,
      description,
      price: moneyNumber(priceMinor, clinic.currency),
      is_active: isActive,
    })),
    doctors: results.map((doctor) => ({ ...doctor, rating: Number(doctor.rating) })),
    doctors_count: results.length,
  };
}

type ServicesAsked = PageAsked & { department_id?: string | undefined; specialty_id?: string | undefined };

async function servicePage(reader: Reader, asked: ServicesAsked) {
  const { db, clinicId } = reader;
  let chosen: SQL | undefined;
  if (asked.department_id !== undefined) {
    const found = await departmentByNumber(reader, asked.department_id);
    chosen = eq(services.departmentId, found);
  } else if (asked.specialty_id !== undefined) {
    // A misnomer of the contract: it is the number of a service.
    const id = wholeNumber(asked.specialty_id, 'specialty_id');
    chosen = eq(services.restId, id);
    if ((await servicesWhere(reader, chosen)).length === 0) throw business(404, 'There is no such service.');
  }
  const { limit, offset } = limitsOf(asked);
  const [total] = await db
    .select({ count: count() })
    .from(services)
    .innerJoin(
      departments,
      and(eq(departments.clinicId, clinicId), eq(departments.id, services.departmentId)),
    )
    .where(and(activeService(clinicId), chosen));
  return { count: total?.count ?? 0, results: await servicesWhere(reader, chosen, { limit, offset }) };
}

const activeService = (clinicId: string) =>
  and(eq(services.clinicId, clinicId), eq(services.isActive, true), eq(departments.isActive, true));

async function servicesWhere(
  reader: Reader,
  chosen: SQL | undefined,
  { limit, offset }: { limit: number; offset: number } = { limit: 1, offset: 0 },
): Promise<z.infer<typeof service>[]> {
  const { db, clinicId } = reader;
  const { currency, timeZone } = await clinicFacts(reader);
  const rows = await db
    .select({ service: services, department: departments })
    .from(services)
    .innerJoin(
      departments,
      and(eq(departments.clinicId, clinicId), eq(departments.id, services.departmentId)),
    )
    .where(and(activeService(clinicId), chosen))
    .orderBy(asc(services.name), asc(services.id))
    .limit(limit)
    .offset(offset);
  return rows.map((row) => serviceItem(row.service, row.department, { currency, timeZone }));
}

export const serviceItem = (
  its: typeof services.$inferSelect,
  of: typeof departments.$inferSelect,
  { currency, timeZone }: Pick<ClinicFacts, 'currency' | 'timeZone'>,
): z.infer<typeof service> => ({
  id: its.restId,
  name: its.name,
  department_id: of.restId,
  department_name: of.name,
  department_icon: of.icon,
  description: its.description === '' ? null : its.description,
  price: moneyText(its.priceMinor, currency),
  is_active: its.isActive,
  created_at: instantText(its.createdAtMs, timeZone),
});

function wholeNumber(text: string, name: string): number {
  const parsed = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).safeParse(text);
  if (!parsed.success) throw business(400, `${name} is a whole number.`);
  return parsed.data;
}

async function departmentByNumber({ db, clinicId }: Reader, text: string): Promise<string> {
  const id = wholeNumber(text, 'department_id');
  const [found] = await db
    .select({ id: departments.id })
    .from(departments)
    .where(
      and(eq(departments.clinicId, clinicId), eq(departments.restId, id), eq(departments.isActive, true)),
    );
  if (!found) throw business(404, 'There is no such department.');
  return found.id;
}

type DoctorsAsked = PageAsked & { department_id?: string | undefined; specialization?: string | undefined };

async function doctorPage(reader: Reader, asked: DoctorsAsked) {
  const { db, clinicId } = reader;
  const { currency } = await clinicFacts(reader);
  const where = and(
    eq(doctors.clinicId, clinicId),
    eq(users.isActive, true),
    eq(users.role, 'doctor'),
    eq(departments.isActive, true),
    chosenDoctors(asked),
  );
  const ofDoctor = and(eq(users.clinicId, clinicId), eq(users.id, doctors.id));
  const inDepartment = and(eq(departments.clinicId, clinicId), eq(departments.id, doctors.departmentId));
  const { limit, offset } = limitsOf(asked);
  const rows = await db
    .select({ doctor: doctors, user: users, department: departments })
    .from(doctors)
    .innerJoin(users, ofDoctor)
    .innerJoin(departments, inDepartment)
    .where(where)
    .orderBy(desc(doctors.rating), asc(users.fullName), asc(doctors.id))
    .limit(limit)
    .offset(offset);
  const [total] = await db
    .select({ count: count() })
    .from(doctors)
    .innerJoin(users, ofDoctor)
    .innerJoin(departments, inDepartment)
    .where(where);
  return {
    count: total?.count ?? 0,
    results: rows.map(({ doctor, user, department: its }) => ({
      id: user.restId,
      user_id: user.restId,
      full_name: user.fullName,
      email: user.email,
      phone_num: user.mobileNumber,
      title: doctor.title,
      specialization: doctor.specialization,
      department_id: its.restId,
      department_name: its.name,
      department_icon: its.icon,
      experience_years: doctor.experienceYears,
      consultation_fee: moneyText(doctor.consultationFeeMinor, currency),
      rating: doctor.rating.toFixed(2),
      avatar_url: doctor.avatarUrl,
      total_reviews: doctor.totalReviews,
      bio: doctor.bio,
    })),
  };
}

/** What is no number chooses nobody: the contract answers an empty page, not an error. The department wins over the specialization. */
function chosenDoctors({ department_id, specialization }: DoctorsAsked): SQL | undefined {
  if (department_id !== undefined) {
    const id = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).safeParse(department_id);
    return id.success ? eq(departments.restId, id.data) : sql`false`;
  }
  if (specialization === undefined || specialization === '') return undefined;
  return ilike(doctors.specialization, containing(specialization));
}
