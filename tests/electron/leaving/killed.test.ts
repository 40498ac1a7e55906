// A power switch in the middle of leaving and coming back: no half file bears a finished name, no half clinic is opened.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { documentsFolder } from '../../../db/document-files.ts';
import { finishImport, markComplete } from '../../../electron/session/import-swap.ts';
import { importFolder } from '../../../electron/session/places.ts';
import { addSealedDocument } from '../../support/a-sealed-document.ts';
import { openTestVault, type TestVault } from '../../support/test-vault.ts';
import { fillMorning } from '../../support/visits.ts';
import { zipContents } from '../../support/zip-contents.ts';

let clinic: TestVault;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'clinic-desk-killed-'));
  clinic = openTestVault();
  fillMorning(clinic);
  for (const id of ['a', 'b', 'c']) await addSealedDocument(clinic, Buffer.alloc(6_000_000, id), { id });
});
afterAll(() => {
  clinic[Symbol.dispose]();
  rmSync(folder, { recursive: true, force: true });
});

const child = (target: string) =>
  spawn(
    process.execPath,
    [
      join(import.meta.dirname, 'children/export-once.ts'),
      join(clinic.dataDir, 'clinic.db'),
      clinic.keys.database.toString('hex'),
      documentsFolder(clinic.dataDir),
      target,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );

test('kill -9 during an export leaves no half file under its final name, and an earlier one as it was', async () => {
  const target = join(folder, 'everything.zip');
  writeFileSync(target, 'the export of last week');
  let killedInside = 0;
  for (let round = 0; round < 6; round++) {
    const process = child(target);
    const ended = once(process, 'close');
    while (!existsSync(`${target}.part`) && process.exitCode === null) await wait(5);
    await wait(60 * round);
    if (existsSync(`${target}.part`)) killedInside += 1;
    process.kill('SIGKILL');
    await ended;
    // Whole, or as it was: nothing in between.
    if (statSync(target).size < 100) expect(readdirSync(folder).toSorted()).toContain('everything.zip');
    else expect((await zipContents(target, 'bảy con cò trắng bay')).has('manifest.json')).toBe(true);
    rmSync(target);
    writeFileSync(target, 'the export of last week');
  }
  expect(killedInside).toBeGreaterThan(1);
  const last = child(target);
  await once(last, 'close');
  expect((await zipContents(target, 'bảy con cò trắng bay')).get('documents/a.pdf')?.length).toBe(6_000_000);
  expect(readdirSync(folder)).toEqual(['everything.zip']);
});

/** A data folder with a clinic in it, and another one coming in. */
function twoClinics() {
  const rootDir = mkdtempSync(join(folder, 'root-'));
  const put = (at: string, name: string, content: string) => {
    mkdirSync(at, { recursive: true });
    writeFileSync(join(at, name), content);
  };
  put(join(rootDir, 'vault'), 'clinic.db', 'old');
  put(join(rootDir, 'backups'), 'b', 'old');
  put(join(rootDir, 'documents'), 'old.age', 'old');
  put(join(importFolder(rootDir), 'vault'), 'clinic.db', 'new');
  put(join(importFolder(rootDir), 'documents'), 'new.age', 'new');
  return rootDir;
}
const filesIn = (at: string) =>
  readdirSync(at, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(at, name)).isFile())
    .map((name) => name.replace(/damaged\/[^/]+/, 'aside'))
    .toSorted();

test('an import that was not finished is gone at the next start, and the clinic stays', () => {
  const rootDir = twoClinics();
  finishImport(rootDir, 0);
  expect(filesIn(rootDir)).toEqual(['backups/b', 'documents/old.age', 'vault/clinic.db']);
});

test('one that was finished takes its place at the next start, wherever the move was cut off', () => {
  const whole = [
    'aside/backups/b',
    'aside/vault/clinic.db',
    'documents/new.age',
    'documents/old.age',
    'vault/clinic.db',
  ];
  const rootDir = twoClinics();
  markComplete(rootDir);
  finishImport(rootDir, 0);
  expect(filesIn(rootDir)).toEqual(whole);

  // Cut off after the old clinic was set aside and before the new one moved.
  const cut = twoClinics();
  markComplete(cut);
  mkdirSync(join(cut, 'damaged', 'x'), { recursive: true });
  for (const name of ['vault', 'backups']) {
    rmSync(join(cut, name), { recursive: true });
  }
  finishImport(cut, 0);
  expect(filesIn(cut)).toEqual(['documents/new.age', 'documents/old.age', 'vault/clinic.db']);
  // Cut off after it moved: nothing is left to do but to tidy up.
  mkdirSync(importFolder(cut));
  finishImport(cut, 0);
  expect(existsSync(importFolder(cut))).toBe(false);
  expect(filesIn(cut)).toContain('vault/clinic.db');
});
