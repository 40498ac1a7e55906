// Keys faster than answers: one after another, and never refused for a change of one's own.
import { expect, test } from 'vitest';
import { inTurn, ownVersions } from '../../renderer/front-desk/fast-keys.ts';

test('an order is sent when the one before it is answered, refused or not', async () => {
  const turns = inTurn();
  const sent: string[] = [];
  let answer = () => {};
  const first = turns.take(() => {
    sent.push('first');
    return new Promise<void>((_, refuse) => (answer = () => refuse(new Error('no'))));
  });
  const second = turns.take(async () => void sent.push('second'));
  await Promise.resolve();
  expect(sent).toEqual(['first']);
  expect(turns.isIdle()).toBe(false);
  answer();
  await expect(first).rejects.toThrow('no');
  await second;
  expect(sent).toEqual(['first', 'second']);
  expect(turns.isIdle()).toBe(true);
});

test('what this window changed itself is followed to its latest version; what a colleague changed is not', () => {
  const own = ownVersions();
  const visit = { id: 'a', updatedAtMs: 10 };
  expect(own.latest(visit)).toBe(10);
  own.remember(visit, { id: 'a', updatedAtMs: 20 });
  own.remember(visit, { id: 'a', updatedAtMs: 30 });
  expect(own.latest(visit)).toBe(30);
  expect(own.latest({ id: 'a', updatedAtMs: 25 })).toBe(25);
  expect(own.latest({ id: 'b', updatedAtMs: 10 })).toBe(10);
});

test('an answer with the same version, or an older one, makes no circle', () => {
  const own = ownVersions();
  own.remember({ id: 'a', updatedAtMs: 10 }, { id: 'a', updatedAtMs: 10 });
  own.remember({ id: 'a', updatedAtMs: 10 }, { id: 'a', updatedAtMs: 5 });
  expect(own.latest({ id: 'a', updatedAtMs: 10 })).toBe(10);
});
