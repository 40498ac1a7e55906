// The IPC link from a tRPC client in the page to a procedure and back, without Electron between.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { setTimeout as wait } from 'node:timers/promises';
import { TRPCClientError } from '@trpc/client';
import type { ApiContext } from '../../electron/api/trpc.ts';
import { logTo, type LogLine } from '../../electron/log.ts';
import { clientOf, openDoor } from '../support/ipc-door.ts';
import { type Seen, type TestRouter, testRouter } from '../support/ipc-router.ts';
import { openTestVault, type TestVault } from '../support/test-vault.ts';

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

describe('the link', () => {
  test('a question is answered with what the procedure returned, undefined and Vietnamese letters included', async () => {
    const client = clientOf<TestRouter>(open());
    const given = {
      name: 'Đặng Thị Ngọc',
      none: undefined,
      list: [1, null, [true]],
      bytes: new Uint8Array([1, 2]),
    };
    await expect(client.echo.back.query(given)).resolves.toStrictEqual(given);
    await expect(client.echo.greet.mutate({ name: 'An' })).resolves.toBe('An');
  });

  test('answers find their questions when many are under way', async () => {
    const client = clientOf<TestRouter>(open());
    const asked = Array.from({ length: 100 }, (_, index) => client.echo.back.query(index));
    await expect(Promise.all(asked)).resolves.toEqual(Array.from({ length: 100 }, (_, index) => index));
  });

  test('a long list crosses as one text and is the same list', async () => {
    const door = open();
    const visits = [{ date: '2026-11-27', diagnosis: 'Viêm họng cấp', vitalSigns: null, coded: ['J02.9'] }];
    await expect(clientOf<TestRouter>(door).echo.list.query(visits)).resolves.toEqual(visits);
    expect(await door.ask({ do: 'query', id: 1, path: 'echo.list', input: visits })).toEqual({
      kind: 'text',
      id: 1,
      json: JSON.stringify(visits),
    });
  });

  test('a refusal arrives typed, with the fields a form needs', async () => {
    const client = clientOf<TestRouter>(open());
    await expect(client.echo.refuse.query()).rejects.toMatchObject({
      data: { failure: { code: 'disk_full' } },
    });
    const fields = { name: ['validation.required'] };
    await expect(client.echo.greet.mutate({ name: '' })).rejects.toMatchObject({
      data: { failure: { code: 'invalid_input', fields } },
    });
  });

  test('a subscription tells each event in order, then ends', async () => {
    const client = clientOf<TestRouter>(open());
    const heard: number[] = [];
    await new Promise<void>((resolve, reject) => {
      client.echo.count.subscribe(3, { onData: (n) => heard.push(n), onComplete: resolve, onError: reject });
    });
    expect(heard).toEqual([1, 2, 3]);
    expect(seen.ended).toEqual(['count']);
  });

  test('a subscription that breaks says so once, without its words', async () => {
    const client = clientOf<TestRouter>(open());
    const error = await new Promise((resolve) =>
      client.echo.breakLater.subscribe(undefined, { onError: resolve }),
    );
    expect(error).toMatchObject({ message: 'internal', data: { reference: log[0]?.reference } });
  });

  test('a call that is given up is told to the procedure, and its caller hears of it at once', async () => {
    const client = clientOf<TestRouter>(open());
    const giveUp = new AbortController();
    const asked = client.echo.slow.query(undefined, { signal: giveUp.signal });
    await wait(5);
    giveUp.abort();
    await expect(asked).rejects.toThrow(TRPCClientError);
    await wait(5);
    expect(seen.aborted).toEqual(['slow']);
  });

  test('a call given up before it was made never reaches the main process', async () => {
    const client = clientOf<TestRouter>(open());
    await expect(client.echo.slow.query(undefined, { signal: AbortSignal.abort() })).rejects.toThrow(
      TRPCClientError,
    );
    expect(seen.started).toEqual([]);
  });

  test('something that cannot travel (a function) fails at once, not never', async () => {
    const client = clientOf<TestRouter>(open());
    await expect(client.echo.back.query(() => 1)).rejects.toThrow(TRPCClientError);
  });

  test('a context that cannot be made is answered too: nobody waits for ever', async () => {
    const door = openDoor({
      router: testRouter(seen),
      createContext: () => {
        throw new Error('key 0123abcd is gone');
      },
    });
    const client = clientOf<TestRouter>(door);
    await expect(client.echo.back.query(1)).rejects.toMatchObject({
      message: 'internal',
      data: { reference: expect.any(String) },
    });
    const error = await new Promise((resolve) => client.echo.count.subscribe(3, { onError: resolve }));
    expect(error).toMatchObject({ message: 'internal' });
  });
});
