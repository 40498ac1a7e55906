// What this PC keeps about paper packs: where they go, when, and what was written. In the vault, because file names carry names.
import { z } from 'zod';
import {
  type PackSettings,
  packSettings,
  receivesOn,
  type WrittenPack,
  writtenPack,
} from '../domain/paper-pack.ts';
import { dayOfClinic } from './appointment-views.ts';
import { prepared } from './prepared.ts';
import type { LocalTx, Reader, Tx } from './write.ts';

const SETTINGS = 'paperPackSettings';
const WRITTEN = 'paperPacksWritten';

export function packSettingsOf(reader: Pick<Reader, 'sqlite'>): PackSettings {
  const text = metaOf(reader, SETTINGS);
  return text === undefined ? { folder: null, time: null, sinceMs: 0 } : packSettings.parse(JSON.parse(text));
}

/** Inside an audited write: from here on the clinic's data lies in a folder in clear. */
export function savePackSettings(tx: Tx, settings: PackSettings): void {
  setMeta(tx, SETTINGS, JSON.stringify(settings));
  tx.about({
    entity: 'paperPack',
    note: { isOn: settings.folder !== null, ...(settings.time !== null && { time: settings.time }) },
  });
}

/** Newest last. */
export function writtenPacks(reader: Pick<Reader, 'sqlite'>): WrittenPack[] {
  const text = metaOf(reader, WRITTEN);
  return text === undefined ? [] : z.array(writtenPack).parse(JSON.parse(text));
}

export const keepWrittenPacks = (tx: LocalTx, packs: readonly WrittenPack[]): void =>
  setMeta(tx, WRITTEN, JSON.stringify(packs));

/** Who needs a day sheet: everybody who receives on the day or has a visit on it, by department and name. */
export function doctorsOfPack(reader: Reader, date: string): { id: string; name: string }[] {
  const { doctors, visits, grid } = dayOfClinic(reader, date);
  const expected = new Set(
    visits.filter(({ status }) => status !== 'cancelled').map(({ doctorId }) => doctorId),
  );
  return doctors
    .filter((doctor) => expected.has(doctor.id) || (doctor.isOpen && receivesOn(doctor, date, grid)))
    .map(({ id, title, fullName }) => ({ id, name: [title, fullName].filter(Boolean).join(' ') }));
}

const metaOf = (reader: Pick<Reader, 'sqlite'>, key: string): string | undefined =>
  prepared(reader, 'SELECT value FROM meta WHERE key = ?').pluck().get(key) as string | undefined;
const setMeta = (reader: Pick<Reader, 'sqlite'>, key: string, value: string): void =>
  void prepared(
    reader,
    'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  ).run(key, value);
