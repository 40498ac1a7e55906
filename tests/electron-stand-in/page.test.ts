/** Knows what a page and its preload must find in the stand-in, as they would on real Electron; never the clinic. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openFixture, type OpenFixture } from './fixture-app.ts';

/** What the fixture's preload exposes, as the page sees it. */
interface Desk {
  version: number;
  rooms: { list: string[] };
  add(a: number, b: number): number;
  fail(): void;
  missing(): void;
  echo<T>(value: T): Promise<T>;
  kindOf(value: unknown): Promise<string>;
  boom(): Promise<void>;
  whoAmI(): Promise<Record<string, unknown>>;
  subscribe(listener: (value: unknown) => void): () => void;
}

declare global {
  var desk: Desk;
}

let open: OpenFixture;
beforeAll(async () => {
  open = await openFixture();
});
afterAll(() => open.close());

describe('the page and the preload', () => {
  test('the preload lives in a world of its own, without Node and out of the page’s sight', async () => {
    const seen = await open.page.evaluate(() => [
      typeof Reflect.get(globalThis, 'preloadOnly'),
      typeof Reflect.get(globalThis, 'require'),
      typeof Reflect.get(globalThis, 'process'),
      typeof Reflect.get(globalThis, '__electronStandInPost'),
      typeof Reflect.get(globalThis, '__electronStandInReceive'),
    ]);
    expect(seen).toEqual(['undefined', 'undefined', 'undefined', 'undefined', 'undefined']);
  });

  test('what the preload exposes is frozen through and through', async () => {
    const result = await open.page.evaluate(() => {
      const attempts = [
        () => (desk.version = 2),
        () => desk.rooms.list.push('3'),
        () => (globalThis.desk = { ...desk }),
      ];
      const refused = attempts.filter((attempt) => {
        try {
          attempt();
          return false;
        } catch {
          return true;
        }
      });
      return { refused: refused.length, version: desk.version, rooms: desk.rooms.list };
    });
    expect(result.version).toBe(1);
    expect(result.rooms).toEqual(['1', '2']);
  });

  test('a function of the preload answers at once, and its error keeps its message', async () => {
    expect(await open.page.evaluate(() => desk.add(2, 3))).toBe(5);
    await expect(open.page.evaluate(() => desk.fail())).rejects.toThrow('refused in the preload');
  });

  test('a frame inside the page has no preload', async () => {
    expect(
      await open.page.evaluate(() => [frames.length, typeof Reflect.get(frames[0] ?? {}, 'desk')]),
    ).toEqual([1, 'undefined']);
  });

  test('an ipcRenderer method the stand-in lacks throws by its name', async () => {
    await expect(open.page.evaluate(() => desk.missing())).rejects.toThrow(
      "'ipcRenderer.sendSync' is not implemented",
    );
  });
});

describe('messages', () => {
  test('dates, bytes, undefined, maps, big numbers and odd keys survive the way there and back', async () => {
    const survived = await open.page.evaluate(async () => {
      const odd: unknown = JSON.parse('{"__proto__":{"admin":true},"$":"undefined"}');
      const sent = {
        date: new Date(86_400_000),
        bytes: new Uint8Array([0, 127, 255]),
        nothing: undefined,
        odd,
        map: new Map([[1, new Set(['a'])]]),
        numbers: [Number.NaN, -0, Infinity],
        big: 2n ** 70n,
      };
      const back = await desk.echo(sent);
      return {
        date: back.date instanceof Date && back.date.getTime(),
        bytes: back.bytes instanceof Uint8Array && [...back.bytes],
        nothing: 'nothing' in back && back.nothing === undefined,
        odd: JSON.stringify(back.odd),
        notAdmin:
          Reflect.get(Object(back.odd), 'admin') === undefined ||
          Object.hasOwn(Object(back.odd), '__proto__'),
        map: [...(back.map.get(1) ?? [])],
        numbers: [
          Number.isNaN(back.numbers[0]),
          Object.is(back.numbers[1], -0),
          back.numbers[2] === Infinity,
        ],
        big: String(back.big),
      };
    });
    expect(survived).toEqual({
      date: 86_400_000,
      bytes: [0, 127, 255],
      nothing: true,
      odd: '{"__proto__":{"admin":true},"$":"undefined"}',
      notAdmin: true,
      map: ['a'],
      numbers: [true, true, true],
      big: String(2n ** 70n),
    });
  });

  test('the main process receives the same kinds of values', async () => {
    const kinds = await open.page.evaluate(() =>
      Promise.all(
        [new Date(0), new Uint8Array(1), new Map(), undefined, null, [1]].map((value) => desk.kindOf(value)),
      ),
    );
    expect(kinds).toEqual(['Date', 'Uint8Array', 'Map', 'Undefined', 'Null', 'Array']);
  });

  test('eight megabytes go there and back whole', async () => {
    const [length, last] = await open.page.evaluate(async () => {
      const bytes = new Uint8Array(8 * 1024 * 1024).fill(7);
      const back = await desk.echo(bytes);
      return [back.length, back.at(-1)];
    });
    expect([length, last]).toEqual([8 * 1024 * 1024, 7]);
  });

  test('a failing handler reaches the page in Electron’s words', async () => {
    await expect(open.page.evaluate(() => desk.boom())).rejects.toThrow(
      "Error invoking remote method 'boom': TypeError: no such room",
    );
  });

  test('a function cannot be sent', async () => {
    await expect(open.page.evaluate(() => desk.echo({ nested: [() => 1] }))).rejects.toThrow(
      'could not be cloned',
    );
  });

  test('the sender is the top frame of a known window, under the app’s own address', async () => {
    expect(await open.page.evaluate(() => desk.whoAmI())).toEqual({
      url: 'app://desk/index.html',
      origin: 'app://desk',
      isTop: true,
      isMainFrame: true,
      knownSender: true,
    });
  });

  test('news reaches a listener until it unsubscribes', async () => {
    const handle = await open.app.browserWindow(open.page);
    const heard = await open.page.evaluateHandle(() => {
      const values: unknown[] = [];
      const stop = desk.subscribe((value) => {
        values.push(value);
        if (values.length === 2) stop();
      });
      return values;
    });
    for (const value of ['one', 'two', 'three'])
      await handle.evaluate((window, news) => window.webContents.send('news', news), value);
    await open.page.evaluate(() => desk.echo(0));
    expect(await heard.jsonValue()).toEqual(['one', 'two']);
  });
});

describe('addresses', () => {
  test('the app’s own scheme is served with its headers, in a secure context', async () => {
    const served = await open.page.evaluate(async () => {
      const response = await fetch('/frame.html');
      const refused = await fetch('/refused');
      return [isSecureContext, response.headers.get('content-security-policy'), refused.status];
    });
    expect(served).toEqual([true, "default-src 'self'; script-src 'self'", 403]);
  });

  test('a prevented navigation leaves the page where it was', async () => {
    const before = open.page.url();
    await open.page.evaluate(() => {
      location.href = 'http://elsewhere.invalid/';
    });
    await expect.poll(open.log).toContain('asked to go to http://elsewhere.invalid/');
    expect(await open.page.textContent('h1')).toBe('Waiting room');
    expect(open.page.url()).toBe(before);
  });

  test('a denied window never opens, by script or by link', async () => {
    expect(await open.page.evaluate(() => window.open('http://elsewhere.invalid/script'))).toBeNull();
    await open.page.click('a[target=_blank]');
    for (const address of ['http://elsewhere.invalid/script', 'app://desk/frame.html']) {
      await expect.poll(open.log).toContain(`asked for a window at ${address}`);
    }
    expect(open.app.windows().length).toBe(1);
  });
});
