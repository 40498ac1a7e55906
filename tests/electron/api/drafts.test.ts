// The journal of unsaved typing through its router: each doctor's own, restored, discarded, refused to others.
import { expect, test } from 'vitest';
import { draftsRouter } from '../../../electron/api/drafts.ts';
import { createCallerFactory } from '../../../electron/api/trpc.ts';
import { atTheDesk, doctorAn, doctorKhoa, receptionistLan } from '../../support/at-the-desk.ts';
import { NOW_MS, openTestVault } from '../../support/test-vault.ts';

const asCaller = createCallerFactory(draftsRouter);
const subject = { kind: 'record', appointmentId: 'appointment-9' } as const;

test('what An typed waits for An while Khoa types about the same visit at the same PC', async () => {
  using vault = openTestVault();
  const an = asCaller(atTheDesk(vault, doctorAn));
  const khoa = asCaller(atTheDesk(vault, doctorKhoa, { nowMs: NOW_MS + 1_000 }));
  expect(await an.keep({ ...subject, content: 'An’s' })).toEqual({ keptAtMs: NOW_MS });
  await khoa.keep({ ...subject, content: 'Khoa’s' });
  await khoa.discard(subject);
  expect(await khoa.newest(subject)).toBeNull();
  expect(await an.newest(subject)).toEqual({ content: 'An’s', atMs: NOW_MS });
});

test('the draft of an amendment is apart from the draft of the record', async () => {
  using vault = openTestVault();
  const an = asCaller(atTheDesk(vault, doctorAn));
  await an.keep({ ...subject, content: 'record' });
  await an.keep({ ...subject, kind: 'amendment', content: 'amendment' });
  await an.discard({ ...subject, kind: 'amendment' });
  expect((await an.newest(subject))?.content).toBe('record');
});

test('reception keeps no records’ drafts, and a text without end is refused', async () => {
  using vault = openTestVault();
  const lan = asCaller(atTheDesk(vault, receptionistLan));
  await expect(lan.keep({ ...subject, content: 'x' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(lan.newest(subject)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  const an = asCaller(atTheDesk(vault, doctorAn));
  await expect(an.keep({ ...subject, content: 'x'.repeat(300_000) })).rejects.toMatchObject({
    code: 'BAD_REQUEST',
  });
});

test('reception keeps a booking being typed, apart from that of everybody else', async () => {
  using vault = openTestVault();
  const lan = asCaller(atTheDesk(vault, receptionistLan));
  const an = asCaller(atTheDesk(vault, doctorAn));
  expect(await lan.booking.keep({ content: 'Lan’s' })).toEqual({ keptAtMs: NOW_MS });
  await an.booking.keep({ content: 'An’s' });
  await an.booking.discard();
  expect(await an.booking.newest()).toBeNull();
  expect(await lan.booking.newest()).toEqual({ content: 'Lan’s', atMs: NOW_MS });
  await expect(lan.booking.keep({ content: 'x'.repeat(300_000) })).rejects.toMatchObject({
    code: 'BAD_REQUEST',
  });
});
