// How this PC prints each document: chosen by reception, checked at the door, taken back, and never another PC's.
import { describe, expect, test } from 'vitest';
import { write } from '../../../db/write.ts';
import type { PrintProfileInput } from '../../../domain/print-profiles.ts';
import { printProfilesRouter } from '../../../electron/api/print-profiles.ts';
import { createCallerFactory, type SignedIn } from '../../../electron/api/trpc.ts';
import { atTheDesk, doctorAn, receptionistLan } from '../../support/at-the-desk.ts';
import { refusalOf } from '../../support/refusal.ts';
import { NOW_MS, openTestVault, type TestVault } from '../../support/test-vault.ts';

const createCaller = createCallerFactory(printProfilesRouter);
const as = (vault: TestVault, user: SignedIn = receptionistLan, nowMs = NOW_MS) =>
  createCaller(atTheDesk(vault, user, { nowMs }));

const own = { marginTopMm: null, marginRightMm: null, marginBottomMm: null, marginLeftMm: null };
const slipOnRoll: PrintProfileInput = {
  document: 'slip',
  printerName: 'Quầy 1',
  paper: '80mm',
  copies: 2,
  ...own,
};
const slipIn = async (vault: TestVault) =>
  (await as(vault).list()).find(({ document }) => document === 'slip');

describe('a print profile', () => {
  test('is chosen by reception, for this PC alone, and set back to the design', async () => {
    using vault = openTestVault();
    write(vault, { userId: null, kind: 'tests.other', nowMs: NOW_MS }, (tx) =>
      tx.insert('printProfiles', { id: tx.newId(), deviceId: 'another-pc', ...slipOnRoll, copies: 9 }),
    );
    expect(await slipIn(vault)).toMatchObject({
      profile: null,
      papers: ['A5', '80mm', 'A4'],
      setup: {
        paper: 'A5',
        copies: 1,
        printerName: null,
        marginsMm: { top: 10, right: 11, bottom: 14, left: 11 },
      },
    });
    const { before, saved } = await as(vault).save({
      seenMs: null,
      values: { ...slipOnRoll, marginTopMm: 7.5 },
    });
    expect(before).toBeNull();
    expect(await slipIn(vault)).toMatchObject({
      setup: {
        paper: '80mm',
        copies: 2,
        printerName: 'Quầy 1',
        marginsMm: { top: 7.5, right: 4, bottom: 6, left: 4 },
      },
    });
    const was = await as(vault).reset({ document: 'slip', seenMs: saved.updatedAtMs });
    expect(was).toMatchObject(slipOnRoll.paper === '80mm' ? { paper: '80mm', copies: 2 } : {});
    expect(await slipIn(vault)).toMatchObject({ profile: null, setup: { paper: 'A5' } });
  });

  test('that somebody changed meanwhile is not overwritten', async () => {
    using vault = openTestVault();
    const { saved } = await as(vault).save({ seenMs: null, values: slipOnRoll });
    expect(await refusalOf(as(vault).save({ seenMs: null, values: slipOnRoll }))).toMatchObject({
      code: 'changed_meanwhile',
      subject: 'printProfile',
    });
    const later = as(vault, receptionistLan, NOW_MS + 5);
    const again = await later.save({ seenMs: saved.updatedAtMs, values: { ...slipOnRoll, copies: 3 } });
    expect(again.before).toMatchObject({ copies: 2 });
    expect(await refusalOf(later.reset({ document: 'slip', seenMs: saved.updatedAtMs }))).toMatchObject({
      code: 'changed_meanwhile',
    });
  });

  test.each([
    [
      'a paper the document is not laid out for',
      { document: 'daySheet', paper: '80mm' },
      'validation.invalid',
    ],
    ['margins that leave no room', { marginLeftMm: 30, marginRightMm: 30 }, 'validation.marginMm'],
    ['a margin below nothing', { marginTopMm: -1 }, 'validation.marginMm'],
    ['no copies at all', { copies: 0 }, 'validation.copies'],
  ] as const)('refuses %s', async (_, wrong, word) => {
    using vault = openTestVault();
    await expect(as(vault).save({ seenMs: null, values: { ...slipOnRoll, ...wrong } })).rejects.toThrow(word);
  });

  test('is not a doctor’s to change', async () => {
    using vault = openTestVault();
    expect(await refusalOf(as(vault, doctorAn).list())).toMatchObject({ code: 'forbidden' });
  });
});
