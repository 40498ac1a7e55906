// The journal of unsaved typing on a real encrypted file: kept at once, each person's own, trimmed, gone when the record is saved.
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { draftVersionOf, forgetDrafts, keepDraft, newestDraft, versionsOfDraft } from '../../db/drafts.ts';
import { KEPT_VERSIONS } from '../../domain/drafts.ts';
import { openDatabase } from '../../db/open-database.ts';
import { write, writeLocal } from '../../db/write.ts';
import { NOW_MS, openTestVault, type TestVault } from '../support/test-vault.ts';

const an = { userId: 'user-an', subject: 'record:appointment-9' };
const khoa = { userId: 'user-khoa', subject: 'record:appointment-9' };
const keep = (vault: TestVault, key: typeof an, content: string, atMs = NOW_MS) =>
  writeLocal(vault, (tx) => keepDraft(tx, key, { content, atMs }));
const count = (vault: TestVault, table: string) =>
  (vault.sqlite.prepare(`SELECT count(*) AS rows FROM ${table}`).get() as { rows: number }).rows;

describe('drafts', () => {
  test('the last pause comes back, with the time it was kept', () => {
    using vault = openTestVault();
    expect(newestDraft(vault, an)).toBeNull();
    keep(vault, an, '{"diagnosis":"Viêm"}', NOW_MS);
    keep(vault, an, '{"diagnosis":"Viêm họng"}', NOW_MS + 400);
    expect(newestDraft(vault, an)).toEqual({ content: '{"diagnosis":"Viêm họng"}', atMs: NOW_MS + 400 });
  });

  test('the draft of one person survives another at the same PC, and neither sees the other’s', () => {
    using vault = openTestVault();
    keep(vault, an, 'of An');
    keep(vault, khoa, 'of Khoa');
    writeLocal(vault, (tx) => forgetDrafts(tx, khoa));
    expect(newestDraft(vault, khoa)).toBeNull();
    expect(newestDraft(vault, an)?.content).toBe('of An');
  });

  test('a kept pause is on the disk: another connection reads it while the first never closed', () => {
    using vault = openTestVault();
    keep(vault, an, 'typed before the power went');
    const other = openDatabase(join(vault.dataDir, 'clinic.db'), Buffer.from(vault.keys.database));
    try {
      expect(newestDraft({ sqlite: other }, an)?.content).toBe('typed before the power went');
    } finally {
      other.close();
    }
  });

  test('the journal is trimmed to the newest pauses, and the same text is kept once', () => {
    using vault = openTestVault();
    for (let pause = 0; pause < KEPT_VERSIONS + 15; pause++) keep(vault, an, `text ${pause}`, NOW_MS + pause);
    keep(vault, an, `text ${KEPT_VERSIONS + 14}`, NOW_MS + 99_999);
    keep(vault, khoa, 'untouched by the trimming');
    expect(count(vault, 'drafts')).toBe(KEPT_VERSIONS + 1);
    expect(newestDraft(vault, an)).toEqual({
      content: `text ${KEPT_VERSIONS + 14}`,
      atMs: NOW_MS + KEPT_VERSIONS + 14,
    });
  });

  test('each kept version is found again, by its writer alone, until the record is saved', () => {
    using vault = openTestVault();
    keep(vault, an, 'first', NOW_MS);
    keep(vault, an, 'second', NOW_MS + 5_000);
    const versions = versionsOfDraft(vault, an);
    expect(versions.map(({ atMs }) => atMs)).toEqual([NOW_MS + 5_000, NOW_MS]);
    const versionId = versions[1]?.id ?? 0;
    expect(draftVersionOf(vault, { ...an, versionId })).toEqual({ content: 'first', atMs: NOW_MS });
    expect(draftVersionOf(vault, { ...khoa, versionId })).toBeNull();
    writeLocal(vault, (tx) => forgetDrafts(tx, an));
    expect(versionsOfDraft(vault, an)).toEqual([]);
  });

  test('typing leaves neither outbox nor audit entries', () => {
    using vault = openTestVault();
    const before = [count(vault, 'outbox'), count(vault, 'auditLog')];
    keep(vault, an, 'text');
    expect([count(vault, 'outbox'), count(vault, 'auditLog')]).toEqual(before);
  });

  test('a save that is rolled back leaves the draft where it was', () => {
    using vault = openTestVault();
    keep(vault, an, 'not yet saved');
    const failing = () =>
      write(vault, { userId: 'user-an', kind: 'records.save', nowMs: NOW_MS }, (tx) => {
        forgetDrafts(tx, an);
        throw new Error('the disk gave up');
      });
    expect(failing).toThrow('the disk gave up');
    expect(newestDraft(vault, an)?.content).toBe('not yet saved');
  });

  test('a local write that throws is rolled back whole and leaves the door usable', () => {
    using vault = openTestVault();
    const failing = () =>
      writeLocal(vault, (tx) => {
        keepDraft(tx, an, { content: 'half', atMs: NOW_MS });
        throw new Error('no');
      });
    expect(failing).toThrow('no');
    expect(newestDraft(vault, an)).toBeNull();
    keep(vault, an, 'whole');
    expect(newestDraft(vault, an)?.content).toBe('whole');
  });
});
