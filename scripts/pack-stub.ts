// An Electron that is only its outside, so that the packer can do all its work on a machine without the binary. It runs nothing.
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPackage } from '@electron/asar';
import { FuseV1Options } from '@electron/fuses';
import { fuses } from './electron-fuses.ts';

/** What marks the fuses in Electron's binary; @electron/fuses looks for it. After it: version, count, one character a fuse. */
const SENTINEL = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX', 'latin1');

export const fuseNames = Object.values(FuseV1Options).filter(
  (option): option is FuseV1Options => typeof option === 'number',
);

/** Each fuse stands the wrong way round, so that setting it shows. */
export async function makeElectronStub(folder: string): Promise<void> {
  const wire = fuseNames.map((name) => (fuses[name] ? '0' : '1')).join('');
  const binary = Buffer.concat([
    Buffer.alloc(64),
    SENTINEL,
    Buffer.from([1, fuseNames.length]),
    Buffer.from(wire),
    Buffer.alloc(64),
  ]);
  mkdirSync(join(folder, 'resources'), { recursive: true });
  mkdirSync(join(folder, 'locales'));
  writeFileSync(join(folder, 'electron'), binary);
  chmodSync(join(folder, 'electron'), 0o755);
  writeFileSync(join(folder, 'version'), '45.4.1');
  for (const language of ['de', 'en-US', 'vi'])
    writeFileSync(join(folder, 'locales', `${language}.pak`), language);
  const empty = join(folder, '../default-app');
  mkdirSync(empty);
  writeFileSync(join(empty, 'package.json'), '{}');
  await createPackage(empty, join(folder, 'resources/default_app.asar'));
}
