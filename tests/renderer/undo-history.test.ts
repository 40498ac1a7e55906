// One history of what can be taken back: three back and three forth, a new deed ends the redo, a refusal leaves the history.
import { describe, expect, test } from 'vitest';
import { UndoHistory, type UndoStep } from '../../renderer/app/undo-history.ts';
import type { Visit } from '../../renderer/front-desk/day.ts';
import { together, visitStep } from '../../renderer/front-desk/visit-step.ts';

function atADesk() {
  const said: string[] = [];
  const refusals: unknown[] = [];
  const log: string[] = [];
  const history = new UndoHistory({
    done: (text) => void said.push(text),
    refused: (error) => void refusals.push(error),
  });
  const step = (name: string, more: Partial<UndoStep> = {}): UndoStep => ({
    about: name,
    texts: { done: `${name} done`, undone: `${name} undone`, redone: `${name} redone` },
    undo: async () => void log.push(`-${name}`),
    redo: async () => void log.push(`+${name}`),
    ...more,
  });
  const did = (...names: string[]) => names.forEach((name) => history.did(step(name)));
  return { history, said, refusals, log, step, did };
}

describe('the history of a desk', () => {
  test('three changes go back from the last to the first, and forth again in the order they were made', async () => {
    const { history, log, did } = atADesk();
    did('a', 'b', 'c');
    for (let i = 0; i < 4; i += 1) await history.undo();
    for (let i = 0; i < 4; i += 1) await history.redo();
    expect(log).toEqual(['-c', '-b', '-a', '+a', '+b', '+c']);
  });
  test('keys pressed faster than answers come are still one step each', async () => {
    const { history, log, did } = atADesk();
    did('a', 'b');
    await Promise.all([history.undo(), history.undo(), history.redo()]);
    expect(log).toEqual(['-b', '-a', '+a']);
  });
  test('something new ends what could be done again', async () => {
    const { history, log, did } = atADesk();
    did('a');
    await history.undo();
    did('b');
    await history.redo();
    expect(log).toEqual(['-a']);
    expect(history.next()).toMatchObject({ undo: { about: 'b' }, redo: null });
  });
  test('a refused undo says why, leaves the history, and the one before it is next', async () => {
    const { history, refusals, log, said, step, did } = atADesk();
    did('a');
    history.did(step('b', { undo: () => Promise.reject(new Error('taken')) }));
    await history.undo();
    expect(refusals).toHaveLength(1);
    expect(said).not.toContain('b undone');
    await history.redo();
    await history.undo();
    expect(log).toEqual(['-a']);
  });
  test('the button of a toast takes back its own deed, though others came after it; pressed twice it does nothing', async () => {
    const { history, log, step, did } = atADesk();
    const first = step('a');
    history.did(first);
    did('b');
    await history.takeBack(first);
    await history.takeBack(first);
    expect(log).toEqual(['-a']);
  });
});

describe('a change of a visit as a step', () => {
  const visit = (updatedAtMs: number) => ({ id: 'v1', updatedAtMs }) as Visit;
  const texts = { done: '', undone: '', redone: '' };

  test('is done again to the version its undo made, and the next undo takes back the new event', async () => {
    const sent: unknown[] = [];
    let version = 1;
    const step = visitStep({
      answer: { visit: visit(version), eventId: 'e1' },
      order: async (seen) => {
        sent.push(seen);
        return { visit: visit((version += 1)), eventId: 'e3' };
      },
      undo: async (event) => {
        sent.push(event);
        return { visit: visit((version += 1)), eventId: null };
      },
      onVisit: () => {},
      texts,
    });
    await step?.undo();
    await step?.redo();
    expect(step?.holds?.('e3')).toBe(true);
    await step?.undo();
    expect(sent).toEqual([
      { appointmentId: 'v1', eventId: 'e1' },
      { appointmentId: 'v1', seenMs: 2 },
      { appointmentId: 'v1', eventId: 'e3' },
    ]);
  });
  test('many changes are one step: back from the last, forth from the first', async () => {
    const { log, step } = atADesk();
    const all = together([step('a'), step('b')], texts);
    await all.undo();
    await all.redo();
    expect(log).toEqual(['-b', '-a', '+a', '+b']);
  });
});
