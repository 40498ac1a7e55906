// The paper pack over a real clinic and a real folder, with a clock turned by hand. What Chromium would draw is not looked at here.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { savePackSettings } from '../../../db/paper-pack.ts';
import type { Vault } from '../../../db/vault/vault.ts';
import { write } from '../../../db/write.ts';
import { paperPackRouter } from '../../../electron/api/paper-pack.ts';
import { createCallerFactory } from '../../../electron/api/trpc.ts';
import { PaperPackKeeper } from '../../../electron/printing/paper-pack-keeper.ts';
import type { Printing } from '../../../electron/printing/printing.ts';
import { aDesk, atTheDesk, doctorAn, receptionistLan } from '../../support/at-the-desk.ts';
import { refusalOf } from '../../support/refusal.ts';
import { HandClock, MINUTE_MS } from '../../support/test-session.ts';
import { NOW_MS, openTestVault, type TestVault } from '../../support/test-vault.ts';
import { fillMorning } from '../../support/visits.ts';

let vault: TestVault;
let folder: string;
let clock: HandClock;
let open: Vault | null;
let keeper: PaperPackKeeper;
let papers: string[];
const printing: Printing = {
  toPdf: async ({ html }) => {
    papers.push(html);
    return new TextEncoder().encode(html);
  },
  toPrinter: async () => {},
  printers: async () => [],
};

beforeEach(() => {
  vault = openTestVault();
  fillMorning(vault, { appointment: { appointmentDate: '2026-11-23' } });
  folder = mkdtempSync(join(tmpdir(), 'clinic-desk-pack-'));
  clock = new HandClock();
  open = vault;
  papers = [];
  keeper = new PaperPackKeeper({ clock, vault: () => open, printing });
  keeper.start();
});
afterEach(() => {
  vault[Symbol.dispose]();
  rmSync(folder, { recursive: true, force: true });
});

const turnOn = (into = folder, nowMs = NOW_MS) =>
  write(vault, { userId: 'user-lan', kind: 'paper.settings', nowMs }, (tx) =>
    savePackSettings(tx, { folder: into, time: null, sinceMs: nowMs }),
  );
/** Time passes minute by minute, and what a minute begins is done before the next. */
async function pass(minutes: number): Promise<void> {
  for (let at = 0; at < minutes; at++) {
    clock.pass(MINUTE_MS);
    await keeper.look();
  }
}
const untilClosing = 8 * 60;
const packs = () =>
  vault.sqlite.prepare("SELECT count(*) FROM auditLog WHERE action = 'paper.makePack'").pluck().get();
const api = (user = receptionistLan) =>
  createCallerFactory(paperPackRouter)(
    atTheDesk(vault, user, {
      nowMs: clock.nowMs(),
      desk: aDesk({
        paperPack: keeper,
        files: {
          choose: async () => null,
          save: async () => null,
          chooseFolder: async () => folder,
          showFolder: async () => {},
          askWhere: async () => null,
          askWhich: async () => null,
        },
      }),
    }),
  );

test('nothing is made until a folder is chosen', async () => {
  await pass(untilClosing + 5);
  expect(packs()).toBe(0);
  expect(keeper.light(vault)).toMatchObject({ folder: null, dueTime: '17:00', failure: null });
});

test('at closing time: a sheet of everybody, one a doctor, and empty slips, for their owner alone, once, audited', async () => {
  turnOn();
  await pass(untilClosing - 1);
  expect(readdirSync(folder)).toEqual([]);
  await pass(3);
  expect(readdirSync(folder).toSorted()).toEqual([
    '2026-11-23 Lịch khám trong ngày BS. Lê Minh Khoa.pdf',
    '2026-11-23 Lịch khám trong ngày BS. Nguyễn Thị An.pdf',
    '2026-11-23 Lịch khám trong ngày.pdf',
    '2026-11-23 Phiếu ghi tay.pdf',
  ]);
  for (const file of readdirSync(folder)) expect(statSync(join(folder, file)).mode & 0o077).toBe(0);
  expect(papers.filter((html) => html.includes('Trần Văn Bình'))).toHaveLength(2);
  await pass(60);
  expect(packs()).toBe(1);
  expect(keeper.light(vault)).toMatchObject({ state: 'made', forDate: '2026-11-23', last: { files: 4 } });
  const entry = vault.sqlite
    .prepare("SELECT userId, detail FROM auditLog WHERE action = 'paper.makePack'")
    .get();
  expect(entry).toEqual({
    userId: null,
    detail: '{"note":{"date":"2026-11-23","doctors":2,"to":"folder"}}',
  });
});

test('a PC that woke late makes it then; one that stayed closed says in the morning that it is missing, and makes it when asked', async () => {
  turnOn();
  open = null;
  clock.sleep((untilClosing + 200) * MINUTE_MS);
  await pass(2);
  expect(packs()).toBe(0);
  open = vault;
  await pass(1);
  expect(packs()).toBe(1);

  open = null;
  clock.sleep(24 * 60 * MINUTE_MS);
  clock.sleep(11 * 60 * MINUTE_MS);
  open = vault;
  await pass(10);
  expect(packs()).toBe(1);
  const light = keeper.light(vault);
  expect(light).toMatchObject({ state: 'missing', forDate: '2026-11-24', today: '2026-11-24' });
  expect(await api().makeNow({ date: '2026-11-24' })).toEqual({ files: 4 });
  expect(await api().state()).toMatchObject({ state: 'made', forDate: '2026-11-24' });
});

test('a folder that is gone is said calmly, tried again after five minutes, and nothing is half made', async () => {
  const disk = join(folder, 'usb');
  turnOn(disk);
  await pass(untilClosing + 1);
  expect(keeper.light(vault)).toMatchObject({
    state: 'due',
    failure: { code: 'folder_missing', path: disk },
  });
  expect(await refusalOf(api().makeNow({ date: '2026-11-23' }))).toMatchObject({ code: 'folder_missing' });
  mkdirSync(disk);
  await pass(2);
  expect(readdirSync(disk)).toEqual([]);
  await pass(5);
  expect(readdirSync(disk)).toHaveLength(4);
  expect(keeper.light(vault)).toMatchObject({ state: 'made', failure: null });
});

test('packs older than a week go, and only files that are still as they were written', async () => {
  turnOn();
  writeFileSync(join(folder, 'the landlord.pdf'), 'not ours');
  await pass(untilClosing);
  expect(packs()).toBe(1);
  const [all = '', khoa = '', ...rest] = readdirSync(folder)
    .filter((name) => name.startsWith('2026-11-23'))
    .toSorted();
  writeFileSync(join(folder, khoa), 'somebody wrote over it');
  clock.sleep(9 * 24 * 60 * MINUTE_MS);
  await pass(1);
  expect(packs()).toBe(2);
  for (const gone of [all, ...rest]) expect(existsSync(join(folder, gone))).toBe(false);
  expect(existsSync(join(folder, khoa))).toBe(true);
  expect(existsSync(join(folder, 'the landlord.pdf'))).toBe(true);
  expect(readdirSync(folder).some((name) => name.startsWith('2026-12-02'))).toBe(true);
});

test('reception chooses folder and time, which is written down; a doctor looks and does not choose', async () => {
  expect(await api().chooseFolder()).toEqual({ isChosen: true });
  await api().setTime({ time: '16:15' });
  expect(await api(doctorAn).state()).toMatchObject({
    folder,
    time: '16:15',
    dueTime: '16:15',
    state: 'waiting',
  });
  expect(await refusalOf(api(doctorAn).setTime({ time: null }))).toMatchObject({ code: 'forbidden' });
  const settings = vault.sqlite.prepare(
    "SELECT detail FROM auditLog WHERE action = 'paper.settings' ORDER BY seq DESC LIMIT 1",
  );
  expect(settings.pluck().get()).toBe('{"note":{"isOn":true,"time":"16:15"}}');
  await api().turnOff();
  await pass(untilClosing + 5);
  expect(packs()).toBe(0);
});
