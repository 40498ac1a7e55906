// The screen in the waiting room over a real vault and the real link: what its window is told, and that it can ask nothing else.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { WebContents } from 'electron';
import { saveDelay, saveStep } from '../../db/queue.ts';
import type { QueueScreenNow } from '../../db/queue-screen.ts';
import { fill, write } from '../../db/write.ts';
import type { QueueStep } from '../../domain/queue-steps.ts';
import { queueScreenRouter } from '../../electron/api/queue-screen.ts';
import { appRouter } from '../../electron/api/router.ts';
import type { ApiContext } from '../../electron/api/trpc.ts';
import type { Message } from '../../electron/ipc/messages.ts';
import { placeOfScreen } from '../../electron/queue-screen-place.ts';
import { atTheDesk, receptionistLan } from '../support/at-the-desk.ts';
import { type Door, openDoor, PageContents } from '../support/ipc-door.ts';
import { CLINIC_ID, NOW_MS, openTestVault, type TestVault } from '../support/test-vault.ts';
import { fillMorning } from '../support/visits.ts';

let vault: TestVault;
let elapsedMs = 0;
let desk: Partial<ApiContext>;
let door: Door;
const waitingRoom = new PageContents(8);

beforeEach(() => {
  vault = openTestVault();
  fillMorning(vault);
  desk = {};
  door = openDoor({
    router: appRouter,
    createContext: () => ({ ...atTheDesk(vault, receptionistLan), ...desk }),
    // A second for each call: how often a window may call is another test's.
    monotonicMs: () => (elapsedMs += 1_000),
  });
  door.handler.attach(waitingRoom as unknown as WebContents, queueScreenRouter);
});
afterEach(() => vault[Symbol.dispose]());

let lastId = 0;
const ask = (path: string, todo: 'query' | 'mutation' | 'subscribe' = 'query', sender = waitingRoom) =>
  door.ask({ do: todo, id: (lastId += 1), path }, { sender });
const screenNow = async (): Promise<QueueScreenNow | null> => {
  const answer = await ask('queueScreen.now');
  if (answer.kind !== 'result') throw new Error(`the screen is refused: ${JSON.stringify(answer)}`);
  return answer.data as QueueScreenNow | null;
};
let nowMs = NOW_MS;
const take = (step: QueueStep) =>
  write(vault, { userId: 'user-lan', kind: 'test', nowMs: (nowMs += 1_000) }, (tx) => {
    const seenMs = tx.find('appointments', 'appointment-9')?.updatedAtMs ?? 0;
    const actor = { userId: 'user-lan', role: 'receptionist', nowMs: tx.nowMs } as const;
    saveStep(tx, { appointmentId: 'appointment-9', seenMs }, { actor, step });
  });
const setClinic = (queueShowsNames: boolean) =>
  fill(vault, { userId: null, kind: 'test', nowMs: NOW_MS }, (tx) =>
    tx.update('clinics', CLINIC_ID, { queueShowsNames }),
  );

describe('the screen of the waiting room', () => {
  test('tells the ticket that waits, then the ticket and the room that are called, then nothing', async () => {
    take('arrive');
    expect(await screenNow()).toMatchObject({ waiting: [{ ticket: 'A1', name: null }], called: [] });
    take('call');
    expect(await screenNow()).toMatchObject({
      clinicName: 'Phòng khám Hoa Sen',
      locale: 'vi',
      waiting: [],
      called: [{ ticket: 'A1', roomNumber: '101', doctorName: 'BS. Nguyễn Thị An', name: null }],
    });
    take('enter');
    expect(await screenNow()).toMatchObject({ waiting: [], called: [] });
  });

  test('tells which doctor runs late', async () => {
    write(vault, { userId: null, kind: 'test', nowMs: NOW_MS }, (tx) =>
      saveDelay(tx, { doctorId: 'user-an', date: '2026-11-22', delayMinutes: 25, reason: 'Cấp cứu' }),
    );
    const now = await screenNow();
    expect(now?.delays).toEqual([{ doctorName: 'BS. Nguyễn Thị An', delayMinutes: 25 }]);
    expect(JSON.stringify(now)).not.toContain('Cấp cứu');
  });

  test('tells no name and nothing else of the patient, unless the clinic shows names; then the name alone', async () => {
    take('arrive');
    const secrets = ['Bình', 'A-000001', '0901234567', 'Đau đầu', 'patient-binh', 'appointment-9'];
    const told = JSON.stringify(await screenNow());
    expect(secrets.filter((secret) => told.includes(secret))).toEqual([]);
    setClinic(true);
    const named = await screenNow();
    expect(named?.waiting).toEqual([{ ticket: 'A1', name: 'Trần Văn Bình' }]);
    expect(secrets.slice(1).filter((secret) => JSON.stringify(named).includes(secret))).toEqual([]);
  });

  test('goes on while the desk is locked or nobody is signed in, and is closed while the clinic is', async () => {
    take('arrive');
    desk = { isLocked: true, user: null };
    expect(await screenNow()).toMatchObject({ waiting: [{ ticket: 'A1', name: null }] });
    desk = { isLocked: true, user: null, vault: null };
    expect(await screenNow()).toBeNull();
  });
});

describe('queue-screen-is-walled-in', () => {
  const isNotFound = (answer: Message) =>
    answer.kind === 'error' &&
    'failure' in answer.error.data &&
    answer.error.data.failure.code === 'invalid_input';

  test('its window can call no procedure of the desk, whoever sits there', async () => {
    const procedures = Object.keys(appRouter['_def'].procedures);
    expect(procedures.length).toBeGreaterThan(60);
    for (const path of procedures)
      for (const todo of ['query', 'mutation', 'subscribe'] as const)
        expect(isNotFound(await ask(path, todo)), `${todo} ${path}`).toBe(true);
    const untouched = vault.sqlite.prepare('SELECT count(*) AS n FROM outbox').get();
    expect(untouched).toEqual({ n: 0 });
  }, 30_000);

  test('the desk keeps its own procedures, and a window nobody attached is a stranger', async () => {
    const answer = await ask('queue.board', 'query', door.contents);
    expect(answer.kind).toBe('result');
    const stranger = await ask('queueScreen.now', 'query', new PageContents(9));
    expect(stranger).toMatchObject({ kind: 'error', error: { data: { reference: 'STRANGER' } } });
  });

  test('it has one question', () => {
    expect(Object.keys(queueScreenRouter['_def'].procedures)).toEqual(['queueScreen.now']);
  });
});

describe('where the screen opens', () => {
  const first = { id: 1, bounds: { x: 0, y: 0, width: 1366, height: 768 } };
  const second = { id: 2, bounds: { x: 1366, y: 0, width: 1920, height: 1080 } };

  test('it fills the monitor the desk is not on', () => {
    expect(placeOfScreen([first, second], 1)).toEqual({ ...second.bounds, isFullScreen: true });
    expect(placeOfScreen([first, second], 2)).toEqual({ ...first.bounds, isFullScreen: true });
  });

  test('with one monitor it is a window that can be dragged away', () => {
    expect(placeOfScreen([first], 1)).toMatchObject({ isFullScreen: false, width: 1280 });
  });
});
