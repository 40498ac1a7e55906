import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');

/** What the linter says about one planted file at that place in an otherwise empty house. */
function lintOf(file: string, content: string): string {
  const house = mkdtempSync(join(tmpdir(), 'clinic-desk-house-'));
  try {
    cpSync(join(root, '.oxlintrc.json'), join(house, '.oxlintrc.json'));
    mkdirSync(dirname(join(house, file)), { recursive: true });
    writeFileSync(join(house, file), content);
    execFileSync(process.execPath, [join(root, 'node_modules/oxlint/bin/oxlint'), '.'], {
      cwd: house,
      encoding: 'utf8',
      stdio: 'pipe',
    });
    return '';
  } catch (error) {
    return String((error as { stdout?: string }).stdout);
  } finally {
    rmSync(house, { recursive: true, force: true });
  }
}

describe('who may import whom', () => {
  it.each([
    [
      'domain/a.ts',
      "import { readFileSync } from 'node:fs';\nexport const a = readFileSync;\n",
      'domain/ is pure',
    ],
    ['domain/a.ts', "import { b } from '../db/b.ts';\nexport const a = b;\n", 'domain/ is pure'],
    ['domain/a.ts', 'export const a = () => Date.now();\n', 'Time comes in as an argument'],
    ['domain/a.ts', 'export const a = () => Math.random();\n', 'Randomness comes in'],
    ['db/a.ts', "import { b } from '../electron/b.ts';\nexport const a = b;\n", 'never knows it'],
    ['db/a.ts', "import { b } from '../central/b.ts';\nexport const a = b;\n", 'never imports the server'],
    ['electron/a.ts', "import { b } from '../renderer/b.ts';\nexport const a = b;\n", 'through tRPC only'],
    ['renderer/a.ts', "import { b } from '../electron/api/b.ts';\nexport const a = b;\n", 'import type'],
    [
      'renderer/a.ts',
      "import { b } from '../../db/b.ts';\nexport const a = b;\n",
      'never touches the database',
    ],
    ['renderer/a.ts', "import { b } from 'node:fs';\nexport const a = b;\n", 'no Node, no Electron'],
    ['central/a.ts', "import { b } from '../electron/b.ts';\nexport const a = b;\n", 'knows no desktop'],
    ['central/a.ts', "import { b } from '../db/write.ts';\nexport const a = b;\n", 'never the SQLite code'],
  ])('%s may not say %j', (file, content, reason) => {
    expect(lintOf(file, content).replaceAll(/\s+/g, ' ')).toContain(reason);
  });

  it.each([
    ['domain/a.ts', "import { z } from 'zod';\nimport { b } from './b.ts';\nexport const a = [z, b];\n"],
    [
      'renderer/a.ts',
      "import type { AppRouter } from '../electron/api/router.ts';\nexport type A = AppRouter;\n",
    ],
    ['central/a.ts', "import { b } from '../db/schema/b.ts';\nexport const a = b;\n"],
    ['central/a.ts', "import { b } from '../db/sealing/b.ts';\nexport const a = b;\n"],
  ])('%s may say %j', (file, content) => {
    expect(lintOf(file, content)).toBe('');
  });
});
