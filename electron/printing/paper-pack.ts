// One paper pack, made: day sheets for a day and empty slips, as files that nobody but this PC's user may read.
import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { access, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { clinicOf } from '../../db/clinic-setup.ts';
import { doctorsOfPack } from '../../db/paper-pack.ts';
import type { Vault } from '../../db/vault/vault.ts';
import { write } from '../../db/write.ts';
import type { WrittenPack } from '../../domain/paper-pack.ts';
import { safeName } from '../file-names.ts';
import { refusalOfWriting, writeWhole } from '../write-whole.ts';
import { composeBlankSlips } from './blank-slips.ts';
import { daySheetFor } from './documents.ts';
import { type PageParts, printPage } from './print-page.ts';
import type { Printing } from './printing.ts';
import { printWords } from './words.ts';

/** Two pages of two slips for each doctor, at least one page. */
const BLANK_PAGES_A_DOCTOR = 2;

export type PackWish = {
  date: string;
  folder: string;
  nowMs: number;
  /** Null when the clock asked for it. */
  by: { userId: string; fullName: string } | null;
  onProgress: (done: number, total: number) => void;
};

/** Reads and audits in one write, then makes the files one after the other. A file that is there is replaced whole or not at all. */
export async function makePack(vault: Vault, printing: Printing, wish: PackWish): Promise<WrittenPack> {
  await refuseBadFolder(wish.folder);
  const pages = composePack(vault, wish);
  const files: WrittenPack['files'] = [];
  for (const [at, { name, page }] of pages.entries()) {
    wish.onProgress(at, pages.length);
    const pdf = await printing.toPdf(await printPage(page));
    await writeWhole(join(wish.folder, name), pdf);
    files.push({ name, sha256: sha256(pdf) });
  }
  wish.onProgress(pages.length, pages.length);
  return { forDate: wish.date, madeAtMs: wish.nowMs, folder: wish.folder, files };
}

type NamedPage = { name: string; page: PageParts };

function composePack(vault: Vault, { date, nowMs, by }: PackWish): NamedPage[] {
  const { userId, fullName } = by ?? { userId: null, fullName: 'Clinic Desk' };
  return write(vault, { userId, kind: 'paper.makePack', nowMs }, (tx) => {
    const language = clinicOf(tx).locale;
    const words = printWords[language];
    const doctors = doctorsOfPack(tx, date);
    const how = { fullName, language };
    const sheetOf = (doctorIds: string[]) => daySheetFor(tx, { date, doctorIds }, how).page;
    const blanks = composeBlankSlips(
      tx,
      { pages: Math.min(20, Math.max(1, doctors.length * BLANK_PAGES_A_DOCTOR)) },
      { fullName },
    );
    tx.about({ entity: 'appointments', note: { date, doctors: doctors.length, to: 'folder' } });
    return namedApart([
      { name: `${date} ${words.daySheet}`, page: sheetOf(doctors.map(({ id }) => id)) },
      ...doctors.map(({ id, name }) => ({ name: `${date} ${words.daySheet} ${name}`, page: sheetOf([id]) })),
      { name: `${date} ${words.documents.blankSlip}`, page: blanks.page },
    ]);
  });
}

/** Two doctors of one name have two files. */
function namedApart(pages: readonly NamedPage[]): NamedPage[] {
  const seen = new Map<string, number>();
  return pages.map(({ name, page }) => {
    const file = safeName(name, 'pdf');
    const count = (seen.get(file.toLowerCase()) ?? 0) + 1;
    seen.set(file.toLowerCase(), count);
    return { name: count === 1 ? file : safeName(`${name} (${count})`, 'pdf'), page };
  });
}

async function refuseBadFolder(folder: string): Promise<void> {
  try {
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw refusalOfWriting(error, folder);
  }
}

/** Takes away the files of a pack that are still as we wrote them; what somebody put in their place stays. */
export async function removePack({ folder, files }: WrittenPack): Promise<void> {
  for (const { name, sha256: written } of files) {
    const path = join(folder, name);
    const content = await readFile(path).catch(() => null);
    if (content && sha256(content) === written) await rm(path, { force: true });
  }
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
