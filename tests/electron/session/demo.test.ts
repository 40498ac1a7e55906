import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { refusal } from '../../support/refusal.ts';
import { TestSession } from '../../support/test-session.ts';

test('a demo clinic that is cancelled half-way leaves nothing, and the door answers all the while', async () => {
  await using desk = new TestSession();
  const making = desk.api.doorstep.makeDemo({ locale: 'vi' });
  await expect
    .poll(() => desk.session.state(), { timeout: 20_000 })
    .toMatchObject({ kind: 'making_demo', done: expect.any(Number) });
  await expect.poll(() => progressOf(desk), { timeout: 20_000 }).toBeGreaterThan(0);
  await desk.api.doorstep.cancelDemo();
  await making;
  expect(desk.session.state()).toMatchObject({ kind: 'no_clinic', place: 'clinic', otherPlaceExists: false });
  expect(readdirSync(desk.dataDir).filter((name) => name.startsWith('demo'))).toEqual([]);
});

test('demo sign-ins are shown at the demo clinic’s door and nowhere else', async () => {
  await using desk = new TestSession();
  expect(await desk.api.doorstep.demoSignIns()).toEqual([]);
  await desk.api.doorstep.choosePlace({ place: 'demo' });
  const [first] = await desk.api.doorstep.demoSignIns();
  expect(first).toMatchObject({ role: 'admin', password: expect.any(String) });
  await desk.api.doorstep.choosePlace({ place: 'clinic' });
  await desk.createClinic();
  expect(await desk.api.doorstep.demoSignIns()).toEqual([]);
  await desk.restart();
  await expect(
    desk.api.doorstep.signIn({ email: first?.email ?? '', password: first?.password ?? '' }),
  ).rejects.toEqual(refusal('wrong_password'));
  expect(existsSync(join(desk.dataDir, 'demo'))).toBe(false);
});

const progressOf = (desk: TestSession) => {
  const state = desk.session.state();
  return state.kind === 'making_demo' ? state.done : 0;
};
