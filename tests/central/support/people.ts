// The people of the demo clinic, signed in, and the doctor whom tests book.
import { demoSignIns } from '../../../central/demo.ts';
import { type Answer, ask } from './calls.ts';
import type { TestCentre } from './test-centre.ts';

export type RoleOfDemo = 'patient' | 'doctor' | 'receptionist' | 'admin';
export type DemoDoctor = { id: string; restId: number; departmentRestId: number; departmentId: string };
export type People = {
  access: Record<RoleOfDemo, string>;
  doctor: DemoDoctor;
  /** Asks as somebody of that role; null is nobody. */
  as(role: RoleOfDemo | null, method: string, path: string, body?: unknown): Promise<Answer>;
  /** The number of a new visit of the demo patient with `doctor`, on a Monday. */
  booked(extra?: Record<string, unknown>): Promise<number>;
};

export async function peopleOf(it: TestCentre): Promise<People> {
  const signIn = async (role: RoleOfDemo) => {
    const { email, password } = demoSignIns().find((person) => person.role === role) ?? {};
    return (await ask(it, { method: 'POST', path: '/token/', body: { email, password } })).body.access;
  };
  const access = {
    patient: await signIn('patient'),
    doctor: await signIn('doctor'),
    receptionist: await signIn('receptionist'),
    admin: await signIn('admin'),
  };
  const email = demoSignIns().find(({ role }) => role === 'doctor')?.email;
  const { rows } = await it.owner.query<DemoDoctor>(
    `SELECT d.id, d."restId"::int AS "restId", p."restId"::int AS "departmentRestId", p.id AS "departmentId"
     FROM doctors d JOIN users u ON u.id = d.id JOIN departments p ON p.id = d."departmentId" WHERE u.email = $1`,
    [email],
  );
  const [doctor] = rows;
  if (!doctor) throw new Error('the demo clinic has a doctor');
  const as: People['as'] = (role, method, path, body) =>
    ask(it, { method, path, body, ...(role !== null && { access: access[role] }) });
  return {
    access,
    doctor,
    as,
    booked: async (extra = {}) => {
      const { status, body } = await as('patient', 'POST', '/appointments/', {
        doctor_id: doctor.restId,
        department_id: doctor.departmentRestId,
        appointment_date: '2026-11-30',
        appointment_time: '09:00:00',
        reason: 'Đau lưng',
        ...extra,
      });
      if (status !== 201) throw new Error(`booked: ${status} ${JSON.stringify(body)}`);
      return body.appointment.id;
    },
  };
}
