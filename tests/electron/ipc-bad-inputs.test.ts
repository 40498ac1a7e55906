// The bad inputs of security.md that knock at the IPC link's door. What only real Electron can prove: that a foreign frame's event really
// carries that frame (Electron fills `senderFrame` in), and that nothing but the preload can reach the channel.
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ApiContext } from '../../electron/api/trpc.ts';
import { logBug, type LogLine, logTo } from '../../electron/log.ts';
import { openDoor, ORIGIN } from '../support/ipc-door.ts';
import { type Seen, testRouter } from '../support/ipc-router.ts';
import { openTestVault, type TestVault } from '../support/test-vault.ts';

const failed = (failure: object) => ({ kind: 'error', error: { data: { failure } } });
const INVALID = failed({ code: 'invalid_input', fields: {} });

let vault: TestVault;
let seen: Seen;
let log: LogLine[];
beforeEach(() => {
  vault = openTestVault();
  seen = { started: [], ended: [], aborted: [] };
  log = [];
  logTo((line) => log.push(line));
});
afterEach(() => vault[Symbol.dispose]());

/** A receptionist sits at the desk. */
const contextOf = (signal: AbortSignal) =>
  ({
    vault,
    user: { userId: 'user-lan', role: 'receptionist', fullName: 'Lan' },
    isLocked: false,
    nowMs: 0,
    desk: null,
    signal,
  }) as unknown as ApiContext;
const open = (monotonicMs?: () => number) =>
  openDoor({
    router: testRouter(seen),
    createContext: ({ signal }) => contextOf(signal),
    ...(monotonicMs && { monotonicMs }),
  });

describe('bad inputs', () => {
  const call = { do: 'query', id: 1, path: 'echo.back', input: 1 };
  const stranger = { kind: 'error', id: 1, error: { message: 'internal', data: { reference: 'STRANGER' } } };

  test('ipc-foreign-origin: another origin in our own window is not served', async () => {
    const door = open();
    for (const origin of ['https://clinic', 'app://clinic.evil', 'app://other', 'null', 'file://', '']) {
      expect(await door.ask(call, { senderFrame: { origin, parent: null } })).toEqual({
        ...stranger,
        error: expect.objectContaining(stranger.error),
      });
    }
    expect(await door.ask(call, { sender: { id: 99 } })).toMatchObject(stranger);
    expect(await door.ask(call)).toMatchObject({ kind: 'result', data: 1 });
  });

  test('ipc-subframe: a frame inside our page is not served, even with our origin', async () => {
    const door = open();
    const top = { origin: ORIGIN, parent: null };
    expect(await door.ask(call, { senderFrame: { origin: ORIGIN, parent: top } })).toMatchObject(stranger);
  });

  test('ipc-null-frame: a frame that is gone is not served', async () => {
    expect(await open().ask(call, { senderFrame: null })).toMatchObject(stranger);
  });

  test('a stranger who keeps trying does not fill the log', async () => {
    const door = open();
    for (let n = 0; n < 50; n += 1) await door.ask(call, { senderFrame: null });
    expect(log.length).toBeLessThanOrEqual(1);
  });

  test.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'query'],
    ['a list', [call]],
    ['no id', { do: 'query', path: 'echo.back' }],
    ['an id of text', { ...call, id: '1' }],
    ['id 0', { ...call, id: 0 }],
    ['half an id', { ...call, id: 1.5 }],
    ['id NaN', { ...call, id: Number.NaN }],
    ['an unknown verb', { ...call, do: 'subscription' }],
    ['a path of numbers', { ...call, path: 12 }],
    ['a list as path', { ...call, path: ['echo', 'back'] }],
    ['an unknown key', { ...call, batch: true }],
    ['stop with a path', { do: 'stop', id: 1, path: 'echo.back' }],
    ['a map as input', { ...call, input: new Map([['a', 1]]) }],
    ['a date deep in the input', { ...call, input: { a: [{ b: new Date(0) }] } }],
    ['an own __proto__ in the input', { ...call, input: JSON.parse('{"__proto__": {"role": "admin"}}') }],
  ])('ipc-malformed-envelope: %s is refused and answered', async (_what, request) => {
    expect(await open().ask(request)).toMatchObject(INVALID);
  });

  test('ipc-malformed-envelope: an id that is still running is not taken twice', async () => {
    const door = open();
    const first = door.ask({ do: 'query', id: 5, path: 'echo.slow' });
    expect(await door.ask({ do: 'query', id: 5, path: 'echo.slow' })).toMatchObject(INVALID);
    expect(await first).toMatchObject({ kind: 'result', data: 'done' });
  });

  test.each([
    '__proto__',
    'constructor',
    'toString',
    '__proto__.polluted',
    'echo.__proto__',
    'echo.constructor',
    'constructor.prototype',
    'echo.back.toString',
    'echo.then',
    'echo',
    'echo..back',
    '.echo',
    'echo.back.',
    'echo/back',
    'echo.back\0',
    'Echo.back',
    `echo.${'x'.repeat(200)}`,
  ])('ipc-proto-path: %s leads nowhere', async (path) => {
    const door = open();
    for (const verb of ['query', 'mutation', 'subscribe']) {
      expect(await door.ask({ do: verb, id: 1, path })).toMatchObject(INVALID);
    }
    expect({}).not.toHaveProperty('polluted');
  });

  test('ipc-role-escalation: a role in the envelope or the input changes nothing', async () => {
    const door = open();
    const admin = { user: { role: 'admin' }, role: 'admin', ctx: { user: { role: 'admin' } } };
    const create = { do: 'mutation', id: 1, path: 'staff.create' };
    const forbidden = failed({ code: 'forbidden', permission: 'staff.manage' });
    expect(await door.ask(create)).toMatchObject(forbidden);
    expect(await door.ask({ ...create, input: admin })).toMatchObject(forbidden);
    expect(await door.ask({ ...create, ...admin })).toMatchObject(INVALID);
    // A mutation does not open as a question either.
    expect(await door.ask({ ...create, do: 'query' })).toMatchObject(INVALID);
  });

  test('ipc-flood: 200 calls a second, then "busy" until the second has passed; stopping still works', async () => {
    let nowMs = 1000;
    const door = open(() => nowMs);
    const kinds = await Promise.all(
      Array.from({ length: 250 }, (_, index) => door.ask({ ...call, id: index + 1 })),
    );
    expect(kinds.filter((message) => message.kind === 'result')).toHaveLength(200);
    expect(kinds.at(-1)).toMatchObject(failed({ code: 'busy' }));
    expect(await door.ask({ do: 'stop', id: 900 })).toMatchObject({ kind: 'end' });
    nowMs += 100;
    const later = await Promise.all(
      Array.from({ length: 50 }, (_, index) => door.ask({ ...call, id: index + 1 })),
    );
    expect(later.filter((message) => message.kind === 'result')).toHaveLength(20);
  });

  test('ipc-giant-payload: more than 8 MB is refused before any procedure sees it', async () => {
    const door = open();
    const tooMuch = failed({ code: 'too_much', limitBytes: 8 * 1024 * 1024 });
    expect(await door.ask({ ...call, input: 'x'.repeat(8 * 1024 * 1024 - 100) })).toMatchObject({
      kind: 'result',
    });
    expect(await door.ask({ ...call, input: 'x'.repeat(8 * 1024 * 1024) })).toMatchObject(tooMuch);
    expect(await door.ask({ ...call, input: 'ữ'.repeat(3 * 1024 * 1024) })).toMatchObject(tooMuch);
    expect(await door.ask({ ...call, input: { scan: new Uint8Array(9_000_000) } })).toMatchObject(tooMuch);
    expect(await door.ask({ ...call, input: new Uint8Array(9_000_000).subarray(0, 1) })).toMatchObject(
      tooMuch,
    );
    expect(await door.ask({ ...call, input: Array.from({ length: 1_100_000 }, () => 0) })).toMatchObject(
      tooMuch,
    );
  });

  test('ipc-giant-payload: an input without end or bottom is refused as too much', async () => {
    const door = open();
    const round: { self?: object } = {};
    round.self = round;
    expect(await door.ask({ ...call, input: round })).toMatchObject(failed({ code: 'too_much' }));
    let deep: unknown[] = [];
    for (let depth = 0; depth < 1000; depth += 1) deep = [deep];
    expect(await door.ask({ ...call, path: 'echo.greet', do: 'mutation', input: deep })).toMatchObject(
      failed({ code: 'invalid_input' }),
    );
  });

  test('ipc-giant-payload: a list that is mostly holes costs no more than its length says', async () => {
    const door = open();
    const holes: unknown[] = [];
    holes.length = 50_000_000;
    const before = performance.now();
    expect(await door.ask({ ...call, input: { rows: holes } })).toMatchObject(failed({ code: 'too_much' }));
    // Walking it would take seconds and a gigabyte, and four thousand million holes the whole machine.
    expect(performance.now() - before).toBeLessThan(500);
  });

  test('ipc-subscription-leak: the 65th subscription is refused, and one that is stopped makes room', async () => {
    const door = open();
    const subscribe = (id: number) => door.ask({ do: 'subscribe', id, path: 'echo.count', input: 1_000_000 });
    for (let id = 1; id <= 64; id += 1) expect(await subscribe(id)).toMatchObject({ kind: 'started' });
    expect(await subscribe(65)).toMatchObject(failed({ code: 'too_much' }));
    await door.ask({ do: 'stop', id: 1 });
    expect(await subscribe(66)).toMatchObject({ kind: 'started' });
    door.contents.close();
    await wait(30);
    expect(seen.ended).toHaveLength(65);
  });

  test.each([
    ['goes to another page', (door: ReturnType<typeof open>) => door.contents.emit('did-navigate')],
    ['crashes', (door: ReturnType<typeof open>) => door.contents.emit('render-process-gone')],
    ['closes', (door: ReturnType<typeof open>) => door.contents.close()],
    ['unsubscribes', (door: ReturnType<typeof open>) => void door.ask({ do: 'stop', id: 1 })],
    ['is served no more', (door: ReturnType<typeof open>) => door.handler.stopAll()],
  ])('ipc-subscription-leak: nothing is told any more after the window %s', async (_how, leave) => {
    const door = open();
    await door.ask({ do: 'subscribe', id: 1, path: 'echo.count', input: 1_000_000 });
    await wait(10);
    leave(door);
    const told = door.contents.sent.length;
    await wait(20);
    expect(told).toBeGreaterThan(1);
    expect(door.contents.sent).toHaveLength(told);
    expect(seen.ended).toEqual(['count']);
  });

  test('error-message-leak: a bug shows a reference and nothing of its words, here or in the log', async () => {
    const door = open();
    const answer = await door.ask({ do: 'query', id: 1, path: 'echo.break' });
    expect(answer).toEqual({
      kind: 'error',
      id: 1,
      error: { code: -32603, message: 'internal', data: { reference: log[0]?.reference } },
    });
    const noSuch = await door.ask({ do: 'query', id: 2, path: 'patients.noSuchThing' });
    expect(JSON.stringify(noSuch)).not.toMatch(/noSuchThing|procedure/);
    expect(JSON.stringify(log)).not.toMatch(/0903123456|UNIQUE/);
  });

  test('error-message-leak: nor when the words of a bug look like places in the code', () => {
    const words = 'Failed query: insert\nparams: chest pain\n  at rest since Monday\n    at night (HIV+:1:2)';
    logBug('test', new TypeError(words));
    expect(log.at(-1)?.stack).toMatch(/^at .*:\d+:\d+/);
    expect(JSON.stringify(log)).not.toMatch(/rest since|night|HIV/);
    const renamed = new Error(words);
    renamed.message = 'another';
    logBug('test', renamed);
    expect(JSON.stringify(log)).not.toMatch(/rest since|night|HIV/);
  });
});
