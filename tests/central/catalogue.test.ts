import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestCentre, type TestCentre } from './support/test-centre.ts';

let it: TestCentre;
beforeAll(async () => {
  it = await startTestCentre({ PUBLIC_URL: 'https://centre.example' });
});
afterAll(() => it?.stop());

type Page = {
  count: number;
  next: string | null;
  previous: string | null;
  results: Record<string, string | number | boolean | null>[];
};
const page = async (path: string) => (await it.get(path)).body as Page;
const api = (path: string) => `/api/v1${path}`;

describe('Departments', () => {
  test('are listed by name, active ones only, with fee as text and their services counted', async () => {
    const closed = await it.owner.query(
      `UPDATE departments SET "isActive" = false WHERE id = (SELECT max(id) FROM departments) RETURNING "restId"::int AS id`,
    );
    const { count, results } = await page(api('/departments/?page=1&page_size=50'));
    const { rows } = await it.owner.query(
      `SELECT d."restId"::int AS id, d.name, (SELECT count(*)::int FROM services s WHERE s."departmentId" = d.id AND s."isActive") AS counted
       FROM departments d WHERE d."isActive" ORDER BY d.name`,
    );
    expect(count).toBe(rows.length);
    expect(results.map(({ id }) => id)).not.toContain(closed.rows[0].id);
    expect(results.map(({ id, services_count }) => [id, services_count])).toEqual(
      rows.map(({ id, counted }) => [id, counted]),
    );
    expect(results[0]).toEqual({
      id: expect.any(Number),
      name: expect.any(String),
      icon: expect.any(String),
      description: expect.any(String),
      health_examination_fee: expect.stringMatching(/^\d+\.\d{2}$/),
      is_active: true,
      services_count: expect.any(Number),
      created_at: '2026-11-27T09:10:00.000+07:00',
      updated_at: expect.any(String),
    });
  });

  test('one is answered with its services, priced as numbers, and its doctors', async () => {
    const { results } = await page(api('/departments/'));
    const { status, body } = await it.get(api(`/departments/${results[0]?.['id']}/`));
    expect(status).toBe(200);
    expect(body).toMatchObject({
      services: expect.arrayContaining([expect.objectContaining({ price: expect.any(Number) })]),
      doctors: expect.arrayContaining([expect.objectContaining({ rating: expect.any(Number) })]),
      services_count: expect.any(Number),
    });
    const { doctors, doctors_count } = body as { doctors: object[]; doctors_count: number };
    expect(doctors_count).toBe(doctors.length);
    expect(doctors[0]).not.toHaveProperty('user_id');
  });

  test('an unknown one, one out of use and what is no number are not found', async () => {
    const { rows } = await it.owner.query(`SELECT "restId" AS id FROM departments LIMIT 1`);
    await it.owner.query(`UPDATE departments SET "isActive" = false WHERE "restId" = $1`, [rows[0].id]);
    for (const id of ['999999', 'abc', '-1', rows[0].id])
      expect(await it.get(api(`/departments/${id}/`))).toEqual({
        status: 404,
        body: { detail: 'Not found.' },
      });
    await it.owner.query(`UPDATE departments SET "isActive" = true WHERE "restId" = $1`, [rows[0].id]);
  });
});

describe('Services', () => {
  test('are answered in pages of ten whatever size is asked, with links that begin as the clinic says', async () => {
    const first = await page(api('/services/?page_size=50'));
    expect(first.results).toHaveLength(10);
    expect(first.previous).toBeNull();
    expect(first.next).toBe('https://centre.example/api/v1/services/?page_size=50&page=2');
    const second = await page(api('/services?page=2'));
    expect(second.previous).toBe('https://centre.example/api/v1/services');
    const seen = [...first.results, ...second.results].map(({ id }) => id);
    expect(new Set(seen).size).toBe(20);
  });

  test('of one department, and by the number that the contract calls specialty', async () => {
    const [department] = (await page(api('/departments/'))).results;
    const its = await page(api(`/services/?department_id=${department?.['id']}`));
    expect(its.count).toBe(department?.['services_count']);
    expect(its.results.every(({ department_id }) => department_id === department?.['id'])).toBe(true);
    const one = await page(api(`/services/?specialty_id=${its.results[0]?.['id']}`));
    expect(one.results).toEqual([its.results[0]]);
    expect((await it.get(api(`/services/${its.results[0]?.['id']}/`))).body).toEqual(its.results[0]);
  });

  test('F13: a filter that is no number or names nothing is refused in plain words', async () => {
    const refused = { success: false, error: expect.any(String), message: expect.any(String) };
    for (const filter of ['department_id', 'specialty_id']) {
      expect(await it.get(api(`/services/?${filter}=zz`))).toEqual({ status: 400, body: refused });
      expect(await it.get(api(`/services/?${filter}=999999`))).toEqual({ status: 404, body: refused });
    }
  });

  test('specialties are the departments in one plain list', async () => {
    const { body } = await it.get(api('/services/specialties/'));
    expect(body).toEqual((await page(api('/departments/?page_size=100'))).results);
  });
});

describe('Doctors', () => {
  test('are listed the best rated first, each with one number for the profile and the user', async () => {
    const { results } = await page(api('/doctors/'));
    const ratings = results.map(({ rating }) => Number(rating));
    expect(ratings).toEqual(ratings.toSorted((a, b) => b - a));
    expect(results[0]?.['rating']).toMatch(/^\d\.\d{2}$/);
    expect(results.every((doctor) => doctor['id'] === doctor['user_id'])).toBe(true);
  });

  test('a doctor who left and one of a department out of use are not shown', async () => {
    const before = await page(api('/doctors/'));
    const gone = before.results[0]?.['id'];
    await it.owner.query(`UPDATE users SET "isActive" = false WHERE "restId" = $1`, [gone]);
    const after = await page(api('/doctors/'));
    expect(after.count).toBe(before.count - 1);
    expect(after.results.map(({ id }) => id)).not.toContain(gone);
    await it.owner.query(`UPDATE users SET "isActive" = true WHERE "restId" = $1`, [gone]);
  });

  test('are chosen by department, or by a part of the specialization in any case; garbage chooses nobody', async () => {
    const [doctor] = (await page(api('/doctors/'))).results;
    const word = encodeURIComponent(String(doctor?.['specialization']).slice(0, 4).toUpperCase());
    const found = await page(api(`/doctors/?specialization=${word}`));
    expect(found.results.map(({ id }) => id)).toContain(doctor?.['id']);
    expect((await page(api('/doctors/?department_id=abc'))).count).toBe(0);
    expect((await page(api('/doctors/?specialization=%25'))).count).toBe(0);
    const department = await page(
      api(`/doctors/?department_id=${doctor?.['department_id']}&specialization=zzz`),
    );
    expect(department.results.map(({ id }) => id)).toContain(doctor?.['id']);
  });
});

describe('Pages', () => {
  test('page-size-unbounded: a size beyond the limit is cut, garbage is ten, and a page out of range is not found', async () => {
    expect((await page(api('/departments/?page_size=1000000'))).results.length).toBeLessThanOrEqual(100);
    expect((await it.get(api('/departments/?page_size=zz'))).status).toBe(200);
    for (const wrong of ['99', '0', '-1', 'abc'])
      expect(await it.get(api(`/doctors/?page=${wrong}`))).toEqual({
        status: 404,
        body: { detail: 'Not found.' },
      });
  });

  test('every path is answered with and without the last slash; an unknown one says so in JSON', async () => {
    expect(await it.get(api('/departments'))).toMatchObject({ status: 200 });
    expect(await it.get(api('/departments/'))).toMatchObject({ status: 200 });
    expect(await it.get(api('/nothing/here/'))).toEqual({ status: 404, body: { detail: 'Not found.' } });
  });

  test('sort-param-sqli: what looks like SQL in a filter is only text', async () => {
    const text = encodeURIComponent("'; drop table users; --");
    expect((await page(api(`/doctors/?specialization=${text}`))).count).toBe(0);
    expect((await it.get(api(`/services/?department_id=${text}`))).status).toBe(400);
    expect((await page(api('/doctors/'))).count).toBeGreaterThan(0);
  });
});
