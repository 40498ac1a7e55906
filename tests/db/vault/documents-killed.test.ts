// Kills while documents are being added: nothing acknowledged is lost, and the next opening leaves no file that is nobody's.
import { readdirSync, readFileSync } from 'node:fs';
import { Decrypter } from 'age-encryption';
import { expect, test } from 'vitest';
import { documentsFolder, sealedFile } from '../../../db/document-files.ts';
import { aVault, open } from './a-vault.ts';
import { bundledChild, kill9, startChild } from './run-child.ts';

const KILLS = 30;

test('kill9-upload-loop: of every acknowledged document row and file are there, and no other file is', {
  timeout: 300_000,
}, async () => {
  using at = await aVault();
  const script = await bundledChild('add-documents');
  const folder = documentsFolder(at.dataDir);
  const acknowledged: string[] = [];
  let swept = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    const child = startChild(script, [at.dataDir]);
    await child.saidAtLeast(2);
    await new Promise((done) => setTimeout(done, Math.random() * 300));
    await kill9(child);
    acknowledged.push(...child.lines.slice(1));
    const before = readdirSync(folder).length;
    const vault = await open(at);
    const rows = vault.sqlite.prepare('SELECT id, storedName, fileIdentity FROM healthDocuments').all() as {
      id: string;
      storedName: string;
      fileIdentity: string;
    }[];
    vault.close();
    const files = readdirSync(folder);
    swept += before - files.length;
    expect(files.toSorted()).toEqual(rows.map(({ storedName }) => `${storedName}.age`).toSorted());
    const ids = new Set(rows.map(({ id }) => id));
    expect(acknowledged.filter((id) => !ids.has(id))).toEqual([]);
    for (const { storedName, fileIdentity } of rows.slice(-2)) {
      const decrypter = new Decrypter();
      decrypter.addIdentity(fileIdentity);
      const clear = await decrypter.decrypt(readFileSync(sealedFile(folder, storedName)));
      expect(Buffer.from(clear.subarray(0, 5)).toString()).toBe('%PDF-');
    }
  }
  process.stdout.write(
    `kill9-upload-loop: ${KILLS} kills, ${acknowledged.length} acknowledged documents, 0 lost, ${swept} unfinished files swept\n`,
  );
  // Else no kill ever fell into an upload, and nothing was shown.
  expect(swept).toBeGreaterThan(0);
});
